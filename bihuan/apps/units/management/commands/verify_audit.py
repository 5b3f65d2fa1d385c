"""`manage.py verify_audit`: does the event log hold, from its first event to its head and anchors (核验审计链)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bihuan.apps.units import queries


class Command(BaseCommand):
    """Walks the whole chain; names the first event that does not hold and ends with 1."""

    help = "核验审计链：逐条核对事件，指出第一处不符"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--holds`: an event that the log must hold, as a restored backup must hold the head of its manifest."""
        parser.add_argument("--holds", nargs=2, metavar=("SEQ", "DIGEST"))

    def handle(self, *_: Any, **options: Any) -> None:
        """Run the check."""
        holds = options["holds"]
        broken = queries.first_break(holds=(int(holds[0]), holds[1]) if holds else None)
        if broken:
            self.stderr.write(f"不符:{broken.sentence}")
            sys.exit(1)
        seq, digest = queries.chain_head()
        self.stdout.write(f"相符：共{seq}条事件，链首摘要{digest[:16]}。")
