"""How targets stand at a stage of the year: 开门红, 双过半, 冲刺 (关键节点)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.progress import Progress, lamp_of, progress_of
from bihuan.apps.figures.queries.targets import TargetLine, by_unit, targets_of_year
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Reached, Stage
from bihuan.engine.values import Month


@dataclass(frozen=True)
class StageLine:
    """One target at a stage: how it stands, and whether it does what the stage asks (节点一行)."""

    progress: Progress
    reached: Reached

    @property
    def line(self) -> TargetLine:
        """The target with its figure."""
        return self.progress.line


@dataclass(frozen=True)
class StagePage:
    """Targets of a year at a stage, by unit in the order of their tree (关键节点). month: None before the stage."""

    code: str
    stage: Stage
    source: str
    year: int
    month: Month | None
    groups: list[tuple[int, str, list[StageLine]]]

    @property
    def lines(self) -> list[StageLine]:
        """All of them."""
        return [line for _, _, lines in self.groups for line in lines]


def stages(day: date) -> list[tuple[str, Stage, str]]:
    """Stages in force on a day in the order of their months: code, stage, source (关键节点)."""
    found = [
        (each.code, engine.stage(each.body), each.source.label) for each in units.definitions("year_stages", on=day)
    ]
    return sorted(found, key=lambda one: one[1].months)


def stage_page(
    viewer: Viewer, code: str, *, year: int, book: Book, unit_id: int | None = None, known_on: date | None = None
) -> StagePage:
    """Targets of a year at one stage, of every unit in reach or of one (关键节点).

    Raises: Http404: no such stage.
    """
    found = next((one for one in stages(viewer.on) if one[0] == code), None)
    if found is None:
        raise Http404
    _, stage, source = found
    month = stage.month_of(year, book.month_due())
    lines = []
    if month is not None:
        lines = targets_of_year(viewer, year, unit=unit_id, on=known_on, month=month, rules=book)
    groups = []
    for pk, name, own in by_unit([line for line in lines if line.indicator is not None and _is_within(line, stage)]):
        made = _with_lamps(viewer, stage, own, month=month, book=book, known_on=known_on)
        groups.append((pk, name, [_line(stage, each) for each in made]))
    return StagePage(code, stage, source, year, month, groups)


def _is_within(line: TargetLine, stage: Stage) -> bool:
    """Whether the newest figure is of the stage's months."""
    return line.month is not None and line.month.month in stage.months


def _with_lamps(
    viewer: Viewer, stage: Stage, lines: list[TargetLine], *, month: Month | None, book: Book, known_on: date | None
) -> list[Progress]:
    """Targets of one unit with lamps; what the rest of the year needs only where the stage asks for it."""
    if stage.asks != "pace" or month is None:
        return [Progress(line, lamp_of(line, book), None) for line in lines]
    found = progress_of(viewer, lines, month=month, book=book, known_on=known_on)
    return [each for own in found.values() for each in own]


def _line(stage: Stage, progress: Progress) -> StageLine:
    needed = progress.needed
    required, best = (needed.month, needed.best) if needed else (None, None)
    line = progress.line
    return StageLine(progress, engine.reached(stage, line.asked.kind, line.judged, required=required, best=best))
