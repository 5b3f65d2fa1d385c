"""The plan of one project (项目计划): every date forward and backward, float, and whether the promise can be kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bihuan.engine.calendar import BeyondCalendar
from bihuan.engine.rules import fields
from bihuan.engine.schedule.building import Fitted, fit
from bihuan.engine.schedule.checks import refuse_bad, targets
from bihuan.engine.schedule.day_lines import FIRST_DAY, LAST_DAY, DayLines, day_of
from bihuan.engine.schedule.graphs import graph
from bihuan.engine.schedule.limits import known
from bihuan.engine.schedule.network import ConstraintKind, Network, Standing
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.sweep import Course, Known, Sweep

MOST_FITS = 500
"""Kinds of projects of which a planner keeps the network that they need."""


@dataclass(frozen=True, slots=True)
class ActivityDates:
    """The dates of one activity (一项工作的日期).

    start, finish: as planned. latest_start, latest_finish, float_days: None where nothing limits them, or where it
    has happened. float_days: days of its calendar, negative where it is already too late. is_forecast: rests on a year
    without a notice of holidays.
    """

    code: str
    name: str
    state: str
    start: date
    finish: date
    earliest_start: date
    earliest_finish: date
    latest_start: date | None
    latest_finish: date | None
    float_days: int | None
    is_forecast: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """One project planned (项目计划); what `why` and `repairs` look into.

    early: earliest dates. planned: the same with what is wanted late moved late. late: latest dates.
    """

    fitted: Fitted
    standing: Standing
    sweep: Sweep
    known: Known
    early: Course
    planned: Course
    late: Course

    @property
    def network(self) -> Network:
        """The network as this project needs it (适用网络图)."""
        return self.fitted.network

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Place of each activity in the arrays (工作序号)."""
        return {each.code: place for place, each in enumerate(self.network.activities)}

    @cached_property
    def target(self) -> int:
        """The promised activity that is done last (最后完成的承诺工作)."""
        return max((self.places[code] for code in targets(self.network)), key=lambda place: self.early.finish[place])

    @property
    def expected_on(self) -> date:
        """Day on which what is promised can be done at the earliest (预计完成日期)."""
        return day_of(self.early.finish[self.target])

    @property
    def is_done(self) -> bool:
        """Whether all that is promised has been done (是否已完成)."""
        return all(self.known.done[self.places[code]] != NEVER for code in targets(self.network))

    @property
    def days_short(self) -> int:
        """Working days by which the promise is missed (差几个工作日); 0 where it can be kept or none was given."""
        promise = self.standing.promise
        if promise is None or promise >= self.expected_on:
            return 0
        return self.sweep.lines.calendar.working_days_between(promise, self.expected_on)

    @cached_property
    def dates(self) -> Mapping[str, ActivityDates]:
        """Dates of every activity that the project needs (各项日期), in the network's order."""
        kept = ((code, place) for code, place in self.places.items() if code not in self.fitted.left_out)
        return {code: self._dates(place) for code, place in kept}

    def float_of(self, place: int) -> int | None:
        """Days of its calendar by which an activity may be later (总时差); None where nothing limits it."""
        late = self.late.finish[place]
        if late > LAST_DAY:
            return None
        return self.sweep.last_until(place, late) - self.sweep.first_from(place, self.early.finish[place])

    def _dates(self, place: int) -> ActivityDates:
        activity = self.network.activities[place]
        begun, done = self.known.begun[place] != NEVER, self.known.done[place] != NEVER
        return ActivityDates(
            code=activity.code,
            name=activity.name,
            state="done" if done else "begun" if begun else "ahead",
            start=day_of(self.planned.start[place]),
            finish=day_of(self.planned.finish[place]),
            earliest_start=day_of(self.early.start[place]),
            earliest_finish=day_of(self.early.finish[place]),
            latest_start=_limited(self.late.start[place]),
            latest_finish=_limited(self.late.finish[place]),
            float_days=self.float_of(place),
            is_forecast=not done and self.sweep.lines.calendar.is_forecast(day_of(self.planned.finish[place])),
        )


def plan(network: Network, standing: Standing, lines: DayLines) -> Plan:
    """A project planned forward from today and backward from its promise (排期).

    Without a promise the latest dates are those that keep the earliest day on which all can be done.

    Args: network: checked by `build`. lines: made with the network's calendars.
    Raises: BadStanding: what is known contradicts itself or the network. BeyondCalendar: dates leave the calendar.
    """
    return Planner(network, lines).plan(standing)


class Planner:
    """Plans many projects on one network (同一网络图的多个项目): what they share is made once."""

    def __init__(self, network: Network, lines: DayLines) -> None:
        self._network, self._lines = network, lines
        self._asked = sorted({name for each in network.activities if each.when for name in fields(each.when)})
        self._fits: dict[tuple[object, ...], Fitted] = {}
        self._sweeps: dict[frozenset[str], Sweep] = {}

    def plan(self, standing: Standing) -> Plan:
        """One project planned; see `plan` (排期)."""
        refuse_bad(standing, self._network)
        fitted = self._fit(standing)
        needless = frozenset(fitted.left_out)
        if needless not in self._sweeps:
            self._sweeps[needless] = Sweep(graph(fitted.network, self._lines), self._lines)
        return _planned(fitted, standing, self._sweeps[needless])

    def _fit(self, standing: Standing) -> Fitted:
        """The network as a project needs it; projects of which the conditions learn the same share it."""
        told = tuple((type(fact), fact) for fact in map(standing.facts.get, self._asked))
        if standing.days or not all(isinstance(fact, Hashable) for _, fact in told):
            return fit(self._network, standing.facts, days=standing.days)
        if told not in self._fits:
            if len(self._fits) >= MOST_FITS:
                self._fits.clear()
            self._fits[told] = fit(self._network, standing.facts)
        return self._fits[told]


def _planned(fitted: Fitted, standing: Standing, sweep: Sweep) -> Plan:
    facts = known(fitted.network, standing, sweep)
    early = sweep.earliest(facts)
    if standing.promise is None:
        _keep_expected(fitted.network, facts, early, sweep)
    wanted = _put_late(fitted.network, standing, facts, early, sweep)
    found = Plan(fitted, standing, sweep, facts, early, wanted, sweep.latest(facts))
    _refuse_beyond(found)
    return found


def _keep_expected(network: Network, facts: Known, early: Course, sweep: Sweep) -> None:
    """Without a promise, what counts is the earliest day on which everything promised can be done."""
    places = {each.code: place for place, each in enumerate(network.activities)}
    ends = [places[code] for code in targets(network)]
    last = max(early.finish[place] for place in ends)
    for place in ends:
        facts.ceiling[place] = min(facts.ceiling[place], sweep.last_until(place, last))


def _put_late(network: Network, standing: Standing, facts: Known, early: Course, sweep: Sweep) -> Course:
    """Moves what is wanted late (ALAP) as late as no other activity notices; the last ones up to the expected end."""
    wanted = {each.activity for each in standing.constraints if each.kind is ConstraintKind.ALAP}
    found = Course(list(early.start), list(early.finish))
    if not wanted:
        return found
    end = max(early.finish)
    for place in reversed(sweep.order):
        if network.activities[place].code not in wanted or facts.begun[place] != NEVER:
            continue
        days = facts.days[place]
        asked = [sweep.asked_finish(tie, place, days, found) for tie in sweep.outward[place]]
        position = min([*asked, facts.ceiling[place], sweep.last_until(place, end)])
        position = max(position, sweep.first_from(place, early.start[place]) + days)
        found.start[place], found.finish[place] = sweep.day(place, position - days), sweep.day(place, position)
    return found


def _refuse_beyond(found: Plan) -> None:
    earliest = min([*found.early.start, *found.late.start])
    if max(found.early.finish) > LAST_DAY or earliest < FIRST_DAY:
        raise BeyondCalendar


def _limited(day: int) -> date | None:
    return None if day > LAST_DAY else day_of(day)
