"""The app of the desk: home, inbox, help, suggestions."""

from __future__ import annotations

from datetime import time

from django.apps import AppConfig

from bihuan.base import registries
from bihuan.base.scope import Viewer


class DeskConfig(AppConfig):
    """Desk (工作台)."""

    name = "bihuan.apps.desk"
    label = "desk"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the rooms of the desk and the daily digest."""
        from bihuan.apps.desk import actions, queries

        registries.add_room(registries.Room("desk", "工作台", "desk:home", 0, _anyone, icon="home"))
        registries.add_room(registries.Room("inbox", "提醒", "desk:inbox", 5, _works, icon="bell"))
        registries.add_daily_work(registries.DailyWork("digest", time(8, 30), actions.send_digests))
        registries.listen("item.urged", actions.pass_on_urge)
        registries.listen("work.item_moved", actions.notice_move)
        registries.add_desk_source(registries.DeskSource("work", queries.ItemLines))


def _anyone(_viewer: Viewer) -> bool:
    return True


def _works(viewer: Viewer) -> bool:
    return viewer.business
