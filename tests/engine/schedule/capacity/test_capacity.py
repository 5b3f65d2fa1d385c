"""Activities under capacities by the day: legal, as short as can be, and never below the bound (受限排程)."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.engine.schedule import BadNetwork
from bihuan.engine.schedule.capacity import Jobs, improved, length, solved
from bihuan.engine.schedule.capacity.serial import Serial
from tests.oracles.capacity import breaches, shortest

PLACES = [each / "shared" / "yardsticks" / "psplib" for each in Path(__file__).resolve().parents]
PSPLIB = next((each for each in PLACES if (each / "best_known.csv").exists()), None)


@st.composite
def some_jobs(draw, *, most=6):
    size = draw(st.integers(1, most))
    capacities = (draw(st.integers(1, 3)), draw(st.integers(1, 4)))
    pairs = [(one, other) for other in range(size) for one in range(other)]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=size)) if pairs else []
    return Jobs(
        days=tuple(draw(st.integers(0, 5)) for _ in range(size)),
        after=tuple(tuple(other for one, other in links if one == place) for place in range(size)),
        demands=tuple(tuple(draw(st.integers(0, each)) for each in capacities) for _ in range(size)),
        capacities=capacities,
    )


@given(some_jobs(most=12), st.randoms(use_true_random=False))
def test_a_serial_schedule_breaks_nothing(jobs, chance):
    order, waiting = [], set(range(jobs.size))
    while waiting:
        order.append(chance.choice([each for each in waiting if not waiting & set(jobs.before[each])]))
        waiting.discard(order[-1])

    starts, whole = Serial(jobs).forward(order)

    assert breaches(jobs, starts) == []
    assert whole == length(jobs, starts) >= jobs.least


@given(some_jobs(most=12))
def test_a_justified_schedule_breaks_nothing_and_is_no_longer(jobs):
    serial = Serial(jobs)
    starts, whole = serial.forward(jobs.order)

    pushed, shorter = serial.justified(starts)

    assert breaches(jobs, pushed) == []
    assert shorter <= whole


@given(some_jobs())
def test_few_activities_are_as_short_as_trying_every_order(jobs):
    found = improved(jobs, rounds=60)

    assert found.at_least <= found.length == length(jobs, found.starts) == shortest(jobs)
    assert breaches(jobs, found.starts) == []


@settings(max_examples=8)
@given(some_jobs())
def test_the_solver_proves_the_length_of_few_activities(jobs):
    found = solved(jobs, seconds=10, workers=1)

    assert found.at_least == found.length == shortest(jobs)
    assert breaches(jobs, found.starts) == []


HARD = Jobs(
    days=(3, 4, 2, 5, 4, 3, 4, 2, 3, 4),
    after=((3, 4), (5,), (4, 6), (7,), (8,), (8, 9), (9,), (), (), ()),
    demands=((2, 1), (1, 2), (2, 0), (1, 2), (2, 2), (1, 1), (2, 1), (1, 2), (2, 1), (1, 2)),
    capacities=(4, 3),
)


def test_the_solver_takes_the_last_days_out():
    found = solved(HARD, seconds=10, workers=1)

    assert found.at_least == found.length <= improved(HARD, rounds=0).length
    assert breaches(HARD, found.starts) == []


def test_the_same_seed_gives_the_same_schedule():
    assert improved(HARD, rounds=20, seed=3) == improved(HARD, rounds=20, seed=3)


def test_it_ends_when_it_is_told_to():
    asked = []

    improved(HARD, rounds=1000, goes_on=lambda: asked.append(1) or len(asked) < 6)

    assert len(asked) == 6 or improved(HARD, rounds=0).length == HARD.least


def test_nothing_to_do_takes_no_days():
    assert improved(Jobs((), (), (), (2,))).length == 0


@pytest.mark.parametrize(
    ("jobs", "told"),
    [
        (((1, 1), ((1,), (0,)), ((1,), (1,)), (1,)), "互相等待成圈"),
        (((1,), ((),), ((2,),), (1,)), "永远排不上"),
        (((-1,), ((),), ((1,),), (1,)), "工期是-1天"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_its_remedy(jobs, told):
    with pytest.raises(BadNetwork, match=told):
        Jobs(*jobs)


@pytest.mark.skipif(PSPLIB is None, reason="the published instances are not on this machine")
def test_published_instances_come_near_their_best_known_length():
    with (PSPLIB / "best_known.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["set"] == "J30"]
    gaps = []
    for row in rows[::6]:
        jobs = patterson((PSPLIB / "instances" / row["instance"]).read_text(encoding="utf-8"))
        found = improved(jobs, rounds=60)
        assert jobs.least >= int(row["critical_path"])
        assert breaches(jobs, found.starts) == []
        gaps.append(found.length / int(row["best_known"]) - 1)

    assert min(gaps) >= 0
    assert sum(gaps) / len(gaps) <= 0.02


def patterson(text):
    """Jobs of a file in Patterson's form: lengths, demands, followers numbered from 1."""
    numbers = iter(map(int, text.split()))
    size, kinds = next(numbers), next(numbers)
    capacities = tuple(next(numbers) for _ in range(kinds))
    days, demands, after = [], [], []
    for _ in range(size):
        days.append(next(numbers))
        demands.append(tuple(next(numbers) for _ in range(kinds)))
        after.append(tuple(next(numbers) - 1 for _ in range(next(numbers))))
    return Jobs(tuple(days), tuple(after), tuple(demands), capacities)
