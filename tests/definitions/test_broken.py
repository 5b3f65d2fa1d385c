"""Each shipped definition, broken in several ways, is refused with place and remedy (定义检查)."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bihuan.definitions import SHIPPED, check, check_envelope, kinds
from bihuan.definitions.plain import plain_values

Break = Callable[[dict[str, Any]], None]


def entries() -> Iterator[Any]:
    for kind in kinds():
        for path in sorted((SHIPPED / kind).glob("*.yaml")):
            content = plain_values(path.read_text(encoding="utf-8"))
            for place, entry in enumerate(content if isinstance(content, list) else [content]):
                yield pytest.param(kind, entry, id=f"{kind}/{path.name}[{place}]")


ENTRIES = list(entries())


def drop(key: str) -> Break:
    return lambda entry: entry.pop(key)


def put(key: str, value: object) -> Break:
    return lambda entry: entry.update({key: value})


ENVELOPE: dict[str, tuple[Break, str]] = {
    "no source": (drop("source"), "缺少“source”，请补上。"),
    "no name": (drop("name"), "缺少“name”，请补上。"),
    "no day": (drop("effective_on"), "缺少“effective_on”，请补上。"),
    "no body": (drop("body"), "缺少“body”，请补上。"),
    "source without number": (put("source", {"document": "某办法"}), "缺少“number”，请补上。"),
    "day that is not": (put("effective_on", "2026-02-30"), "“2026-02-30”不是日期，请写成 2026-01-31 这样。"),
    "ends before it starts": (put("ends_on", "1999-01-01"), "终止日早于生效日，请核对。"),
    "code in Chinese": (put("code", "瓯海"), "的写法不对"),
    "misspelt key": (put("bodyy", {}), "不认识“bodyy”，请删去或改写。"),
    "empty name": (put("name", ""), "不能空着，请填写。"),
}


@pytest.mark.parametrize(("kind", "entry"), ENTRIES)
@pytest.mark.parametrize("broken", ENVELOPE)
def test_a_broken_envelope_is_refused(kind, entry, broken):
    damage, sentence = ENVELOPE[broken]
    damaged = copy.deepcopy(entry)
    damage(damaged)

    findings = check_envelope(damaged)

    assert any(sentence in finding.sentence for finding in findings)


@pytest.mark.parametrize(("kind", "entry"), ENTRIES)
def test_each_key_of_a_body_is_guarded(kind, entry):
    """Another type in any place of the first level is refused, and named by its place."""
    for key in entry["body"]:
        damaged = {**entry["body"], key: object_of_no_kind(entry["body"][key])}

        findings = check(kind, damaged)

        assert findings, key
        assert any(finding.at.startswith(key) for finding in findings), key
        assert all(finding.sentence.endswith("。") for finding in findings)


@pytest.mark.parametrize(("kind", "entry"), ENTRIES)
def test_a_key_that_no_one_knows_is_refused(kind, entry):
    findings = check(kind, {**entry["body"], "surprise": 1})

    assert any("不认识“surprise”" in finding.sentence for finding in findings)


def object_of_no_kind(value: object) -> object:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "三" if is_number else 3.5


def only(start: str, end: str, **more: object) -> Break:
    """One holiday alone in a year."""
    return put("holidays", [{"name": "元旦", "from": start, "to": end} | more])


BODIES: list[tuple[str, str, Break, str, str]] = [
    ("holidays", "2026", only("2026-10-07", "2026-10-01"), "holidays[0]", "早于起日"),
    ("holidays", "2026", only("2027-06-01", "2027-06-01"), "2026年", "请核对年份"),
    ("holidays", "2026", only("2026-01-01", "2026-01-01", working=["2026-01-01"]), "2026年", "请删去一处"),
    ("lamps", "ouhai", lambda body: body["bands"].reverse(), "bands[1].before", "由近到远"),
    ("lamps", "ouhai", lambda body: body["met"].update(colour="紫"), "met.colour", "请从grey、green"),
    ("lamps", "ouhai", drop("late"), "", "缺少“late”"),
    ("lamps", "yinchuan", lambda body: body["progress"].pop(), "progress[2]", "最后一段不写下限"),
    ("lamps", "yinchuan", lambda body: body["progress"][0].pop("word"), "progress[0]", "写了“colour”就要写“word”"),
    (
        "ledger_kinds",
        "key_task",
        lambda body: body["limits"].update(sign="3天"),
        "limits.sign",
        "应是一组“键: 值”或一个列表",
    ),
    ("statuses", "standard", lambda body: body["rows"].pop(), "rows[6]", "最后一行不能写条件"),
]


@pytest.mark.parametrize(("kind", "code", "damage", "place", "remedy"), BODIES)
def test_a_body_that_makes_no_sense_is_refused(kind, code, damage, place, remedy):
    body = plain_values((SHIPPED / kind / f"{code}.yaml").read_text(encoding="utf-8"))["body"]
    damage(body)

    findings = check(kind, body)

    assert any(finding.at == place and remedy in finding.sentence for finding in findings)
