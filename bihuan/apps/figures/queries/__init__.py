"""Reads of figures, cut to what the viewer may see."""

from bihuan.apps.figures.queries.book import MONTHLY, Book, book
from bihuan.apps.figures.queries.burden import forms_asked
from bihuan.apps.figures.queries.catalogue import indicator_said, indicators_on, known_indicators, office_indicators
from bihuan.apps.figures.queries.cell import CellPage, cell_page, correction, figure, figures_by_number
from bihuan.apps.figures.queries.cells import Around, Shown
from bihuan.apps.figures.queries.cubes import cube, unit_tree
from bihuan.apps.figures.queries.desk import FigureLines, cell_url
from bihuan.apps.figures.queries.figures import (
    Key,
    end_of_day,
    last_versions,
    observations,
    replaced,
    standing,
    versions,
    waiting_for_release,
)
from bihuan.apps.figures.queries.indicator import IndicatorPage, indicator_page, sees_order
from bihuan.apps.figures.queries.month import MonthRow, MonthTable, around, district_id, may_read_unit, month_table
from bihuan.apps.figures.queries.notes import NoteLine, sheet_notes
from bihuan.apps.figures.queries.plan import (
    answered_by,
    asked_already,
    asked_pairs,
    assigned,
    bureaus,
    open_assignments,
    owners_of,
    plan_of,
    plan_rows,
)
from bihuan.apps.figures.queries.sheets import (
    KNOWN,
    SheetLine,
    SheetPage,
    UnitMonth,
    assignments,
    no_month,
    sheet_facts,
    sheet_or_new,
    sheet_page,
    unit_months,
)
from bihuan.apps.figures.queries.targets import (
    TargetLine,
    by_unit,
    targets_of_year,
    versions_in_force,
    years_with_targets,
)

__all__ = [
    "KNOWN",
    "MONTHLY",
    "Around",
    "Book",
    "CellPage",
    "FigureLines",
    "IndicatorPage",
    "Key",
    "MonthRow",
    "MonthTable",
    "NoteLine",
    "SheetLine",
    "SheetPage",
    "Shown",
    "TargetLine",
    "UnitMonth",
    "answered_by",
    "around",
    "asked_already",
    "asked_pairs",
    "assigned",
    "assignments",
    "book",
    "bureaus",
    "by_unit",
    "cell_page",
    "cell_url",
    "correction",
    "cube",
    "district_id",
    "end_of_day",
    "figure",
    "figures_by_number",
    "forms_asked",
    "indicator_page",
    "indicator_said",
    "indicators_on",
    "known_indicators",
    "last_versions",
    "may_read_unit",
    "month_table",
    "no_month",
    "observations",
    "office_indicators",
    "open_assignments",
    "owners_of",
    "plan_of",
    "plan_rows",
    "replaced",
    "sees_order",
    "sheet_facts",
    "sheet_notes",
    "sheet_or_new",
    "sheet_page",
    "standing",
    "targets_of_year",
    "unit_months",
    "unit_tree",
    "versions",
    "versions_in_force",
    "waiting_for_release",
    "years_with_targets",
]
