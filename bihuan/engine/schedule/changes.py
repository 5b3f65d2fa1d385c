"""What may give where a promise cannot be kept (可作的调整): run side by side, commit first, shorten, move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, DayLines
from bihuan.engine.schedule.network import Link, LinkKind, Network
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.sweep import Known
from bihuan.engine.schedule.wording import day_words


class ChangeKind(Enum):
    """Kinds of changes (调整的种类), with the word of a column."""

    OVERLAP = "并行办理"
    COMMIT = "先承诺后补"
    SHORTEN = "压缩工期"
    MOVE = "推迟承诺"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that gives (一项调整).

    activity: code; of an overlap the one that waits for `after`. days: what it is shortened to. on: where the promise
    is moved.
    """

    kind: ChangeKind
    activity: str = ""
    after: str | None = None
    days: int | None = None
    on: date | None = None


def possible_changes(network: Network, known: Known) -> tuple[Change, ...]:
    """Every change that a network allows of what is not done yet (可作的调整), shortening as far as allowed."""
    found: list[Change] = []
    places = {each.code: place for place, each in enumerate(network.activities)}
    for link in network.links:
        if is_overlap(link) and _is_open(known, places[link.before], places[link.after]):
            found.append(Change(ChangeKind.OVERLAP, link.after, after=link.before))
    for place, each in enumerate(network.activities):
        if known.done[place] != NEVER:
            continue
        if each.may_commit and any(is_commitment(link, each.code) for link in network.links):
            found.append(Change(ChangeKind.COMMIT, each.code))
        if each.least_days is not None and each.least_days < each.days:
            found.append(Change(ChangeKind.SHORTEN, each.code, days=each.least_days))
    return tuple(found)


def is_overlap(link: Link) -> bool:
    """Whether a link may be given up so that both run side by side (可否并行)."""
    return link.may_overlap and link.kind is LinkKind.FINISH_TO_START


def is_commitment(link: Link, code: str) -> bool:
    """Whether a link waits for an activity's result, which a promise may stand in for (可否先承诺).

    What may run side by side anyway needs no promise.
    """
    return link.before == code and link.kind is LinkKind.FINISH_TO_START and link.lag >= 0 and not link.may_overlap


def change_words(change: Change, network: Network, lines: DayLines) -> str:
    """A change as a sentence names it (调整的说法)."""
    if change.kind is ChangeKind.MOVE:
        assert change.on is not None
        return f"承诺推迟到{day_words(change.on)}"
    activity = network.activity(change.activity)
    if change.kind is ChangeKind.OVERLAP:
        assert change.after is not None
        return f"“{network.activity(change.after).name}”与“{activity.name}”并行办理"
    if change.kind is ChangeKind.COMMIT:
        return f"“{activity.name}”先承诺后补，后面的事不等它"
    season = lines.seasons.get(activity.calendar)
    unit = "天" if (season.days if season else activity.calendar) == CALENDAR_DAYS else "个工作日"
    return f"“{activity.name}”由{activity.days}{unit}压缩到{change.days}{unit}（最短{activity.least_days}{unit}）"


Rank = tuple[int, int, int, tuple[int, ...]]


def rank(changes: Sequence[Change], network: Network) -> Rank:
    """What comes first of sets of one size (排序): fewer days taken away, promises, overlaps, then order."""
    kinds = [each.kind for each in changes]
    places = {each.code: place for place, each in enumerate(network.activities)}
    return (
        sum(_days_taken(changes, network)),
        kinds.count(ChangeKind.COMMIT),
        kinds.count(ChangeKind.OVERLAP),
        tuple(places[each.activity] for each in changes),
    )


def _days_taken(changes: Sequence[Change], network: Network) -> Iterator[int]:
    for each in changes:
        if each.days is not None:
            yield network.activity(each.activity).days - each.days


def _is_open(known: Known, before: int, after: int) -> bool:
    return known.done[before] == NEVER and known.begun[after] == NEVER
