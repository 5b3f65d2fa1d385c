"""Rows of a file compared with what is known (比对): new, changed, the same, or wrong, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bihuan.engine.office.cells.words import plain
from bihuan.engine.values import Finding

Sort = Literal["new", "changed", "same", "wrong"]
Values = Mapping[str, Any]
KeyCodes = Sequence[str]
"""Columns that together tell one entry from another (自然键)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row of a file (来行): where it stands, its values by column code, and what is wrong with it already."""

    at: str
    values: Values
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs (变更): what is known, and what the file says."""

    code: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Compared:
    """One row compared (比对结果): what it is, the known entry it belongs to, and what would change."""

    row: Incoming
    sort: Sort
    known: Hashable | None = None
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file compared (整表比对): every row of it, and the known entries that it does not name."""

    rows: tuple[Compared, ...]
    absent: tuple[Hashable, ...]

    @property
    def counts(self) -> dict[Sort, int]:
        """How many rows are new, changed, the same and wrong (各类行数)."""
        found = Counter(row.sort for row in self.rows)
        return {sort: found[sort] for sort in ("new", "changed", "same", "wrong")}


def compare(
    rows: Iterable[Incoming],
    known: Mapping[Hashable, Values],
    *,
    keys: Sequence[KeyCodes],
    codes: Sequence[str],
    blank_clears: bool = False,
) -> Comparison:
    """Each row of a file beside the known entry it belongs to (比对).

    Args: known: values of the known entries by their identity. keys: ways to recognise an entry, the surest first; the
        first of which a row has all values decides. codes: columns that are compared. blank_clears: whether an empty
        cell takes a known value away; else it says nothing.
    """
    comparer = _Comparer(known, keys, codes, blank_clears)
    compared = tuple(comparer.compared(row) for row in _told_apart(rows, keys))
    named = {each.known for each in compared}
    return Comparison(compared, tuple(identity for identity in known if identity not in named))


def _told_apart(rows: Iterable[Incoming], keys: Sequence[KeyCodes]) -> list[Incoming]:
    """The rows, those that stand twice in the file as wrong."""
    rows = list(rows)
    places: dict[Hashable, list[str]] = {}
    for row in rows:
        places.setdefault(_own_key(row.values, keys), []).append(row.at)
    return [_twice(row, places[key]) if (key := _own_key(row.values, keys)) is not None else row for row in rows]


def _twice(row: Incoming, places: Sequence[str]) -> Incoming:
    others = [at for at in places if at != row.at]
    if not others:
        return row
    sentence = f"与{others[0]}是同一事项，文件里写了{len(places)}次，请只留一行。"
    return Incoming(row.at, row.values, (*row.findings, Finding("twice_in_file", row.at, sentence)))


def _own_key(values: Values, keys: Sequence[KeyCodes]) -> tuple[KeyCodes, Hashable] | None:
    """The first key of which a row has all values."""
    for codes in keys:
        parts = tuple(_key_part(values.get(code)) for code in codes)
        if all(parts):
            return tuple(codes), parts
    return None


def _key_part(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "、".join(map(_key_part, value))
    return plain(str(value)).rstrip("。；;.")


class _Comparer:
    """Compares rows with entries that are found by any of their keys."""

    def __init__(
        self, known: Mapping[Hashable, Values], keys: Sequence[KeyCodes], codes: Sequence[str], blank_clears: bool
    ) -> None:
        self._known, self._keys, self._codes, self._blank_clears = known, keys, codes, blank_clears
        self._index: dict[tuple[KeyCodes, Hashable], list[Hashable]] = {}
        for identity, values in known.items():
            for each in keys:
                key = _own_key(values, [each])
                if key is not None:
                    self._index.setdefault(key, []).append(identity)

    def compared(self, row: Incoming) -> Compared:
        """One row."""
        key = _own_key(row.values, self._keys)
        entries = self._index.get(key, []) if key is not None else []
        findings = [*row.findings, *self._doubts(row, key, entries)]
        identity = entries[0] if len(entries) == 1 else None
        if findings:
            return Compared(row, "wrong", identity, (), tuple(findings))
        if identity is None:
            return Compared(row, "new")
        changes = tuple(self._changes(row.values, self._known[identity], recognised_by=key[0] if key else ()))
        return Compared(row, "changed" if changes else "same", identity, changes)

    def _doubts(self, row: Incoming, key: object, entries: Sequence[Hashable]) -> Iterable[Finding]:
        if key is None and not row.findings:
            yield Finding("no_key", row.at, "缺少能认出是哪一项的内容（如编号，或任务和牵头单位），请补上。")
        if len(entries) > 1:
            yield Finding("several_entries", row.at, f"与已有的{len(entries)}项都对得上，请补上编号，说明是哪一项。")

    def _changes(self, said: Values, known: Values, *, recognised_by: KeyCodes) -> Iterable[Change]:
        """What differs; a space or a full stop more in what the entry was recognised by is no change."""
        for code in self._codes:
            if code in recognised_by:
                continue
            old, new = known.get(code), said.get(code)
            if code not in said or (is_none(new) and not self._blank_clears):
                continue
            if not same(old, new):
                yield Change(code, old, new)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same (是否相同): nothing equals nothing, lines of text may end either way."""
    if is_none(one) or is_none(other):
        return is_none(one) and is_none(other)
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
    return bool(one == other)


def is_none(value: Any) -> bool:
    """Whether there is no value (是否为空)."""
    return value is None or value in ("", ())
