"""Kinds that cannot work say so: each broken body gives its finding, with place and remedy."""

from __future__ import annotations

import pytest

from bihuan import definitions
from bihuan.engine.loop import BadKind, build, check
from bihuan.engine.loop.checks import REFUSED_ENTRY
from tests.engine.loop.kinds import SHIPPED, kind_of

pytestmark = pytest.mark.fsm
INSPECT = {"word": "去现场", "from": ["feedback_submitted"], "to": "site_check", "by": ["registrar:supervision"]}
SITE = {"word": "现场核查", "stage": "reviewing", "waits_on": "registrar"}
BACK = {"word": "核查完毕", "from": ["site_check"], "to": "under_review", "by": ["registrar:supervision"]}

BROKEN = {
    "a state without a way out": (
        *("dead_end", "states.site_check", "走不到任何结束状态"),
        {"states": {"site_check": SITE}, "moves": {"inspect": INSPECT}},
    ),
    "a state that nothing enters": (
        *("unreachable", "states.site_check", "请增加转入的动作"),
        {"states": {"site_check": SITE}, "moves": {"inspected": BACK}},
    ),
    "a shipped state cut off": (
        *("unreachable", "states.suspended", "用 nodes_off 关闭"),
        {"moves_off": ["suspend"]},
    ),
    "a state whose party has nothing to do": (
        *("nobody_acts", "states.site_check.waits_on", "请改写 waits_on 或 by"),
        {
            "states": {"site_check": SITE | {"waits_on": "support"}},
            "moves": {"inspect": INSPECT, "inspected": BACK},
        },
    ),
    "a state without a Chinese word": (
        *("no_word", "states.site_check.word", "请填写 word"),
        {"states": {"site_check": SITE | {"word": "site"}}, "moves": {"inspect": INSPECT, "inspected": BACK}},
    ),
    "a move without a word": (
        *("no_word", "moves.inspect.word", "请填写 word"),
        {"moves": {"inspect": {"from": ["closed"], "to": "reopened", "by": ["lead:clerk"]}}},
    ),
    "a move that nobody may make": (
        *("nobody", "moves.inspect.by", "请填写 by"),
        {"moves": {"inspect": {"word": "查看", "from": ["closed"]}}},
    ),
    "a move from nowhere": (
        *("no_place", "moves.inspect.from", "请填写 from"),
        {"moves": {"inspect": {"word": "查看", "by": ["lead:clerk"]}}},
    ),
    "a role that does not exist": (
        *("unknown_role", "moves.sign.by", "角色可用：clerk"),
        {"moves": {"sign": {"by": ["lead:boss"]}}},
    ),
    "a party that the kind does not have": (
        *("unknown_party", "moves.sign.by", "请在 parties 中增加"),
        {"moves": {"sign": {"by": ["finder:clerk"]}}},
    ),
    "a party that does not exist": (
        *("unknown_party", "parties", "可用："),
        {"parties": ["registrar", "lead", "friend"]},
    ),
    "a move into a state that does not exist": (
        *("unknown_state", "moves.inspect.to", "在 states 中增加"),
        {"moves": {"inspect": INSPECT}},
    ),
    "a node switched off that does not exist": (
        *("unknown_state", "nodes_off.waiting", "请改为流程表中的状态代码"),
        {"nodes_off": {"waiting": None}},
    ),
    "a move switched off that does not exist": (
        *("unknown_move", "moves_off.hurry", "请改为流程表中的动作代码"),
        {"moves_off": ["hurry"]},
    ),
    "a move switched off and written": (
        *("off_and_written", "moves.plan", "两处只留一处"),
        {"moves_off": ["plan"], "moves": {"plan": {"word": "报方案"}}},
    ),
    "a node switched off and written": (
        *("off_and_written", "states.accepted", "两处只留一处"),
        {"nodes_off": {"accepted": "in_progress"}, "states": {"accepted": {"word": "已签收"}}},
    ),
    "a group of the to-do list that does not exist": (
        *("unknown_stage", "states.closed.stage", "待办分组只能是"),
        {"states": {"closed": {"stage": "later"}}},
    ),
    "write-off without evidence and second person": (
        *("guard_skipped", "moves.strike.when", "没有佐证不得销号"),
        {"moves": {"strike": {"word": "直接销号", "from": ["closed"], "to": "written_off", "by": ["lead:clerk"]}}},
    ),
    "write-off by a condition that may be met otherwise": (
        *("guard_skipped", "moves.strike.when", "提交反馈的本人不得销号"),
        {
            "moves": {
                "strike": {
                    "word": "直接销号",
                    "from": ["closed"],
                    "to": "written_off",
                    "by": ["lead:clerk"],
                    "when": {
                        "any": [{"field": "has_evidence", "is": True}, {"field": "submitted_by_self", "is": False}]
                    },
                }
            }
        },
    ),
    "write-off that goes round the closing": (
        *("node_skipped", "states.written_off", "不经“办结”也能到“销号”"),
        {
            "moves": {
                "strike": {
                    "word": "直接销号",
                    "from": ["under_review"],
                    "to": "written_off",
                    "by": ["registrar:supervision"],
                    "when": {
                        "all": [
                            {"field": "has_evidence", "is": True},
                            {"field": "submitted_by_self", "is": False},
                            {"field": "open_children", "is": 0},
                        ]
                    },
                }
            }
        },
    ),
    "closing over open children": (
        *("guard_skipped", "moves.finish.when", "子事项未全部办结不得办结"),
        {"moves": {"finish": {"word": "直接办结", "from": ["in_progress"], "to": "closed", "by": ["lead:clerk"]}}},
    ),
    "an extension after the due day": (
        *("guard_skipped", "moves.late.when", "逾期后不得申请延期"),
        {
            "moves": {
                "late": {
                    "word": "补办延期",
                    "from": ["in_progress"],
                    "to": "extension_requested",
                    "by": ["lead:clerk"],
                    "when": {"field": "unit_head_consented", "is": True},
                }
            }
        },
    ),
    "a guard on a fact that nobody knows": (
        *("unknown_fact", "moves.sign.when", "没有判断依据“weather”"),
        {"moves": {"sign": {"when": {"field": "weather", "is": True}}}},
    ),
    "a guard that cannot be read": (
        *("bad_condition", "moves.sign.when", "有且只有一项判断"),
        {"moves": {"sign": {"when": {"field": "has_evidence"}}}},
    ),
    "a guard that counts what is only yes or no": (
        *("bad_comparison", "moves.sign.when", "“has_evidence”不能这样判断"),
        {"moves": {"sign": {"when": {"field": "has_evidence", "at_least": 1}}}},
    ),
    "a guard that takes a number for a yes": (
        *("bad_comparison", "moves.sign.when", "“open_children”不能这样判断"),
        {"moves": {"sign": {"when": {"not": {"field": "open_children", "is": True}}}}},
    ),
    "evidence for a move that the kind does not have": (
        *("unknown_key", "evidence.celebrate", "请删去或改写"),
        {"evidence": {"celebrate": {"field": "has_evidence", "is": True}}},
    ),
    "a form that asks what nobody can answer": (
        *("unknown_code", "moves.sign.asks", "不认识“mood”"),
        {"moves": {"sign": {"asks": ["mood"]}}},
    ),
    "an effect that nobody brings about": (
        *("unknown_code", "moves.sign.effects", "不认识“magic”"),
        {"moves": {"sign": {"effects": ["magic"]}}},
    ),
    "a limit in an unknown unit": (
        *("bad_limit", "limits.sign", "单位只能是 hours"),
        {"limits": {"sign": {"amount": 2, "unit": "weeks", "source": "某办法"}}},
    ),
    "a limit below nothing": (
        *("bad_limit", "limits.sign", "不小于0的整数"),
        {"limits": {"sign": {"amount": -2, "unit": "hours", "source": "某办法"}}},
    ),
    "a limit on nothing that the kind has": (
        *("unknown_limit", "limits.nap", "本类台账没有状态或动作“nap”"),
        {"limits": {"nap": {"amount": 2, "unit": "hours", "source": "某办法"}}},
    ),
    "a limit without a source": (
        *("no_source", "limits.sign", "写明发文机关和文号或日期"),
        {"limits": {"sign": {"amount": 2, "unit": "hours", "source": " "}}},
    ),
    "a limit for a grade that does not exist": (
        *("unknown_grade", "limits.sign", "没有缓急“urgent”"),
        {"limits": {"sign": {"amount": 2, "unit": "hours", "source": "某办法", "grade": "urgent"}}},
    ),
    "two moves of one word in one state": (
        *("same_word", "states.dispatched", "都叫“签收”"),
        {"moves": {"sign_too": {"word": "签收", "from": ["dispatched"], "to": "accepted", "by": ["lead:clerk"]}}},
    ),
    "a column of no known type": (
        *("bad_column", "columns.batch", "type 只能是"),
        {"columns": {"batch": {"word": "批次", "type": "colour"}}},
    ),
    "a column by a code that all kinds share": (
        *("taken_code", "columns.reason", "换一个代码"),
        {"columns": {"reason": {"word": "缘由", "type": "text"}}},
    ),
    "a choice without choices": (
        *("no_choices", "columns.level", "请在 choices 中列出"),
        {"columns": {"level": {"word": "等级", "type": "choice"}}},
    ),
    "a look-back of more than everything": (
        *("bad_look_back", "look_back", "percent（1至100）"),
        {"look_back": {"percent": 120, "after_months": 3}},
    ),
    "a word that the definition does not know": (
        *("unknown_key", "colour", "请删去或改写"),
        {"colour": "red"},
    ),
    "a list where a table belongs": (
        *("bad_shape", "moves", "逐项书写"),
        {"moves": ["sign"]},
    ),
    "a word where a list belongs": (
        *("bad_shape", "moves.sign.by", "应是代码的列表"),
        {"moves": {"sign": {"by": "lead:clerk"}}},
    ),
}


@pytest.mark.parametrize(("code", "at", "words", "body"), BROKEN.values(), ids=BROKEN)
def test_a_kind_that_cannot_work_is_refused_with_place_and_remedy(code, at, words, body):
    body = {"parties": ["registrar", "lead", "responsible", "support", "instructor"]} | body

    with pytest.raises(BadKind) as refused:
        build(body, code="broken", name="试验台账")

    told = [found.sentence for found in refused.value.findings if (found.code, found.at) == (code, at)]
    assert [sentence for sentence in told if words in sentence]


def test_a_broken_file_is_refused_by_the_loader_with_the_place_in_the_file():
    found = definitions.check("ledger_kinds", {"lamp": "ouhai", "moves": {"sign": {"by": ["lead:boss"]}}})

    assert [(each.code, each.at) for each in found] == [("unknown_role", "moves.sign.by")]


@pytest.mark.parametrize("code", ["general", *SHIPPED])
def test_shipped_kinds_have_nothing_wrong(code):
    assert check(kind_of(code)) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_shipped_kinds_use_a_shipped_lamp(code):
    assert kind_of(code).lamp in {each.code for each in definitions.load("lamps")}


def test_an_own_guard_that_says_the_same_in_its_own_way_is_enough():
    strike = {"word": "核后销号", "from": ["closed"], "to": "written_off", "by": ["registrar:supervision"]}
    when = [
        {"field": "evidence_count", "at_least": 2},
        {"not": {"field": "submitted_by_self", "is": True}},
        {"field": "open_children", "at_most": 0},
    ]

    kind = build(
        {"moves": {"strike": strike | {"when": {"all": when}}}, "nodes_off": {"closed_pending_leader": "closed"}}
    )

    assert kind.move_by_code["strike"].to == "written_off"


def test_a_kind_may_do_without_write_off_when_it_says_where_items_rest():
    kind = build(
        {
            "nodes_off": {"closed_pending_leader": "closed", "written_off": None, "look_back": None},
            "states": {"closed": {"final": True, "waits_on": None, "stage": "ended"}},
        }
    )

    assert not {"write_off", "look_back", "hold"} & set(kind.move_by_code)


def test_a_kind_adds_to_the_guards_and_never_takes_away():
    kind = build(
        {
            "nodes_off": {"closed_pending_leader": "closed"},
            "moves": {"write_off": {"when": {"field": "is_satisfied", "is": True}, "by": ["lead:clerk"]}},
        }
    )

    assert check(kind) == []
    assert set(REFUSED_ENTRY) <= set(kind.state_by_code)
