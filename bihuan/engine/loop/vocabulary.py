"""The words of the loop (流程用词): parties, roles, what a form asks, what a move does, what a guard may look at.

Codes are kept, Chinese is shown; both stand here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PARTIES: Mapping[str, str] = MappingProxyType(
    {
        "registrar": "立项单位",
        "finder": "发现单位",
        "lead": "牵头单位",
        "responsible": "责任单位",
        "support": "配合单位",
        "asker": "提出单位",
        "answerer": "答复单位",
        "instructor": "批示领导",
        "any": "任一单位",
    }
)
"""How a person's unit stands to an item (与事项的关系)."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "clerk": "经办人",
        "liaison": "联络员",
        "unit_head": "负责人",
        "supervision": "督查人员",
        "statistician": "统计人员",
        "leader": "区领导",
        "leader_proxy": "领导代办人",
        "system_admin": "系统管理员",
        "security_admin": "安全管理员",
        "audit_admin": "审计管理员",
    }
)
"""The roles of docs/roles.csv (角色)."""

STANDS_FOR: Mapping[str, str] = MappingProxyType({"leader_proxy": "leader"})
"""Who acts with another role's right, both names kept (代办)."""

OFFICE = "registrar:supervision"
"""Who may act for a unit when its paper is attached (督查室代办)."""

ASKS: Mapping[str, str] = MappingProxyType(
    {
        "reason": "理由",
        "text": "情况说明",
        "opinion": "审核意见",
        "result": "核查结果",
        "remark": "批示内容",
        "unit": "牵头单位",
        "suggested_unit": "建议承办单位",
        "units": "单位",
        "due_on": "办理时限",
        "new_due_on": "新的办理时限",
        "review_on": "复核日期",
        "nodes": "节点计划",
        "children": "子事项",
        "evidence": "佐证材料",
        "consent": "单位负责人同意",
        "satisfied": "满意情况",
        "paper": "纸质件",
    }
)
"""What a move's form may ask (表单项)."""

EFFECTS: Mapping[str, str] = MappingProxyType(
    {
        "give_number": "一事一号，编立项号",
        "set_lead": "定牵头单位（只有一个）",
        "add_units": "增加单位",
        "as_responsible": "所加单位为责任单位（会办）",
        "as_support": "所加单位为配合单位（协办）",
        "set_due": "定办理时限",
        "set_review": "定复核日期",
        "start_clock": "重新起算办理时间",
        "stop_clock": "停止计时",
        "resume_clock": "恢复计时",
        "count_extension": "延期次数加一",
        "count_return": "退回次数加一",
        "count_urge": "催办次数加一",
        "notify": "发送提醒",
        "bar_objection": "本次交办不得再提异议",
        "new_round": "另起一轮交办",
        "keep_signature": "记下签收人和时间",
        "keep_nodes": "记下节点计划",
        "keep_text": "记下情况说明",
        "keep_evidence": "留存佐证材料",
        "first_answer": "记下首次答复时间",
        "make_children": "生成子事项",
        "mark_closed": "记下办结时间",
        "mark_written_off": "记下销号时间",
        "freeze": "锁定事项及佐证",
        "unfreeze": "解除锁定",
        "archive": "归档",
        "on_behalf": "代单位办理，双方姓名均留存，附纸质件",
        "by_proxy": "代领导办理，双方姓名均留存",
    }
)
"""What the work app does when a move is made (办理后果)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing a guard may look at (判断依据): its words, its kind, and whether the item or the form knows it."""

    code: str
    word: str
    type: type
    known_from: str


def _facts(*rows: tuple[str, str, type, str]) -> Mapping[str, Fact]:
    return MappingProxyType({code: Fact(code, word, kind, known_from) for code, word, kind, known_from in rows})


FACTS: Mapping[str, Fact] = _facts(
    ("has_lead", "已定牵头单位", bool, "item or form"),
    ("has_due", "已定办理时限", bool, "item or form"),
    ("has_evidence", "已附佐证材料", bool, "item or form"),
    ("evidence_count", "佐证材料件数", int, "item or form"),
    ("submitted_by_self", "反馈由本人提交", bool, "item"),
    ("started_by_own_party", "由本方送出", bool, "engine, from started_by"),
    ("is_opened", "下一环节已打开", bool, "item"),
    ("is_before_due", "未过办理时限", bool, "item"),
    ("days_to_due", "距办理时限的工作日数", int, "item"),
    ("new_due_is_later", "新时限晚于原时限", bool, "form"),
    ("extension_count", "已延期次数", int, "item"),
    ("return_count", "已退回次数", int, "item"),
    ("objected_before", "本次交办已处理过异议", bool, "item"),
    ("objection_open", "在提出异议的期限内", bool, "item"),
    ("open_children", "未结子事项数", int, "item"),
    ("unit_head_consented", "单位负责人已同意", bool, "form; engine, where the unit head acts"),
    ("superior_approved", "上级已同意", bool, "form"),
    ("is_satisfied", "提出方满意", bool, "item or form"),
    ("answered_first", "已作首次答复", bool, "item"),
    ("has_paper", "已附纸质件", bool, "form"),
)
"""All that a guard may look at; what is not known is None (判断依据一览)."""
