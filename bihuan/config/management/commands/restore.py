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
from django.utils import timezone

from bihuan.base import backups, restore_record
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
        """Restore, verify, and keep a dated record of how it went, also where it was refused."""
        began, to = timezone.localtime(), options["to"].resolve()
        manifest, result = None, restore_record.BROKEN_OFF
        try:
            manifest = self._restore(options)
            self._verify(manifest, options)
            result = restore_record.GOOD
        except CommandError as refused:
            result = str(refused)
            raise
        finally:
            took = timezone.now() - began
            line = restore_record.Restore(options["file"], began, took, result, manifest)
            records = restore_record.keep(line, homes={settings.HOME, to})
        address = f" DATABASE_URL='{options['database']}'" if options["database"] else ""
        self.stdout.write(
            f"已恢复到 {to}，附件{len(manifest.members) - 1}个。记录见 {'、'.join(map(str, records))}。"
            f"启动：BIHUAN_HOME={to} make office{address}"
        )

    def _restore(self, options: dict[str, Any]) -> backups.Manifest:
        known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
        try:
            return backups.restore_backup(
                options["file"], to=options["to"], database_url=options["database"], known_migrations=known
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal

    def _verify(self, manifest: backups.Manifest, options: dict[str, Any]) -> None:
        """Verify the chain of the restored database, in a process of its own."""
        home = str(options["to"].resolve())
        env = {**os.environ, "BIHUAN_HOME": home, "DATABASE_URL": options["database"] or ""}
        verify = [sys.executable, str(settings.ROOT / "manage.py"), "verify_audit", "--holds", *map(str, manifest.head)]
        if subprocess.run(verify, env=env, check=False).returncode:
            raise CommandError("恢复后的审计链核对未通过，请换用另一份备份。")
