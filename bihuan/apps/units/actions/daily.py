"""Daily work: what is due on the plan and has not run today is run, each in its own claim (每日任务)."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from bihuan.apps.units import models
from bihuan.base import registries

logger = logging.getLogger(__name__)

CLAIM_HOLDS = timedelta(minutes=30)
"""How long a claim that did not end is respected: whoever made it died or failed, and the work is tried again (A72)."""


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
        claimed.ended_at = timezone.now()
    except Exception as failure:  # one work must not stop the others; its failure is kept, logged and tried again
        logger.exception("daily work %s failed", work.code)
        outcome = f"未成：{failure}"
    claimed.outcome = outcome[:300]
    claimed.save(update_fields=["ended_at", "outcome"])
    return True


def _claim(code: str, *, on: date, now: datetime) -> models.DailyRun | None:
    """The right to run a work for a day: new, or taken over from a claim that never ended; of several one gets it."""
    known = models.DailyRun.objects.filter(code=code, on=on).first()
    if known is not None:
        return _take_over(known, now=now)
    try:
        with transaction.atomic():
            return models.DailyRun.objects.create(code=code, on=on, started_at=now)
    except IntegrityError:
        return None


def _take_over(known: models.DailyRun, *, now: datetime) -> models.DailyRun | None:
    if known.ended_at is not None or known.started_at > now - CLAIM_HOLDS:
        return None
    seen = models.DailyRun.objects.filter(pk=known.pk, started_at=known.started_at, ended_at=None)
    if not seen.update(started_at=now, outcome=""):
        return None
    known.started_at, known.outcome = now, ""
    return known
