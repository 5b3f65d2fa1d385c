"""Networks of activities (网络图): what has to be done, how long it takes, and what waits for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from bihuan.engine.rules import Condition
from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, WORKING_DAYS, Season

LAG_CALENDARS = (WORKING_DAYS, CALENDAR_DAYS)


class LinkKind(Enum):
    """Which end of an activity waits for which end of another (搭接关系)."""

    FINISH_TO_START = ("FS", True, False)
    START_TO_START = ("SS", False, False)
    FINISH_TO_FINISH = ("FF", True, True)
    START_TO_FINISH = ("SF", False, True)

    def __init__(self, code: str, from_finish: bool, to_finish: bool) -> None:
        self.code = code
        self.from_finish = from_finish
        self.to_finish = to_finish

    @property
    def words(self) -> str:
        """As a table shows it (完成后开始)."""
        ends = "开始", "完成"
        return f"{ends[self.from_finish]}后{ends[self.to_finish]}"


KINDS: Mapping[str, LinkKind] = MappingProxyType({kind.code: kind for kind in LinkKind})


@dataclass(frozen=True, slots=True)
class Activity:
    """One step of a project (工作): done on the n-th day of its calendar after the day it starts on; 0 is the same day.

    least_days: what it may be shortened to, None where it may not. may_commit: those that wait for it may go on upon a
    promise, and only finish after it (告知承诺、容缺受理). when: only needed if this holds of the project.
    starts_stage, ends_stage: stage of a project that its start or its end brings, so that the day is known from there.
    """

    code: str
    name: str
    days: int
    calendar: str = WORKING_DAYS
    least_days: int | None = None
    may_commit: bool = False
    when: Condition | None = None
    office: str | None = None
    phase: str | None = None
    source: str | None = None
    starts_stage: str | None = None
    ends_stage: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An activity that waits for another (紧前关系), with a lag in days, negative where they overlap.

    may_overlap: the two may run side by side where time is short (可并联).
    """

    before: str
    after: str
    kind: LinkKind = LinkKind.FINISH_TO_START
    lag: int = 0
    lag_calendar: str = WORKING_DAYS
    may_overlap: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Activities, links and calendars of one kind of project (网络图).

    promised: the activity whose finish is promised; None: whatever nothing waits for.
    labels: Chinese names of the facts that conditions ask for.
    """

    activities: tuple[Activity, ...]
    links: tuple[Link, ...]
    seasons: tuple[Season, ...] = ()
    promised: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    def activity(self, code: str) -> Activity:
        """The activity of a code (按代码取工作)."""
        return next(each for each in self.activities if each.code == code)


class ConstraintKind(Enum):
    """What planners may fix of an activity's days (时间限制), with the words of a sentence."""

    ASAP = "越早越好"
    ALAP = "越晚越好"
    MSO = "必须在此日开始"
    MFO = "必须在此日完成"
    SNET = "不得早于此日开始"
    SNLT = "不得晚于此日开始"
    FNET = "不得早于此日完成"
    FNLT = "不得晚于此日完成"
    DEADLINE = "应在此日前完成"

    @property
    def is_dated(self) -> bool:
        """Whether it names a day (是否有日期)."""
        return self not in (ConstraintKind.ASAP, ConstraintKind.ALAP)


@dataclass(frozen=True, slots=True)
class Constraint:
    """What is fixed of one activity (一项时间限制)."""

    activity: str
    kind: ConstraintKind
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one project stands (项目现状): today, what was promised, what has happened, what is fixed.

    given_on: the day on which the promise was given, before which it cannot lie; None for today. One given earlier and
    not kept still stands. days: own durations instead of the network's. facts: what conditions ask for; missing is
    unknown.
    """

    today: date
    promise: date | None = None
    started_on: Mapping[str, date] = field(default_factory=dict)
    finished_on: Mapping[str, date] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    given_on: date | None = None
