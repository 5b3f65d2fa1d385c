"""The demonstration's figures: two invented years, the last month as it comes in (演示数据)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.management.demo import letters, measures, targets
from bihuan.base.demonstration import Demonstration
from bihuan.engine.values import Indicator, Month, Quantity, Unit

GROUND = "关于建立月度经济数据报送制度的通知（演示）"
OFFICE = "tongji"
YEARS = 2
FATES = ("draft", "returned", "submitted", "approved")
"""What becomes of the sheets of the last month, unit by unit; the first has not begun."""
LATE_BUREAUS = ("FGJ",)
"""Bureaus that have not sent the last month yet."""
TENTH, CENT = Decimal("0.1"), Decimal("0.01")
SLOWER_BEFORE = Decimal("0.9")
"""Percentage points by which everything grew less a year before (上年各项增速略低)."""


@cache
def bases() -> dict[str, tuple[Decimal, Decimal]]:
    """Whole year and growth of each indicator, from figures.yaml."""
    told = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
    return {code: (Decimal(str(whole)), Decimal(str(growth))) for code, (whole, growth) in told.items()}


def make(demonstration: Demonstration) -> None:
    """Who reports what, then two years of figures, then the sheets of the last month."""
    making = _Making(demonstration)
    making.assign()
    written = making.history()
    sent = making.last_month()
    years = tuple(making.last.year - back for back in reversed(range(YEARS)))
    set_down = targets.make(demonstration, years)
    targets.plan(demonstration, years[0])
    signed = letters.make(demonstration, making.last.year)
    known = measures.make(demonstration, making.last)
    demonstration.say(f"数据{written}个，月报{sent}张，年度目标{set_down}项，责任书{signed}份，措施{known}条。")


@dataclass(frozen=True)
class _Place:
    """One unit that figures are about, with its share of the district and the indicators asked of it."""

    code: str
    unit_id: int
    share: Decimal
    codes: tuple[str, ...]


class _Making:
    """The figures of one demonstration."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.demonstration, self.units = demonstration, demonstration.made["units"]
        self.book = queries.book(demonstration.on)
        self.last = self.book.month_due()
        self.district = next(unit for unit in self.units.values() if unit.depth == 1)
        self.towns = self._towns()
        self.own: dict[str, list[str]] = {}
        self.swing: dict[tuple[str, str], Decimal] = {}

    def _towns(self) -> list[_Place]:
        towns = [unit for unit in self.units.values() if unit.kind == "town"]
        weights = [Decimal(60 + self.demonstration.chance.randrange(80)) for _ in towns]
        codes = tuple(code for code in self.book.form.towns if code in bases())
        return [
            _Place(unit.code, unit.pk, weight / sum(weights), codes)
            for unit, weight in zip(towns, weights, strict=True)
        ]

    def assign(self) -> None:
        """Towns report about themselves, bureaus about the district; a bureau answers for its indicators."""
        now = self._at(self.demonstration.on - timedelta(days=700))
        by = self.demonstration.actor_of(OFFICE, now)
        bureaus = queries.bureaus(self.demonstration.on, {self.book.indicators[code].bureau for code in bases()})
        sides: dict[str, Any] = {
            "form": self.book.form.code,
            "month": Month(self.last.year - 1, 1),
            "source": GROUND,
            "by": by,
            "now": now,
        }
        for town in self.towns:
            wanted = [actions.Wanted(town.unit_id, code, self._owner(code, bureaus)) for code in town.codes]
            actions.assign(town.unit_id, wanted, **sides)
        own: dict[int, list[str]] = {}
        for code in bases():
            own.setdefault(self._owner(code, bureaus), []).append(code)
        names = {unit.pk: unit.code for unit in self.units.values()}
        self.own = {names[reporter_id]: codes for reporter_id, codes in own.items()}
        for reporter_id, codes in own.items():
            actions.assign(
                reporter_id, [actions.Wanted(self.district.pk, code, reporter_id) for code in codes], **sides
            )

    def _owner(self, code: str, bureaus: dict[str, int]) -> int:
        return bureaus.get(self.book.indicators[code].bureau, self.units["TJJ"].pk)

    def history(self) -> int:
        """Every month before the last, as the statistics bureau released them; one event a month."""
        first = Month(self.last.year - YEARS + 1, 1)
        count, month = 0, first
        while month < self.last:
            now = self._at(self.book.form.released_on(month))
            rows = list(self._month(month))
            count += actions.push_figures(rows, by=self.demonstration.actor_of(OFFICE, now), now=now) if rows else 0
            month = month.shifted(1)
        return count

    def _month(self, month: Month) -> Iterator[actions.Pushed]:
        for place in (*self.towns, self._whole()):
            for code in place.codes:
                indicator = self.book.indicators[code]
                if month.month in indicator.months:
                    yield actions.Pushed(
                        unit_id=place.unit_id,
                        indicator=code,
                        month=month,
                        entered=self._entered(place, indicator, month),
                        state="flash" if month.year == self.last.year else "final",
                        released_on=self.book.form.released_on(month),
                        source="统计局发布（演示）",
                    )

    def _whole(self) -> _Place:
        return _Place(self.district.code, self.district.pk, Decimal(1), tuple(bases()))

    def _entered(self, place: _Place, indicator: Indicator, month: Month) -> mapping.Entered:
        whole, pace = bases()[indicator.code]
        slower = (self.last.year - month.year) * SLOWER_BEFORE
        pace += self._swing(place.code, indicator.code) - slower
        growth = (pace + Decimal(month.month % 5) / 5 - TENTH).quantize(TENTH)
        passed = Decimal(month.month * 8 - 2) / 94 if indicator.accumulates else Decimal(94 + month.month) / 106
        grown = (1 + growth / 100) if month.year == self.last.year else Decimal(1)
        level = whole * place.share * passed * grown
        fields = mapping.fields_of(indicator)
        return mapping.Entered(
            Quantity(_rounded(level, indicator.unit), indicator.unit) if "level" in fields and whole else None,
            growth if "growth" in fields else None,
        )

    def _swing(self, place: str, code: str) -> Decimal:
        """How much faster or slower than the district one unit's indicator grows; the district itself not at all."""
        if place == self.district.code:
            return Decimal(0)
        if (place, code) not in self.swing:
            self.swing[place, code] = Decimal(self.demonstration.chance.randrange(-60, 61)) / 10
        return self.swing[place, code]

    def last_month(self) -> int:
        """Sheets of the last month in every state, through the same acts as people use."""
        now = self._at(self.demonstration.on - timedelta(days=3))
        sent = 0
        for number, town in enumerate(self.towns):
            fate = "none" if town.code == "Z07" else FATES[min(number, len(FATES) - 1)]
            sent += self._sheet(town, fate, now)
        for reporter, codes in self.own.items():
            own = _Place(self.district.code, self.district.pk, Decimal(1), tuple(codes))
            fate = "none" if reporter in LATE_BUREAUS else "approved"
            sent += self._sheet(own, fate, now, reporter=reporter)
        return sent

    def _sheet(self, place: _Place, fate: str, now: datetime, *, reporter: str = "") -> int:
        typed = self._typed(place)
        if fate == "none" or not typed:
            return 0
        reporter_id = self.units[reporter or place.code].pk
        by = self.demonstration.actor_of(f"{(reporter or place.code).lower()}-jb", now)
        sides: dict[str, Any] = {"month": self.last, "form": self.book.form.code, "by": by, "now": now}
        if fate == "draft":
            actions.save_draft(reporter_id, dict(list(typed.items())[:6]), **sides)
            return 1
        sheet = actions.submit_sheet(reporter_id, typed, with_gaps=True, **sides)
        office: dict[str, Any] = {"version": sheet.version, "by": self.demonstration.actor_of(OFFICE, now), "now": now}
        if fate == "returned":
            actions.return_sheet(sheet.pk, "规上工业总产值与上月累计相比偏小，请核实是否填成了当月数。", **office)
        elif fate == "approved":
            actions.approve_sheet(sheet.pk, **office)
        return 1

    def _typed(self, town: _Place) -> dict[str, dict[str, str]]:
        typed = {}
        for code in town.codes:
            indicator = self.book.indicators[code]
            if self.last.month in indicator.months:
                entered = self._entered(town, indicator, self.last)
                level = "" if entered.level is None else f"{entered.level.amount:f}"
                typed[f"{town.unit_id}-{code}"] = {"level": level, "growth": str(entered.growth or "")}
        return typed

    def _at(self, day: Any) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(16, 30)))


def _rounded(level: Decimal, unit: Unit) -> Decimal:
    """Two decimals for money and electricity, none for what is counted one by one."""
    return level.quantize(CENT if unit.factor > 1 else Decimal(1), rounding=ROUND_HALF_UP)
