"""`manage.py seal_audit`: put the triggers that guard the log back in place (恢复防改触发器)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from bihuan.apps.units import actions
from bihuan.base import triggers
from bihuan.base.actors import Actor


class Command(BaseCommand):
    """Restores what is missing; the log keeps that it was missing."""

    help = "恢复审计表的防改触发器，并留痕"
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        """Restore the guards."""
        lost = triggers.missing(connection)
        triggers.create(connection)
        if lost:
            by = Actor.worker(on=timezone.localdate())
            actions.record_event(
                "audit.sealed", object_kind="audit", object_id=None, by=by, at=timezone.now(), to={"tables": lost}
            )
        self.stdout.write(f"已恢复:{'、'.join(lost)}" if lost else "触发器齐全，无需恢复。")
