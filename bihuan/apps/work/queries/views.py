"""A person's saved views and own columns of a ledger (常用视图、本人栏目)."""

from __future__ import annotations

from django.db.models import QuerySet

from bihuan.apps.work.models import SavedView
from bihuan.apps.work.queries.columns import FROZEN, USUAL
from bihuan.base import prepared
from bihuan.base.scope import Viewer

OWN_COLUMNS = "items.columns"


def saved_views(viewer: Viewer, page: str = "items") -> list[SavedView]:
    """Own views of a list, those shared with a unit in reach, and the row that keeps the own columns; one query."""
    return prepared.instances(_saved, viewer, page)


def _saved(viewer: Viewer, page: str) -> QuerySet[SavedView]:
    return SavedView.objects.visible_to(viewer).filter(page__startswith=page).order_by("name")


def columns_of(views: list[SavedView], *, asked: str, viewer: Viewer) -> tuple[str, ...]:
    """Codes of the columns to show: those in the address, else the own ones, else the usual; the frozen ones lead."""
    own = [view.columns for view in views if view.page == OWN_COLUMNS and view.person_id == viewer.person_id]
    codes = asked.split(",") if asked else own[0] if own and own[0] else USUAL
    return (*FROZEN, *(code for code in dict.fromkeys(codes) if code not in FROZEN))
