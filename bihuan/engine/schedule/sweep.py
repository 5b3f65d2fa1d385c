"""Forward and backward pass over one network (单个网络的正排与倒排), also from one change on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from bihuan.engine.schedule.day_lines import FAR, DayLines
from bihuan.engine.schedule.graphs import Graph
from bihuan.engine.schedule.passes import NEVER


@dataclass(slots=True)
class Known:
    """What is known of each activity of one project (已知条件), as lists; see `passes.Bounds`."""

    days: list[int]
    floor: list[int]
    ceiling: list[int]
    begun: list[int]
    done: list[int]


@dataclass(slots=True)
class Course:
    """Starts and finishes of one network (一套日期), day numbers as lists."""

    start: list[int]
    finish: list[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as a pass meets it (一条关系): its number, the other end, which ends it ties, its lag."""

    link: int
    other: int
    from_finish: bool
    to_finish: bool
    lag: int
    calendar: int


class Sweep:
    """Passes over one network that many standings share (单网络排期)."""

    def __init__(self, graph: Graph, lines: DayLines) -> None:
        self.graph, self.lines = graph, lines
        self.calendar: list[int] = graph.calendar.tolist()
        self.order: list[int] = graph.order.tolist()
        self._rank = {place: rank for rank, place in enumerate(self.order)}
        self.inward: list[list[Tie]] = [[] for _ in range(graph.size)]
        self.outward: list[list[Tie]] = [[] for _ in range(graph.size)]
        columns = (graph.before, graph.after, graph.from_finish, graph.to_finish, graph.lag, graph.lag_calendar)
        for link, (before, after, *rest) in enumerate(zip(*(each.tolist() for each in columns), strict=True)):
            self.inward[after].append(Tie(link, before, *rest))
            self.outward[before].append(Tie(link, after, *rest))
        self._nth, self._first_from, self._until = lines.rows

    def earliest(self, known: Known) -> Course:
        """Earliest dates of all activities (全部最早日期)."""
        course = Course([0] * self.graph.size, [0] * self.graph.size)
        for place in self.order:
            course.start[place], course.finish[place] = self._early(place, known, course)
        return course

    def latest(self, known: Known) -> Course:
        """Latest dates of all activities (全部最迟日期); what nothing limits lies past `LAST_DAY`."""
        course = Course([0] * self.graph.size, [0] * self.graph.size)
        for place in reversed(self.order):
            course.start[place], course.finish[place] = self._late(place, known, course)
        return course

    def earliest_again(self, known: Known, course: Course, changed: Iterable[int]) -> list[int]:
        """Brings `course` up to date after `changed` activities were changed (局部重排); says which ones moved."""
        return self._again(known, course, changed, forward=True)

    def latest_again(self, known: Known, course: Course, changed: Iterable[int]) -> list[int]:
        """As `earliest_again`, for latest dates (局部倒排)."""
        return self._again(known, course, changed, forward=False)

    def asked_start(self, tie: Tie, place: int, days: int, course: Course) -> int:
        """Position before which a link keeps an activity from starting (关系要求的最早开始)."""
        day = (course.finish if tie.from_finish else course.start)[tie.other]
        if tie.lag:
            day = self.lagged(day, tie.lag, tie.calendar)
        position = self._first_from[self.calendar[place]][day]
        return position - days if tie.to_finish else position

    def asked_finish(self, tie: Tie, place: int, days: int, course: Course) -> int:
        """Position after which a link keeps an activity from finishing (关系要求的最迟完成)."""
        day = (course.finish if tie.to_finish else course.start)[tie.other]
        if tie.lag:
            day = self._unlagged(day, tie.lag, tie.calendar)
        position = self._until[self.calendar[place]][day] - 1
        return position if tie.from_finish else position + days

    def day(self, place: int, position: int) -> int:
        """Day of a position on an activity's calendar (位置对应的日期)."""
        return self._nth[self.calendar[place]][position]

    def first_from(self, place: int, day: int) -> int:
        """Position of the first day from a day on that an activity's calendar works (自某日起首个工作日)."""
        return self._first_from[self.calendar[place]][day]

    def last_until(self, place: int, day: int) -> int:
        """Position of the last day up to a day that an activity's calendar works (至某日止最后工作日)."""
        return self._until[self.calendar[place]][day] - 1

    def after_days(self, place: int, day: int, days: int) -> int:
        """The n-th worked day after a day on an activity's calendar (某日后第n个工作日); the day itself where 0."""
        return self.lagged(day, days, self.calendar[place])

    def lagged(self, day: int, lag: int, calendar: int) -> int:
        """See `DayLines.lagged`."""
        if lag > 0:
            return self._nth[calendar][self._until[calendar][day] + lag - 1]
        return self._nth[calendar][self._first_from[calendar][day] + lag] if lag else day

    def _unlagged(self, day: int, lag: int, calendar: int) -> int:
        place = self._until[calendar][day] - lag
        return self._nth[calendar][place] - 1 if lag > 0 else self._nth[calendar][place - 1]

    def _early(self, place: int, known: Known, course: Course) -> tuple[int, int]:
        begun, done, days = known.begun[place], known.done[place], known.days[place]
        if done != NEVER:
            return begun, done
        position = known.floor[place]
        for tie in self.inward[place]:
            if begun == NEVER or tie.to_finish:
                position = max(position, self.asked_start(tie, place, days, course))
        nth = self._nth[self.calendar[place]]
        return begun if begun != NEVER else nth[position], nth[position + days]

    def _late(self, place: int, known: Known, course: Course) -> tuple[int, int]:
        if known.done[place] != NEVER:
            return FAR, FAR
        days, position = known.days[place], known.ceiling[place]
        for tie in self.outward[place]:
            position = min(position, self.asked_finish(tie, place, days, course))
        nth = self._nth[self.calendar[place]]
        return FAR if known.begun[place] != NEVER else nth[position - days], nth[position]

    def _again(self, known: Known, course: Course, changed: Iterable[int], *, forward: bool) -> list[int]:
        step, ties = (self._early, self.outward) if forward else (self._late, self.inward)
        sign = 1 if forward else -1
        ready = [sign * self._rank[place] for place in set(changed)]
        heapify(ready)
        waiting, moved = set(ready), []
        while ready:
            key = heappop(ready)
            waiting.discard(key)
            place = self.order[sign * key]
            found = step(place, known, course)
            if found == (course.start[place], course.finish[place]):
                continue
            course.start[place], course.finish[place] = found
            moved.append(place)
            for tie in ties[place]:
                next_key = sign * self._rank[tie.other]
                if next_key not in waiting:
                    waiting.add(next_key)
                    heappush(ready, next_key)
        return moved
