"""`manage.py first_admins`: the first accounts of an empty office, one-time passwords printed once (首批管理员)."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bihuan.apps.units import actions
from bihuan.base.refusals import Refusal


class Command(BaseCommand):
    """Makes four accounts in an empty database: system, security (two, as a grant needs two people), audit."""

    help = "空库建立首批管理员，打印一次性口令（7天内有效，首次登录须改）"

    def add_arguments(self, parser: CommandParser) -> None:
        """How the district is called, and whether a database in use is passed over in silence."""
        parser.add_argument("--district", default=os.environ.get("BIHUAN_DISTRICT", "本区县"), help="区县名称")
        parser.add_argument("--if-empty", action="store_true", help="已有账号时不做任何事")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the accounts and print their passwords."""
        try:
            made = actions.make_first_admins(options["district"], now=timezone.now())
        except Refusal as refusal:
            if options["if_empty"]:
                return
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write("首批管理员（一次性口令只显示这一次，7天内有效，登录后须改；三员由不同的人担任）：")
        for login, name, password in made:
            self.stdout.write(f"  {name}  登录名 {login}  一次性口令 {password}")
