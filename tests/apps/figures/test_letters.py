"""Letters of targets: from the data, signed by both, unchangeable once in force, changed by a new version."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.models import Letter
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Month
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.items import make_item
from tests.support.observations import push
from tests.support.targets import GROUND, YEAR, asked, drafted, set_one

pytestmark = pytest.mark.django_db
NUMBER = "启办函〔2026〕7号"


def sign(cast, row, person=None, **how):
    return actions.countersign(
        row.pk, agree=True, digest=row.digest, by=actor(person or cast.lead_head), now=NOW, **how
    )


def enforce(cast, row, number=NUMBER):
    return actions.put_in_force(row.pk, number=number, from_on=DAY, by=actor(cast.supervisor), now=NOW)


@pytest.fixture
def standing(cast):
    """The leading unit's letter of one target, in force."""
    set_one(cast, cast.units.lead)
    return enforce(cast, sign(cast, drafted(cast, cast.units.lead)))


def change_target(cast, goal):
    line = queries.targets_of_year(viewer(cast.supervisor), YEAR, unit=cast.units.lead.pk)[0]
    new = asked("exports", "growth", goal)
    sides = {"from_on": DAY, "reason": "上级下达新目标", "ground": GROUND, "by": actor(cast.supervisor), "now": NOW}
    return actions.change_target(line.target_id, new, version=line.row.version, **sides)


def test_a_letter_says_the_units_targets_and_the_tasks_that_it_leads(cast):
    set_one(cast, cast.units.lead, floor="5", stretch="8")
    item = make_item(cast, "in_progress")
    items = queries.letter_draft(viewer(cast.supervisor), cast.units.lead.pk, YEAR, rules=queries.book(DAY)).items

    row = drafted(cast, cast.units.lead, item_ids=frozenset(each.pk for each in items), guarantees=["用地指标"])

    said = mapping.said_in(row)
    assert [(each.name, each.kind, each.floor, each.goal, each.stretch) for each in said.targets] == [
        ("出口总额", "增速", "5%", "6%", "8%")
    ]
    assert [each.title for each in said.tasks] == ([item.title] if item in items else [])
    assert (said.guarantees, row.state) == (("用地指标",), "draft")


def test_only_the_units_head_signs_what_was_shown(cast):
    row = drafted(cast, cast.units.lead)

    for person in (cast.lead_clerk, cast.supervisor):
        with pytest.raises(Forbidden):
            sign(cast, row, person)
    again = drafted(cast, cast.units.lead, guarantees=["新增一项"])
    with pytest.raises(Stale):
        actions.countersign(again.pk, agree=True, digest="0" * 64, by=actor(cast.lead_head), now=NOW)

    assert sign(cast, again).state == "countersigned"


def test_who_does_not_agree_says_why_and_it_is_drafted_anew(cast):
    row = drafted(cast, cast.units.lead)
    sides = {"digest": row.digest, "by": actor(cast.lead_head), "now": NOW}

    with pytest.raises(Refusal, match="意见"):
        actions.countersign(row.pk, agree=False, **sides)
    actions.countersign(row.pk, agree=False, words="用地没有落实", **sides)

    page = queries.letter_page(viewer(cast.supervisor), row.pk, rules=queries.book(DAY))
    assert [fact.words for fact in page.facts] == ["", "用地没有落实"]
    assert page.row.state == "draft"


def test_it_comes_into_force_only_signed_and_with_a_number(cast):
    row = drafted(cast, cast.units.lead)
    with pytest.raises(Stale, match="会签以后"):
        enforce(cast, row)
    sign(cast, row)
    with pytest.raises(Refusal, match="批准文号"):
        enforce(cast, row, number=" ")

    done = enforce(cast, row)

    assert (done.state, done.number, mapping.said_in(done).number) == ("in_force", NUMBER, NUMBER)


def test_the_file_that_is_kept_says_the_same_data(cast, standing):
    content = actions.letter_file(standing, by=actor(cast.supervisor))

    found, differing = actions.check_letter(standing, content, name="责任书.docx")

    assert differing == []
    assert found.letter == mapping.said_in(standing)
    assert found.printed == standing.digest


def test_a_letter_in_force_is_refused_any_change_by_the_database(cast, standing):
    rows = Letter.objects.visible_to(viewer(cast.supervisor)).filter(pk=standing.pk)
    for values in ({"number": "别的"}, {"content": "{}"}, {"state": "draft"}, {"in_force_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_letter_cannot_jump_into_force(cast):
    row = drafted(cast, cast.units.lead)
    values = {"state": "in_force", "number": "1", "path": "x", "in_force_on": DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.visible_to(viewer(cast.supervisor)).filter(pk=row.pk).update(**values)


def test_a_change_of_a_target_is_shown_and_becomes_a_new_version(cast, standing):
    change_target(cast, "4")
    page = queries.letter_page(viewer(cast.lead_clerk), standing.pk, rules=queries.book(DAY))
    assert [str(line.asked.goal) for line in page.moved] == ["4%"]

    with pytest.raises(Refusal, match="变更要写明理由"):
        drafted(cast, cast.units.lead)
    new = enforce(cast, sign(cast, drafted(cast, cast.units.lead, reason="目标调整")), number="启办函〔2026〕9号")

    old = queries.letter(viewer(cast.supervisor), standing.pk)
    assert (old.state, mapping.said_in(old).targets[0].goal) == ("changed", "6%")
    assert (new.version, new.state, mapping.said_in(new).targets[0].goal) == (2, "in_force", "4%")


def test_a_target_that_moves_after_signing_stops_the_letter(cast):
    set_one(cast, cast.units.lead)
    row = sign(cast, drafted(cast, cast.units.lead))
    change_target(cast, "4")

    with pytest.raises(Stale, match="1项已调整"):
        enforce(cast, row)


def test_a_unit_without_targets_has_no_letter(cast):
    wanted = actions.LetterWanted("镜澜区人民政府", "会议")

    with pytest.raises(Refusal, match="还没有目标"):
        actions.draft_letter(cast.units.lead.pk, YEAR, wanted, by=actor(cast.supervisor), now=NOW)


def test_a_letter_goes_through_its_pages(cast, client_of, standing):
    office, head = client_of(cast.supervisor), client_of(cast.support_head)
    set_one(cast, cast.units.support)
    listed = office.get(f"/figures/letters/?year={YEAR}").content.decode()
    assert f"/figures/letters/new/{cast.units.support.pk}/{YEAR}/" in listed
    said = {"superior": "镜澜区人民政府", "basis": "会议", "guarantees": "用地指标\n\n电价补助"}

    url = office.post(f"/figures/letters/new/{cast.units.support.pk}/{YEAR}/", said).url
    text = head.get(url).content.decode()
    assert "电价补助" in text
    assert "同意会签" in text
    row = queries.letter(viewer(cast.support_head), int(url.split("/")[-2]))
    head.post(f"{url}sign/", {"agree": "yes", "digest": row.digest})
    office.post(f"{url}in-force/", {"number": NUMBER, "from_on": "2026-03-02"})

    assert NUMBER in head.get(url).content.decode()
    file = head.get(f"{url}file/")
    assert file.headers["Content-Type"].endswith("wordprocessingml.document")
    same = head.post(f"{url}check/", {"file": SimpleUploadedFile("回.docx", file.content)}).content.decode()
    assert "交回的文件与系统中的责任书一致。" in same


def test_a_changed_file_is_told_on_the_page(cast, client_of, standing):
    client = client_of(cast.lead_clerk)
    paper = docx.Document(BytesIO(client.get(f"/figures/letters/{standing.pk}/file/").content))
    cell = next(cell for row in paper.tables[0].rows for cell in row.cells if cell.text == "6%")
    cell.paragraphs[0].runs[0].text = "5%"
    out = BytesIO()
    paper.save(out)

    url = f"/figures/letters/{standing.pk}/check/"
    text = client.post(url, {"file": SimpleUploadedFile("回.docx", out.getvalue())}).content.decode()

    assert "目标第1项“目标”：系统中为“6%”，文件中为“5%”。" in text
    assert "校验码不符" in text
    wrong = client.post(url, {"file": SimpleUploadedFile("回.docx", b"PK\x03\x04 nothing")})
    assert wrong.status_code == 422


def test_who_sees_a_letter(cast, client_of, standing):
    url = f"/figures/letters/{standing.pk}/"

    assert client_of(cast.lead_clerk).get(url).status_code == 200
    assert client_of(cast.stranger_head).get(url).status_code == 404
    assert client_of(cast.statistician).get(url).status_code == 403


def test_it_waits_on_the_desk_of_whom_it_asks(cast):
    row = drafted(cast, cast.units.lead)

    def steps(person):
        return [line.step for line in queries.FigureLines(viewer(person)).find("todo", 9)]

    assert (steps(cast.lead_head), steps(cast.supervisor)) == (["待会签"], [])
    sign(cast, row)
    assert (steps(cast.lead_head), steps(cast.supervisor)) == ([], ["待批准生效"])


def test_last_years_figure_stands_beside_the_target(cast):
    set_one(cast, cast.units.lead)
    for month in (Month(2025, 11), Month(2025, 12)):
        push(cast.units.lead, "exports", month, growth=Decimal(month.month), by=cast.statistician, state="final")

    (target,) = mapping.said_in(drafted(cast, cast.units.lead)).targets

    assert (target.base, target.goal) == ("12%", "6%")
