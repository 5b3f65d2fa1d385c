"""Two years' reports on one page: what changed, in the words of both, and names that a person judges."""

import pytest

from bihuan.apps.documents import actions, queries
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Forbidden
from tests.engine.text.test_years import LAST, THIS
from tests.support.builders import NOW, actor, viewer


def bring(text, by):
    return actions.upload(text.encode(), name="报告.txt", kind="report", by=by, now=NOW).document


@pytest.fixture
def last(by):
    return bring(LAST, by)


@pytest.fixture
def this(by):
    return bring(THIS, by)


def rows(found, code):
    return next((group.rows for group in found.groups if group.code == code), [])


def test_the_report_of_the_year_before_is_found_by_itself(last, this, cast):
    assert queries.years(viewer(cast.supervisor), this.pk).last == last


def test_what_is_not_mentioned_raised_and_lowered_is_listed(last, this, cast):
    found = queries.years(viewer(cast.supervisor), this.pk)

    assert "要打通青石路断头路" in [row.name for row in rows(found, "dropped")]
    assert [(row.name, row.before, row.after) for row in rows(found, "raised")] == [
        ("招商引资到位资金", "120亿元以上", "150亿元以上")
    ]
    assert ("地区生产总值", "6.5%左右", "6%左右") in [
        (row.name, row.before, row.after) for row in rows(found, "lowered")
    ]


def test_a_rejected_sentence_was_no_promise(last, this, by, cast):
    row = next(each for each in queries.candidates_of(last) if "青石路" in each.quote)
    actions.decide({row.pk: row.version}, "reject", by=by, now=NOW)

    found = queries.years(viewer(cast.supervisor), this.pk)

    assert "要打通青石路断头路" not in [row.name for row in rows(found, "dropped")]


def test_the_page_leads_to_the_words_of_both_years(last, this, cast, client_of):
    found = queries.years(viewer(cast.supervisor), this.pk)
    page = client_of(cast.supervisor).get(f"/documents/{this.pk}/years/").content.decode()

    for group in found.groups:
        for row in group.rows:
            for paper, quote in ((last, row.last), (this, row.this)):
                assert quote is None or f"/documents/{paper.pk}/?start={quote.start}&amp;end={quote.end}" in page


def test_a_renamed_industry_is_asked_until_a_person_says(last, this, cast, client_of):
    office = client_of(cast.supervisor)
    sent = {"last": last.pk, "was": "绿色建材", "name": "绿色新型建材", "answer": "same"}
    assert queries.years(viewer(cast.supervisor), this.pk).asked == 1

    answer = office.post(f"/documents/{this.pk}/years/renamed/", sent)

    found = queries.years(viewer(cast.supervisor), this.pk)
    assert answer.status_code == 302
    assert (found.asked, rows(found, "renamed")[0].answer.is_same) == (0, True)
    assert units.timeline("document", [this.pk]).last().kind == "document.renaming_answered"


def test_names_that_a_person_parts_stand_as_gone_and_new(last, this, by, cast):
    actions.answer_renaming(this.pk, "绿色建材", "绿色新型建材", is_same=False, by=by, now=NOW)

    found = queries.years(viewer(cast.supervisor), this.pk)

    assert rows(found, "renamed") == []
    assert "绿色建材" in [row.name for row in rows(found, "industry_dropped")]
    assert "绿色新型建材" in [row.name for row in rows(found, "industry_new")]


def test_who_does_not_decide_does_not_answer(this, cast):
    with pytest.raises(Forbidden):
        actions.answer_renaming(this.pk, "甲", "乙", is_same=True, by=actor(cast.lead_clerk), now=NOW)


def test_without_a_paper_to_set_beside_the_page_says_what_to_do(this, cast, client_of):
    page = client_of(cast.supervisor).get(f"/documents/{this.pk}/years/").content.decode()

    assert "先上传去年的报告" in page


def test_a_paper_out_of_sight_is_not_set_beside(this, cast, client_of):
    hidden = bring(LAST, actor(cast.stranger_clerk))
    own = bring(f"{THIS}。", actor(cast.lead_clerk))

    assert client_of(cast.lead_clerk).get(f"/documents/{own.pk}/years/?last={hidden.pk}").status_code == 404
