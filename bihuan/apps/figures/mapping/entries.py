"""What is typed into a sheet, as exact numbers (填报内容)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.indicators import formula, to_level
from bihuan.engine.office.cells import CellWords, read_amount
from bihuan.engine.values import Finding, Indicator, Quantity, Unit

LEVEL, GROWTH = "level", "growth"
LARGEST_GROWTH = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Entered:
    """One figure as entered (填报数): level in the indicator's unit, growth in percent; either may be missing."""

    level: Quantity | None = None
    growth: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return self.level is None and self.growth is None

    def is_same(self, other: Entered) -> bool:
        """Whether two figures are written alike, decimals too: what is shown equals what was entered."""
        return (str(self.level), str(self.growth)) == (str(other.level), str(other.growth))


def asks_level(indicator: Indicator) -> bool:
    """Whether a level, count or share is reported (是否报绝对数)."""
    return bool({"level", "count", "share"} & set(indicator.measures)) and (
        indicator.unit is not Unit.PERCENT or "share" in indicator.measures
    )


def asks_growth(indicator: Indicator) -> bool:
    """Whether a growth is reported (是否报增速)."""
    return "growth" in indicator.measures


def fields_of(indicator: Indicator) -> tuple[str, ...]:
    """The fields that are asked of an indicator (填报栏目)."""
    return tuple(name for name, asked in ((LEVEL, asks_level(indicator)), (GROWTH, asks_growth(indicator))) if asked)


def read_entry(said: Mapping[str, object], indicator: Indicator, *, words: CellWords) -> tuple[Entered, list[Finding]]:
    """The figure in what was typed, and what is wrong with it; a wrong field is not in the figure (读取填报数)."""
    findings: list[Finding] = []
    level = _level(said.get(LEVEL), indicator, words, findings) if asks_level(indicator) else None
    growth = _growth(said.get(GROWTH), indicator, words, findings) if asks_growth(indicator) else None
    return Entered(level, growth), findings


def _level(raw: object, indicator: Indicator, words: CellWords, findings: list[Finding]) -> Quantity | None:
    at = f"“{indicator.label}”绝对数"
    read = read_amount(_raw(raw), at=at, words=words, unit=indicator.unit, scale="percent")
    if isinstance(read, Quantity):
        kept = to_level(read, indicator.unit, at=at)
        read = kept if isinstance(kept, Finding) else read
    return _good(read, findings)


def _growth(raw: object, indicator: Indicator, words: CellWords, findings: list[Finding]) -> Decimal | None:
    at = f"“{indicator.label}”增速"
    read = read_amount(_raw(raw), at=at, words=words, unit=Unit.PERCENT, scale="percent")
    if isinstance(read, Quantity) and (abs(read.amount) > LARGEST_GROWTH or _decimals(read.amount) > 6):
        read = Finding("odd_growth", at, f"“{read}”不像增速。请填写百分数，如5.6，最多6位小数。")
    found = _good(read, findings)
    return None if found is None else found.amount


def _good(read: object, findings: list[Finding]) -> Quantity | None:
    if isinstance(read, Finding):
        findings.append(read)
    return read if isinstance(read, Quantity) else None


def _raw(said: object) -> str | int | float | None:
    return said if isinstance(said, str | int | float) and said != "" else None


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)


def follows_from(indicator: Indicator, codes: Collection[str]) -> bool:
    """Whether a formula gives the whole figure from others that are reported (可由公式得出): a share, not a growth."""
    if indicator.formula is None or asks_growth(indicator):
        return False
    return all(name in codes for name in formula(indicator.formula).names)
