"""`manage.py worker`: runs queued tasks, and each minute the plan of daily work (后台)."""

from __future__ import annotations

import logging
import signal
import time
from datetime import date, timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from bihuan.apps.units import actions, queries
from bihuan.base import registries

logger = logging.getLogger(__name__)
QUEUE_SECONDS = 1.0
PLAN_SECONDS = 60.0


def _last_working_day(day: date) -> date:
    """The day itself, or the working day before it."""
    calendar = queries.working_calendar(on=day)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


class Command(BaseCommand):
    """One process that empties the queue and keeps the daily plan."""

    help = "运行后台任务与每日任务"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--demo-day`: also run, at the start, the daily work of the demonstration's last working day."""
        parser.add_argument("--demo-day", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run until a signal ends it."""
        self.running = True
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.first_day = _last_working_day(timezone.localdate()) if options["demo_day"] else None
        self.next_plan = 0.0
        self.next_round = dict.fromkeys((work.code for work in registries.steady_works), 0.0)
        while self.running:
            try:
                self._look()
            except (OperationalError, InterfaceError) as gone:
                logger.warning("the database is not there: %s", gone)
                connection.close()
            time.sleep(QUEUE_SECONDS)

    def _look(self) -> None:
        """Do what waits; a database that is away for a moment is looked for again in the next round."""
        close_old_connections()
        if self.first_day:
            actions.run_daily_work(now=timezone.now(), on=self.first_day)
            self.first_day = None
        if time.monotonic() >= self.next_plan:
            actions.run_daily_work(now=timezone.now())
            self.next_plan = time.monotonic() + PLAN_SECONDS
        if DBTaskResult.objects.ready().exists():
            self._empty_queue()
        for work in registries.steady_works:
            if time.monotonic() >= self.next_round[work.code]:
                self._round(work)
                self.next_round[work.code] = time.monotonic() + work.seconds

    def _round(self, work: registries.SteadyWork) -> None:
        try:
            work.run()
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one work must not stop the others; it is tried again in its next round
            logger.exception("steady work %s failed", work.code)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.running = False

    def _empty_queue(self) -> None:
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="bihuan",
            excluded_queue_names=[],
        ).run()
