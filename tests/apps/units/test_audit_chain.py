"""The event log is a chain; whatever is done to it behind the program's back is found and named (A13, A15)."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bihuan.apps.units import actions, queries
from bihuan.apps.units.models import ChainHead, Event
from bihuan.base import chain, triggers
from tests.support.builders import NOW, actor
from tests.support.database import lift_triggers


@pytest.fixture
def log(cast, settings, tmp_path):
    """Twenty events, guards lifted as an intruder with the owner's rights would."""
    settings.HOME = tmp_path
    by = actor(cast.supervisor)
    for number in range(1, 21):
        actions.record_event("test.done", object_kind="test", object_id=number, by=by, at=NOW, why=f"第{number}次")
    lift_triggers()
    yield
    triggers.create(connection)


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_log_holds(log):
    assert queries.first_break() is None


@pytest.mark.parametrize(
    ("deed", "number"),
    [
        ("UPDATE units_event SET why = 'x' WHERE seq = 7", 7),
        ("UPDATE units_event SET person_name = '别人' WHERE seq = 20", 20),
        ("UPDATE units_event SET algorithm = 'none' WHERE seq = 5", 5),
        ("DELETE FROM units_event WHERE seq = 9", 9),
        ("DELETE FROM units_event WHERE seq = 1", 1),
        ("DELETE FROM units_event WHERE seq = 20", 20),
        ("DELETE FROM units_event WHERE seq > 10", 11),
    ],
)
def test_a_change_or_a_hole_is_named(log, deed, number):
    run(deed)

    assert queries.first_break().seq == number


def test_two_swapped_events_are_named(log):
    for frm, to in ((5, 1005), (6, 5), (1005, 6)):
        run("UPDATE units_event SET seq = %s WHERE seq = %s", to, frm)

    assert queries.first_break().seq == 5


def test_an_inserted_event_is_named(log):
    event = Event.objects.unscoped("test").get(seq=20)
    event.seq, event.previous, event.digest = 21, event.digest, "f" * 64
    Event.objects.bulk_create([event])

    assert queries.first_break().seq == 21


def rechain(first: int) -> None:
    """What an intruder who knows the program would do: compute every later digest anew, and the head."""
    events = list(Event.objects.unscoped("test").order_by("seq"))
    previous = events[first - 2].digest if first > 1 else chain.GENESIS
    for event in events[first - 1 :]:
        from bihuan.apps.units.mapping import CHAINED, canonical

        event.previous = previous
        row = canonical({name: getattr(event, name) for name in CHAINED})
        event.digest = previous = chain.link(row, previous=previous, algorithm=event.algorithm)
        run("DELETE FROM units_event WHERE seq = %s", event.seq)
    Event.objects.bulk_create(events[first - 1 :])
    ChainHead.objects.update(seq=len(events), digest=previous)


def test_a_rewritten_chain_is_seen_by_its_anchor(log):
    actions.anchor_chain(now=timezone.now())
    run("UPDATE units_event SET why = 'x' WHERE seq = 7")
    rechain(7)

    broken = queries.first_break()

    assert broken.seq == 20
    assert "锚点" in broken.sentence


@pytest.mark.parametrize("cut", [1, 10])
def test_a_cut_tail_with_a_mended_head_is_seen_by_its_anchor(log, cut):
    actions.anchor_chain(now=timezone.now())
    run("DELETE FROM units_event WHERE seq > %s", 20 - cut)
    rechain(21 - cut)

    assert queries.first_break().seq == 20


def test_a_forged_anchor_is_seen(log):
    actions.anchor_chain(now=timezone.now())
    path = settings.HOME / "audit.anchors"
    path.write_text(path.read_text().replace(" 20,", " 19,"))

    assert "锚点文件第1行" in queries.first_break().sentence


def test_the_command_names_the_event_and_fails(log, capsys):
    run("UPDATE units_event SET why = 'x' WHERE seq = 7")

    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")

    assert ended.value.code == 1
    assert "第7号" in capsys.readouterr().err


def test_the_command_says_that_the_log_holds(log, capsys):
    call_command("verify_audit")

    assert "共20条" in capsys.readouterr().out


def test_a_log_must_hold_the_event_that_a_backup_names(log):
    twelfth = Event.objects.unscoped("test").get(seq=12)

    assert queries.first_break(holds=(12, twelfth.digest)) is None
    assert queries.first_break(holds=(12, "0" * 64)).seq == 12
    assert queries.first_break(holds=(21, twelfth.digest)).seq == 21


def test_the_command_takes_the_event_that_must_be_held(log):
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--holds", "12", "0" * 64)


def test_start_is_refused_while_a_guard_is_missing(log):
    with pytest.raises(triggers.Unguarded, match="seal_audit"):
        triggers.require(connection)


def test_sealing_restores_the_guards_and_is_kept(log):
    call_command("seal_audit")

    assert triggers.complaint(connection) is None
    assert Event.objects.unscoped("test").get(kind="audit.sealed").seq == 21


@pytest.mark.parametrize("name", ["", "Asia/Shanghai", "America/New_York"])
def test_the_chain_hashes_moments_alike_in_every_zone(log, name, monkeypatch):
    import time

    monkeypatch.setenv("TZ", name)
    time.tzset()

    assert queries.first_break() is None

    monkeypatch.undo()
    time.tzset()
