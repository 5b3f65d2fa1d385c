"""Events of documents and candidates as lines of a timeline (办理记录)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

WORDS = {
    "document.uploaded": "上传文件",
    "document.encoding_chosen": "选定编码",
    "document.put_back": "放回移除内容",
    "document.taken_out": "再次移除",
    "document.corrected": "更正文件信息",
    "document.renaming_answered": "判断产业是否改名",
    "candidate.rejected": "舍弃条目",
    "candidate.reopened": "恢复条目",
    "candidate.edited": "修改条目",
    "candidate.split": "拆分条目",
    "candidate.merged": "合并条目",
    "document.second_read": "第二读取器答复",
    "candidate.added": "从第二读取器加为条目",
    "candidate.accepted": "条目立项",
}
LONGEST = 300
"""Signs of one fact that a timeline shows; the log keeps them all."""
FACTS = {
    "title": "标题",
    "kind": "类别",
    "held_on": "召开日期",
    "published_on": "发布日期",
    "text": "条目内容",
    "owners": "文中责任单位",
    "deadline": "文中时限",
}


@dataclass(frozen=True)
class Line:
    """One line of a timeline: what, who, when, what changed."""

    word: str
    person_name: str
    acted_for: str
    unit_name: str
    at: datetime
    why: str
    changes: tuple[tuple[str, Any, Any], ...]
    result: str = "done"


def lines(events: Iterable[Any], *, choices: dict[str, str]) -> list[Line]:
    """Events as lines; `choices` are words for stored codes."""
    return [_line(event, choices) for event in events]


def _line(event: Any, choices: dict[str, str]) -> Line:
    before, after = (json.loads(text) if text else {} for text in (event.before, event.after))
    names = dict.fromkeys([*before, *after])
    sides = [(name, _shown(before.get(name), choices), _shown(after.get(name), choices)) for name in names]
    return Line(
        word=WORDS.get(event.kind, event.kind),
        person_name=event.person_name,
        acted_for=event.acted_for,
        unit_name=event.unit_name,
        at=event.at,
        why=event.why,
        changes=tuple((FACTS.get(name, name), was, now) for name, was, now in sides),
        result=event.result,
    )


def _shown(value: Any, choices: dict[str, str]) -> Any:
    if isinstance(value, list):
        return "；".join(str(each) for each in value)
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[:LONGEST]}…（共{len(value)}字，全文在审计日志）"
    return choices.get(value, value) if isinstance(value, str) else value
