"""The year turns at midnight in Shanghai, whatever the machine's zone is (A71)."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest

from bihuan.apps.work import actions
from bihuan.engine.calendar import SHANGHAI
from tests.support.builders import actor
from tests.support.items import as_drafted, new_item

BEFORE = datetime(2026, 12, 31, 23, 59, 30, tzinfo=SHANGHAI)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Shanghai"])
def machine(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_numbers_begin_anew_and_days_are_of_the_new_year(machine, cast):
    def registered(at: datetime):
        by = actor(cast.supervisor, on=at.date())
        item = actions.register(new_item(cast, due_on=date(2027, 4, 30)), by=by, now=at.astimezone())
        dispatched = actions.move_item(
            item.pk, "dispatch", version=item.version, answers=as_drafted(item), by=by, now=at.astimezone()
        )
        dispatched.refresh_from_db()
        return dispatched.numbered, dispatched.state_facts.last().at.astimezone(SHANGHAI).date(), dispatched.due_on

    days = (BEFORE, BEFORE + timedelta(minutes=1), BEFORE + timedelta(minutes=1))

    assert [registered(at) for at in days] == [
        ("〔2026〕1号", date(2026, 12, 31), date(2027, 4, 30)),
        ("〔2027〕1号", date(2027, 1, 1), date(2027, 4, 30)),
        ("〔2027〕2号", date(2027, 1, 1), date(2027, 4, 30)),
    ]
