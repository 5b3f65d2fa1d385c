"""The table of the loop (督办状态转换表): every move, once. Kinds switch rows off, tighten and add; none loosens.

Read a row as: this may be done from these states, by these people, under this guard, and then the item stands there.
"""

from bihuan.engine.loop.move import Move
from bihuan.engine.loop.states import WORKING
from bihuan.engine.rules import Condition, parse

ROUTINE = ("registrar:supervision", "registrar:unit_head", "registrar:liaison")
DECIDE = ("registrar:supervision", "registrar:unit_head")
LEAD = ("lead:clerk", "lead:liaison", "lead:unit_head")
HELPING = tuple(f"{party}:{role}" for party in ("responsible", "support") for role in ("clerk", "liaison", "unit_head"))
ANSWERER = ("answerer:clerk", "answerer:liaison", "answerer:unit_head")
LEADER = ("instructor:leader",)
IN_HAND = ("dispatched", *WORKING)
UNDER_WAY = (
    "registered",
    *IN_HAND,
    "reassigning",
    "extension_requested",
    "suspended",
    "feedback_submitted",
    "under_review",
)


def needs(*parts: tuple[str, object, str]) -> Condition:
    """All of these facts must be so; the third word of each is the sentence that is shown when it is not."""
    leaves = [{"field": field, "is": value, "because": because} for field, value, because in parts]
    return parse(leaves[0] if len(leaves) == 1 else {"all": leaves})


HAS_LEAD = ("has_lead", True, "须先确定一个牵头单位")
HAS_DUE = ("has_due", True, "须先确定办理时限")
UNOPENED = ("is_opened", False, "下一环节打开后不能撤回")
OWN = ("started_by_own_party", True, "只有送出的一方可以撤回")
FIRST_OBJECTION = ("objected_before", False, "改派即为最终交办，不得再提异议")
IN_OBJECTION_TIME = ("objection_open", True, "须在提出异议的期限内")
BEFORE_DUE = ("is_before_due", True, "延期须在办理时限到期前申请")
CONSENT = ("unit_head_consented", True, "须经本单位负责人同意")
LATER = ("new_due_is_later", True, "新的办理时限须晚于原时限")
CHILDREN_DONE = ("open_children", 0, "子事项须全部办结")
SECOND_PERSON = ("submitted_by_self", False, "不得由提交反馈的本人审核或销号")
EVIDENCE = ("has_evidence", True, "须附佐证材料")
FIRST_ANSWER = ("answered_first", False, "首次答复只记一次")

MOVES: tuple[Move, ...] = (
    # 拟办
    Move("register", "立项", ("draft",), "registered", ROUTINE, may_ask=("text",), effects=("give_number",)),
    Move("file_only", "阅存", ("draft",), "not_filed", ROUTINE, asks=("reason",)),
    # 立项
    Move(
        *("dispatch", "交办", ("registered",), "dispatched", ROUTINE, needs(HAS_LEAD, HAS_DUE)),
        asks=("unit", "due_on"),
        may_ask=("units", "text"),
        effects=("set_lead", "add_units", "set_due", "start_clock"),
    ),
    # 交办
    Move(
        *("recall_dispatch", "撤回交办", ("dispatched",), "registered", ROUTINE, needs(UNOPENED, OWN)),
        asks=("reason",),
        effects=("stop_clock",),
    ),
    Move("sign", "签收", ("dispatched",), "accepted", LEAD, effects=("keep_signature",), on_paper=True),
    Move(
        *("object", "提出异议", ("dispatched",), "reassigning", ("lead:liaison", "lead:unit_head")),
        needs(FIRST_OBJECTION, IN_OBJECTION_TIME),
        asks=("reason",),
        may_ask=("suggested_unit",),
        effects=("stop_clock",),
    ),
    # 异议
    Move(
        *("recall_objection", "撤回异议", ("reassigning",), "dispatched", ("lead:liaison", "lead:unit_head")),
        needs(UNOPENED, OWN),
        effects=("resume_clock",),
    ),
    Move(
        *("redispatch", "改派", ("reassigning",), "dispatched", DECIDE),
        asks=("unit",),
        may_ask=("text", "new_due_on"),
        effects=("set_lead", "set_due", "start_clock", "bar_objection"),
    ),
    Move(
        *("keep_unit", "维持原交办", ("reassigning",), "dispatched", DECIDE),
        asks=("reason",),
        effects=("resume_clock", "bar_objection"),
    ),
    # 签收、办理
    Move(
        "plan", "报送计划", ("accepted",), "in_progress", LEAD, asks=("nodes",), effects=("keep_nodes",), on_paper=True
    ),
    Move(
        *("report_progress", "报送进展", ("in_progress", "returned", "reopened", "suspended"), None, LEAD),
        asks=("text",),
        may_ask=("evidence",),
        effects=("keep_text", "keep_evidence"),
        on_paper=True,
    ),
    Move(
        *("first_answer", "首次答复", WORKING, None, ANSWERER, needs(FIRST_ANSWER)),
        asks=("text",),
        effects=("first_answer", "keep_text"),
        on_paper=True,
    ),
    Move(
        *("contribute", "报送配合情况", (*WORKING, "suspended"), None, HELPING),
        asks=("text",),
        may_ask=("evidence",),
        effects=("keep_text", "keep_evidence"),
        on_paper=True,
    ),
    Move(
        *("break_down", "分解", WORKING, None, LEAD),
        asks=("children",),
        effects=("make_children",),
    ),
    Move(
        *("submit_feedback", "提交反馈", ("in_progress", "returned", "reopened"), "feedback_submitted", LEAD),
        needs(CONSENT, CHILDREN_DONE),
        asks=("text", "consent"),
        may_ask=("evidence",),
        effects=("keep_text", "keep_evidence", "stop_clock"),
        on_paper=True,
    ),
    # 延期
    Move(
        *("request_extension", "申请延期", WORKING, "extension_requested", LEAD, needs(BEFORE_DUE, CONSENT, LATER)),
        asks=("reason", "new_due_on", "text", "consent"),
        may_ask=("evidence",),
        effects=("keep_text", "keep_evidence"),
    ),
    Move("recall_extension", "撤回延期申请", ("extension_requested",), "in_progress", LEAD, needs(UNOPENED, OWN)),
    Move(
        *("grant_extension", "同意延期", ("extension_requested",), "in_progress", DECIDE, needs(LATER)),
        asks=("new_due_on",),
        may_ask=("opinion",),
        effects=("set_due", "count_extension"),
    ),
    Move("refuse_extension", "不同意延期", ("extension_requested",), "in_progress", DECIDE, asks=("reason",)),
    # 挂账
    Move(
        *("suspend", "挂账", WORKING, "suspended", DECIDE),
        asks=("reason", "review_on"),
        effects=("stop_clock", "set_review"),
    ),
    Move(
        *("review_suspension", "挂账复核", ("suspended",), None, ROUTINE),
        asks=("reason", "review_on"),
        effects=("set_review",),
    ),
    Move(
        *("resume", "恢复办理", ("suspended",), "in_progress", DECIDE),
        may_ask=("text", "new_due_on"),
        effects=("resume_clock", "set_due"),
    ),
    # 反馈、审核
    Move(
        *("recall_feedback", "撤回反馈", ("feedback_submitted",), "in_progress", LEAD, needs(UNOPENED, OWN)),
        effects=("resume_clock",),
    ),
    Move("open_review", "开始审核", ("feedback_submitted",), "under_review", ROUTINE),
    Move(
        *("pass_review", "审核通过", ("under_review",), "closed_pending_leader", DECIDE),
        needs(SECOND_PERSON, CHILDREN_DONE),
        asks=("opinion",),
    ),
    Move(
        *("return_item", "退回重办", ("feedback_submitted", "under_review"), "returned", DECIDE),
        asks=("reason",),
        may_ask=("new_due_on",),
        effects=("resume_clock", "set_due", "count_return"),
    ),
    Move(
        *("return_to_registered", "退回重新交办", ("under_review",), "registered", DECIDE),
        asks=("reason",),
        effects=("count_return", "new_round"),
    ),
    # 呈报领导
    Move(
        *("recall_report", "撤回呈报", ("closed_pending_leader",), "under_review", DECIDE, needs(UNOPENED, OWN)),
        asks=("reason",),
    ),
    Move(
        *("close", "办结", ("closed_pending_leader",), "closed", LEADER, needs(CHILDREN_DONE)),
        may_ask=("remark",),
    ),
    Move(
        *("leader_remark", "再次批示", ("closed_pending_leader",), "registered", LEADER),
        asks=("remark",),
        may_ask=("new_due_on",),
        effects=("keep_text", "new_round"),
    ),
    # 销号、回头看
    Move(
        *("write_off", "销号", ("closed",), "written_off", DECIDE, needs(EVIDENCE, SECOND_PERSON, CHILDREN_DONE)),
        asks=("opinion",),
        may_ask=("satisfied", "evidence"),
        effects=("keep_evidence", "mark_written_off"),
    ),
    Move("look_back", "回头看", ("written_off",), "look_back", ROUTINE, may_ask=("text",)),
    Move(
        *("hold", "成果保持", ("look_back",), "written_off", DECIDE),
        asks=("result",),
        may_ask=("evidence",),
        effects=("keep_text", "keep_evidence"),
    ),
    Move(
        *("reopen", "重新办理", ("closed", "look_back"), "reopened", DECIDE),
        asks=("reason", "new_due_on"),
        effects=("unfreeze", "set_due", "start_clock"),
    ),
    # 各环节
    Move(
        *("transfer", "转办", IN_HAND, "dispatched", DECIDE),
        asks=("unit", "reason"),
        may_ask=("new_due_on",),
        effects=("set_lead", "set_due", "start_clock"),
    ),
    Move(
        *("add_joint_units", "会办", IN_HAND, None, ROUTINE),
        asks=("units", "text"),
        effects=("add_units", "as_responsible"),
    ),
    Move(
        *("add_support_units", "协办", IN_HAND, None, (*ROUTINE, "lead:liaison", "lead:unit_head")),
        asks=("units", "text"),
        effects=("add_units", "as_support"),
    ),
    Move(
        *("urge", "催办", (*IN_HAND, "suspended"), None, (*ROUTINE, *LEADER)),
        asks=("text",),
        effects=("count_urge", "notify", "keep_text"),
    ),
    Move(
        *("split", "拆分", ("registered", "dispatched", "accepted", "in_progress"), "split", DECIDE),
        needs(CHILDREN_DONE),
        asks=("children", "reason"),
        effects=("make_children", "stop_clock"),
    ),
    Move(
        *("cancel", "撤销", UNDER_WAY, "cancelled", DECIDE, needs(CHILDREN_DONE)),
        asks=("reason",),
        effects=("stop_clock",),
    ),
)
"""All moves, in the order of the work (转换总表)."""
