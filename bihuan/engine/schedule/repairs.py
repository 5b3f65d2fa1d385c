"""What would have to give so that a promise can be kept (怎样才能按期): the smallest sets of changes, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bihuan.engine.schedule.changes import Change, ChangeKind, change_words, possible_changes, rank
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.trials import Trial

MOST_TRIALS = 20_000
"""Sets of changes that are tried before the search says that it did not see all."""
MOST_SETS = 50
"""Sets that are told; more are no help."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together do (一组调整): the day on which all is done then, and the words."""

    changes: tuple[Change, ...]
    expected_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Repairs:
    """How a promise could be kept (按期方案).

    sets: the smallest sets of changes that keep it, best first; none where it cannot be kept whatever gives. move:
    the promise moved to where it can be kept as things are; None where that does not do, as another limit is missed.
    with_move: where `sets` is empty, the smallest sets that bring it as near as can be, each with the move of the
    promise that is left. is_complete: False where the search ended before it had seen all.
    """

    days_short: int
    sets: tuple[Repair, ...]
    move: Repair | None
    with_move: tuple[Repair, ...]
    is_complete: bool


def repairs(plan: Plan, *, most_trials: int = MOST_TRIALS) -> Repairs | None:
    """What would have to give so that every latest date can be kept (按期方案); None where all are kept already."""
    trial = Trial(plan)
    if trial.broken(()) is None:
        return None
    changes = possible_changes(plan.network, plan.known)
    move = _moved(plan)
    found, is_complete = _smallest(trial, changes, most_trials)
    if found:
        return Repairs(plan.days_short, _told(plan, trial, found), move, (), is_complete)
    with_move, saw_all = _nearest(plan, trial, changes, most_trials)
    return Repairs(plan.days_short, (), move, with_move, is_complete and saw_all)


def _moved(plan: Plan) -> Repair | None:
    if not plan.days_short or Trial(plan, promise=plan.expected_on).broken(()) is not None:
        return None
    return _repair(plan, (), moved_to=plan.expected_on, expected_on=plan.expected_on)


def _smallest(trial: Trial, changes: Sequence[Change], most: int) -> tuple[list[frozenset[Change]], bool]:
    """All sets of the least size under which nothing is broken, and whether all could be looked at.

    Whatever set does has to touch the path that holds what is broken, so only what touches it is added.
    """
    if trial.is_out_of_reach(changes):
        return [], True
    tried, sets = 0, [frozenset[Change]()]
    while sets:
        found: list[frozenset[Change]] = []
        larger: set[frozenset[Change]] = set()
        for each in sets:
            tried += 1
            if tried > most:
                return found or _by_leaving_out(trial, changes), False
            broken = trial.broken(each)
            if broken is None:
                found.append(each)
            elif not found:
                larger |= {each | {one} for one in trial.touching(broken, changes) if one not in each}
        if found:
            return found, True
        sets = sorted(larger, key=lambda each: rank(_sorted(each, changes), trial.plan.network))
    return [], True


def _by_leaving_out(trial: Trial, changes: Sequence[Change]) -> list[frozenset[Change]]:
    """One set from which nothing can be left out, for when there are too many to try: everything, less what can go."""
    kept = list(changes)
    if trial.broken(kept) is not None:
        return []
    for change in changes:
        fewer = [each for each in kept if each != change]
        if trial.broken(fewer) is None:
            kept = fewer
    return [frozenset(kept)]


def _nearest(plan: Plan, trial: Trial, changes: Sequence[Change], most: int) -> tuple[tuple[Repair, ...], bool]:
    """Sets that bring the promise as near as everything together does, each with the move that is left."""
    trial.broken(changes)
    nearest = trial.expected_on()
    promise = plan.standing.promise
    if promise is None or nearest <= promise or nearest >= plan.expected_on:
        return (), True
    moved = Trial(plan, promise=nearest)
    found, saw_all = _smallest(moved, changes, most)
    return _told(plan, moved, found, moved_to=nearest), saw_all


def _told(
    plan: Plan, trial: Trial, found: Sequence[frozenset[Change]], moved_to: date | None = None
) -> tuple[Repair, ...]:
    order = possible_changes(plan.network, plan.known)
    sets = [_no_shorter_than_needed(trial, _sorted(each, order)) for each in found]
    ranked = sorted(sets, key=lambda each: rank(each, plan.network))[:MOST_SETS]
    told = []
    for each in ranked:
        trial.broken(each)
        told.append(_repair(plan, each, moved_to=moved_to, expected_on=trial.expected_on()))
    return tuple(told)


def _no_shorter_than_needed(trial: Trial, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The same changes, each shortening only by as many days as are needed beside the others."""
    kept = list(changes)
    for place, change in enumerate(changes):
        if change.kind is not ChangeKind.SHORTEN:
            continue
        assert change.days is not None
        for days in range(trial.plan.network.activity(change.activity).days - 1, change.days, -1):
            kept[place] = replace(change, days=days)
            if trial.broken(kept) is None:
                break
        else:
            kept[place] = change
    return tuple(kept)


def _repair(plan: Plan, changes: tuple[Change, ...], *, moved_to: date | None, expected_on: date) -> Repair:
    if moved_to is not None:
        changes = (*changes, Change(ChangeKind.MOVE, on=moved_to))
    words = "；".join(change_words(each, plan.network, plan.sweep.lines) for each in changes)
    return Repair(changes, expected_on, f"{words}。")


def _sorted(changes: frozenset[Change], order: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(each for each in order if each in changes)
