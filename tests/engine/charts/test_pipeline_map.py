"""Maps of nodes: all that waits stands below, few links cross, none runs through a box, states are told in words."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine import charts
from bihuan.engine.charts import Bar, Line, MapNode, Words
from bihuan.engine.charts.layers import crossings, layered, spread

GOLDEN = Path(__file__).parent / "golden"
PHASES = ["立项用地规划许可", "工程建设许可", "施工许可", "竣工验收"]


@st.composite
def networks(draw):
    """A network without rings, with phases that mostly follow one another."""
    count = draw(st.integers(1, 14))
    pairs = [(frm, to) for frm, to in combinations(range(count), 2)]
    links = draw(st.lists(st.sampled_from(pairs), max_size=24, unique=True)) if pairs else []
    phases = [PHASES[draw(st.integers(0, 3))] for _ in range(count)]
    return count, links, sorted(phases, key=PHASES.index) if draw(st.booleans()) else phases


def steps_of(layers):
    return [step for way in layers.ways for step in pairwise(way)]


def crossings_by_pairs(ranks, steps):
    """The same, pair by pair."""
    at = {place: (rank, slot) for rank, places in enumerate(ranks) for slot, place in enumerate(places)}
    ends = [(at[frm][0], at[frm][1], at[to][1]) for frm, to in steps]
    return sum(
        one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0 for one, other in combinations(ends, 2)
    )


def plain_barycentre(layers):
    """Crossings after plain passes down and up over the ranks in the order of their numbers."""
    steps = steps_of(layers)
    ranks = [sorted(rank) for rank in layers.ranks]
    found = [crossings_by_pairs(ranks, steps)]
    for number in range(8):
        order = range(1, len(ranks)) if number % 2 == 0 else range(len(ranks) - 2, -1, -1)
        for rank in order:
            beside = ranks[rank - 1 if number % 2 == 0 else rank + 1]
            near = {p: [beside.index(q) for s in steps if p in s for q in s if q in beside] for p in ranks[rank]}
            was = list(ranks[rank])
            ranks[rank].sort(key=lambda p: sum(near[p]) / len(near[p]) if near[p] else was.index(p))
        found.append(crossings_by_pairs(ranks, steps))
    return min(found)


@given(networks())
def test_what_waits_stands_below_and_a_link_passes_every_rank(network):
    layers = layered(*network)
    rank_of = {place: rank for rank, places in enumerate(layers.ranks) for place in places}

    assert all(rank_of[to] == rank_of[frm] + 1 for frm, to in steps_of(layers))
    assert [(way[0], way[-1]) for way in layers.ways] == network[1]
    assert list(layers.band_of) == sorted(layers.band_of)


@given(networks())
def test_no_more_links_cross_than_by_plain_barycentres(network):
    layers = layered(*network)

    assert crossings(layers.ranks, steps_of(layers)) == crossings_by_pairs(layers.ranks, steps_of(layers))
    assert crossings(layers.ranks, steps_of(layers)) <= plain_barycentre(layers)


@given(networks())
def test_places_keep_their_order_and_their_distance(network):
    layers = layered(*network)
    widths = [100.0 if place < network[0] else 10.0 for place in range(sum(map(len, layers.ranks)))]
    xs = spread(layers, widths, 18.0)

    for rank in layers.ranks:
        for left, right in pairwise(rank):
            assert xs[right] - xs[left] >= (widths[left] + widths[right]) / 2 + 18 - 0.01


def test_phases_are_joined_where_a_link_goes_back():
    layers = layered(3, [(0, 2), (2, 1)], ["规划", "建设", "施工"])

    assert layers.bands == ("规划", "建设、施工")
    assert layers.ranks == ((0,), (2,), (1,))


def drawn(network, states=("done", "begun", "ahead", "late")):
    count, links, phases = network
    nodes = [MapNode(str(p), f"节点{p}", states[p % len(states)], phases[p]) for p in range(count)]
    return charts.pipeline_map(
        "节点图", nodes, [(str(a), str(b)) for a, b in links], critical=[str(p) for p in range(count)]
    )


@given(networks())
def test_no_link_runs_through_a_box_and_all_stands_within(network):
    picture = drawn(network)
    boxes = [mark for mark in picture.marks if isinstance(mark, Bar) and mark.width > 100]
    ways = [mark for mark in picture.marks if isinstance(mark, Line) and mark.tone in {"grey", "ink"}]
    ways = [way for way in ways if way.points[0] != way.points[-1] and way.points[0][1] != way.points[-1][1]]

    for way in ways:
        for (x, y), (end_x, end_y) in pairwise(way.points):
            for part in (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95):
                at, down = x + (end_x - x) * part, y + (end_y - y) * part
                assert not any(
                    box.x < at < box.x + box.width and box.y < down < box.y + box.height - 0.1 for box in boxes
                )
    assert all(box.x >= 0 and box.x + box.width <= picture.width for box in boxes)
    assert all(box.y + box.height <= picture.height for box in boxes)


def test_states_are_told_by_words_and_signs_and_not_by_colour_alone():
    found = set()
    for state in ("done", "begun", "ahead", "late"):
        picture = drawn((1, [], ["施工"]), (state,))
        found.add(str([(type(m), getattr(m, "text", None), getattr(m, "is_hollow", None)) for m in picture.marks]))

    assert len(found) == 4


def test_the_critical_path_is_thicker():
    picture = drawn((3, [(0, 1), (0, 2), (1, 2)], ["施工"] * 3))
    weights = sorted(mark.weight for mark in picture.marks if isinstance(mark, Line) and mark.tone in {"grey", "ink"})

    assert weights[0] < 2 < weights[-1]


def test_a_map_says_each_node_and_its_state():
    assert drawn((2, [(0, 1)], ["施工"] * 2)).says == "节点图：节点0已完成；节点1进行中"


def test_no_node_is_no_map():
    assert charts.pipeline_map("节点图", [], []) is None


@pytest.mark.parametrize("name", ["map"])
def test_a_small_map_is_drawn_as_it_was_looked_at(name):
    links = [(0, 1), (0, 2), (1, 3), (2, 3), (0, 3)]
    picture = drawn((4, links, ["立项用地规划许可", "施工许可", "施工许可", "竣工验收"]))

    assert charts.svg(picture).replace("><", ">\n<") + "\n" == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


def test_a_long_name_of_a_phase_is_told_in_full():
    long = "、".join(PHASES)

    picture = charts.pipeline_map("节点图", [MapNode("a", "甲", "ahead", long)], [])

    assert long in [mark.says for mark in picture.marks if isinstance(mark, Words)]
