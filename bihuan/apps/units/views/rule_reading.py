"""A rule's content as tables that an official can read (规则内容); kinds that only the program reads have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.definitions import Definition
from bihuan.engine.calendar import Limit
from bihuan.engine.loop import COLUMN_TYPES, PARTIES, STATES, Kind, build, who

COLOURS = {"green": "绿", "yellow": "黄", "red": "红", "blue": "蓝", "grey": "灰"}
SIGNS = {
    "met": "节点按时完成",
    "missed": "到期未完成",
    "late": "逾期后补上",
    "ahead": "未到期，也没有逾期节点",
    "poor": "完成质量较差",
    "paused": "挂账期间",
}
_STATE_WORDS = {state.code: state.word for state in STATES}


@dataclass(frozen=True)
class Sheet:
    """One table: its heading, the words of its columns, its lines."""

    title: str
    heads: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]

    @property
    def rows(self) -> list[list[tuple[str, str]]]:
        """Each line as its cells, each with the word of its column."""
        return [list(zip(line, self.heads, strict=True)) for line in self.lines]


def sheets_of(kind: str, found: Definition) -> list[Sheet]:
    """The tables of a rule; none where its kind has no reading."""
    read = _READINGS.get(kind)
    return [sheet for sheet in read(found) if sheet.lines] if read else []


def _lamp(found: Definition) -> list[Sheet]:
    body = found.body
    lines = [_sign(SIGNS[code], body[code]) for code in SIGNS if code in body]
    lines += [_sign(_before(band), band) for band in body.get("bands", ())]
    lines += [_sign(_progress(step), step) for step in body.get("progress", ()) if "colour" in step]
    return [Sheet("什么情形亮什么灯", ("情形", "颜色", "显示", "规则原话", "性质"), lines)]


def _sign(when: str, sign: Mapping[str, Any]) -> tuple[str, ...]:
    nature = "本系统的建议" if sign.get("proposal") else "原文规定"
    return when, COLOURS[sign["colour"]], sign["word"], sign["rule"], nature


def _before(band: Mapping[str, Any]) -> str:
    return f"到期前{Limit(band['before'], band['unit']).label}内" if band["before"] else "到期当日"


def _progress(step: Mapping[str, Any]) -> str:
    if "at_least" in step:
        return f"进度超欠时序不低于{step['at_least']}个百分点"
    return f"进度超欠时序高于{step['above']}个百分点" if "above" in step else "进度在此以下"


def _holidays(found: Definition) -> list[Sheet]:
    lines = [
        (each["name"], _days(each["from"], each["to"]), "、".join(_day(day) for day in each.get("working", ())) or "无")
        for each in found.body["holidays"]
    ]
    return [Sheet("放假和调休上班", ("节日", "放假", "调休上班"), lines)]


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day}（星期{'一二三四五六日'[day.weekday()]}）"


def _days(first: str, last: str) -> str:
    count = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return f"{_day(first)}至{_day(last)}，共{count}天" if count > 1 else _day(first)


def _statuses(found: Definition) -> list[Sheet]:
    near = found.body["near"]
    words = {"near": f"距时限{Limit(near['amount'], near['unit']).label}以内", "past": "时限已过"}
    lines = [
        (
            row["word"],
            words.get(row.get("due"), ""),
            "、".join(_STATE_WORDS.get(code, code) for code in row.get("states", ())),
        )
        for row in found.body["rows"]
    ]
    shown = [(word, due or "不论", states or "其余环节") for word, due, states in lines]
    return [Sheet("自上而下，取第一行符合的", ("显示为", "时限", "办理环节"), shown)]


def _ledger_kind(found: Definition) -> list[Sheet]:
    kind = build(found.body, code=found.code, name=found.name)
    words = {state.code: state.word for state in kind.states}
    moves = [
        (move.word, _joined(words[code] for code in move.frm), words.get(move.to or "", "不变"), who(move.by))
        for move in kind.moves
    ]
    return [
        Sheet(
            "环节",
            ("环节", "该谁办"),
            [(state.word, PARTIES.get(state.waits_on or "", "已结束")) for state in kind.states],
        ),
        Sheet("办理", ("办理", "在哪些环节", "转为", "谁可以办"), moves),
        Sheet("时限", ("办理或环节", "缓急", "时限", "出处"), _limits(kind, words)),
        Sheet(
            "自有栏目",
            ("栏目", "类型", "必填"),
            [(column.word, COLUMN_TYPES[column.type], "是" if column.is_required else "否") for column in kind.columns],
        ),
    ]


def _limits(kind: Kind, words: Mapping[str, str]) -> list[tuple[str, ...]]:
    acts = {move.code: move.word for move in kind.moves}
    grades = kind.grades or {}
    return [
        (
            acts.get(one.at) or words.get(one.at, one.at),
            grades.get(one.grade or "", "不分"),
            one.limit.label,
            one.source,
        )
        for one in kind.limits
    ]


def _joined(words: Iterable[str]) -> str:
    return "、".join(words)


_READINGS: dict[str, Callable[[Definition], list[Sheet]]] = {
    "holidays": _holidays,
    "lamps": _lamp,
    "ledger_kinds": _ledger_kind,
    "statuses": _statuses,
}
READABLE = frozenset(_READINGS)
"""Kinds of rules that are shown as tables."""
