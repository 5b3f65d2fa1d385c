"""Better schedules from good ones (改进排程): orders are crossed, changed a little, placed and justified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bihuan.engine.schedule.capacity.jobs import Jobs, Schedule
from bihuan.engine.schedule.capacity.serial import Serial

FAMILY = 20
"""How many schedules are kept to cross."""
SWAPPED = 0.05
"""Share of neighbours that change over after a crossing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A schedule (排程): starts, whole length, and the length below which none can be."""

    starts: Schedule
    length: int
    at_least: int


def improved(jobs: Jobs, *, rounds: int = 1000, seed: int = 0, goes_on: Callable[[], bool] = lambda: True) -> Found:
    """A short schedule of activities under capacities (受限排程): serial, justified, then bettered.

    Args: rounds: schedules tried after the first ones. goes_on: asked before each; the caller may look at its clock.
    Returns: the best found; the same for the same seed and rounds.
    Source: serial schedule generation (Kelley 1963), priority rules, double justification (Valls and others 2005),
    two-point crossover of activity lists (Hartmann 1998).
    """
    serial = Serial(jobs)
    family = _Family()
    for order in _first_orders(jobs):
        family.take(*_tried(serial, order))
        if family.least <= jobs.least or not goes_on():
            break
    chance = _Chance(seed)
    for _ in range(rounds):
        if family.least <= jobs.least or not goes_on():
            break
        family.take(*_tried(serial, _next_order(jobs, family, chance)))
    return Found(tuple(family.schedules[0][1]), family.least, jobs.least)


class _Family:
    """The best schedules so far, shortest first, no two alike."""

    def __init__(self) -> None:
        self.schedules: list[tuple[int, list[int]]] = []

    @property
    def least(self) -> int:
        return self.schedules[0][0]

    def take(self, starts: list[int], length: int) -> None:
        if any(starts == each for _, each in self.schedules):
            return
        self.schedules.insert(0, (length, starts))
        self.schedules.sort(key=lambda each: each[0])
        del self.schedules[FAMILY:]


class _Chance:
    """Fractions from a seed, drawn many at a time."""

    def __init__(self, seed: int) -> None:
        self._source = np.random.default_rng(seed)
        self._drawn: Iterator[float] = iter(())

    def fraction(self) -> float:
        drawn = next(self._drawn, None)
        if drawn is None:
            self._drawn = iter(self._source.random(4096).tolist())
            drawn = next(self._drawn)
        return drawn

    def below(self, count: int) -> int:
        return int(self.fraction() * count)


def _tried(serial: Serial, order: Sequence[int]) -> tuple[list[int], int]:
    """Placed and justified as long as that makes it shorter."""
    starts, length = serial.forward(order)
    while True:
        pushed, shorter = serial.justified(starts)
        if shorter >= length:
            return pushed, shorter
        starts, length = pushed, shorter


def _first_orders(jobs: Jobs) -> Iterator[list[int]]:
    """By latest start, by latest finish, by the number of followers, by what follows and its work."""
    tails = jobs.tails
    followers = _followers(jobs)
    work = [sum(demand) * days for demand, days in zip(jobs.demands, jobs.days, strict=True)]
    keys: list[Callable[[int], float]] = [
        lambda place: -tails[place],
        lambda place: jobs.days[place] - tails[place],
        lambda place: -len(followers[place]),
        lambda place: -work[place] - sum(work[other] for other in followers[place]),
    ]
    for key in keys:
        yield _listed(jobs, key)


def _listed(jobs: Jobs, key: Callable[[int], float]) -> list[int]:
    """All activities by a key, each after what it waits for."""
    waiting = [len(each) for each in jobs.before]
    ready = {place for place, count in enumerate(waiting) if not count}
    found = []
    while ready:
        place = min(ready, key=lambda each: (key(each), each))
        ready.discard(place)
        found.append(place)
        for other in jobs.after[place]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.add(other)
    return found


def _followers(jobs: Jobs) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in jobs.days]
    for place in reversed(jobs.order):
        for other in jobs.after[place]:
            found[place] |= {other} | found[other]
    return found


def _next_order(jobs: Jobs, family: _Family, chance: _Chance) -> list[int]:
    """Half the time two orders crossed, half the time the starts of one shaken."""
    return _crossed(jobs, family, chance) if chance.fraction() < 0.5 else _shaken(jobs, family, chance)


def _crossed(jobs: Jobs, family: _Family, chance: _Chance) -> list[int]:
    """A stretch of one order put into another, and some neighbours changed over."""
    mother = sorted(jobs.order, key=_one_of(family, chance).__getitem__)
    father = sorted(jobs.order, key=_one_of(family, chance).__getitem__)
    first, last = sorted((chance.below(jobs.size), chance.below(jobs.size)))
    head = mother[:first]
    taken = set(head)
    middle = [place for place in father if place not in taken][: last - first]
    taken.update(middle)
    child = head + middle + [place for place in mother if place not in taken]
    for place in range(jobs.size - 1):
        one, other = child[place], child[place + 1]
        if chance.fraction() < SWAPPED and other not in jobs.after[one]:
            child[place], child[place + 1] = other, one
    return child


def _shaken(jobs: Jobs, family: _Family, chance: _Chance) -> list[int]:
    """By the starts of one schedule, each moved by chance, sometimes little and sometimes by half the whole."""
    reach = family.least * chance.fraction()
    keys = [start + reach * (chance.fraction() - 0.5) for start in _one_of(family, chance)]
    for place in jobs.order:
        for other in jobs.after[place]:
            keys[other] = max(keys[other], keys[place] + 1e-6)
    return sorted(jobs.order, key=keys.__getitem__)


def _one_of(family: _Family, chance: _Chance) -> list[int]:
    """The better ones more often."""
    count = len(family.schedules)
    return family.schedules[min(chance.below(count), chance.below(count))][1]
