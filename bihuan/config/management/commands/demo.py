"""`manage.py demo`: an invented district with months of work behind it (演示区县)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from bihuan.apps.units import actions, queries
from bihuan.apps.units.management import demo as units_demo
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration, make_all
from bihuan.base.scope import Viewer


class Command(BaseCommand):
    """Makes it through the same actions as people use; only in demonstration mode, only into an empty database."""

    help = "生成演示区县(仅演示模式)"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Size, seed and day: the same three give the same data."""
        parser.add_argument("--size", choices=["small", "standard"], default="small")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--on", type=date.fromisoformat, default=None)
        parser.add_argument("--if-empty", action="store_true", help="已有数据则不动")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the district where there is none yet, and say who can sign in."""
        if settings.MODE not in {"demo", "test"}:
            raise CommandError("演示数据只能装入演示模式的库。正式使用的库请用 make office。")
        if queries.has_units():
            if not options["if_empty"]:
                raise CommandError("库中已有数据，未装入演示数据。请清空演示目录 var/demo 后再试。")
        else:
            self._make(options)
        self._say_who_can_sign_in()

    def _make(self, options: dict[str, Any]) -> None:
        started = timezone.now()
        demonstration = Demonstration(
            size=options["size"],
            seed=options["seed"],
            on=options["on"] or timezone.localdate(),
            actor_of=_Actors().actor_of,
            say=self._say,
        )
        with transaction.atomic():
            make_all(demonstration)
            actions.record_event(
                "demo.made", object_kind="district", object_id=None, by=Actor.worker(on=demonstration.on), at=started
            )
        self.stdout.write(f"演示区县已生成，用时{(timezone.now() - started).total_seconds():.1f}秒。")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)

    def _say_who_can_sign_in(self) -> None:
        accounts = units_demo.accounts()
        if not accounts:
            return
        self.stdout.write(f"可登录的演示账号(口令都是 {accounts[0].password} ):")
        for account in accounts:
            self.stdout.write(f"  {account.login:<13}{account.name} {account.post} {account.note}")


class _Actors:
    """The actors of the demonstration, each looked up once: nobody's rights change in it."""

    def __init__(self) -> None:
        self._viewers: dict[str, Viewer] = {}

    def actor_of(self, login: str, at: datetime) -> Actor:
        """The actor behind a login on the day of a moment."""
        day = timezone.localtime(at).date()
        if login not in self._viewers:
            self._viewers[login] = queries.viewer_of(queries.person_of(login), on=day)
        return Actor(replace(self._viewers[login], on=day))
