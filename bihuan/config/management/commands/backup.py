"""`manage.py backup [FILE]`: a backup while people go on working (备份)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import bihuan
from bihuan.apps.units import queries
from bihuan.base import backups
from bihuan.base.refusals import Refusal


class Command(BaseCommand):
    """Writes one file with database, files and manifest."""

    help = "备份数据库与附件，写成一个带清单的文件"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write; below the home by default."""
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the backup and say where it is and what it holds."""
        if settings.SQLITE and not Path(settings.DATABASES["default"]["NAME"]).exists():
            raise CommandError(
                f"{settings.HOME} 中没有数据库。请用 BIHUAN_MODE=office 或 BIHUAN_HOME 指明要备份哪一处。"
            )
        now = timezone.localtime()
        target = options["file"] or settings.HOME / "backups" / f"bihuan-{now:%Y%m%d-%H%M%S}.tar"
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        source = backups.Source(
            engine="sqlite" if settings.SQLITE else "postgres",
            database=str(settings.DATABASES["default"]["NAME"]) if settings.SQLITE else settings.DATABASE_URL,
            files=Path(settings.MEDIA_ROOT),
            version=bihuan.__version__,
            migrations=applied_migrations(),
            head=queries.chain_head(),
        )
        try:
            manifest = backups.write_backup(source, to=target, made_at=now)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"已备份到 {target}: 附件{len(manifest.members) - 1}个, 审计至第{manifest.head[0]}号事件。")


def applied_migrations() -> list[str]:
    """Names of the migrations that this database has, as app.name."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
