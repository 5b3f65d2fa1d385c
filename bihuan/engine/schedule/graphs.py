"""Networks as flat arrays (网络数组): activities by level, links by the activity they lead into and out of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bihuan.engine.schedule.day_lines import DayLines, IntArray
from bihuan.engine.schedule.network import Network

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Graph:
    """Activities and links of one network, or of many side by side (网络数组).

    level: (activities,), every link leads to a higher one. days, calendar: (activities,). before, after, lag,
    lag_calendar: (links,). from_finish, to_finish: (links,), which ends wait for which.
    """

    level: IntArray
    days: IntArray
    calendar: IntArray
    before: IntArray
    after: IntArray
    from_finish: BoolArray
    to_finish: BoolArray
    lag: IntArray
    lag_calendar: IntArray

    @property
    def size(self) -> int:
        """Number of activities (工作数)."""
        return len(self.level)

    @cached_property
    def order(self) -> IntArray:
        """Activities from the first level to the last (层序)."""
        return np.argsort(self.level, kind="stable")

    @cached_property
    def inward(self) -> Bundles:
        """Links by the activity they lead into, from the first level up (紧前关系)."""
        return self._bundles(self.after, self.before, self.from_finish, self.to_finish, self.level)

    @cached_property
    def outward(self) -> Bundles:
        """Links by the activity they lead out of, from the last level down (紧后关系)."""
        return self._bundles(self.before, self.after, self.to_finish, ~self.from_finish, -self.level)

    def _bundles(
        self, heads: IntArray, sources: IntArray, from_finish: BoolArray, shifts: BoolArray, level: IntArray
    ) -> Bundles:
        links = np.lexsort((heads, level[heads]))
        head = heads[links]
        starts = np.flatnonzero(np.diff(head, prepend=-1))
        first = head[starts]
        cuts = np.flatnonzero(np.diff(level[first], prepend=-1 - self.size)).tolist()
        bounds = [*starts.tolist(), len(links)]
        return Bundles(
            links=links,
            heads=first,
            alone=np.flatnonzero(np.bincount(first, minlength=self.size) == 0),
            head_of=head,
            starts=starts,
            source=sources[links] + np.where(from_finish[links], self.size, 0),
            shifts=shifts[links],
            lag=self.lag[links],
            lag_calendar=self.lag_calendar[links],
            steps=tuple((lo, hi, bounds[lo], bounds[hi]) for lo, hi in pairwise([*cuts, len(first)])),
        )


@dataclass(frozen=True, eq=False)
class Bundles:
    """Links in the order of a pass (按层成束): those of one activity lie together, those of one level too.

    links, head_of, source, shifts, lag, lag_calendar: (links,); `source` is the other end among all starts, then all
    finishes; `shifts` where the link holds the end that the pass does not count from. heads: the activities that have
    any; alone: those that have none. starts: where each one's links begin. steps: of each level, spans of heads and of
    links.
    """

    links: IntArray
    heads: IntArray
    alone: IntArray
    head_of: IntArray
    starts: IntArray
    source: IntArray
    shifts: BoolArray
    lag: IntArray
    lag_calendar: IntArray
    steps: tuple[tuple[int, int, int, int], ...]


def graph(network: Network, lines: DayLines) -> Graph:
    """A checked network as arrays (网络转为数组), activities and links in its own order."""
    places = {each.code: place for place, each in enumerate(network.activities)}
    links = network.links
    before = _ints(places[link.before] for link in links)
    after = _ints(places[link.after] for link in links)
    return Graph(
        level=levels(len(places), before.tolist(), after.tolist()),
        days=_ints(each.days for each in network.activities),
        calendar=_ints(lines.index(each.calendar) for each in network.activities),
        before=before,
        after=after,
        from_finish=np.array([link.kind.from_finish for link in links], dtype=np.bool_),
        to_finish=np.array([link.kind.to_finish for link in links], dtype=np.bool_),
        lag=_ints(link.lag for link in links),
        lag_calendar=_ints(lines.index(link.lag_calendar) for link in links),
    )


def side_by_side(graphs: Sequence[Graph]) -> Graph:
    """Many networks as one (网络并置): activities and links in the order given."""
    shifts = np.cumsum([0, *(each.size for each in graphs)])[:-1]
    shift = np.repeat(shifts, [len(each.before) for each in graphs])
    columns = {each.name: np.concatenate([getattr(one, each.name) for one in graphs]) for each in fields(Graph)}
    return Graph(**{**columns, "before": columns["before"] + shift, "after": columns["after"] + shift})


def levels(size: int, before: Sequence[int], after: Sequence[int]) -> IntArray:
    """Level of each activity, one above the highest that it waits for (层级); -1 for those in or behind a cycle."""
    waiting, outs = [0] * size, [[] for _ in range(size)]  # type: tuple[list[int], list[list[int]]]
    for one, other in zip(before, after, strict=True):
        waiting[other] += 1
        outs[one].append(other)
    found = [-1] * size
    ready = [place for place in range(size) if not waiting[place]]
    for place in ready:
        found[place] = 0
    while ready:
        place = ready.pop()
        for other in outs[place]:
            found[other] = max(found[other], found[place] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return _ints(level if not left else -1 for level, left in zip(found, waiting, strict=True))


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, dtype=np.int64)
