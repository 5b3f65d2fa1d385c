"""How long do the pages of plans wait: 800 projects x 25 nodes planned, listed, one date changed and what moves, all of
them levelled? Beside a plain forward and backward pass over the same networks, and NetworkX's order where it is there.

Run: BIHUAN_MODE=test python -m bench.plans
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from importlib.util import find_spec
from time import process_time
from typing import Any

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from bihuan import definitions  # noqa: E402
from bihuan.apps.projects import queries  # noqa: E402
from bihuan.apps.projects.models import ActivityFact, Project, ProjectNetwork, Promise  # noqa: E402
from bihuan.apps.projects.queries import Kept, PlanBook, ProjectPlan  # noqa: E402
from bihuan.apps.projects.queries.levelling import Queue, limits_from  # noqa: E402
from bihuan.apps.projects.queries.schedules import planned  # noqa: E402
from bihuan.engine.calendar import Calendar  # noqa: E402

PROJECTS, NODES = 800, 25
TODAY = date(2026, 11, 26)
CODES = ("construction_permit", "environment_form", "land_transfer")
"""Nodes under the shipped limits, in each network."""


def body(seed: int, size: int = NODES) -> dict[str, Any]:
    """A network of as many nodes, each behind one or two of the last six; three of them under shared limits."""
    chance = np.random.default_rng(seed)
    codes = [*(f"a{place}" for place in range(size - 3)), *CODES]
    activities = [
        {"code": code, "name": f"工作{place}", "days": int(chance.integers(0, 21)), "source": "例"}
        for place, code in enumerate(codes)
    ]
    pairs = {
        (int(before), place)
        for place in range(1, size)
        for before in chance.integers(max(0, place - 6), place, size=int(chance.integers(1, 3)))
    }
    return {"activities": activities, "links": [{"before": codes[a], "after": codes[b]} for a, b in sorted(pairs)]}


def kept(bodies: list[dict[str, Any]]) -> list[Kept]:
    """Projects with a promise, each on one of the networks."""
    found = []
    for number in range(PROJECTS):
        project = Project(pk=number + 1, name=f"项目{number}", procedure="filing", lead_name="甲单位", lead_unit_id=1)
        said: dict[str, Any] = {"project": project, "at": timezone.now()}
        network = ProjectNetwork(
            version=1, code="record_filing", rule_on=TODAY, body=bodies[number % len(bodies)], **said
        )
        promise = Promise(version=1, promised_on=TODAY + timedelta(days=120 + number % 200), **said)
        found.append(Kept(project, network, promise))
    return found


def book() -> PlanBook:
    """Rules and calendar as shipped."""
    rules: dict[str, list[Any]] = {}
    for rule in definitions.load("networks"):
        rules.setdefault(rule.code, []).append(rule)
    return PlanBook(TODAY, rules, definitions.calendar())


def best_of(times: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest run."""
    spent = []
    for _ in range(times):
        began = process_time()
        work()
        spent.append((process_time() - began) * 1000)
    return min(spent)


def plain(bodies: list[dict[str, Any]], calendar: Calendar) -> int:
    """A forward and a backward pass of every project in plain Python, day by day of the calendar."""
    late = 0
    for number in range(PROJECTS):
        late += _plain_one(bodies[number % len(bodies)], calendar, TODAY + timedelta(days=120 + number % 200))
    return late


def _plain_one(network: dict[str, Any], calendar: Calendar, promise: date) -> int:
    days = {each["code"]: each["days"] for each in network["activities"]}
    before: dict[str, list[str]] = {code: [] for code in days}
    after: dict[str, list[str]] = {code: [] for code in days}
    for link in network["links"]:
        before[link["after"]].append(link["before"])
        after[link["before"]].append(link["after"])
    finish: dict[str, date] = {}
    for code, length in days.items():
        start = max((finish[each] for each in before[code]), default=TODAY)
        finish[code] = calendar.add_working_days(start, length)
    start_by: dict[str, date] = {}
    for code in reversed(days):
        due = min((start_by[each] for each in after[code]), default=promise)
        start_by[code] = calendar.add_working_days(due, -days[code])
    return sum(start_by[code] < TODAY for code in days)


def moved(found: ProjectPlan) -> int:
    """One node said to be done later; how many nodes move."""
    said = ActivityFact(project=found.project, activity="a3", version=1, constraint="SNET", at=timezone.now())
    said.constraint_on = TODAY + timedelta(days=40)
    after = queries.what_if(found, facts={**found.facts, "a3": said})
    return len(queries.moves_between(found, after))


def main() -> None:
    """Both kinds of networks, in one table."""
    print(f"{PROJECTS} projects x {NODES} nodes, milliseconds of processor\n")
    print("| | one shared network | 800 own |\n| --- | --- | --- |")
    columns = [column([body(1)]), column([body(seed) for seed in range(PROJECTS)])]
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(f"{each[name]:,.1f}" for each in columns) + " |")
    if find_spec("networkx") is None:
        print("\nNetworkX is not installed here; bench/schedule.py has it beside the passes.")


def column(bodies: list[dict[str, Any]]) -> dict[str, float]:
    """What one kind of networks takes."""
    rows, shared = kept(bodies), book()
    planned(rows, shared)
    found = planned(rows, shared)
    limits = limits_from(definitions.load("shared_limits"))
    queue = Queue(found, limits)
    return {
        "all planned, forward and backward, promise and float": best_of(5, lambda: planned(rows, shared)),
        "plain Python passes over the same": best_of(2, lambda: plain(bodies, shared.calendar)),
        "a page of 50, shortest first": best_of(5, lambda: queries.plan_lines(queries.by_need(found)[:50])),
        "nodes of the next 30 days of all": best_of(5, lambda: queries.nodes_ahead(found)),
        "one date changed, all that moves": best_of(20, lambda: moved(found[0])),
        "all dates of one page with their reasons": best_of(10, lambda: queries.node_lines(found[0])),
        "all levelled under 3 limits, as the page does": best_of(2, queue.level),
        "the first 200 levelled, with their bound": best_of(1, Queue(found[:200], limits).level),
    }


if __name__ == "__main__":
    main()
