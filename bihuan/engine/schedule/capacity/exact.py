"""The last days out of a schedule (精确排程): a constraint solver starts from a good one and proves what it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bihuan.engine.schedule.capacity.improving import Found, improved
from bihuan.engine.schedule.capacity.jobs import Jobs

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

FIRST_ROUNDS = 100
"""Schedules tried before the solver starts; more of them are days that it would have found sooner."""


def solved(jobs: Jobs, *, seconds: float, workers: int = 2, seed: int = 0) -> Found:
    """A schedule as short as can be found in some seconds, and the length below which none can be (精确排程).

    The solver is given the best schedule of `improved` as a start and as the length to stay below; it has its own
    clock, and what it finds within a limit depends on the machine. Where `improved` is proved best, it is not asked.

    Args: seconds: for the solver alone. workers: its threads.
    Source: CP-SAT of OR-Tools, lazy clause generation over intervals and cumulative capacities.
    """
    first = improved(jobs, rounds=FIRST_ROUNDS, seed=seed)
    if first.length <= first.at_least:
        return first
    from ortools.sat.python import cp_model  # loaded here: it takes a second and most plans never ask for it

    model = cp_model.CpModel()
    starts, whole = _modelled(model, jobs, first)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return first
    found = tuple(int(solver.value(start)) for start in starts)
    return Found(found, int(solver.value(whole)), max(jobs.least, round(solver.best_objective_bound)))


def _modelled(model: cp_model.CpModel, jobs: Jobs, first: Found) -> tuple[list[Any], Any]:
    """Starts between the longest chain before and the longest after, one cumulative constraint a capacity."""
    heads = _heads(jobs)
    starts = [
        model.new_int_var(heads[place], first.length - jobs.tails[place], f"start{place}") for place in range(jobs.size)
    ]
    whole = model.new_int_var(jobs.least, first.length, "whole")
    spans = [
        model.new_fixed_size_interval_var(start, days, f"span{place}")
        for place, (start, days) in enumerate(zip(starts, jobs.days, strict=True))
    ]
    for place, followers in enumerate(jobs.after):
        for other in followers:
            model.add(starts[other] >= starts[place] + jobs.days[place])
        model.add(whole >= starts[place] + jobs.tails[place])
    for which, capacity in enumerate(jobs.capacities):
        using = [place for place in range(jobs.size) if jobs.demands[place][which] and jobs.days[place]]
        demands = [jobs.demands[place][which] for place in using]
        model.add_cumulative([spans[place] for place in using], demands, capacity)
    for start, day in zip(starts, first.starts, strict=True):
        model.add_hint(start, day)
    model.add_hint(whole, first.length)
    model.minimize(whole)
    return starts, whole


def _heads(jobs: Jobs) -> list[int]:
    found = [0] * jobs.size
    for place in jobs.order:
        for other in jobs.after[place]:
            found[other] = max(found[other], found[place] + jobs.days[place])
    return found
