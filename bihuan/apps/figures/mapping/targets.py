"""Targets <-> their rows, and what is typed of them (目标行)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bihuan.apps.figures.models import TargetVersion
from bihuan.engine.indicators import BadTarget, Target, TargetKind, TimeProgress, told_by, unit_of_target
from bihuan.engine.office.cells import CellWords, read_amount
from bihuan.engine.values import Finding, Indicator, Quantity, Unit

TIERS = ("floor", "goal", "stretch", "base")
WORDS = {"floor": "保底", "goal": "目标", "stretch": "争先", "base": "上年数"}
QUARTERS = 4
_BETWEEN = re.compile(r"[%\s、,，;；]+")
_KINDS = {kind.code: kind for kind in TargetKind}
_TOLD_BY = {each.code: each for each in TimeProgress}


def kind_of(code: str) -> TargetKind:
    """The kind of a target by its code."""
    return _KINDS[code]


def to_target(row: TargetVersion, kind: str) -> Target:
    """What a version asks, for the engine."""
    return Target(
        kind=_KINDS[kind],
        goal=row.goal,
        floor=row.floor,
        stretch=row.stretch,
        base=row.base,
        told_by=_TOLD_BY[row.told_by],
    )


def to_version(asked: Target, **columns: Any) -> TargetVersion:
    """A row that is not written yet: what is asked, and whatever else is known of it."""
    row = TargetVersion(told_by=asked.told_by.code, **columns)
    for name in TIERS:
        setattr(row, name, getattr(asked, name))
    return row


def nodes_of(row: TargetVersion) -> tuple[Decimal, ...]:
    """Percent that is to stand at the end of each quarter; none where time is told otherwise."""
    return tuple(Decimal(each) for each in row.nodes)


def read_target(
    said: Mapping[str, str], kind: TargetKind, indicator: Indicator | None, *, words: CellWords
) -> tuple[Target | None, list[Finding]]:
    """The target in what was typed, and what is wrong with it (读取目标); None where it is no target yet.

    Args: said: texts of floor, goal, stretch, base, and the code of `told_by`; an empty one is the usual.
    """
    findings: list[Finding] = []
    numbers = {name: _number(said.get(name, ""), name, kind, indicator, words, findings) for name in TIERS}
    goal = numbers.pop("goal")
    if goal is None and not findings:
        findings.append(Finding("no_goal", WORDS["goal"], "请填写目标数。"))
    if goal is None or findings:
        return None, findings
    by = _TOLD_BY.get(said.get("told_by", ""), told_by(kind, indicator))
    try:
        return Target(kind=kind, goal=goal, told_by=by, **numbers), findings
    except BadTarget as bad:
        return None, [Finding("bad_target", WORDS["goal"], str(bad))]


def _number(
    text: str,
    name: str,
    kind: TargetKind,
    indicator: Indicator | None,
    words: CellWords,
    findings: list[Finding],
) -> Quantity | None:
    unit = unit_of_target(kind, indicator)
    read = read_amount(text, at=WORDS[name], words=words, unit=unit, scale="percent")
    if isinstance(read, Finding):
        findings.append(read)
    return read if isinstance(read, Quantity) else None


def facts_of(row: TargetVersion) -> dict[str, str]:
    """What an event keeps of a version: numbers as written, empty ones left out."""
    numbers = {name: getattr(row, name) for name in TIERS}
    told = {name: str(number) for name, number in numbers.items() if number is not None}
    told |= {"told_by": row.told_by, "from_on": f"{row.from_on:%Y-%m-%d}", "source": row.source}
    return told | ({"nodes": "、".join(row.nodes)} if row.nodes else {})


def read_nodes(text: str) -> tuple[tuple[Decimal, ...], list[Finding]]:
    """Percent at the end of each quarter as typed (季度节点): four numbers that do not fall; none where none is."""
    parts = [each for each in _BETWEEN.split(text.strip().rstrip("%")) if each]
    if not parts:
        return (), []
    wrong = Finding(
        "bad_nodes", "季度节点", "请依次写四个季度末应完成的百分数，后一个不小于前一个，如20、50、75、100。"
    )
    try:
        nodes = tuple(Decimal(each) for each in parts)
    except ArithmeticError:
        return (), [wrong]
    good = len(nodes) == QUARTERS and list(nodes) == sorted(nodes) and all(0 <= each <= 100 for each in nodes)
    return (nodes, []) if good else ((), [wrong])


def read_number(text: str, unit: Unit, *, at: str, words: CellWords) -> Quantity | Finding:
    """One number that must be there, in a unit (读取数)."""
    read = read_amount(text, at=at, words=words, unit=unit, scale="percent")
    if isinstance(read, Quantity | Finding):
        return read
    return Finding("no_number", at, f"请填写{at}，单位{unit.label}。")
