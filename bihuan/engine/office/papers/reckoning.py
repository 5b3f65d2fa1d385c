"""How matters stand, reckoned from the items themselves (进展统计的来源): counts, what is late, what moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bihuan.engine.office.papers.standing import Counts, LateItem, Moved, Standing

_GROUPS = {"overdue": "late", "near": "near", "done": "done", "written_off": "done", "suspended": "suspended"}
_NEW = "（新立）"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a paper counts it (在督事项).

    status: code of its shown status, `suspended` where its clock stands. stage: the word of its step (办理环节).
    report: what its unit reported last, if that was after the last issue.
    """

    key: str
    number: str
    title: str
    lead: str
    status: str
    stage: str
    campaign: str = ""
    due_on: date | None = None
    reason: str = ""
    next_step: str = ""
    report: str = ""


def counts_of(name: str, entries: Iterable[Entry]) -> Counts:
    """How many items stand how (各状态项数); each is counted once, so the parts add up to the whole.

    >>> entry = Entry("1", "", "甲", "乙局", "overdue", "办理中")
    >>> counts_of("乙局", [entry])
    Counts(name='乙局', total=1, done=0, going=0, near=0, late=1, suspended=0)
    """
    groups = [_GROUPS.get(entry.status, "going") for entry in entries]
    done, going, near, late, suspended = map(groups.count, ("done", "going", "near", "late", "suspended"))
    return Counts(name, len(groups), done, going, near, late, suspended)


def standing_of(
    entries: Sequence[Entry],
    *,
    as_of: date,
    units: Sequence[str],
    campaigns: Sequence[str] = (),
    previous: str = "",
    before: Mapping[str, str] | None = None,
) -> Standing:
    """How matters stand on a day (进展统计).

    Args: units, campaigns: names in the office's own order, in which they are shown; those without an item are left
        out. previous: number of the last issue, empty for the first. before: key of an item -> its step then.
    """
    known = before or {}
    moved = [entry for entry in entries if previous and known.get(entry.key) != entry.stage]
    return Standing(
        as_of=as_of,
        all=counts_of("合计", entries),
        by_unit=_grouped(entries, "lead", units),
        by_campaign=_grouped(entries, "campaign", campaigns),
        late=tuple(_late(entry, as_of) for entry in entries if entry.status == "overdue"),
        moved=tuple(_moved(entry, known) for entry in moved),
        unmoved=len(entries) - len(moved) if previous else 0,
        previous=previous,
    )


def days_past(due_on: date | None, as_of: date) -> int | None:
    """Calendar days since the due day (逾期天数), below 0 before it; None without one."""
    return None if due_on is None else (as_of - due_on).days


def _grouped(entries: Sequence[Entry], by: str, names: Sequence[str]) -> tuple[Counts, ...]:
    """Counts of each name that has an item, in the order of the names; names that the order lacks come last."""
    of_name: dict[str, list[Entry]] = {name: [] for name in names}
    for entry in entries:
        of_name.setdefault(getattr(entry, by), []).append(entry)
    return tuple(counts_of(name, found) for name, found in of_name.items() if name and found)


def _late(entry: Entry, as_of: date) -> LateItem:
    past = days_past(entry.due_on, as_of)
    return LateItem(entry.number, entry.title, entry.lead, entry.due_on, past, entry.reason, entry.next_step)


def _moved(entry: Entry, before: Mapping[str, str]) -> Moved:
    then = before.get(entry.key, _NEW)
    return Moved(entry.number, entry.title, entry.lead, then, entry.stage, entry.report)
