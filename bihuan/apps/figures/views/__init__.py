"""Pages of figures."""

from bihuan.apps.figures.views.breakdowns import breakdown
from bihuan.apps.figures.views.catalogue import indicator_change, indicator_new, indicators
from bihuan.apps.figures.views.cell import cell
from bihuan.apps.figures.views.corrections import correct, correction_file, decide
from bihuan.apps.figures.views.doublings import doubling, doubling_new, doublings
from bihuan.apps.figures.views.exports import indicator_export, month_export
from bihuan.apps.figures.views.indicator import indicator
from bihuan.apps.figures.views.letters import (
    letter,
    letter_check,
    letter_file,
    letter_force,
    letter_new,
    letter_sign,
    letters,
)
from bihuan.apps.figures.views.measures import measure_end, measure_new, measure_take, measures
from bihuan.apps.figures.views.month import month
from bihuan.apps.figures.views.plan import plan, plan_end, plan_new, plan_unit
from bihuan.apps.figures.views.remarks import remark
from bihuan.apps.figures.views.said import said
from bihuan.apps.figures.views.sheets import lock, review, sheet, sheets, withdraw
from bihuan.apps.figures.views.stages import stage, stages
from bihuan.apps.figures.views.targets import target, target_change, target_end, target_new, targets
from bihuan.apps.figures.views.templates import import_page, import_take, receive, template

__all__ = [
    "breakdown",
    "cell",
    "correct",
    "correction_file",
    "decide",
    "doubling",
    "doubling_new",
    "doublings",
    "import_page",
    "import_take",
    "indicator",
    "indicator_change",
    "indicator_export",
    "indicator_new",
    "indicators",
    "letter",
    "letter_check",
    "letter_file",
    "letter_force",
    "letter_new",
    "letter_sign",
    "letters",
    "lock",
    "measure_end",
    "measure_new",
    "measure_take",
    "measures",
    "month",
    "month_export",
    "plan",
    "plan_end",
    "plan_new",
    "plan_unit",
    "receive",
    "remark",
    "review",
    "said",
    "sheet",
    "sheets",
    "stage",
    "stages",
    "target",
    "target_change",
    "target_end",
    "target_new",
    "targets",
    "template",
    "withdraw",
]
