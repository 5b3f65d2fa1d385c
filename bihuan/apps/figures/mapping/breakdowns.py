"""What is typed for a breakdown, as the engine's parts (分解填写)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bihuan.engine.indicators import Target, TargetKind, from_level, smallest_per, to_level
from bihuan.engine.indicators.decomposition import (
    UNBOUNDED,
    Method,
    Part,
    Plan,
    level_of_growth,
    plan_amounts,
    plan_growth,
    replan_amounts,
    replan_growth,
)
from bihuan.engine.office.cells import CellWords, read_amount
from bihuan.engine.values import Finding, Indicator, Quantity, Unit

BREAKABLE = (TargetKind.LEVEL, TargetKind.COUNT, TargetKind.GROWTH)
AMOUNTS = {"base": "上年基数", "increment": "上年增量", "capacity": "新增产能"}
"""Fields in the indicator's unit."""
RATES = {"proposal": "协商数", "floor": "下限", "ceiling": "上限", "moved": "调整为"}
"""Fields in the unit of the target: percent for growth."""
HUNDREDTH = 100


@dataclass(frozen=True)
class UnitSaid:
    """One unit's line of a breakdown as typed (一个单位的填写); what is not said is None."""

    unit_id: int
    numbers: Mapping[str, Quantity] = field(default_factory=dict)

    def get(self, name: str) -> Quantity | None:
        """One number of it."""
        return self.numbers.get(name)


def read_unit(
    unit_id: int, said: Mapping[str, str], kind: TargetKind, indicator: Indicator, *, words: CellWords
) -> tuple[UnitSaid, list[tuple[str, Finding]]]:
    """One unit's line in what was typed, and what is wrong with it, by field (读取分解填写)."""
    numbers: dict[str, Quantity] = {}
    wrong: list[tuple[str, Finding]] = []
    for name, word in (AMOUNTS | RATES).items():
        unit = Unit.PERCENT if kind is TargetKind.GROWTH and name in RATES else indicator.unit
        read = read_amount(said.get(name, ""), at=word, words=words, unit=unit, scale="percent")
        if isinstance(read, Quantity) and unit is indicator.unit:
            kept = to_level(read, indicator.unit, at=word)
            read = kept if isinstance(kept, Finding) else read
        if isinstance(read, Finding):
            wrong.append((name, read))
        elif isinstance(read, Quantity):
            numbers[name] = read
    return UnitSaid(unit_id, numbers), wrong


def plan_of(
    asked: Target, units: Sequence[UnitSaid], indicator: Indicator, *, method: Method, above: Decimal = Decimal(0)
) -> Plan:
    """How a target is shared out among units for the first time (分解).

    Raises: CannotSplit.
    """
    if asked.kind is TargetKind.GROWTH:
        return plan_growth(asked.goal.amount, [_growing(each, indicator) for each in units], method=method, above=above)
    goal, step = _level(asked.goal, indicator), step_of(indicator)
    return plan_amounts(goal, [_part(each, indicator) for each in units], method=method, above=above, step=step)


def replan_of(asked: Target, old: Mapping[int, Quantity], units: Sequence[UnitSaid], indicator: Indicator) -> Plan:
    """How it is shared out anew after some were moved (重新分解). old: each unit's goal so far.

    Raises: CannotSplit.
    """
    moved = {each.unit_id: number for each in units if (number := each.get("moved")) is not None}
    if asked.kind is TargetKind.GROWTH:
        return replan_growth(
            asked.goal.amount,
            {each.unit_id: _level(each.get("base"), indicator) for each in units},
            {pk: number.amount for pk, number in old.items()},
            {pk: number.amount for pk, number in moved.items()},
            bounds={each.unit_id: pair for each in units if (pair := _rate_bounds(each)) is not None},
        )
    return replan_amounts(
        _level(asked.goal, indicator),
        {pk: _level(number, indicator) for pk, number in old.items()},
        {pk: _level(number, indicator) for pk, number in moved.items()},
        bounds={each.unit_id: _bounds(each, indicator) for each in units},
        step=step_of(indicator),
    )


def goals_of(plan: Plan, kind: TargetKind, indicator: Indicator) -> list[Quantity]:
    """What each line asks of its unit: a rate in percent, or an amount in the indicator's unit (各单位目标)."""
    if kind is TargetKind.GROWTH:
        return [Quantity(rate, Unit.PERCENT) for rate in plan.growths]
    return [from_level(line.value, indicator.unit) for line in plan.lines]


def step_of(indicator: Indicator) -> int:
    """Amounts are given in hundredths of the indicator's unit; what is counted one by one, in ones."""
    return max(int(smallest_per(indicator.unit)) // HUNDREDTH, 1)


def facts_of_plan(units: Iterable[UnitSaid], plan: Plan, goals: Sequence[Quantity]) -> list[dict[str, object]]:
    """The lines that are kept: what went in, what came out, why."""
    return [
        {
            "unit_id": each.unit_id,
            **{name: str(number) for name, number in each.numbers.items()},
            "goal": str(goal),
            "because": line.because,
        }
        for each, line, goal in zip(units, plan.lines, goals, strict=True)
    ]


def _part(said: UnitSaid, indicator: Indicator) -> Part:
    low, high = _bounds(said, indicator)
    proposal = said.get("proposal")
    return Part(
        said.unit_id,
        base=_level(said.get("base"), indicator),
        increment=_level(said.get("increment"), indicator),
        capacity=_level(said.get("capacity"), indicator),
        proposal=None if proposal is None else _level(proposal, indicator),
        floor=low,
        ceiling=high,
    )


def _growing(said: UnitSaid, indicator: Indicator) -> Part:
    """A unit whose bounds and proposal are rates: as the levels that they mean on its base."""
    base = _level(said.get("base"), indicator)
    low, high, proposal = (said.get(name) for name in ("floor", "ceiling", "proposal"))
    return Part(
        said.unit_id,
        base=base,
        increment=_level(said.get("increment"), indicator),
        capacity=_level(said.get("capacity"), indicator),
        proposal=None if proposal is None else level_of_growth(base, proposal.amount),
        floor=0 if low is None else level_of_growth(base, low.amount),
        ceiling=UNBOUNDED if high is None else level_of_growth(base, high.amount),
    )


def _bounds(said: UnitSaid, indicator: Indicator) -> tuple[int, int]:
    low, high = said.get("floor"), said.get("ceiling")
    return _level(low, indicator), UNBOUNDED if high is None else _level(high, indicator)


def _rate_bounds(said: UnitSaid) -> tuple[Decimal, Decimal] | None:
    low, high = said.get("floor"), said.get("ceiling")
    if low is None and high is None:
        return None
    return Decimal(-100) if low is None else low.amount, Decimal(100_000) if high is None else high.amount


def _level(number: Quantity | None, indicator: Indicator) -> int:
    """Smallest units of a number that was checked when it was read; nothing where it was not said."""
    if number is None:
        return 0
    kept = to_level(number, indicator.unit)
    if isinstance(kept, Finding):
        raise ValueError(kept.sentence)
    return kept
