"""Definitions are dated, sourced and checked before anyone sees them (定义库)."""

from datetime import date
from pathlib import Path

import pytest

from bihuan import definitions
from bihuan.definitions import BadDefinitions, calendar, check, kinds, load, on, read, roles

SIGN = "{{colour: red, word: 逾期, rule: 逾期亮红灯}}"
ENTRY = f"""
code: {{code}}
name: 试行亮灯
source: {{{{document: 试行办法, number: 试〔2026〕1号}}}}
effective_on: {{start}}
ends_on: {{end}}
body: {{{{form: slip, missed: {SIGN}, paused: {SIGN}}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamps").mkdir()
    return tmp_path


def write(folder: Path, name: str, code: str = "trial", start: str = "2026-01-01", end: str = "null") -> Path:
    path = folder / "lamps" / name
    path.write_text(ENTRY.format(code=code, start=start, end=end), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", kinds())
def test_everything_that_ships_is_good(kind):
    good, findings = read(kind)

    assert good
    assert findings == ()


def test_the_version_in_force_is_the_days(folder, monkeypatch):
    write(folder, "a.yaml", end="2026-06-30")
    write(folder, "b.yaml", start="2026-07-01")
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(folder))

    assert on("lamps", "trial", date(2026, 6, 30)).ends_on == date(2026, 6, 30)
    assert on("lamps", "trial", date(2026, 7, 1)).ends_on is None
    assert on("lamps", "trial", date(2025, 12, 31)) is None


def test_versions_that_overlap_are_refused_with_the_remedy(folder):
    write(folder, "a.yaml")
    write(folder, "b.yaml", start="2026-07-01")

    with pytest.raises(BadDefinitions, match="请给前一版写上终止日"):
        load("lamps", folder)


def test_the_same_rule_has_the_same_version(folder):
    write(folder, "a.yaml", code="one")
    write(folder, "b.yaml", code="two", start="2020-01-01")

    one, two = load("lamps", folder)

    assert one.version == two.version
    assert len(one.version) == 12


def test_a_changed_file_is_read_anew(folder):
    path = write(folder, "a.yaml")
    before = load("lamps", folder)

    path.write_text(path.read_text(encoding="utf-8").replace("试行亮灯", "正式亮灯办法"), encoding="utf-8")

    assert (before[0].name, load("lamps", folder)[0].name) == ("试行亮灯", "正式亮灯办法")


def test_a_code_in_a_further_folder_replaces_the_shipped_one(folder, monkeypatch):
    write(folder, "ouhai.yaml", code="ouhai")
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(folder))

    assert [each.name for each in load("lamps") if each.code == "ouhai"] == ["试行亮灯"]
    assert on("lamps", "suqian", date(2026, 1, 1)) is not None


def test_one_bad_file_costs_one_file(folder):
    write(folder, "good.yaml")
    (folder / "lamps" / "bad.yaml").write_text("code: [", encoding="utf-8")

    good, findings = read("lamps", folder)

    assert [each.code for each in good] == ["trial"]
    assert [finding.code for finding in findings] == ["not_yaml"]
    assert findings[0].at == "lamps/bad.yaml"


def test_an_entry_of_a_list_is_named_by_its_place(folder):
    path = folder / "lamps" / "a.yaml"
    path.write_text("- {code: a}\n- {code: b}\n", encoding="utf-8")

    _, findings = read("lamps", folder)

    assert findings[0].at == "lamps/a.yaml[0]"


def test_a_kind_that_does_not_exist_is_named():
    with pytest.raises(LookupError, match="no such kind"):
        check("no_such_kind", {})


def test_the_shipped_calendar_is_built_once():
    assert calendar() is calendar()


def test_an_offices_year_stands_before_the_shipped_one():
    body = {"year": 2027, "notice": "国办发明电〔2026〕99号", "holidays": []}
    entry = {
        "code": "2027",
        "name": "2027年节假日安排",
        "source": {"document": "通知", "number": "国办发明电〔2026〕99号"},
        "effective_on": "2027-01-01",
        "body": body,
    }

    changed = calendar([definitions.definition_of("holidays", entry)])

    assert not changed.is_forecast(date(2027, 1, 4))
    assert calendar().is_forecast(date(2027, 1, 4))


def test_rights_are_read_from_the_table_of_roles():
    read_item = next(right for right in roles() if right.action == "item.read")

    assert read_item.reach["clerk"] == "own"
    assert read_item.reach["system_admin"] == "no"
