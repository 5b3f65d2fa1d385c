"""Where two readers of one text differ (两个读取器的不同): both sides are for a person to see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bihuan.engine.text.second.checking import Entry


@dataclass(frozen=True)
class Said:
    """What the first reader, or a person after it, made of a sentence (第一读取器的条目)."""

    key: int
    start: int
    end: int
    owners: tuple[str, ...]
    deadline: str


@dataclass(frozen=True)
class Differences:
    """Where the readers differ (不同之处).

    beside: key of a sentence -> the second reader's entry, where its units or its day are others. first_only: keys of
    sentences that the second does not take for work. second_only: its entries that the first has not.
    """

    beside: dict[int, Entry]
    first_only: frozenset[int]
    second_only: tuple[Entry, ...]


def differences(first: Iterable[Said], second: Sequence[Entry]) -> Differences:
    """Compare the readers sentence by sentence (对比); sentences that overlap are one."""
    known = list(first)
    work = [entry for entry in second if entry.kind != "actual"]
    beside: dict[int, Entry] = {}
    shared: set[int] = set()
    for entry in work:
        for each in known:
            if each.start < entry.end and entry.start < each.end:
                shared.add(each.key)
                if entry.kind == "task" and _is_other(each, entry):
                    beside.setdefault(each.key, entry)
    alone = [entry for entry in work if not any(each.start < entry.end and entry.start < each.end for each in known)]
    first_only = frozenset(each.key for each in known) - shared
    return Differences(beside, first_only, tuple(_once(alone)))


def _is_other(each: Said, entry: Entry) -> bool:
    return set(each.owners) != set(entry.owners) or each.deadline != entry.deadline


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Each place once; a task before the figure in it."""
    found: list[Entry] = []
    for entry in sorted(entries, key=lambda each: each.kind != "task"):
        if not any(entry.start < other.end and other.start < entry.end for other in found):
            found.append(entry)
    return sorted(found, key=lambda each: each.start)
