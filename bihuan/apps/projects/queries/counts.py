"""What the library itself can count: projects begun and producing, investment done (项目库自动计数)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Sum

from bihuan.apps.projects.models import MonthReport, MonthState, Project, StageEntry
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month


def lead_units(viewer: Viewer) -> set[int]:
    """Units that lead a project of the library, those terminated left out."""
    rows = Project.objects.visible_to(viewer).filter(terminated_on=None)
    return set(rows.order_by().values_list("lead_unit_id", flat=True).distinct())


def entered_by_unit(viewer: Viewer, stage: str, month: Month) -> dict[int, int]:
    """Lead unit -> projects that entered a stage in a year up to a month, each once, without those terminated."""
    rows = StageEntry.objects.visible_to(viewer).filter(
        stage=stage,
        entered_on__gte=Month(month.year, 1).start_on,
        entered_on__lte=month.end_on,
        project__terminated_on=None,
    )
    found: dict[int, int] = {}
    pairs = rows.order_by().values_list("project__lead_unit_id", "project_id").distinct()
    for unit_id, _ in pairs:
        found[unit_id] = found.get(unit_id, 0) + 1
    return found


def investment_by_unit(viewer: Viewer, month: Month) -> Mapping[int, Decimal]:
    """Lead unit -> what its checked reports tell of January to a month, in 万元; units without any are absent."""
    rows = MonthReport.objects.visible_to(viewer).filter(
        month=month, state=MonthState.APPROVED, ytd__isnull=False, project__terminated_on=None
    )
    sums = rows.order_by().values("project__lead_unit_id").annotate(done=Sum("ytd"))
    return {each["project__lead_unit_id"]: each["done"] for each in sums}
