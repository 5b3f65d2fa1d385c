"""What an event changed is said in words: field, old value, new value (B46)."""

from __future__ import annotations

import json

from bihuan.base.event_facts import Change, changes


def test_a_move_is_told_with_its_states_and_moments_in_words():
    before = json.dumps({"state": "draft", "number": None, "registered_at": None})
    after = json.dumps({"state": "registered", "number": 7, "registered_at": "2026-02-11 09:57:00+08:00"})

    told = changes("work.moved", before, after)

    assert told == [
        Change("状态", "拟办", "立项"),
        Change("编号", None, "7"),
        Change("立项时间", None, "2026-02-11 09:57"),
    ]


def test_what_stayed_is_left_out_and_what_went_is_said_to_be_gone():
    before, after = json.dumps({"name": "甲办", "text": "牵头招商"}), json.dumps({"name": "甲办"})

    assert changes("unit.duty_removed", before, after) == [Change("内容", "牵头招商", "已移除")]


def test_codes_of_the_same_field_differ_by_event():
    kind = json.dumps({"kind": "department"})

    told = [changes(event, "", kind)[0].new for event in ("unit.added", "unit.duty_added")]

    assert told == ["政府部门", "部门职责"]


def test_an_unknown_field_keeps_its_own_name():
    assert changes("new.kind", "", json.dumps({"new_field": True})) == [Change("new_field", None, "是")]
