"""Layers of a network for drawing (分层): what waits stands below what it waits for, links cross as little as may be.

The usual way in three steps: ranks by longest path, phases kept together; order within a rank by barycentres; then each
place as near as its order lets it to the middle of what it is linked with. A link over several ranks gets a place in
each, so that it passes between the boxes and not under them.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

SWEEPS = 24
"""Barycentre passes; more change nothing on networks of this size."""
PASSING = 8.0
"""How much harder a place through which a link passes pulls than a node."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Places by rank from left to right (各层各位). ways: for each link the places it goes through, ends among them.

    Places are numbered: first the nodes in their order, then the places at which links pass through. band_of: the
    number of the band of each rank.
    """

    ranks: tuple[tuple[int, ...], ...]
    ways: tuple[tuple[int, ...], ...]
    band_of: tuple[int, ...]
    bands: tuple[str, ...]


def layered(count: int, links: Sequence[tuple[int, int]], band_names: Sequence[str]) -> Layers:
    """Layers of a network without rings (分层).

    Args: count: how many nodes. links: from and to. band_names: the phase of each node; phases stand one under
    another in the order in which they first come, and are joined where a link goes back from a later one to an
    earlier one.
    """
    numbers, bands = _bands(links, band_names)
    rank_of = _ranks(count, links, numbers)
    ways, rank_of = _ways(links, rank_of, count)
    ranks: list[list[int]] = [[] for _ in range(max(rank_of, default=-1) + 1)]
    for place, rank in enumerate(rank_of):
        ranks[rank].append(place)
    steps = [step for way in ways for step in pairwise(way)]
    ordered = _ordered(ranks, steps, rank_of)
    band_of = tuple(max(numbers[place] for place in rank if place < count) for rank in ordered)
    return Layers(tuple(map(tuple, ordered)), tuple(ways), band_of, bands)


def crossings(ranks: Sequence[Sequence[int]], steps: Sequence[tuple[int, int]]) -> int:
    """How many pairs of links cross (交叉数). steps: from a place to one of the next rank."""
    at = {place: (number, slot) for number, rank in enumerate(ranks) for slot, place in enumerate(rank)}
    by_rank: dict[int, list[tuple[int, int]]] = {}
    for frm, to in steps:
        by_rank.setdefault(at[frm][0], []).append((at[frm][1], at[to][1]))
    found = 0
    for ends in by_rank.values():
        seen: list[int] = []
        for _, end in sorted(ends):
            found += len(seen) - bisect(seen, end)
            insort(seen, end)
    return found


def spread(layers: Layers, widths: Sequence[float], gap: float, passes: int = 40) -> list[float]:
    """The middle of each place (横坐标), from nought, none nearer to its neighbour than the gap lets it.

    A place through which a link passes pulls harder than a node, so that long links run straight.
    """
    count = 1 + max((place for way in layers.ways for place in _ends(way)), default=len(widths) - 1)
    pulls = _pulls(layers, count, len(widths))
    middle = [0.0] * len(widths)
    for rank in layers.ranks:
        offsets = _offsets(rank, widths, gap)
        for place, offset in zip(rank, offsets, strict=True):
            middle[place] = offset - offsets[-1] / 2
    for number in range(passes):
        for rank in layers.ranks if number % 2 == 0 else reversed(layers.ranks):
            wanted = [_wanted(place, pulls, middle) for place in rank]
            weights = [PASSING if place >= count else 1.0 for place in rank]
            for place, x in zip(rank, _apart(wanted, weights, _offsets(rank, widths, gap)), strict=True):
                middle[place] = x
    left = min((middle[place] - width / 2 for place, width in enumerate(widths)), default=0.0)
    return [x - left for x in middle]


def _ends(way: Sequence[int]) -> tuple[int, int]:
    return way[0], way[-1]


def _pulls(layers: Layers, count: int, places: int) -> list[list[tuple[int, float]]]:
    """What each place is linked with, and how hard it is pulled there."""
    found: list[list[tuple[int, float]]] = [[] for _ in range(places)]
    for frm, to in (step for way in layers.ways for step in pairwise(way)):
        hard = PASSING if min(frm, to) >= count else 2.0 if max(frm, to) >= count else 1.0
        found[frm].append((to, hard))
        found[to].append((frm, hard))
    return found


def _wanted(place: int, pulls: Sequence[Sequence[tuple[int, float]]], middle: Sequence[float]) -> float:
    if not pulls[place]:
        return middle[place]
    return sum(middle[each] * hard for each, hard in pulls[place]) / sum(hard for _, hard in pulls[place])


def _bands(links: Sequence[tuple[int, int]], names: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """The number of each node's band, and their names; bands joined where a link goes back."""
    order = list(dict.fromkeys(names))
    numbers = [order.index(name) for name in names]
    joined = list(range(len(order)))
    for frm, to in links:
        if numbers[frm] > numbers[to]:
            for band in range(numbers[to] + 1, numbers[frm] + 1):
                joined[band] = -1
    heads = [band for band in joined if band >= 0]
    of = [bisect(heads, band) - 1 for band in range(len(order))]
    told = tuple("、".join(name for band, name in enumerate(order) if of[band] == head) for head in range(len(heads)))
    return [of[number] for number in numbers], told


def _ranks(count: int, links: Sequence[tuple[int, int]], bands: Sequence[int]) -> list[int]:
    """Longest path from what waits for nothing; no band begins before the one above it has ended."""
    before: list[list[int]] = [[] for _ in range(count)]
    for frm, to in links:
        before[to].append(frm)
    rank_of = [-1] * count
    start = 0
    for band in range(max(bands, default=-1) + 1):
        for place in _in_order([place for place in range(count) if bands[place] == band], before):
            rank_of[place] = max([start, *(rank_of[each] + 1 for each in before[place])])
        start = max(rank_of) + 1
    return rank_of


def _in_order(places: Sequence[int], before: Sequence[Sequence[int]]) -> Iterator[int]:
    """The places of a band, each after those of the band that it waits for."""
    left = dict.fromkeys(places)
    while left:
        ready = [place for place in left if not any(each in left for each in before[place])]
        assert ready, "a network that is drawn has no rings"
        for place in ready:
            del left[place]
            yield place


def _ways(
    links: Sequence[tuple[int, int]], rank_of: Sequence[int], count: int
) -> tuple[list[tuple[int, ...]], list[int]]:
    """Each link as places one rank apart; the ranks with the places between the ends."""
    ways, ranks = [], list(rank_of)
    for frm, to in links:
        between = range(len(ranks), len(ranks) + rank_of[to] - rank_of[frm] - 1)
        ranks += range(rank_of[frm] + 1, rank_of[to])
        ways.append((frm, *between, to))
    return ways, ranks


def _ordered(ranks: list[list[int]], steps: Sequence[tuple[int, int]], rank_of: Sequence[int]) -> list[list[int]]:
    """The order with fewest crossings that passes down and up find."""
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for frm, to in steps:
        above.setdefault(to, []).append(frm)
        below.setdefault(frm, []).append(to)
    best, fewest = [list(rank) for rank in ranks], crossings(ranks, steps)
    current = [list(rank) for rank in ranks]
    for number in range(SWEEPS):
        down = number % 2 == 0
        near, rows = (above, current[1:]) if down else (below, current[-2::-1])
        slot = {place: at for rank in current for at, place in enumerate(rank)}
        for rank in rows:
            rank.sort(key=_barycentre(near, dict(slot)))
            slot.update({place: at for at, place in enumerate(rank)})
        found = crossings(current, steps)
        if found < fewest:
            best, fewest = [list(rank) for rank in current], found
    return best


def _barycentre(near: Mapping[int, Sequence[int]], slot: Mapping[int, int]) -> Callable[[int], float]:
    def centre(place: int) -> float:
        linked = near.get(place)
        return sum(slot[each] for each in linked) / len(linked) if linked else float(slot[place])

    return centre


def _offsets(rank: Sequence[int], widths: Sequence[float], gap: float) -> list[float]:
    """How far each place is at least from the first of its rank."""
    return [0.0, *accumulate((widths[left] + widths[right]) / 2 + gap for left, right in pairwise(rank))]


def _apart(wanted: Sequence[float], weights: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """As near to what is wanted as the offsets let (least squares, by pooling neighbours that stand too close)."""
    pools: list[tuple[float, float, int]] = []
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        pools.append((want - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, heavy, many), (other, more_heavy, more) = pools[-2:]
            both = heavy + more_heavy
            pools[-2:] = [((one * heavy + other * more_heavy) / both, both, many + more)]
    starts = [start for start, _, many in pools for _ in range(many)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
