"""Indicators checked by themselves and together (指标检查): what a definition's schema cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bihuan.engine.indicators.formulas import formula, formula_findings, is_rate
from bihuan.engine.values import BadIndicator, Finding, Indicator, indicator


def define(body: Mapping[str, Any], code: str = "") -> Indicator:
    """An indicator from the checked body of its definition (建立指标), its formula read and its parts in keeping.

    Raises: BadIndicator: says where and what to do.
    """
    made = indicator(body, code)
    if made.formula is not None:
        formula(made.formula)
    for finding in _own_findings(made):
        raise BadIndicator(finding)
    return made


def findings_among(indicators: Iterable[Indicator]) -> tuple[Finding, ...]:
    """What is wrong with indicators taken together (指标之间的检查): names, parents, formulas, and rings of them.

    Each finding's place begins with the code of the indicator.
    """
    others = {each.code: each for each in indicators}
    bearers = {name: each for each in reversed(others.values()) for name in each.names}
    return tuple(
        Finding(found.code, f"{each.code} {found.at}".strip(), found.sentence)
        for each in others.values()
        for found in (
            *_name_findings(each, bearers),
            *_parent_findings(each, others),
            *formula_findings(each, others),
            *_ring_findings(each, others),
        )
    )


def _own_findings(known: Indicator) -> Iterator[Finding]:
    if known.additive and is_rate(known):
        yield Finding("additive_rate", "additive", f"按{known.unit.label}计的指标各单位不能相加。请改为不可加。")
    if "growth" in known.measures and known.growth is None:
        yield Finding("growth_of_what", "growth", "公布增速的指标要写明增速口径：实际、可比或名义。")
    if known.parent == known.code and known.code:
        yield Finding("own_parent", "parent", "指标不能是自己的一部分，请改写。")
    if known.time_progress != "none" and is_rate(known):
        yield Finding("rate_in_time", "time_progress", "比率没有时序进度，请改为不讲时序。")


def _name_findings(known: Indicator, bearers: Mapping[str, Indicator]) -> Iterator[Finding]:
    """A name leads to one indicator; `bearers` holds the first that bears each."""
    for name in known.names:
        if (other := bearers[name]).code != known.code:
            sentence = f"“{name}”已是指标“{other.label}”的名称，一个名称只能指一项指标。请换一个名称。"
            yield Finding("name_taken", "names", sentence)


def _parent_findings(known: Indicator, others: Mapping[str, Indicator]) -> Iterator[Finding]:
    if known.parent is None:
        return
    whole = others.get(known.parent)
    if whole is None:
        yield Finding("unknown_parent", "parent", f"上级指标“{known.parent}”没有定义，请先定义它，或删去这一项。")
    elif whole.unit.dimension != known.unit.dimension:
        units = f"“{known.label}”按{known.unit.label}计，“{whole.label}”按{whole.unit.label}计"
        sentence = f"{units}，前者不能是后者的一部分。请核对单位。"
        yield Finding("parent_unit", "parent", sentence)
    elif is_rate(known):
        yield Finding("rate_part", "parent", f"比率不能是“{whole.label}”的一部分，请删去上级指标。")
    elif known.accumulates != whole.accumulates:
        yield Finding("parent_period", "parent", f"“{known.label}”与“{whole.label}”一个累计、一个时点，请核对。")


def _ring_findings(known: Indicator, others: Mapping[str, Indicator]) -> Iterator[Finding]:
    seen, waiting = set(), [known.code]
    while waiting:
        needed = _needed(others[waiting.pop()])
        if known.code in needed:
            yield Finding("ring", "", f"“{known.label}”绕了一圈又用到自己，请改写上级指标或公式。")
            return
        waiting += [each for each in needed if each in others and each not in seen]
        seen |= set(needed)


def _needed(known: Indicator) -> tuple[str, ...]:
    """What a formula stands on; a part of a whole that the whole adds up is no ring."""
    return () if known.formula is None else formula(known.formula).names
