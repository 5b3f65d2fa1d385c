"""What an event kept before and after, said in words: field, old value, new value (变更内容).

The words of an app's own columns are brought by the app (`know`), so that a column is named once, in its model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.loop import MOVES, ROLES, STATES

UNKNOWN, GONE = "暂无", "已移除"
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d):\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?")
FIELDS = {
    "amended": "更正项数",
    "answers": "答复",
    "became": "并入单位",
    "bytes": "字节数",
    "children": "子事项",
    "code": "编码",
    "columns": "栏目",
    "consent": "负责人同意",
    "count": "条数",
    "day": "日期",
    "ended_on": "撤销日期",
    "from_on": "起始日期",
    "began_on": "设立日期",
    "head": "链首摘要",
    "issue": "期号",
    "joined": "新增单位",
    "kind": "类别",
    "leader": "领导",
    "login": "登录名",
    "left_out": "未导入行数",
    "made": "新增项数",
    "method": "请求方式",
    "move": "办理",
    "name": "名称",
    "person.name": "姓名",
    "new_due_on": "申请时限",
    "parts": "分项",
    "people": "人员",
    "person": "人员",
    "notice_days": "提前工作日数",
    "owner": "负责人",
    "expires_on": "停用日期",
    "held_at": "会议时间",
    "phone": "联系电话",
    "purpose": "用途",
    "query": "筛选条件",
    "right": "权限",
    "role": "角色",
    "satisfied": "是否满意",
    "short_name": "简称",
    "slip": "督办单",
    "source": "依据",
    "source_span": "原句位置",
    "state": "状态",
    "status": "答复码",
    "submitted_by_id": "送审人编号",
    "last_mover_id": "最近办理人编号",
    "registrar_unit_id": "立项单位编号",
    "finder_unit_id": "发现单位编号",
    "parent_id": "上级事项编号",
    "campaign_id": "专项行动编号",
    "created_by_id": "建立人编号",
    "suggested_unit": "建议承办单位",
    "text": "内容",
    "title": "标题",
    "to_on": "截止日期",
    "under": "上级单位",
    "unit": "单位",
    "units": "单位",
    "version": "版本",
    "year": "年度",
}
CODES: dict[str, dict[str, str]] = {
    "state": {state.code: state.word for state in STATES},
    "move": {move.code: move.word for move in MOVES},
    "role": dict(ROLES),
    "method": {"GET": "打开", "POST": "提交"},
    "slip": {"blue": "蓝色", "yellow": "黄色", "red": "红色"},
}


@dataclass(frozen=True)
class Change:
    """One field of an event: what it is called, what stood there, what stands there now (变更一项)."""

    label: str
    old: str | None
    new: str


def know(fields: Mapping[str, str], codes: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Bring the words of an app's columns, and of the codes that stand in them.

    codes: a field, or an event and its field ("unit.duty_added.kind"), to code -> word.
    """
    for name, word in fields.items():
        FIELDS.setdefault(name, word)
    for name, words in (codes or {}).items():
        CODES.setdefault(name, {}).update(words)


def changes(event: str, before: str, after: str) -> list[Change]:
    """Fields of an event in the order kept, without those that stayed as they were.

    Args: event: its code. before, after: JSON objects as the log keeps them, or empty.
    """
    old, new = _facts(before), _facts(after)
    names = [name for name in dict.fromkeys((*old, *new)) if name not in new or old.get(name) != new[name]]
    return [
        Change(
            field_word(event, name),
            said(event, name, old[name]) if old.get(name) not in (None, "") else None,
            said(event, name, new[name]) if name in new else GONE,
        )
        for name in names
    ]


def field_word(event: str, name: str) -> str:
    """What a kept field is called; its own name where it is in words already or has none yet."""
    room = event.split(".", maxsplit=1)[0]
    return FIELDS.get(f"{room}.{name}") or FIELDS.get(name, name)


def said(event: str, name: str, value: Any) -> str:
    """A kept value as a page says it."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(said(event, name, each) for each in value) or UNKNOWN
    if isinstance(value, dict):
        return (
            "；".join(f"{field_word(event, key)}：{said(event, key, each)}" for key, each in value.items()) or UNKNOWN
        )
    text = str(value)
    words = CODES.get(f"{event}.{name}") or CODES.get(name, {})
    return words.get(text) or MOMENT.sub(r"\1 \2", text)


def _facts(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}
