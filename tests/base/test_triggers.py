"""The database refuses to change or delete the event log, whoever asks (A12)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, models, transaction

from bihuan.apps.units import actions
from bihuan.apps.units.models import Event
from bihuan.base import registries, triggers
from tests.support.builders import NOW, actor
from tests.support.database import lift_triggers


@pytest.fixture
def event(cast):
    return actions.record_event("test.done", object_kind="test", object_id=1, by=actor(cast.supervisor), at=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units_event SET why = 'x'",
        "DELETE FROM units_event",
        "UPDATE units_event SET person_name = 'x' WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(event, statement):
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Event.objects.unscoped("test").get().why == ""


def test_the_database_refuses_to_replace_an_event(event):
    if connection.vendor == "postgresql":
        statement = "TRUNCATE units_event"
    else:
        statement = "INSERT OR REPLACE INTO units_event SELECT * FROM units_event"

    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_lifted_trigger_is_noticed_and_put_back():
    lift_triggers()
    assert triggers.missing(connection) == list(registries.append_only_tables)

    triggers.create(connection)

    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_changed_column_drops_the_triggers_on_sqlite_and_the_check_sees_it():
    wider = models.CharField("事件", max_length=61)
    wider.set_attributes_from_name("kind")

    with connection.schema_editor() as editor:
        editor.alter_field(Event, Event._meta.get_field("kind"), wider)
    lost = triggers.missing(connection)
    with connection.schema_editor() as editor:
        editor.alter_field(Event, wider, Event._meta.get_field("kind"))
    triggers.create(connection)

    assert lost == ([] if connection.vendor == "postgresql" else ["units_event"])
    assert triggers.missing(connection) == []
