"""Reports that were made, and which of their figures were corrected since (经济运行分析)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.figures import queries as figures
from bihuan.apps.reports.models import AnalysisReport, ReportState
from bihuan.base.scope import Viewer
from bihuan.engine.analysis import Analysis, Cell
from bihuan.engine.values import Month


def analyses(viewer: Viewer) -> QuerySet[AnalysisReport]:
    """Reports in reach, the newest month first."""
    return AnalysisReport.objects.visible_to(viewer).order_by("-month", "-pk").defer("content", "edits")


def analysis_report(report_id: int, viewer: Viewer) -> AnalysisReport:
    """One report; else it does not exist."""
    found: AnalysisReport | None = AnalysisReport.objects.visible_to(viewer).filter(pk=report_id).first()
    if found is None:
        raise Http404
    return found


def draft_of(month: Month, viewer: Viewer) -> AnalysisReport | None:
    """The draft of a month, if there is one."""
    found: AnalysisReport | None = (
        AnalysisReport.objects.visible_to(viewer).filter(month=month, state=ReportState.DRAFT).first()
    )
    return found


@dataclass(frozen=True)
class Corrected:
    """A figure of a report that says something else by now (更正). was, now: kept rows; what: what its entry says."""

    cell: Cell
    what: str
    was: Any
    now: Any


def figures_of(report: Analysis) -> dict[Cell, str]:
    """Each figure that a report rests on, with what its first entry says."""
    found: dict[Cell, str] = {}
    for source in report.sources:
        for cell in source.cells:
            if cell.version is not None and (cell not in found or len(source.cells) == 1):
                found[cell] = found.get(cell, source.what)
    return found


def corrected_since(report: Analysis, viewer: Viewer) -> list[Corrected]:
    """Figures of a report in whose place another version stands now (出稿后更正的数)."""
    cells = figures_of(report)
    stands = figures.standing(
        viewer,
        months={cell.month for cell in cells},
        unit_ids={cell.unit for cell in cells},
        indicators={cell.indicator for cell in cells},
    )
    return list(_corrected(cells, stands, viewer))


def _corrected(cells: dict[Cell, str], stands: dict[figures.Key, Any], viewer: Viewer) -> Iterable[Corrected]:
    moved = {cell: stands.get((cell.unit, cell.indicator, cell.month)) for cell in cells}
    moved = {cell: row for cell, row in moved.items() if row is not None and row.pk != cell.version}
    before = figures.figures_by_number({cell.version for cell in moved}, viewer)
    for cell, row in moved.items():
        yield Corrected(cell, cells[cell], before.get(cell.version or 0), row)
