"""The demonstration's measures: a small library, and two taken for what lagged in the last month (演示措施)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.figures import actions
from bihuan.base.demonstration import Demonstration
from bihuan.engine.values import Month

OFFICE = "ducha"
TAKEN = {"value_added_industry_ads": "GXJ", "industrial_investment": "FGJ"}
"""Indicators for which a measure was taken, and who leads it."""


def make(demonstration: Demonstration, month: Month) -> int:
    """Fill the library and take the first measure of two indicators; how many measures there are."""
    told = yaml.safe_load((Path(__file__).parent / "measures.yaml").read_text("utf-8"))
    before = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=200), time(10)))
    by = demonstration.actor_of(OFFICE, before)
    rows = [actions.add_measure(actions.NewMeasure(*line), by=by, now=before) for line in told]
    units = demonstration.made["units"]
    district = next(unit.pk for unit in units.values() if unit.depth == 1)
    now = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=2), time(9)))
    sides: dict[str, Any] = {"by": demonstration.actor_of(OFFICE, now), "now": now}
    for code, lead in TAKEN.items():
        row = next(each for each in rows if each.indicator == code)
        due_on = demonstration.on + timedelta(days=row.days)
        taking = actions.Taking(district, month, row.cause, units[lead].pk, due_on)
        actions.take_measure(row.pk, taking, **sides)
    return len(rows)
