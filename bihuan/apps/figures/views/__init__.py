"""Pages of figures."""

from bihuan.apps.figures.views.cell import cell
from bihuan.apps.figures.views.corrections import correct, correction_file, decide
from bihuan.apps.figures.views.indicator import indicator
from bihuan.apps.figures.views.month import month
from bihuan.apps.figures.views.sheets import lock, review, sheet, sheets, withdraw

__all__ = [
    "cell",
    "correct",
    "correction_file",
    "decide",
    "indicator",
    "lock",
    "month",
    "review",
    "sheet",
    "sheets",
    "withdraw",
]
