"""An office's own templates, and which of them holds on a day (自有模板)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.work.models import Item, PaperTemplate
from bihuan.apps.work.queries.columns import Row
from bihuan.apps.work.queries.ledger import in_order, rows_of
from bihuan.apps.work.queries.papers import NEEDS
from bihuan.apps.work.queries.rulebook import Rulebook
from bihuan.base.scope import Viewer

SAMPLE = 8


def paper_templates(viewer: Viewer) -> QuerySet[PaperTemplate]:
    """Templates in reach, by kind, those of the latest day first."""
    return PaperTemplate.objects.visible_to(viewer).order_by("kind", "-from_on", "-pk")


def paper_template(template_id: int, viewer: Viewer) -> PaperTemplate:
    """One template; else it does not exist."""
    found = PaperTemplate.objects.visible_to(viewer).filter(pk=template_id).first()
    if found is None:
        raise Http404
    return found


def template_in_force(kind: str, viewer: Viewer) -> PaperTemplate | None:
    """The template of this viewer's unit that holds for a kind on the viewer's day; None where there is none."""
    own = PaperTemplate.objects.visible_to(viewer).filter(kind=kind, unit_id=viewer.unit_id, ended_at=None)
    return own.filter(from_on__lte=viewer.on).order_by("-from_on", "-pk").first()


def sample_rows(*, viewer: Viewer, book: Rulebook) -> list[Row]:
    """A few items in reach, for a preview."""
    items = in_order(Item.objects.visible_to(viewer).filter(number__isnull=False), "number")
    return rows_of(list(items[:SAMPLE]), book=book, columns=NEEDS)
