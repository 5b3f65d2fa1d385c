"""A plan on trial (试排): changes are tried on it one set after another, and what still breaks is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bihuan.engine.schedule.bindings import driving_path
from bihuan.engine.schedule.changes import Change, ChangeKind, is_commitment, is_overlap
from bihuan.engine.schedule.checks import targets
from bihuan.engine.schedule.day_lines import day_of
from bihuan.engine.schedule.limits import ceiling_of, floor_of
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.sweep import Course, Known, Sweep, Tie


class Trial:
    """One plan with its own links and lengths to try changes on (试排)."""

    def __init__(self, plan: Plan, *, promise: date | None = None) -> None:
        standing = plan.standing if promise is None else replace(plan.standing, promise=promise)
        self.known = Known(*(list(getattr(plan.known, name)) for name in Known.__slots__))
        self.early = Course(list(plan.early.start), list(plan.early.finish))
        self.sweep = Sweep(plan.sweep.graph, plan.sweep.lines)
        self.plan = replace(plan, standing=standing, sweep=self.sweep, known=self.known, early=self.early)
        self.places = plan.places
        for place in self.places.values():
            self._limit(place)
        self._first = Known(*(list(getattr(self.known, name)) for name in Known.__slots__))
        self._ties = [tuple(each) for each in self.sweep.inward]

    def broken(self, changes: Iterable[Change]) -> int | None:
        """The activity that breaks its latest date most under some changes (超期最多的一项); None where none does."""
        self._apply(changes)
        found = self.sweep.earliest(self.known)
        self.early.start[:], self.early.finish[:] = found.start, found.finish
        over = {place: self._days_over(place) for place in self.places.values() if self.known.done[place] == NEVER}
        worst = max(over, key=lambda place: over[place], default=None)
        return worst if worst is not None and over[worst] > 0 else None

    def expected_on(self) -> date:
        """Day on which what is promised is done under the changes tried last (预计完成日期)."""
        return day_of(max(self.early.finish[self.places[code]] for code in targets(self.plan.network)))

    def touching(self, place: int, changes: Sequence[Change]) -> list[Change]:
        """Of some changes those that touch the path which holds an activity (控制路线上的调整), after `broken`."""
        path = driving_path(self.plan, place)
        on_path = {self.plan.network.activities[on].code for on, _ in path}
        links = [self.plan.network.links[tie.link] for _, tie in path if tie is not None]
        waits = {(link.after, link.before) for link in links}
        waited_for = {before for _, before in waits}
        return [
            each
            for each in changes
            if (each.kind is ChangeKind.SHORTEN and each.activity in on_path)
            or (each.kind is ChangeKind.OVERLAP and (each.activity, each.after) in waits)
            or (each.kind is ChangeKind.COMMIT and each.activity in waited_for)
        ]

    def is_out_of_reach(self, changes: Sequence[Change]) -> bool:
        """Whether surely no set of some changes can do (全部调整也不够): each is given its best effect on either side.

        Shortening an activity lets it finish earlier; it may also make it start later, where its finish is held.
        """
        self._apply(changes)
        first, known, course = self._first, self.known, self.early
        for place in self.sweep.order:
            if known.done[place] != NEVER:
                course.start[place], course.finish[place] = known.begun[place], known.done[place]
                continue
            begun = known.begun[place] != NEVER
            ties = (tie for tie in self.sweep.inward[place] if tie.to_finish or not begun)
            asked = [self.sweep.asked_start(tie, place, first.days[place], course) for tie in ties]
            position = max([*asked, min(known.floor[place], first.floor[place])])
            course.start[place] = known.begun[place] if begun else self.sweep.day(place, position)
            course.finish[place] = self.sweep.day(place, position + known.days[place])
        known.ceiling[:] = map(max, known.ceiling, first.ceiling)
        return any(self._days_over(place) > 0 for place in self.sweep.order if known.done[place] == NEVER)

    def _days_over(self, place: int) -> int:
        return self.sweep.first_from(place, self.early.finish[place]) - self.known.ceiling[place]

    def _apply(self, changes: Iterable[Change]) -> None:
        """Sets links and lengths to the network's own, then to the changes."""
        first, known = self._first, self.known
        known.days[:], known.floor[:], known.ceiling[:] = first.days, first.floor, first.ceiling
        self.sweep.inward[:] = map(list, self._ties)
        for change in changes:
            if change.kind is ChangeKind.SHORTEN:
                assert change.days is not None
                known.days[self.places[change.activity]] = change.days
                self._limit(self.places[change.activity])
            else:
                self._loosen(change)

    def _limit(self, place: int) -> None:
        plan = self.plan
        self.known.floor[place] = floor_of(plan.network, plan.standing, self.sweep, self.known, place)
        self.known.ceiling[place] = ceiling_of(plan.network, plan.standing, self.sweep, self.known, place)

    def _loosen(self, change: Change) -> None:
        """Side by side: both starts wait. On a promise: both finishes wait."""
        for link, loose in self._loosened(change):
            place = self.places[self.plan.network.links[link].after]
            self.sweep.inward[place] = [loose if tie.link == link else tie for tie in self.sweep.inward[place]]

    def _loosened(self, change: Change) -> Iterable[tuple[int, Tie]]:
        waiting = self.sweep.outward[self.places[change.after or change.activity]]
        for tie in waiting:
            link = self.plan.network.links[tie.link]
            before = replace(tie, other=self.places[link.before])
            if change.kind is ChangeKind.OVERLAP and is_overlap(link) and link.after == change.activity:
                yield tie.link, replace(before, from_finish=False, lag=0)
            elif change.kind is ChangeKind.COMMIT and is_commitment(link, change.activity):
                yield tie.link, replace(before, to_finish=True, lag=0)
