"""Stages and gates: what must be there before a project may enter one (项目阶段与门槛)."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import on, project_stages
from bihuan.engine.pipeline import BadStages, UnknownStage, build_stages

DAY = date(2026, 11, 26)
TABLE = project_stages(DAY)
BODY = on("project_stages", "standard", DAY).body
CODES = [stage.code for stage in TABLE.stages]
READY = {"total": 1, "procedure": "filing"}
PAPERS = {"agreement", "filing", "land", "construction_permit", "piling"}


def lacking(to: str, papers: set[str], **facts: object) -> list[str]:
    return [finding.code for finding in TABLE.missing(to, READY | facts, papers)]


def test_seven_stages_stand_in_order():
    assert [stage.name for stage in TABLE.stages] == ["谋划", "洽谈", "签约", "开工", "建设", "投产", "达产"]


def test_flags_are_no_stages():
    assert [flag.name for flag in TABLE.flags] == ["纳统", "暂停", "终止"]
    with pytest.raises(UnknownStage, match="suspended"):
        TABLE.order("suspended")


def test_a_project_starts_with_a_permit_and_the_first_pile():
    assert lacking("started", PAPERS) == []


@pytest.mark.parametrize("paper", ["construction_permit", "piling"])
def test_without_permit_or_pile_nothing_has_started(paper):
    assert lacking("started", PAPERS - {paper}) == [paper]


def test_site_levelling_is_no_start():
    (finding,) = TABLE.missing("started", READY, PAPERS - {"piling"} | {"site_photo"})

    assert "平整场地不算开工" in finding.sentence


def test_a_project_of_the_government_needs_no_agreement():
    assert lacking("started", PAPERS - {"agreement"}, procedure="approval") == []


def test_who_decides_is_unknown_so_an_agreement_is_asked():
    assert lacking("signed", set(), procedure=None) == ["agreement"]


def test_purchases_alone_show_what_was_paid_instead_of_a_pile():
    assert lacking("started", {"agreement", "filing", "payment_proof"}, purchase_only=True) == []


def test_an_energy_review_is_asked_where_one_is_needed():
    assert lacking("started", PAPERS, energy_review=True) == ["energy"]
    assert lacking("started", PAPERS, energy_review=None) == []


def test_the_needs_of_earlier_stages_are_asked_of_later_ones():
    assert lacking("full_capacity", PAPERS) == ["acceptance", "production_proof", "capacity_proof"]


def test_a_stage_that_may_be_left_out_is_passed_over_and_no_other():
    assert TABLE.may_go("idea", "signed")
    assert not TABLE.may_go("idea", "started")
    assert TABLE.may_go(None, "in_production")


def test_the_next_stage():
    assert TABLE.next_of("signed").code == "started"
    assert TABLE.next_of("full_capacity") is None


def test_going_back_is_allowed_and_told():
    assert TABLE.may_go("started", "signed")
    assert TABLE.is_back("started", "signed")
    assert not TABLE.may_go("started", "started")


@given(papers=st.sets(st.sampled_from(sorted(TABLE.evidence))), more=st.sets(st.sampled_from(sorted(TABLE.evidence))))
def test_more_papers_never_leave_more_missing(papers, more):
    for code in CODES:
        assert set(lacking(code, papers | more)) <= set(lacking(code, papers))


@given(papers=st.sets(st.sampled_from(sorted(TABLE.evidence))))
def test_a_later_stage_never_asks_less(papers):
    for earlier, later in pairwise(CODES):
        assert set(lacking(earlier, papers)) <= set(lacking(later, papers))


def test_batches_are_named_as_conferences_name_them():
    assert [TABLE.batch_of(code).name for code in ("idea", "signed", "building", "full_capacity")] == [
        "策划一批",
        "储备一批",
        "开工一批",
        "达产一批",
    ]


@pytest.mark.parametrize(
    ("key", "body", "words"),
    [
        ("stages", [*BODY["stages"], BODY["stages"][0]], "写了两次"),
        ("evidence", {}, "材料表里没有"),
        ("batches", [{"code": "x", "name": "甲", "stages": ["nowhere"]}], "没有“nowhere”这个阶段"),
        (
            "stages",
            [{"code": "a", "name": "甲", "means": "甲", "needs": [{"code": "b", "name": "乙", "remedy": "丙。"}]}],
            "要写材料",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(key, body, words):
    with pytest.raises(BadStages, match=words):
        build_stages({**BODY, key: body})
