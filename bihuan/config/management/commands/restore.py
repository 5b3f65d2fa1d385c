"""`manage.py restore FILE --to DIR`: lay a backup into an empty place and check it (恢复)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.migrations.loader import MigrationLoader

from bihuan.base import backups
from bihuan.base.refusals import Refusal


class Command(BaseCommand):
    """Refuses a damaged, cut or foreign backup before it touches anything."""

    help = "把备份恢复到空文件夹，并核对审计链"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The backup, the empty folder, and for PostgreSQL the owner's address of an empty database."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--to", type=Path, required=True)
        parser.add_argument("--database", default=None)

    def handle(self, *_: Any, **options: Any) -> None:
        """Restore, then verify the chain of the restored database in a process of its own."""
        known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        try:
            manifest = backups.restore_backup(
                options["file"], to=options["to"], database_url=options["database"], known_migrations=known
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        home = options["to"].resolve()
        env = {**os.environ, "BIHUAN_HOME": str(home), "DATABASE_URL": options["database"] or ""}
        verify = [sys.executable, str(settings.ROOT / "manage.py"), "verify_audit", "--holds", *map(str, manifest.head)]
        if subprocess.run(verify, env=env, check=False).returncode:
            raise CommandError("恢复后的审计链核对未通过，请换用另一份备份。")
        address = f" DATABASE_URL='{options['database']}'" if options["database"] else ""
        self.stdout.write(
            f"已恢复到 {home}，附件{len(manifest.members) - 1}个。启动：BIHUAN_HOME={home} make office{address}"
        )
