"""A returned sheet merged with what stands now (三方合并): nothing that others changed meanwhile is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bihuan.engine.office.tables.compare import Values, same

Outcome = Literal["unchanged", "taken", "conflict", "missing", "gone", "strange"]
"""What becomes of a row (行的结果).

unchanged: the sheet says nothing new. taken: its values hold. conflict: someone else changed the same cell.
missing: its row was deleted in the sheet; what stands is kept. gone: the entry is no longer open to this unit.
strange: a key that the sheet was not given.
"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both sides changed (冲突): as handed out, as returned, as it stands now."""

    code: str
    given: Any
    returned: Any
    now: Any


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row merged (合并结果): values to take, and conflicts that a person decides with both values before them.

    written: of a row that cannot be taken (gone, strange), all that the sheet says, so that it is not lost.
    """

    key: str
    outcome: Outcome
    taken: Mapping[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    written: Mapping[str, Any] | None = None


def merge(
    returned: Mapping[str, Values],
    *,
    given: Mapping[str, Values],
    now: Mapping[str, Values],
    codes: Sequence[str],
) -> tuple[MergedRow, ...]:
    """Each row of a returned sheet, and each that it should have returned (三方合并).

    Args: returned, given, now: values by row key, as the sheet says, as it was filled from, as they stand.
        codes: columns that may be filled in; the others are never taken.
    """
    keys = [*returned, *(key for key in given if key not in returned)]
    return tuple(_row(key, returned.get(key), given.get(key), now.get(key), codes) for key in keys)


def _row(
    key: str, returned: Values | None, given: Values | None, now: Values | None, codes: Sequence[str]
) -> MergedRow:
    if returned is None:
        return MergedRow(key, "missing", {})
    written = {code: returned.get(code) for code in codes if code in returned}
    if given is None:
        return MergedRow(key, "strange", {}, (), written)
    changed = {code: value for code, value in written.items() if not same(value, given.get(code))}
    if now is None:
        return MergedRow(key, "gone" if changed else "unchanged", {}, (), changed or None)
    news = {code: value for code, value in changed.items() if not same(value, now.get(code))}
    taken = {code: value for code, value in news.items() if same(now.get(code), given.get(code))}
    conflicts = tuple(
        Conflict(code, given.get(code), value, now.get(code)) for code, value in news.items() if code not in taken
    )
    return MergedRow(key, "conflict" if conflicts else "taken" if taken else "unchanged", taken, conflicts)
