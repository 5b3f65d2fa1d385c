"""Serial schedules (串行排程): one activity after another, each as early as its capacities allow; and justified."""

from __future__ import annotations

from collections.abc import Sequence

from bihuan.engine.schedule.capacity.jobs import Jobs

Ways = tuple[tuple[int, ...], ...]


class Serial:
    """Serial schedules of one set of activities, as many as are asked for (串行排程器).

    What is left of all capacities on a day is one whole number, a field and a guard bit for each: taking a demand is a
    subtraction, and a guard bit that is gone says that one of them does not suffice.
    """

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self._demands = [0] * jobs.size
        self._guards = self._whole = 0
        shift = 0
        for which, capacity in enumerate(jobs.capacities):
            width = capacity.bit_length()
            self._whole |= ((1 << width) | capacity) << shift
            self._guards |= 1 << (shift + width)
            for place, demand in enumerate(jobs.demands):
                self._demands[place] |= demand[which] << shift
            shift += width + 1
        self._horizon = sum(jobs.days) + 1

    def forward(self, order: Sequence[int]) -> tuple[list[int], int]:
        """Starts and whole length if activities are placed in an order that respects what waits for what (正向)."""
        return self._placed(order, self.jobs.before)

    def justified(self, starts: Sequence[int]) -> tuple[list[int], int]:
        """The schedule pushed to its end and back to its beginning (双向对齐); never longer.

        Source: double justification (Valls, Ballestin and Quintanilla 2005).
        """
        days = self.jobs.days
        ends = [start + length for start, length in zip(starts, days, strict=True)]
        backward = sorted(self._from_last, key=lambda place: -ends[place])
        pushed, whole = self._placed(backward, self.jobs.after)
        late = [whole - start - length for start, length in zip(pushed, days, strict=True)]
        return self._placed(sorted(self.jobs.order, key=late.__getitem__), self.jobs.before)

    @property
    def _from_last(self) -> tuple[int, ...]:
        return self.jobs.order[::-1]

    def _placed(self, order: Sequence[int], waits_for: Ways) -> tuple[list[int], int]:
        days, demands, guards = self.jobs.days, self._demands, self._guards
        left = [self._whole] * self._horizon
        ends = [0] * len(days)
        for place in order:
            start = 0
            for other in waits_for[place]:
                if ends[other] > start:  # noqa: PLR1730 - the innermost loop; max() takes twice as long
                    start = ends[other]
            demand, length = demands[place], days[place]
            end, day = start + length, start
            if demand:
                while day < end:
                    if (left[day] - demand) & guards != guards:
                        end = day + 1 + length
                    day += 1
                for day in range(end - length, end):
                    left[day] -= demand
            ends[place] = end
        starts = [end - length for end, length in zip(ends, days, strict=True)]
        return starts, max(ends, default=0)
