"""Targets are broken down exactly, within bounds, and as a slow solver would."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.indicators.decomposition import (
    CannotSplit,
    Method,
    Part,
    Slot,
    coverage,
    growth_coverage,
    implied_growth,
    least_change,
    level_of_growth,
    plan_amounts,
    plan_growth,
    printed_growths,
    replan_amounts,
    replan_growth,
    resplit,
    split,
    split_tree,
)
from tests.oracles import decomposition as oracles


@st.composite
def slots(draw):
    floor = draw(st.integers(0, 20))
    return Slot(draw(st.integers(0, 40)), draw(st.integers(0, 30)), floor, floor + draw(st.integers(0, 30)))


@given(st.integers(0, 150), st.lists(slots(), min_size=1, max_size=7))
def test_the_least_change_agrees_with_sharing_out_one_by_one(total, parts):
    expected = oracles.shared_out(total, parts)

    if expected is None:
        with pytest.raises(CannotSplit):
            least_change(total, parts)
    else:
        assert list(least_change(total, parts)) == expected


def random_tree(chance, depth, units):
    """Units with bounds that leave room, up to three levels deep."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        base, floor = chance.randint(1, 30), chance.randint(0, 6)
        below = random_tree(chance, depth - 1, units) if depth and chance.random() < 0.5 else ()
        numbers = {name: chance.randint(0, 12) for name in ("increment", "capacity", "proposal")}
        ceiling = floor + chance.randint(0, 60)
        parts.append(Part(next(units), base, floor=floor, ceiling=ceiling, parts=below, **numbers))
    return tuple(parts)


@pytest.mark.parametrize("method", Method)
def test_each_method_agrees_with_a_slow_solver_on_three_hundred_trees(method):
    chance, solved = random.Random(2026), 0

    for _ in range(300):
        parts = random_tree(chance, 2, iter(range(1000)))
        total = chance.randint(sum(map(oracles.lowest, parts)), 20 + sum(map(oracles.highest, parts)))
        expected = _solved(total, parts, method)
        assert _split(total, parts, method) == expected
        solved += expected is not None

    assert solved > 100


def _split(total, parts, method):
    try:
        return {line.unit: line.value for line in split_tree(total, parts, method=method)}
    except CannotSplit:
        return None


def _solved(total, parts, method):
    try:
        return oracles.tree_shared_out(total, parts, method)
    except CannotSplit:
        return None


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=12), st.integers(0, 10**14))
def test_a_breakdown_sums_to_its_parent(bases, total):
    parts = [Part(unit, base) for unit, base in enumerate(bases)]

    lines = split(total, parts, method=Method.BASE_SHARE)

    assert sum(line.value for line in lines) == total
    shares = [Fraction(total * base, sum(bases)) for base in bases]
    assert all(abs(line.value - share) <= len(bases) for line, share in zip(lines, shares, strict=True))


def test_a_line_says_why():
    parts = [Part(1, 300), Part(2, 100, floor=45)]

    lines = split(120, parts, method=Method.BASE_SHARE)

    assert [(line.value, line.because) for line in lines] == [
        (75, "按基数占比75.0%分解。"),
        (45, "按基数占比25.0%分解；已到下限。"),
    ]


def test_capacity_takes_what_is_added_and_leaves_the_base():
    lines = split(110, [Part(1, 60, capacity=3), Part(2, 40, capacity=1), Part(3, 0)], method=Method.CAPACITY)

    assert [line.value for line in lines] == [68, 42, 0]


def test_negotiated_figures_that_sum_up_stand_as_agreed():
    lines = split(100, [Part(1, 0, proposal=60), Part(2, 0, proposal=40)], method=Method.NEGOTIATED)

    assert [(line.value, line.because) for line in lines] == [(60, "与单位协商的数。"), (40, "与单位协商的数。")]


@pytest.mark.parametrize(
    ("total", "parts", "sentence"),
    [
        (10, [Part(1, 5, floor=8), Part(2, 5, floor=8)], "下限合计比总数多6"),
        (30, [Part(1, 5, ceiling=10), Part(2, 5, ceiling=10)], "上限合计比总数少10"),
        (30, [Part(1, 0), Part(2, 0)], "没有可用的数"),
        (30, [Part(1, 5, floor=9, parts=(Part(2, 1, ceiling=3),))], "下级单位的下限合计高于本级上限"),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_remedy(total, parts, sentence):
    with pytest.raises(CannotSplit, match=sentence):
        split_tree(total, parts, method=Method.BASE_SHARE)


def test_when_one_target_moves_the_others_change_least():
    after = resplit({1: 500, 2: 300, 3: 200}, {1: 450}, bounds={3: (200, 210)})

    assert after == {1: 450, 2: 340, 3: 210}


def test_the_towns_rates_imply_the_districts():
    assert implied_growth([300, 100], [Decimal(6), Decimal(10)]) == 7


@given(st.lists(st.integers(10**6, 10**12), min_size=1, max_size=10), st.decimals(0, 20, places=1))
def test_printed_growths_still_imply_the_target(bases, target):
    total = level_of_growth(sum(bases), target)
    lines = split(total, [Part(unit, base) for unit, base in enumerate(bases)], method=Method.BASE_SHARE)

    printed = printed_growths([line.value for line in lines], bases, target=target)

    implied = implied_growth(bases, printed)
    assert target <= implied <= target + Decimal("0.2")


@pytest.mark.parametrize(("parts", "verdict"), [([60, 39], "未覆盖"), ([60, 45], "覆盖总目标"), ([60, 46], "层层加码")])
def test_the_parts_are_set_against_the_whole_in_percent(parts, verdict):
    found = coverage(100, parts)

    assert found.percent == sum(parts)
    assert verdict in found.verdict


def test_growth_targets_are_set_against_the_whole_through_their_bases():
    assert growth_coverage(Decimal(7), [300, 100], [Decimal(6), Decimal(10)]).percent == 100


amounts = st.integers(1, 10**9).map(lambda number: number * 100)


@given(st.lists(amounts, min_size=1, max_size=12), amounts, st.sampled_from([Decimal(0), Decimal(3)]))
def test_a_plan_of_amounts_sums_to_what_is_handed_down_in_whole_steps(bases, goal, above):
    parts = [Part(unit, base) for unit, base in enumerate(bases)]

    plan = plan_amounts(goal, parts, method=Method.BASE_SHARE, above=above, step=100)

    assert sum(line.value for line in plan.lines) == plan.total
    assert all(line.value % 100 == 0 for line in plan.lines)
    assert goal * (100 + above) <= plan.total * 100 < goal * (100 + above) + 10**4
    assert plan.coverage.percent >= 100 + above


@given(st.lists(st.integers(10**6, 10**12), min_size=1, max_size=10), st.decimals(0, 20, places=1))
def test_a_plan_of_growth_implies_the_target_and_covers_it(bases, goal):
    plan = plan_growth(goal, [Part(unit, base) for unit, base in enumerate(bases)], method=Method.BASE_SHARE)

    assert plan.implied == implied_growth(bases, plan.growths)
    assert plan.implied >= goal
    assert 100 <= plan.coverage.percent < 101


@given(st.lists(amounts, min_size=2, max_size=8), st.integers(-50, 50))
def test_a_plan_made_anew_keeps_what_was_moved_and_sums_to_the_goal(old, percent):
    before = dict(enumerate(old))
    moved = {0: old[0] * (100 + percent) // 10000 * 100}
    goal = sum(old)

    try:
        plan = replan_amounts(goal, before, moved, bounds={}, step=100)
    except CannotSplit:
        assert moved[0] > goal
        return

    values = {line.unit: line.value for line in plan.lines}
    assert values[0] == moved[0]
    assert sum(values.values()) == goal


def test_a_growth_plan_made_anew_changes_the_others_least():
    bases, old = {1: 10_000, 2: 10_000, 3: 20_000}, {1: Decimal("6.0"), 2: Decimal("6.0"), 3: Decimal("6.0")}

    plan = replan_growth(Decimal(6), bases, old, {1: Decimal("4.0")}, bounds={2: (Decimal(0), Decimal("6.5"))})

    assert plan.growths == (Decimal("4.0"), Decimal("6.5"), Decimal("6.8"))
    assert plan.implied >= 6
    assert [line.because for line in plan.lines] == [
        "本次调整。",
        "为凑齐总目标作最小调整。",
        "为凑齐总目标作最小调整。",
    ]


def test_too_much_on_top_is_called_so():
    plan = plan_amounts(100, [Part(1, 60), Part(2, 40)], method=Method.BASE_SHARE, above=Decimal(8))

    assert (plan.coverage.percent, plan.coverage.verdict) == (108, "分解合计高出总目标5%以上，层层加码")
