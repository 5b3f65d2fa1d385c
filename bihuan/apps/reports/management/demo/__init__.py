"""The demonstration's reports: one issued, one draft of the last month (演示报告)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.figures import queries as figures
from bihuan.apps.reports import actions
from bihuan.base.demonstration import Demonstration

OFFICE = "tongji"


def make(demonstration: Demonstration) -> None:
    """The month before the last was reported; of the last there is a draft."""
    book = figures.book(demonstration.on)
    last = book.month_due()
    for month, days_ago in ((last.shifted(-1), 4), (last, 2)):
        now = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=days_ago), time(9, 30)))
        sides: dict[str, Any] = {"by": demonstration.actor_of(OFFICE, now), "now": now}
        report = actions.draft_analysis(month, **sides)
        if month != last:
            actions.issue_analysis(report.pk, version=report.version, **sides)
    demonstration.say("经济运行分析：印发1份，起草1份。")
