"""Letters <-> what they say (责任书内容)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bihuan.apps.figures.models import Letter
from bihuan.engine.indicators import TimeProgress, standing_of
from bihuan.engine.office import papers
from bihuan.engine.values import Quantity


def letter_target(number: int, line: Any, last_year: Any = None) -> papers.LetterTarget:
    """A target in force as a letter words it. line: `queries.TargetLine`. last_year: the figure of the year before."""
    asked, indicator = line.asked, line.indicator
    before = standing_of(asked.kind, level=last_year.level, growth=last_year.growth).value if last_year else None
    return papers.LetterTarget(
        number=str(number),
        name=line.label,
        kind=asked.kind.word,
        goal=_text(asked.goal),
        base=_text(asked.base or before),
        floor=_text(asked.floor),
        stretch=_text(asked.stretch),
        told_by="" if asked.told_by is TimeProgress.NONE else asked.told_by.word,
        source=indicator.bureau if indicator else "",
    )


def letter_task(number: int, item: Any) -> papers.LetterTask:
    """An item of the unit as a letter words it. item: `work.Item`."""
    due = item.due_on
    standard = item.target or item.requirement
    return papers.LetterTask(str(number), item.title, standard, f"{due:%Y-%m-%d}" if due else "")


def to_letter(  # noqa: PLR0913 - a letter has this many parts
    *,
    superior: str,
    unit: str,
    year: int,
    version: int,
    basis: str,
    lines: Iterable[Any],
    last_year: Mapping[str, Any],
    items: Iterable[Any],
    guarantees: Sequence[str],
    reason: str,
) -> papers.TargetLetter:
    """A letter from the unit's targets in force and the items that it leads (拟责任书)."""
    return papers.tidy(
        papers.TargetLetter(
            superior=superior,
            unit=unit,
            year=year,
            version=version,
            basis=basis,
            targets=tuple(
                letter_target(number, line, last_year.get(line.code)) for number, line in enumerate(lines, start=1)
            ),
            tasks=tuple(letter_task(number, item) for number, item in enumerate(items, start=1)),
            guarantees=tuple(guarantees),
            reason=reason,
        )
    )


def said_in(row: Letter) -> papers.TargetLetter:
    """What a kept letter says."""
    return papers.letter_of_facts(row.content)


def wording_of(row: Letter) -> papers.Wording:
    """The words in which it was written."""
    return papers.wording(row.wording)


def _text(number: Quantity | None) -> str:
    return "" if number is None else str(number)


def with_number(said: papers.TargetLetter, *, number: str, from_on: date) -> papers.TargetLetter:
    """A letter with the paper that allowed it and the day from which it holds."""
    return papers.tidy(replace(said, number=number, in_force_on=from_on))
