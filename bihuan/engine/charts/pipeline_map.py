"""A map of the nodes of a project (规划图、施工图): what waits for what, phase by phase, and where each stands.

A state is told by its word and its sign as well as by its box: done is filled, under way half filled, not begun hollow,
late has a sign of warning; the critical path is thick.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bihuan.engine.charts.drawing import Bar, Drawing, Line, Mark, Shape, Tone, Words, cut, room
from bihuan.engine.charts.layers import Layers, layered, spread

Point = tuple[float, float]
NodeState = Literal["done", "begun", "ahead", "late"]
BOX_WIDTH, BOX_HEIGHT, PASS_WIDTH, GAP, BETWEEN = 176.0, 46.0, 10.0, 18.0, 30.0
SIDE, TOP, LEGEND = 104.0, 10.0, 34.0
SIZE, SMALL = 13.0, 12.0
WORDS: Mapping[NodeState, str] = {"done": "已完成", "begun": "进行中", "ahead": "未开始", "late": "已晚"}
_TONES: Mapping[NodeState, Tone] = {"done": "soft", "begun": "accent", "ahead": "grey", "late": "red"}


@dataclass(frozen=True, slots=True)
class MapNode:
    """One node (节点): line: what stands under its name, with its state in words; says: all of it, in full."""

    code: str
    name: str
    state: NodeState
    phase: str = ""
    line: str = ""
    says: str = ""


def pipeline_map(
    title: str, nodes: Sequence[MapNode], links: Sequence[tuple[str, str]], *, critical: Sequence[str] = ()
) -> Drawing | None:
    """The nodes in layers, phase under phase, with their links (节点图); None without a node.

    Args: links: codes from and to; those of nodes that are not there are left out. critical: codes of the critical
    path, first to last.
    """
    if not nodes:
        return None
    places = {node.code: place for place, node in enumerate(nodes)}
    kept = [(places[frm], places[to]) for frm, to in dict.fromkeys(links) if frm in places and to in places]
    layers = layered(len(nodes), kept, [node.phase for node in nodes])
    count = len(nodes) + sum(len(way) - 2 for way in layers.ways)
    widths = [BOX_WIDTH if place < len(nodes) else PASS_WIDTH for place in range(count)]
    xs = [round(SIDE + x, 1) for x in spread(layers, widths, GAP)]
    width = max(x + wide / 2 for x, wide in zip(xs, widths, strict=True)) + 6
    thick = {(places[frm], places[to]) for frm, to in pairwise(code for code in critical if code in places)}
    on_path = {places[code] for code in critical if code in places}
    marks = [*_bands(layers, width), *_links(layers, xs, len(nodes), thick)]
    tops = _tops(layers)
    for place, node in enumerate(nodes):
        marks += _box(node, xs[place], tops[place], is_critical=place in on_path)
    foot = TOP + len(layers.ranks) * (BOX_HEIGHT + BETWEEN)
    marks += _legend(nodes, foot + 10, is_critical=bool(on_path))
    says = f"{title}：{'；'.join(node.says or f'{node.name}{WORDS[node.state]}' for node in nodes)}"
    return Drawing(title, foot + LEGEND - 10, says, tuple(marks), round(max(width, 620.0), 1), "wide")


def _top(rank: int) -> float:
    return TOP + rank * (BOX_HEIGHT + BETWEEN)


def _tops(layers: Layers) -> dict[int, float]:
    return {place: _top(rank) for rank, places in enumerate(layers.ranks) for place in places}


def _bands(layers: Layers, width: float) -> Iterator[Mark]:
    """A line above each phase, its name at the left."""
    for band, name in enumerate(layers.bands):
        y = round(_top(layers.band_of.index(band)) - BETWEEN / 2, 1)
        if band:
            yield Line(((0, y), (round(width, 1), y)), "grid", 1)
        for place, piece in enumerate(_wrapped(name)):
            yield Words(0, round(y + BETWEEN / 2 + 16 + place * 17, 1), piece, tone="soft", is_strong=True, says=name)


def _wrapped(name: str, lines: int = 3) -> list[str]:
    """A name in lines of the side's width, the last one cut where there are more."""
    fits = int((SIDE - 14) / SIZE)
    pieces = [name[at : at + fits] for at in range(0, len(name), fits)]
    if len(pieces) <= lines:
        return pieces
    return [*pieces[: lines - 1], pieces[lines - 1][:-1] + "…"]


def _links(layers: Layers, xs: Sequence[float], nodes: int, thick: set[tuple[int, int]]) -> Iterator[Mark]:
    """Thin ones first, so that the thick ones lie over them."""
    tops, out, into = _tops(layers), _ports(layers, xs, 0), _ports(layers, xs, -1)
    boxes = [(xs[place] - BOX_WIDTH / 2 - 7, top) for place, top in tops.items() if place < nodes]
    order = sorted(range(len(layers.ways)), key=lambda number: _ends(layers.ways[number]) in thick)
    for number in order:
        way = layers.ways[number]
        end = into[number], tops[way[-1]] - 5
        points = [(out[number], tops[way[0]] + BOX_HEIGHT)]
        for place in way[1:-1]:
            points += [(xs[place], tops[place]), (xs[place], tops[place] + BOX_HEIGHT)]
        points = _pulled([*points, end], boxes)
        is_thick = _ends(way) in thick
        tone: Tone = "ink" if is_thick else "grey"
        yield Line(tuple(points), tone, 3.2 if is_thick else 1.2)
        half = 5.0 if is_thick else 3.5
        yield Shape(_arrow(end[0], tops[way[-1]], half), tone)


def _pulled(points: Sequence[Point], boxes: Sequence[Point]) -> list[Point]:
    """The way pulled straight wherever it then meets no box."""
    kept, at = [points[0]], 0
    while at < len(points) - 1:
        clear = (to for to in range(len(points) - 1, at + 1, -1) if not _meets(points[at], points[to], boxes))
        at = next(clear, at + 1)
        kept.append(points[at])
    return kept


def _meets(frm: Point, to: Point, boxes: Sequence[Point]) -> bool:
    """Whether a straight line down meets a box, of which the left edge and the top are given."""
    slope = (to[0] - frm[0]) / (to[1] - frm[1])
    for left, top in boxes:
        if frm[1] < top + BOX_HEIGHT and to[1] > top:
            low, high = sorted(frm[0] + (y - frm[1]) * slope for y in (max(top, frm[1]), min(top + BOX_HEIGHT, to[1])))
            if high > left and low < left + BOX_WIDTH + 14:
                return True
    return False


def _ends(way: Sequence[int]) -> tuple[int, int]:
    return way[0], way[-1]


def _arrow(x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    return (round(x - half, 1), y - 8), (round(x + half, 1), y - 8), (x, y)


def _ports(layers: Layers, xs: Sequence[float], end: int) -> dict[int, float]:
    """Where each link leaves (0) or enters (-1) its box: side by side, in the order of where they lead."""
    at: dict[int, list[int]] = {}
    for number, way in enumerate(layers.ways):
        at.setdefault(way[end], []).append(number)
    beside = 1 if end == 0 else -2
    found: dict[int, float] = {}
    for place, numbers in at.items():
        step = min(22.0, (BOX_WIDTH - 40) / len(numbers))
        ordered = sorted(numbers, key=lambda number: (xs[layers.ways[number][beside]], number))
        for slot, number in enumerate(ordered):
            found[number] = round(xs[place] + (slot - (len(numbers) - 1) / 2) * step, 1)
    return found


def _box(node: MapNode, x: float, top: float, *, is_critical: bool) -> Iterator[Mark]:
    left, says = round(x - BOX_WIDTH / 2, 1), node.says or f"{node.name}：{node.line or WORDS[node.state]}"
    if node.state == "done":
        yield Bar(left, top, BOX_WIDTH, BOX_HEIGHT, "track", says=says)
    tone: Tone = "ink" if is_critical and node.state != "late" else _TONES[node.state]
    if node.state != "done" or is_critical:
        weight = 3.2 if is_critical else 1.4
        yield from _edge(left, top, tone, weight, says, is_filled=node.state == "done")
    yield cut(left + 10, top + 19, node.name, BOX_WIDTH - 18, size=SIZE)
    yield from _sign(node.state, left + 16, top + 33)
    words = cut(left + 28, top + 37.5, node.line or WORDS[node.state], BOX_WIDTH - 34, size=SMALL)
    yield Words(words.x, words.y, words.text, tone="red" if node.state == "late" else "soft", size=SMALL, says=says)


def _edge(left: float, top: float, tone: Tone, weight: float, says: str, *, is_filled: bool) -> Iterator[Mark]:
    right, foot = left + BOX_WIDTH, top + BOX_HEIGHT
    if is_filled:
        yield Line(((left, top), (right, top), (right, foot), (left, foot), (left, top)), tone, weight)
        return
    yield Bar(left, top, BOX_WIDTH, BOX_HEIGHT, tone, is_hollow=True, weight=weight, says=says)


def _sign(state: NodeState, x: float, y: float) -> Iterator[Mark]:
    """Done a filled square, under way half of it, not begun an empty one, late a triangle with its stroke."""
    tone: Tone = "red" if state == "late" else "accent"
    if state == "late":
        yield Shape(((x, y - 6), (x + 6, y + 5), (x - 6, y + 5)), tone, is_hollow=True, weight=1.6)
        yield Line(((x, y - 2), (x, y + 3)), tone, 1.6)
        return
    yield Bar(x - 5, y - 5, 10, 10, tone, is_hollow=state != "done", weight=1.4)
    if state == "begun":
        yield Bar(x - 5, y - 5, 5, 10, tone)


def _legend(nodes: Sequence[MapNode], y: float, *, is_critical: bool) -> Iterator[Mark]:
    """Only what is there."""
    x = SIDE
    states = {node.state for node in nodes}
    for state, word in WORDS.items():
        if state in states:
            yield from _sign(state, x + 6, y)
            yield Words(x + 18, y + 4.5, word, tone="soft", size=SMALL)
            x += 18 + room(word, SMALL) + 18
    if is_critical:
        yield Line(((x, y), (x + 24, y)), "ink", 3.2)
        yield Words(x + 30, y + 4.5, "关键路线", tone="soft", size=SMALL)
