"""The app of the desk: home, inbox, help, suggestions."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils import timezone

from bihuan.base import registries
from bihuan.base.rights import may
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

        for order, (code, word, may_open, icon, says) in ROOMS.items():
            room = registries.Room(code, word, f"desk:{code}", order, may_open, icon=icon, says=says)
            registries.add_room(room)
        registries.add_daily_work(registries.DailyWork("digest", time(8, 30), actions.send_digests))
        registries.add_steady_work(registries.SteadyWork("messages", 15.0, actions.deliver))
        registries.add_room(
            registries.Room(
                "gateways",
                "外发渠道",
                "desk:gateways",
                940,
                _sets_messages,
                icon="send",
                group="管理",
                says=GATEWAYS_SAY,
            )
        )
        registries.add_page_part(registries.PagePart("work.item", 1, "desk/instruct_part.html", _instructs))
        registries.listen("events.recorded", actions.keep_up)
        registries.add_daily_work(registries.DailyWork("search", time(0, 20), actions.rebuild_index))
        registries.add_demo_maker(registries.DemoMaker("search", 900, lambda _: actions.rebuild_index()))
        post_migrate.connect(_fill_index, sender=self, dispatch_uid="fill_index")
        registries.listen(registries.TOLD, actions.tell)
        registries.listen("work.item_moved", actions.notice_move)
        registries.add_desk_source(registries.DeskSource("work", queries.ItemLines))


def _instructs(viewer: Viewer, item: Any) -> dict[str, Any]:
    return {"may": may(viewer, "instruction.give"), "item_id": item.pk}


def _fill_index(using: str, **_: Any) -> None:
    """A database that came from before there was an index gets one."""
    from bihuan.apps.desk import actions, models

    if not models.Findable.objects.visible_to(Viewer.worker(on=timezone.localdate())).using(using).exists():
        actions.rebuild_index()


def _anyone(_viewer: Viewer) -> bool:
    return True


def _works(viewer: Viewer) -> bool:
    return viewer.business


def _sets_messages(viewer: Viewer) -> bool:
    return may(viewer, "message.change")


GATEWAYS_SAY = "钉钉、企业微信、邮件的接口和账号；看哪些消息在等、哪些没发成、为什么。默认停用。"
ROOMS = {
    0: ("home", "工作台", _anyone, "home", "待您办、您办过、您发起、抄送给您的事，时限近的在前。"),
    5: ("inbox", "提醒", _works, "bell", "每个工作日一条汇总，催办和督办单另发。"),
}
