"""Activities that share capacities by the day (受资源限制的工作): crews, machines, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.schedule.checks import BadNetwork, ring
from bihuan.engine.values import Finding


@dataclass(frozen=True, eq=False)
class Jobs:
    """Activities with lengths, followers and daily demands (受限工作).

    days: lengths. after: places of those that each one is followed by. demands: of each, what it takes of each capacity
    on every day of its length. capacities: what there is every day.
    """

    days: tuple[int, ...]
    after: tuple[tuple[int, ...], ...]
    demands: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]

    def __post_init__(self) -> None:
        if findings := _findings(self):
            raise BadNetwork(findings)

    @property
    def size(self) -> int:
        """Number of activities (工作数)."""
        return len(self.days)

    @cached_property
    def before(self) -> tuple[tuple[int, ...], ...]:
        """Places of those that each activity waits for (紧前工作)."""
        found: list[list[int]] = [[] for _ in self.days]
        for place, followers in enumerate(self.after):
            for other in followers:
                found[other].append(place)
        return tuple(map(tuple, found))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """An order in which everything comes after what it waits for (顺序)."""
        waiting = [len(each) for each in self.before]
        found = [place for place, count in enumerate(waiting) if not count]
        for place in found:
            for other in self.after[place]:
                waiting[other] -= 1
                if not waiting[other]:
                    found.append(other)
        return tuple(found)

    @cached_property
    def tails(self) -> tuple[int, ...]:
        """Days from the start of each activity to the end of all that follows, if nothing were scarce (尾长)."""
        found = [0] * self.size
        for place in reversed(self.order):
            found[place] = self.days[place] + max((found[other] for other in self.after[place]), default=0)
        return tuple(found)

    @cached_property
    def least(self) -> int:
        """Days that all takes at least (工期下界): the longest chain, and the work over each capacity."""
        work = (
            -(-sum(days * demand[which] for days, demand in zip(self.days, self.demands, strict=True)) // capacity)
            for which, capacity in enumerate(self.capacities)
            if capacity
        )
        return max([*self.tails, *work], default=0)


def _findings(jobs: Jobs) -> list[Finding]:
    found = []
    for place, (days, demand) in enumerate(zip(jobs.days, jobs.demands, strict=True)):
        if days < 0:
            found.append(Finding("negative_days", f"工作{place + 1}", f"工期是{days}天，请写成0或更大的整数。"))
        if any(not 0 <= each <= most for each, most in zip(demand, jobs.capacities, strict=True)):
            told = "每天需要的超过全部能力，永远排不上。请提高能力或减少需要。"
            found.append(Finding("never_enough", f"工作{place + 1}", told))
    links = [(str(place), str(other)) for place, others in enumerate(jobs.after) for other in others]
    if codes := ring([str(place) for place in range(len(jobs.days))], links) if len(jobs.order) < jobs.size else ():
        found.append(
            Finding("ring", "工作" + "、".join(str(int(code) + 1) for code in codes), "互相等待成圈，请删去一条。")
        )
    return found


Schedule = tuple[int, ...]
"""Start day of each activity, from 0."""


def length(jobs: Jobs, starts: Sequence[int]) -> int:
    """Day on which all is done (总工期)."""
    return max((start + days for start, days in zip(starts, jobs.days, strict=True)), default=0)
