"""A query that does not say for whom raises; it never returns everything (A02)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Count

from bihuan.apps.units.queries import viewer_of
from bihuan.apps.work.models import Item, Party
from bihuan.base.scope import NoScope, Viewer
from tests.support.builders import DAY
from tests.support.items import make_item

OWN = [model for model in apps.get_models() if model.__module__.startswith("bihuan.")]
SCOPED = [model for model in OWN if hasattr(model, "scope")]

COMMON = {
    "desk.Gateway": "which ways out are on decides for everybody; secrets are not in it",
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
    "projects.ProjectNumber": "the last number of a project in a year",
    "reports.AnalysisNumber": "the last number of a report in a year",
    "work.Campaign": "names of campaigns are common knowledge, their items are not",
    "work.ItemNumber": "the last number given in a year",
    "work.PaperNumber": "the last number of a kind of paper in a year",
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


ALONE = {
    "a loop": list,
    "len": len,
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "values": lambda rows: list(rows.values("pk")),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "iterator": lambda rows: list(rows.iterator()),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "update": lambda rows: rows.update(pk=1),
    "delete": lambda rows: rows.delete(),
}


@pytest.mark.parametrize("read", ALONE)
def test_what_is_only_a_condition_answers_nothing_by_itself(read):
    rows = Party.objects.inside().filter(role="lead")

    with pytest.raises(NoScope, match="part of another query"):
        ALONE[read](rows)


@pytest.mark.django_db
def test_a_condition_counts_inside_a_query_that_says_for_whom(cast):
    item = make_item(cast, "dispatched")
    led = Party.objects.inside().filter(unit=cast.units.lead, to_at=None).values("item_id")

    asked = {name: Item.objects.visible_to(viewer_of(getattr(cast, name), on=DAY)) for name in ("lead_head", "nobody")}

    assert {name: [row.pk for row in rows.filter(pk__in=led)] for name, rows in asked.items()} == {
        "lead_head": [item.pk],
        "nobody": [],
    }


@pytest.mark.django_db
def test_rows_of_owners_in_hand_are_theirs_alone(cast):
    mine, others = make_item(cast, "dispatched"), make_item(cast, "dispatched")

    found = {party.item_id for party in Party.objects.of([mine])}

    assert found == {mine.pk} != {others.pk}


@pytest.mark.django_db
def test_a_row_that_moved_meanwhile_is_not_written(cast):
    item = make_item(cast, "dispatched")

    late = Item.objects.write_if(item, stands={"version": item.version - 1}, values={"note": "晚到"})
    right = Item.objects.write_if(item, stands={"version": item.version}, values={"note": "正好"})

    item.refresh_from_db()
    assert (late, right, item.note) == (False, True, "正好")


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_reading_without_scope_needs_a_reason(model):
    with pytest.raises(NoScope, match="reason"):
        model.objects.unscoped("")


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_an_administrator_without_business_gets_no_business_row(model):
    viewer = Viewer(person_id=1, name="吕系统", unit_id=1, unit_name="区大数据中心", on=DAY, business=False)

    rows = model.objects.visible_to(viewer)

    assert rows.query.is_empty() != getattr(model, "administrative", False)
