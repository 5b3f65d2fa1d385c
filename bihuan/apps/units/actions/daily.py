"""Daily work: what is due on the plan and has not run today is run, each in its own claim (每日任务)."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from bihuan.apps.units import models
from bihuan.base import registries

logger = logging.getLogger(__name__)


def run_daily_work(*, now: datetime, on: date | None = None) -> list[str]:
    """Run every daily work whose hour has come and that has not run for that day.

    Args: now: the moment. on: the day to run for, whatever the hour (the demonstration day); today by default.
    Returns: codes of the works that ran.
    """
    local = timezone.localtime(now)
    due = [work for work in registries.daily_works if on or work.at <= local.time()]
    return [work.code for work in due if _run(work, on=on or local.date(), now=now)]


def _run(work: registries.DailyWork, *, on: date, now: datetime) -> bool:
    claimed = _claim(work.code, on=on, now=now)
    if claimed is None:
        return False
    try:
        outcome = str(work.run(on=on, now=now) or "")
    except Exception as failure:  # one work must not stop the others; its failure is kept and logged
        logger.exception("daily work %s failed", work.code)
        outcome = f"未成:{failure}"
    claimed.ended_at, claimed.outcome = timezone.now(), outcome[:300]
    claimed.save(update_fields=["ended_at", "outcome"])
    return True


def _claim(code: str, *, on: date, now: datetime) -> models.DailyRun | None:
    if models.DailyRun.objects.filter(code=code, on=on).exists():
        return None
    try:
        with transaction.atomic():
            return models.DailyRun.objects.create(code=code, on=on, started_at=now)
    except IntegrityError:
        return None
