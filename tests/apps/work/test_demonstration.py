"""The demonstration district: every state occurs, the chain holds, the same seed and day give the same data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from bihuan.apps.units.mapping import CHAINED, canonical
from bihuan.apps.units.models import Event
from bihuan.apps.work import queries
from bihuan.apps.work.models import Item, Progress
from bihuan.base import chain
from bihuan.base.scope import Viewer
from bihuan.engine.loop import MOVES

ON = date(2026, 11, 20)
ROOMS = ("units", "documents", "work", "figures", "enterprises", "projects", "reports", "desk")
BY_CHANCE = {"password", "path", "previous", "digest", "seq", "evidence", "since_at"}
"""Columns that differ each time: salted, random or counted by the database."""


def make(size: str = "small") -> None:
    """Make the district of one day."""
    call_command("demo", size=size, on=ON, stdout=StringIO())


def breaks() -> list[chain.Break]:
    """Where the chain of events does not hold."""
    rows = Event._base_manager.order_by("seq").values(*CHAINED, "algorithm", "previous", "digest").iterator(2000)
    return list(chain.breaks((canonical(row), row["algorithm"], row["previous"], row["digest"]) for row in rows))


def number_from_one() -> None:
    """Have PostgreSQL number rows anew: a rollback does not take its sequences back, and messages hold addresses."""
    tables = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def digests() -> dict[str, str]:
    """A digest of each table over what the maker decides, in the order of writing."""
    found = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            rows = "\n".join(str(row) for row in _told(model))
            found[model.__name__] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def _told(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    fields = [field for field in model._meta.concrete_fields if not field.is_relation and not field.primary_key]
    names = [field.name for field in fields if field.name not in BY_CHANCE and not field.name.endswith("_id")]
    rows = model._base_manager.order_by("pk").values(*names) if names else []
    return (row for row in rows if row.get("kind") != "demo.made")


@pytest.mark.django_db
def test_items_of_the_demonstration_stand_in_every_state():
    make()

    items = list(Item.objects.visible_to(Viewer.worker(on=ON)))
    states = {state.code for kind in queries.kinds_on(ON) for state in kind.states}
    assert {item.state for item in items} == states
    late = [item for item in items if item.due_on and item.due_on < (item.done_on or ON)]
    assert 1 / 8 < len(late) / len(items) < 1 / 4
    taken = [item for item in items if item.candidate_id]
    assert all(item.source_quote and item.source_end for item in taken)
    assert taken
    assert breaks() == []


@pytest.mark.django_db
def test_nearly_all_that_can_happen_to_an_item_happens_in_the_demonstration():
    make()

    events = Event._base_manager.filter(kind="work.moved", result="done").values_list("after", "acted_for")
    told = [(json.loads(after), acted_for) for after, acted_for in events]
    rare = {"recall_dispatch", "recall_objection", "recall_extension", "recall_feedback", "recall_report"}
    rare |= {"keep_unit", "redispatch", "resume", "return_to_registered", "add_joint_units", "add_support_units"}
    assert {move.code for move in MOVES} - {facts["move"] for facts, _ in told} <= rare
    assert {"red", "yellow"} <= {facts.get("slip") for facts, _ in told}
    assert any(acted_for for _, acted_for in told)
    assert Progress._base_manager.filter(unchanged=True).exists()


@pytest.mark.django_db
def test_the_same_seed_and_day_give_the_same_district():
    number_from_one()
    with transaction.atomic():
        make()
        first = digests()
        transaction.set_rollback(True)
    number_from_one()

    make()

    assert digests() == first
