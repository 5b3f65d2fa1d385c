"""The demonstration's document: an invented report of a conference, read through the same action as people use."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from bihuan.apps.documents import actions
from bihuan.base.demonstration import Demonstration

REPORT = Path(__file__).parent / "conference_report.txt"
READER = "ducha"
DAYS_BEFORE = 300
"""The year's items come from it, so it was read before they began."""


def make(demonstration: Demonstration) -> None:
    """Bring the report in; its candidates wait to be decided on."""
    day = demonstration.on - timedelta(days=DAYS_BEFORE)
    at = timezone.make_aware(datetime.combine(day, time(10)))
    by = demonstration.actor_of(READER, at)
    name = "启明区召开2026年区委经济工作会议.txt"
    uploaded = actions.upload(REPORT.read_bytes(), name=name, kind="report", by=by, now=at)
    demonstration.made["document"] = uploaded.document
    demonstration.say(f"文件1份，条目{uploaded.document.candidates.count()}条待核定。")
