"""One indicator in a month with all that a report says of it (指标一行): change, completion, lamp, what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from bihuan.engine.analysis.sources import Cell
from bihuan.engine.indicators import Judged, Target
from bihuan.engine.indicators.forecast import Trajectory, YearForecast
from bihuan.engine.lamps import Lamp
from bihuan.engine.values import Indicator, Month, Quantity, Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was entered (一个数), and where it is from.

    version: number of the kept row. told: its state, who reported it and when. why_lacking: the word for its lack
    where there is none, as 未到报送日.
    """

    unit: int
    indicator: str
    month: Month
    level: Quantity | None = None
    growth: Decimal | None = None
    version: int | None = None
    told: str = ""
    why_lacking: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it says a number."""
        return self.level is not None or self.growth is not None

    @property
    def cell(self) -> Cell:
        """The cell that it stands in."""
        return Cell(self.unit, self.indicator, self.month, self.version)


@dataclass(frozen=True, slots=True)
class Pace:
    """What each month left must bring beside the best that was ever reached, in the indicator's unit (后期要求).

    best: the best single month. best_rest: a month of the best rest of an earlier year. growth: needed in the rest of
    the year, in percent (倒算增速，测算).
    """

    months_left: int
    required: Quantity | None
    best: Quantity | None = None
    best_rest: Quantity | None = None
    growth: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of the year with its paper (年度目标) and how it stands in the month.

    time_progress: percent of the year that has passed, None where the target tells no time. judged, lamp, pace: None
    where the month has no figure to judge by.
    """

    target: Target
    source: str
    time_progress: Decimal | None = None
    judged: Judged | None = None
    lamp: Lamp | None = None
    pace: Pace | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the year is heading (全年走势): straight on and as last year went, and a forecast; amounts in `unit`."""

    unit: Unit
    trajectory: Trajectory | None = None
    forecast: YearForecast | None = None


class Movement(Enum):
    """How a figure stands to that of the month before (与上月比)."""

    NEW = "new"
    SAME = "same"
    NO_MONTH = "no_month"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the reporting unit in a month; what is not known is None."""

    indicator: Indicator
    now: Figure
    before: Figure | None = None
    year_before: Figure | None = None
    aim: Aim | None = None
    outlook: Outlook | None = None

    @property
    def judged(self) -> Judged | None:
        """How its target stands."""
        return self.aim.judged if self.aim else None

    @property
    def lamp(self) -> Lamp | None:
        """The lamp of its target."""
        return self.aim.lamp if self.aim else None

    @property
    def pace(self) -> Pace | None:
        """What its target asks of the rest of the year."""
        return self.aim.pace if self.aim else None

    @property
    def change(self) -> Decimal | None:
        """Growth less that of the month before in points (比上月加快); the first of a year has nothing before it."""
        if self.before is None or self.now.growth is None or self.before.growth is None:
            return None
        return self.now.growth - self.before.growth

    @property
    def movement(self) -> Movement:
        """Whether there is something new to say."""
        if not self.now.is_known:
            exists = self.now.month.month in self.indicator.months
            return Movement.LACKING if exists else Movement.NO_MONTH
        same = self.before is not None and (self.now.level, self.now.growth) == (self.before.level, self.before.growth)
        return Movement.SAME if same else Movement.NEW

    @property
    def is_behind(self) -> bool:
        """Whether its lamp asks for something (滞后): yellow or red."""
        return self.lamp is not None and self.lamp.colour in ("yellow", "red")


@dataclass(frozen=True, slots=True)
class Known:
    """Figures and targets of one unit around a month (本单位数据)."""

    month: Month
    figures: Mapping[tuple[str, Month], Figure]
    aims: Mapping[str, Aim] = field(default_factory=dict)
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)


def line(indicator: Indicator, known: Known) -> Line:
    """An indicator of a month with all that follows from its figures and target (指标一行)."""
    code, month = indicator.code, known.month
    now = known.figures[code, month]
    aim = known.aims.get(code)
    before = last_before(indicator, month)
    return Line(
        indicator,
        now,
        before=known.figures.get((code, before)) if before else None,
        year_before=known.figures.get((code, month.shifted(-12))),
        aim=aim,
        outlook=known.outlooks.get(code),
    )


def last_before(indicator: Indicator, month: Month) -> Month | None:
    """The last month of the same year that exists before a month (上期); what is a state at a month's end goes on over
    the turn of the year."""
    earlier = [each for each in indicator.months if each < month.month]
    if earlier:
        return Month(month.year, earlier[-1])
    return None if indicator.accumulates or not indicator.months else Month(month.year - 1, indicator.months[-1])
