"""A kind written elsewhere as YAML alone: own node, own moves, a limit in hours, an own lamp."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bihuan import definitions
from bihuan.engine.calendar import SHANGHAI, due
from bihuan.engine.lamps import lamp
from bihuan.engine.loop import STAGES, MoveRefused, Standing, build, due_limit, offers, stage, step
from bihuan.engine.rules import Truth

DAY = date(2026, 9, 1)
KIND = """
code: pothole
name: 道路坑槽
source: {document: 某区道路养护办法, number: 无文号}
effective_on: 2026-01-01
body:
  parties: [registrar, lead, support]
  nodes_off: {accepted: in_progress, closed_pending_leader: closed}
  states:
    site_check: {word: 现场核查, stage: reviewing, waits_on: registrar}
  moves_off: [open_review]
  moves:
    go_and_see:
      word: 到现场看
      from: [feedback_submitted]
      to: site_check
      by: [registrar:supervision, registrar:liaison]
    found_good:
      word: 现场合格
      from: [site_check]
      to: under_review
      by: [registrar:supervision]
      asks: [result, depth_cm]
      when: {field: depth_cm, at_most: 2, because: 坑槽深度不得超过2厘米}
    found_bad:
      word: 现场不合格
      from: [site_check]
      to: returned
      by: [registrar:supervision]
      asks: [reason]
      effects: [resume_clock]
  limits:
    site_check: {amount: 36, unit: hours, source: 某区道路养护办法}
    submit_feedback: {amount: 48, unit: hours, source: 某区道路养护办法}
  columns:
    depth_cm: {word: 坑槽深度（厘米）, type: number}
  lamp: pothole_lamp
"""
LAMP = """
code: pothole_lamp
name: 坑槽灯
source: {document: 某区道路养护办法, number: 无文号}
effective_on: 2026-01-01
body:
  form: lamp
  met: {colour: green, word: 已补好, rule: 按时补好亮绿灯}
  missed: {colour: red, word: 还没补, rule: 到期未补亮红灯}
  late: {colour: yellow, word: 补晚了, rule: 逾期补好亮黄灯}
  ahead: {colour: green, word: 在补, rule: 未到期亮绿灯}
  paused: {colour: grey, word: 停工, rule: 停工亮灰灯}
"""


@pytest.fixture
def kind(tmp_path, monkeypatch):
    for folder, text in (("ledger_kinds", KIND), ("lamps", LAMP)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "pothole.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(tmp_path))
    found = definitions.on("ledger_kinds", "pothole", DAY)
    return build(found.body, code=found.code, name=found.name)


def standing(state, **facts):
    return Standing(state, frozenset({"registrar:supervision"}), facts)


def test_the_own_node_has_its_word_and_place_in_the_to_do_list(kind):
    state = kind.state_by_code["site_check"]

    assert (state.word, STAGES[stage(state)], state.waits_on) == ("现场核查", "待审核", "registrar")


def test_the_own_moves_lead_through_the_own_node(kind):
    seen = step(kind, standing("feedback_submitted"), "go_and_see")
    good = step(kind, standing("site_check", depth_cm=1), "found_good")
    bad = step(kind, standing("site_check"), "found_bad")

    assert (seen.to, good.to, bad.to) == ("site_check", "under_review", "returned")
    assert bad.effects == ("resume_clock",)


def test_the_own_node_cannot_be_gone_round(kind):
    with pytest.raises(MoveRefused, match="“道路坑槽”不办理“open_review”"):
        step(kind, standing("feedback_submitted"), "open_review")


def test_the_own_column_guards_the_own_move_in_its_own_words(kind):
    with pytest.raises(MoveRefused, match="不能“现场合格”：坑槽深度不得超过2厘米。"):
        step(kind, standing("site_check", depth_cm=5), "found_good")


def test_the_own_moves_are_offered_with_chinese_words_and_reasons(kind):
    offered = {each.move.word: each.verdict for each in offers(kind, standing("site_check", open_children=0))}

    assert list(offered) == ["现场合格", "现场不合格"]
    assert offered["现场不合格"].truth is Truth.YES
    assert offered["现场合格"].because == "“现场合格”还有条件待填报或核实：坑槽深度不得超过2厘米。"


def test_the_limit_in_hours_runs_on_the_wall_clock(kind):
    start = datetime(2026, 9, 1, 17, 30, tzinfo=SHANGHAI)

    runs_out = due(due_limit(kind, "site_check"), start=start, calendar=definitions.calendar())

    assert runs_out.at == datetime(2026, 9, 3, 5, 30, tzinfo=SHANGHAI)


def test_the_own_lamp_lights_in_its_own_words(kind):
    rule = definitions.lamp_rule(kind.lamp, DAY)

    lit = lamp(rule, day=DAY, due_on=date(2026, 8, 31))

    assert (lit.colour, lit.word) == ("red", "还没补")
