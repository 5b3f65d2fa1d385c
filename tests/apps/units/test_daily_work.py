"""Daily work runs once a day; what a dying worker claimed is taken up again."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bihuan.apps.units import actions, models
from bihuan.base import registries
from tests.support.builders import NOW

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


@pytest.fixture
def ran(monkeypatch):
    """The only work of the plan, and the days that it ran for."""
    days: list[date] = []
    only: registries.Registry[registries.DailyWork] = registries.Registry()
    only.add("once", registries.DailyWork("once", time(8, 0), lambda *, on, now: days.append(on)))
    monkeypatch.setattr(registries, "daily_works", only)
    return days


def claim(**said):
    return models.DailyRun.objects.create(code="once", on=ON, **{"started_at": NOW - timedelta(minutes=31), **said})


def test_a_work_runs_once_a_day(ran):
    assert [actions.run_daily_work(now=NOW) for _ in range(3)] == [["once"], [], []]
    assert ran == [ON]


def test_a_claim_of_a_worker_that_died_is_taken_over(ran):
    claim()

    actions.run_daily_work(now=NOW)

    assert ran == [ON]
    assert models.DailyRun.objects.get().ended_at is not None


def test_a_claim_is_respected_while_its_worker_may_live(ran):
    claim(started_at=NOW - timedelta(minutes=5))

    assert actions.run_daily_work(now=NOW) == []
    assert ran == []


def test_an_ended_claim_is_never_taken_over(ran):
    claim(started_at=NOW - timedelta(hours=20), ended_at=NOW - timedelta(hours=19))

    assert actions.run_daily_work(now=NOW) == []


def test_a_work_that_failed_is_tried_again(ran, monkeypatch, caplog):
    def fail(*, on, now):
        raise RuntimeError("盘满")

    monkeypatch.setattr(registries, "daily_works", [registries.DailyWork("once", time(8, 0), fail)])
    actions.run_daily_work(now=NOW)
    assert models.DailyRun.objects.get().outcome == "未成：盘满"
    monkeypatch.setattr(
        registries, "daily_works", [registries.DailyWork("once", time(8, 0), lambda *, on, now: ran.append(on))]
    )

    actions.run_daily_work(now=NOW + timedelta(minutes=10))
    actions.run_daily_work(now=NOW + timedelta(minutes=31))

    assert ran == [ON]
    assert models.DailyRun.objects.get().outcome == ""
