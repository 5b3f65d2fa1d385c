"""`manage.py prepare`: bring the database to this version; run by its owner (备库)."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from bihuan.base import registries
from bihuan.config import postgres

APP_URL = settings.HOME / "app.url"


class Command(BaseCommand):
    """Migrates, and on PostgreSQL keeps the app's role apart from the owner's."""

    help = "建库、升级表结构、分离库账号"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--then`: a command to run afterwards in the same process, as `--then demo --if-empty`."""
        parser.add_argument("--then", nargs="...", default=[])

    def handle(self, *_: Any, **options: Any) -> None:
        """Run once before each start; a database that is up to date costs one look."""
        self._prepare()
        if options["then"]:
            call_command(*options["then"], stdout=self.stdout)

    def _prepare(self) -> None:
        if settings.SQLITE:
            call_command("migrate", verbosity=0, interactive=False)
            return
        owner_url = settings.DATABASE_URL
        postgres.ensure_database(owner_url)
        postgres.check_durability(owner_url)
        call_command("migrate", verbosity=0, interactive=False)
        given = os.environ.get("DATABASE_APP_URL") or (APP_URL.read_text() if APP_URL.exists() else None)
        app_url = postgres.ensure_app_role(owner_url, app_url=given)
        postgres.grant_app_role(owner_url, app_url=app_url, append_only=registries.append_only_tables)
        APP_URL.touch(mode=0o600)
        APP_URL.write_text(app_url)
