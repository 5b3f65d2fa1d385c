"""`manage.py search_index`: bring the index of the search to what is named today (重建搜索索引)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bihuan.apps.desk import actions


class Command(BaseCommand):
    """Compares and mends; run again it changes nothing."""

    help = "核对并更新搜索索引"

    def handle(self, *_: Any, **__: Any) -> None:
        """Run once."""
        self.stdout.write(actions.rebuild_index() or "索引没有变化")
