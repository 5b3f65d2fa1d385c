"""A second reader's entries as kept values, and where the readers differ as lines of a page (第二读取器)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bihuan.engine.text import Entry, Said, differences
from bihuan.engine.values import Finding


@dataclass(frozen=True)
class Other:
    """What the second reader says of a sentence (第二读取器的说法)."""

    kind: str
    start: int
    end: int
    quote: str
    owners: str
    deadline: str
    figures: str


@dataclass(frozen=True)
class Both:
    """Where the two readers differ: rows of the first beside the second's word, and what one of them alone has."""

    beside: list[tuple[Any, Other]]
    first_only: list[Any]
    second_only: list[Other]

    def of(self, row_id: int) -> Other | None:
        """The second reader's other word on one candidate."""
        return next((other for row, other in self.beside if row.pk == row_id), None)

    @property
    def count(self) -> int:
        """How many sentences they differ on."""
        return len(self.beside) + len(self.first_only) + len(self.second_only)


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry as it is kept."""
    return {
        "kind": entry.kind,
        "start": entry.start,
        "end": entry.end,
        "quote": entry.quote,
        "deadline": entry.deadline,
        "owners": list(entry.owners),
        "figures": [
            {
                "name": each.name,
                "value": f"{each.value:f}",
                "unit": each.unit,
                "status": each.status,
                "period": each.period,
            }
            for each in entry.figures
        ],
    }


def plain_note(note: Finding) -> dict[str, str]:
    """A note as it is kept."""
    return {"code": note.code, "sentence": note.sentence}


def both(rows: Iterable[Any], entries: Sequence[Mapping[str, Any]]) -> Both:
    """Candidates and the second reader's entries compared; rejected ones count as known."""
    known = {row.pk: row for row in rows if not row.is_broken and row.state != "split"}
    first = [
        Said(row.pk, row.start, row.end, tuple(each for each in row.owners.split("、") if each), row.deadline)
        for row in known.values()
    ]
    kept = {(each["start"], each["end"], each["kind"]): each for each in entries}
    found = differences(first, [_entry(each) for each in entries])
    return Both(
        [(known[key], _other(kept[_key(entry)])) for key, entry in found.beside.items()],
        [row for key, row in known.items() if key in found.first_only],
        [_other(kept[_key(entry)]) for entry in found.second_only],
    )


def _key(entry: Entry) -> tuple[int, int, str]:
    return entry.start, entry.end, entry.kind


def _entry(each: Mapping[str, Any]) -> Entry:
    owners = tuple(each["owners"])
    return Entry(each["kind"], each["start"], each["end"], each["quote"], each["deadline"], owners)


def _other(each: Mapping[str, Any]) -> Other:
    figures = "、".join(f"{figure['name']} {figure['value']}{figure['unit']}" for figure in each["figures"])
    owners = "、".join(each["owners"])
    return Other(each["kind"], each["start"], each["end"], each["quote"], owners, each["deadline"], figures)
