"""How reports lead back to their figures (报告的出处)."""

from __future__ import annotations

from django import template
from django.urls import reverse

from bihuan.engine.analysis import Cell

register = template.Library()


@register.filter
def cell_url(cell: Cell) -> str:
    """The page of the figure that a number of a report is from."""
    return reverse("figures:cell", args=[cell.unit, cell.indicator, cell.month])
