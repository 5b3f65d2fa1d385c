"""Lamp rules (亮灯规则): what is shown when a day is met, missed, made good, near or not yet near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bihuan.engine.calendar import Calendar, Limit
from bihuan.engine.lamps.signs import Sign
from bihuan.engine.values import Finding

GAP_SCALE = 10_000
"""Progress in arrays is counted in whole ten-thousandths of a percentage point."""


class BadLampRule(ValueError):
    """A lamp rule contradicts itself (亮灯规则有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Band:
    """From so long before a due day until that day (到期前的提醒段)."""

    before: Limit
    sign: Sign


@dataclass(frozen=True, slots=True)
class GapBand:
    """Progress less time progress from a bound up (进度差的一段), in percentage points; no bound takes the rest.

    No sign where a rule for slips is silent.
    """

    bound: Decimal | None
    inclusive: bool
    sign: Sign | None

    def holds(self, gap: Decimal) -> bool:
        """Whether a gap lies in the band, if no band before it took it (是否落入)."""
        return self.bound is None or gap > self.bound or (self.inclusive and gap == self.bound)


@dataclass(frozen=True, slots=True)
class LampRule:
    """A dated lamp definition as a value (亮灯规则); `calendar` is what its working days are counted in.

    `met` and `ahead` are None in a rule for slips, which is silent where all is well.
    """

    met: Sign | None
    ahead: Sign | None
    missed: Sign
    late: Sign | None
    bands: tuple[Band, ...]
    gaps: tuple[GapBand, ...]
    poor: Sign | None
    paused: Sign
    calendar: Calendar | None

    def __post_init__(self) -> None:
        findings = [*_unordered_bands(self.bands), *_unordered_gaps(self.gaps)]
        if findings:
            raise BadLampRule(findings)

    @property
    def working_days(self) -> Calendar:
        """The calendar, for a rule that counts working days (工作日历)."""
        if self.calendar is None:
            raise ValueError("this lamp rule counts working days: build it with a calendar")
        return self.calendar


def build(body: Mapping[str, Any], *, calendar: Calendar | None = None) -> LampRule:
    """Lamp rule from a definition's body (由定义生成).

    Args: calendar: needed to light lamps where a band counts working days (`definitions.calendar()`).
    Raises: BadLampRule: bands or bounds are out of order.
    """
    return LampRule(
        met=_sign(body.get("met")),
        ahead=_sign(body.get("ahead")),
        missed=_present(body["missed"]),
        late=_sign(body.get("late")),
        bands=tuple(_band(each) for each in body.get("bands", ())),
        gaps=tuple(_gap_band(each) for each in body.get("progress", ())),
        poor=_sign(body.get("poor")),
        paused=_present(body["paused"]),
        calendar=calendar,
    )


def _band(body: Mapping[str, Any]) -> Band:
    return Band(Limit(body["before"], body["unit"]), _present(body))


def _gap_band(body: Mapping[str, Any]) -> GapBand:
    bound = body.get("at_least", body.get("above"))
    return GapBand(
        None if bound is None else Decimal(str(bound)), "at_least" in body, _sign(body if "colour" in body else None)
    )


def _sign(body: Mapping[str, Any] | None) -> Sign | None:
    return None if body is None else _present(body)


def _present(body: Mapping[str, Any]) -> Sign:
    return Sign(body["colour"], body["word"], body["rule"], body.get("proposal", False))


def _unordered_bands(bands: tuple[Band, ...]) -> Iterable[Finding]:
    for place, band in enumerate(bands):
        if band.before.unit == "hours":
            yield Finding("band_in_hours", f"bands[{place}].unit", "提醒段只能按工作日或自然日计，请改写。")
        if place and band.before.unit != bands[0].before.unit:
            yield Finding("bands_mixed", f"bands[{place}].unit", "各提醒段的计日方式须一致，请统一为工作日或自然日。")
        if place and band.before.amount <= bands[place - 1].before.amount:
            yield Finding("bands_unordered", f"bands[{place}].before", "提醒段须由近到远排列，请调整次序。")


def _unordered_gaps(gaps: tuple[GapBand, ...]) -> Iterable[Finding]:
    if gaps and gaps[-1].bound is not None:
        yield Finding("gaps_open", f"progress[{len(gaps) - 1}]", "最后一段不写下限，否则有进度差落空。")
    for place, gap in enumerate(gaps):
        if gap.bound is None and place < len(gaps) - 1:
            yield Finding("gaps_unordered", f"progress[{place}]", "只有最后一段可以不写下限。")
        elif gap.bound is not None and gap.bound * GAP_SCALE % 1:
            yield Finding("gap_too_fine", f"progress[{place}]", "下限最多四位小数，请改写。")
        elif gap.bound is not None and place and not _lower(gap, gaps[place - 1]):
            yield Finding("gaps_unordered", f"progress[{place}]", "进度差须由高到低排列，请调整次序。")


def _lower(gap: GapBand, before: GapBand) -> bool:
    if gap.bound is None or before.bound is None:
        return True
    return gap.bound < before.bound or (gap.bound == before.bound and gap.inclusive and not before.inclusive)
