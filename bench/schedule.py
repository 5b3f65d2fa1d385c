"""How fast are plans made, and how far from best under limits? Each question in one table, ours beside its peers.

Run: python -m bench.schedule [passes] [levelling] [quick] [patient]; the last takes six minutes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

import networkx as nx
import numpy as np
import rustworkx as rx

from bihuan.definitions import calendar
from bihuan.engine.schedule import (
    Activity,
    Bounds,
    Dates,
    DayLines,
    Graph,
    Link,
    Need,
    Network,
    SharedLimit,
    Standing,
    earliest,
    free,
    graph,
    latest,
    level,
    number,
    plan,
    promised,
    side_by_side,
)
from bihuan.engine.schedule.capacity import Jobs, improved, solved
from bihuan.engine.schedule.capacity.exact import FIRST_ROUNDS

PROJECTS, ACTIVITIES = 10_000, 25
TODAY, PROMISE = date(2026, 11, 26), date(2028, 6, 30)
LEVELLED, PATIENT_SECONDS, HARD_EACH = 500, 10, 4
LIMIT_GAP = {"J30": 2.0, "J60": 2.0, "J120": 7.0}
LIMIT_SHARED_MS, LIMIT_OWN_MS, LIMIT_EDIT_MS, LIMIT_LEVEL_MS = 20.0, 100.0, 1.0, 10_000.0


def network(seed: int, size: int = ACTIVITIES, reach: int = 6) -> Network:
    """A network as large as those that offices plan with, each activity behind one or two of the last `reach`."""
    chance = np.random.default_rng(seed)
    activities = tuple(Activity(f"a{place}", f"工作{place}", int(chance.integers(0, 21))) for place in range(size))
    pairs = {
        (int(before), place)
        for place in range(1, size)
        for before in chance.integers(max(0, place - reach), place, size=int(chance.integers(1, 3)))
    }
    return Network(activities, tuple(Link(f"a{before}", f"a{after}") for before, after in sorted(pairs)))


def best_of(times: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest run."""
    spent = []
    for _ in range(times):
        began = process_time()
        work()
        spent.append((process_time() - began) * 1000)
    return min(spent)


def positions(joined: Graph, dates: Dates, lines: DayLines) -> tuple[list[int], list[int]]:
    """Finishes and starts as working days after today, which is what the peers count in."""
    first = lines.first_from[0, number(TODAY)]
    return (
        (lines.first_from[0, dates.finish] - first).ravel().tolist(),
        (lines.first_from[0, dates.start] - first).ravel().tolist(),
    )


Plain = tuple[list[int], list[tuple[int, int]]]


def plain(each: Network) -> Plain:
    """A network as peers take it: lengths, and pairs of places."""
    places = {activity.code: place for place, activity in enumerate(each.activities)}
    return [activity.days for activity in each.activities], [(places[i.before], places[i.after]) for i in each.links]


def in_python(networks: list[Plain], due: int) -> list[tuple[list[int], list[int]]]:
    """Forward and backward pass as one writes it: activities come in an order that links follow."""
    found = []
    for days, links in networks:
        before: list[list[int]] = [[] for _ in days]
        after: list[list[int]] = [[] for _ in days]
        for one, other in links:
            before[other].append(one)
            after[one].append(other)
        early, late = [0] * len(days), [0] * len(days)
        for place, length in enumerate(days):
            early[place] = max((early[one] for one in before[place]), default=0) + length
        for place in range(len(days) - 1, -1, -1):
            late[place] = min((late[other] for other in after[place]), default=due) - days[place]
        found.append((early, late))
    return found


def swept(order: list[int], days: list[int], graph_: object, due: int) -> tuple[list[int], list[int]]:
    """Passes over a peer's graph in the order that it gives."""
    early, late = [0] * len(days), [0] * len(days)
    into, out = graph_.predecessors_of, graph_.successors_of  # type: ignore[attr-defined]
    for place in order:
        early[place] = max((early[one] for one in into(place)), default=0) + days[place]
    for place in reversed(order):
        late[place] = min((late[other] for other in out(place)), default=due) - days[place]
    return early, late


class InRustworkx:
    """rustworkx as the peer."""

    def __init__(self, links: list[tuple[int, int]], size: int) -> None:
        self.graph = rx.PyDiGraph()
        self.graph.add_nodes_from(range(size))
        self.graph.add_edges_from_no_data(links)
        self.predecessors_of, self.successors_of = self.graph.predecessor_indices, self.graph.successor_indices

    def passes(self, days: list[int], due: int) -> tuple[list[int], list[int]]:
        """Both passes."""
        return swept(list(rx.topological_sort(self.graph)), days, self, due)


class InNetworkX:
    """NetworkX as the peer."""

    def __init__(self, links: list[tuple[int, int]], size: int) -> None:
        self.graph = nx.DiGraph()
        self.graph.add_nodes_from(range(size))
        self.graph.add_edges_from(links)
        self.predecessors_of, self.successors_of = self.graph.predecessors, self.graph.successors

    def passes(self, days: list[int], due: int) -> tuple[list[int], list[int]]:
        """Both passes."""
        return swept(list(nx.topological_sort(self.graph)), days, self, due)


def passes() -> bool:
    """10,000 projects of 25 activities, forward and backward."""
    lines = DayLines(calendar())
    due = int(lines.until[0, number(PROMISE)] - 1 - lines.first_from[0, number(TODAY)])
    template = network(0)
    shared = graph(template, lines)
    lengths = np.random.default_rng(1).integers(0, 21, size=(ACTIVITIES, PROJECTS))
    bounds = promised(free(shared, lines, today=number(TODAY), days=lengths), shared, lines, by=number(PROMISE))
    own = [network(seed) for seed in range(PROJECTS)]
    joined = side_by_side([graph(each, lines) for each in own])
    own_bounds = promised(free(joined, lines, today=number(TODAY)), joined, lines, by=number(PROMISE))
    joined.inward, joined.outward  # noqa: B018 - made once for a set of networks, as the peers' graphs are
    peers = [plain(each) for each in own]
    rust, nets = ([kind(links, len(days)) for days, links in peers] for kind in (InRustworkx, InNetworkX))

    def both(which: Graph, given: Bounds) -> tuple[Dates, Dates]:
        return earliest(which, lines, given), latest(which, lines, given)

    def of_peers(graphs: list[InRustworkx] | list[InNetworkX]) -> list[tuple[list[int], list[int]]]:
        return [each.passes(days, due) for each, (days, _) in zip(graphs, peers, strict=True)]

    early, late = both(joined, own_bounds)
    ours = positions(joined, early, lines)[0], positions(joined, late, lines)[1]
    theirs = in_python(peers, due)
    assert ours[0] == [day for one, _ in theirs for day in one], "our earliest dates are plain Python's"
    assert ours[1] == [day for _, one in theirs for day in one], "our latest dates are plain Python's"
    assert of_peers(rust)[:50] == theirs[:50] == of_peers(nets)[:50]

    shared_ms = best_of(7, lambda: both(shared, bounds))
    own_ms = best_of(7, lambda: both(joined, own_bounds))
    table = [
        ("ours, one template", shared_ms, LIMIT_SHARED_MS),
        ("ours, every network its own", own_ms, LIMIT_OWN_MS),
        ("plain Python", best_of(2, lambda: in_python(peers, due)), None),
        ("rustworkx", best_of(2, lambda: of_peers(rust)), None),
        ("NetworkX", best_of(2, lambda: of_peers(nets)), None),
    ]
    print(f"{PROJECTS} projects x {ACTIVITIES} activities, forward and backward   ms of processor   to own networks")
    for name, spent, limit in table:
        told = "" if limit is None else f"   limit {limit:.0f}"
        print(f"  {name:<30} {spent:10.1f} {spent / own_ms:10.1f} x{told}")
    edit_ms = edited(template, lines)
    large_ms = edited(network(3, 20_000, reach=4_000), lines)
    print(f"  one edit of 25 activities      {edit_ms:10.4f}              limit {LIMIT_EDIT_MS:.0f}")
    print(f"  one edit of 20,000 activities  {large_ms:10.4f}")
    return shared_ms <= LIMIT_SHARED_MS and own_ms <= LIMIT_OWN_MS and edit_ms <= LIMIT_EDIT_MS


def edited(template: Network, lines: DayLines, times: int = 200) -> float:
    """Milliseconds for one length changed and both passes brought up to date, over edits anywhere in the network."""
    found = plan(template, Standing(today=TODAY), lines)
    places = np.random.default_rng(2).integers(0, len(template.activities), size=times).tolist()

    def edit() -> None:
        for place in places:
            found.known.days[place] += 3
            found.sweep.earliest_again(found.known, found.early, [place])
            found.sweep.latest_again(found.known, found.late, [place])

    return best_of(1, edit) / times


def levelling() -> bool:
    """500 projects of 25 activities under 8 limits: five authorities by the week, three quotas by the month."""
    lines, chance = DayLines(calendar()), np.random.default_rng(4)
    alone = [plan(network(seed), Standing(today=TODAY), lines) for seed in range(LEVELLED)]
    plans = [
        plan(each.network, Standing(TODAY, each.expected_on + timedelta(int(chance.integers(20, 200)))), lines)
        for each in alone
    ]
    needs = [
        Need(project, f"a{place}", f"limit{limit}", 1 if limit < 5 else int(chance.integers(1, 5)))
        for project in range(LEVELLED)
        for limit, place in enumerate(chance.choice(ACTIVITIES, size=8, replace=False).tolist())
    ]
    print(f"{LEVELLED} projects x {ACTIVITIES} activities, 8 shared limits, {len(needs)} needs; days late in total")
    print("  a week   a month   by latest start     found   at least   ms of processor")
    within = True
    for weekly in (14, 12, 11, 10):
        limits = [
            SharedLimit(
                f"limit{place}", f"限额{place}", "week" if place < 5 else "month", weekly * (1 if place < 5 else 8)
            )
            for place in range(8)
        ]
        first, found = level(plans, limits, needs, steps=0), level(plans, limits, needs)
        spent = best_of(1, lambda limits=limits: level(plans, limits, needs))
        print(
            f"  {weekly:6} {weekly * 8:9} {first.total_late:17} {found.total_late:9} {found.at_least:10} {spent:17.0f}"
        )
        within = within and spent <= LIMIT_LEVEL_MS
    return within


def folder() -> Path:
    """Where the published instances lie; they are never committed."""
    places = [each / "shared" / "yardsticks" / "psplib" for each in Path(__file__).resolve().parents]
    found = next((each for each in places if (each / "best_known.csv").exists()), None)
    if found is None:
        raise SystemExit("the PSPLIB yardsticks are not above this folder")
    return found


def instances(path: Path) -> dict[str, list[tuple[str, Jobs, int]]]:
    """Name, activities and best known length of each instance, by set."""
    found: dict[str, list[tuple[str, Jobs, int]]] = {}
    with (path / "best_known.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            jobs = patterson((path / "instances" / row["instance"]).read_text(encoding="utf-8"))
            found.setdefault(row["set"], []).append((row["instance"], jobs, int(row["best_known"])))
    return found


def patterson(text: str) -> Jobs:
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


def in_time(jobs: Jobs, milliseconds: float) -> int:
    """Length that ours finds within so much processor time."""
    jobs.before, jobs.order  # noqa: B018 - what every solver reads first
    ends = process_time() + milliseconds / 1000
    return improved(jobs, rounds=10**9, goes_on=lambda: process_time() < ends).length


def quick() -> bool:
    """All 156 instances, 50 ms of processor each."""
    print("PSPLIB, mean gap to best known in %   50 ms   worst   limit")
    within = True
    for name, known in instances(folder()).items():
        gaps = [(in_time(jobs, 50) / best - 1) * 100 for _, jobs, best in known]
        mean = sum(gaps) / len(gaps)
        print(f"  {name:<6} {len(gaps):3} instances {mean:22.2f} {max(gaps):7.1f} {LIMIT_GAP[name]:7.0f}")
        within = within and mean <= LIMIT_GAP[name]
    return within


def alone(jobs: Jobs, seconds: float) -> int:
    """CP-SAT by itself, on the plainest model, as the peer."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    horizon = sum(jobs.days)
    starts = [model.new_int_var(0, horizon, "") for _ in jobs.days]
    spans = [model.new_fixed_size_interval_var(*each, "") for each in zip(starts, jobs.days, strict=True)]
    whole = model.new_int_var(0, horizon, "")
    for place, followers in enumerate(jobs.after):
        model.add(whole >= starts[place] + jobs.days[place])
        for other in followers:
            model.add(starts[other] >= starts[place] + jobs.days[place])
    for which, capacity in enumerate(jobs.capacities):
        model.add_cumulative(spans, [demand[which] for demand in jobs.demands], capacity)
    model.minimize(whole)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    return int(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else horizon


def in_pyjobshop(jobs: Jobs, seconds: float) -> int:
    """PyJobShop as the peer."""
    from pyjobshop import Model

    model = Model()
    machines = [model.add_renewable(capacity=each) for each in jobs.capacities]
    tasks = [model.add_task() for _ in jobs.days]
    for task, days, demand in zip(tasks, jobs.days, jobs.demands, strict=True):
        model.add_mode(task, machines, days, demands=list(demand))
    for place, followers in enumerate(jobs.after):
        for other in followers:
            model.add_end_before_start(tasks[place], tasks[other])
    return int(model.solve(time_limit=seconds, num_workers=2, display=False).objective)


def ours(jobs: Jobs, seconds: float) -> int:
    """Ours: serial and justified, then the solver for what is left of the time by the clock."""
    began = perf_counter()
    improved(jobs, rounds=FIRST_ROUNDS)
    return solved(jobs, seconds=seconds - (perf_counter() - began), workers=2).length


def patient() -> bool:
    """Instances that 50 ms leave open, ten seconds each on two cores, beside CP-SAT alone and PyJobShop."""
    solvers = {"ours": ours, "CP-SAT alone": alone, "PyJobShop": in_pyjobshop}
    print(f"PSPLIB, mean gap in % after {PATIENT_SECONDS} s   " + "   ".join(f"{name:>12}" for name in solvers))
    totals: dict[str, list[float]] = {name: [] for name in solvers}
    for set_name, known in instances(folder()).items():
        hard = [each for each in known if in_time(each[1], 50) > each[2]][:HARD_EACH]
        gaps = {
            name: [(solve(jobs, PATIENT_SECONDS) / best - 1) * 100 for _, jobs, best in hard]
            for name, solve in solvers.items()
        }
        for name, found in gaps.items():
            totals[name] += found
        told = "   ".join(f"{sum(found) / max(len(found), 1):12.2f}" for found in gaps.values())
        print(f"  {set_name:<6} {len(hard):3} hard instances      {told}")
    means = {name: sum(found) / len(found) for name, found in totals.items()}
    print("  all                            " + "   ".join(f"{mean:12.2f}" for mean in means.values()))
    return means["ours"] <= means["CP-SAT alone"] + 1e-9


QUESTIONS: dict[str, Callable[[], bool]] = {
    "passes": passes,
    "levelling": levelling,
    "quick": quick,
    "patient": patient,
}


def main() -> None:
    """Ask the named questions, or all."""
    asked = sys.argv[1:] or list(QUESTIONS)
    within = [QUESTIONS[each]() for each in asked]
    if not all(within):
        raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
