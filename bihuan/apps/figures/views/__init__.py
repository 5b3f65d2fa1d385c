"""Pages of figures."""

from bihuan.apps.figures.views.cell import cell
from bihuan.apps.figures.views.month import month
from bihuan.apps.figures.views.sheets import lock, review, sheet, sheets, withdraw

__all__ = ["cell", "lock", "month", "review", "sheet", "sheets", "withdraw"]
