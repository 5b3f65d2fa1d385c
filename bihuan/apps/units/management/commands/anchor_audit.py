"""`manage.py anchor_audit`: write the head of the event log down outside the database (写锚点)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bihuan.apps.units import actions


class Command(BaseCommand):
    """Adds one line to the file of anchors; the worker does the same every day."""

    help = "把审计链首写入库外的锚点文件"

    def handle(self, *_: Any, **__: Any) -> None:
        """Write one anchor."""
        self.stdout.write(actions.anchor_chain(now=timezone.now()))
