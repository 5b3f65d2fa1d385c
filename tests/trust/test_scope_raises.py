"""A query that does not say for whom raises; it never returns everything (A02)."""

from __future__ import annotations

import pytest
from django.apps import apps

from bihuan.base.scope import NoScope, Viewer
from tests.support.builders import DAY

OWN = [model for model in apps.get_models() if model.__module__.startswith("bihuan.")]
SCOPED = [model for model in OWN if hasattr(model, "scope")]

COMMON = {
    "units.Unit": "the directory of units is common knowledge in the district",
    "units.UnitName": "as the unit",
    "units.Duty": "as the unit; duties are published",
    "units.Post": "who holds which post is in the directory",
    "units.Proxy": "as the post",
    "units.Portfolio": "as the post",
    "units.Grant": "rights proposed; the pages that show them ask for the right",
    "units.ChainHead": "one row, the number and digest of the last event",
    "units.OfficeDefinition": "rules are read by everyone whom they bind",
    "units.DailyRun": "that a daily task ran",
    "work.Campaign": "names of campaigns are common knowledge, their items are not",
    "work.ItemNumber": "the last number given in a year",
}
"""Tables without a scope, and why."""


READS = {
    "all": lambda rows: rows.all(),
    "filter": lambda rows: rows.filter(pk=1),
    "exclude": lambda rows: rows.exclude(pk=1),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "values_list": lambda rows: rows.values_list("pk"),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "aggregate": lambda rows: rows.aggregate(),
    "update": lambda rows: rows.update(pk=1),
    "order_by": lambda rows: rows.order_by("pk"),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "using": lambda rows: rows.using("default"),
}


def test_every_table_has_a_scope_or_a_reason():
    without = {model._meta.label for model in OWN if model not in SCOPED}

    assert without == set(COMMON)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("read", READS)
def test_a_read_that_does_not_say_for_whom_raises(model, read):
    with pytest.raises(NoScope):
        READS[read](model.objects)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_reading_without_scope_needs_a_reason(model):
    with pytest.raises(NoScope, match="reason"):
        model.objects.unscoped("")


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_an_administrator_without_business_gets_no_business_row(model):
    viewer = Viewer(person_id=1, name="吕系统", unit_id=1, unit_name="区大数据中心", on=DAY, business=False)

    rows = model.objects.visible_to(viewer)

    assert rows.query.is_empty() != getattr(model, "administrative", False)
