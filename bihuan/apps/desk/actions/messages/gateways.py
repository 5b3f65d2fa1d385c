"""The system administrator sets the ways out and sends again what did not go (外发渠道设置)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from bihuan.apps.desk import models, queries
from bihuan.apps.units import actions as units
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.messaging import check_address
from bihuan.base.refusals import Refusal, Stale

TOLD = ("is_on", "address", "account", "agent", "site", "with_titles")


@transaction.atomic
def set_gateway(channel: str, *, values: dict[str, Any], version: int, by: Actor, now: datetime) -> models.Gateway:
    """Set one way out, or switch it off (设外发渠道). Secrets come from the environment alone.

    Raises: Forbidden; Stale: someone set it meanwhile; BadAddress, Refusal: it cannot be switched on like this.
    """
    rights.require(by.viewer, "message.change")
    if values["is_on"]:
        _check(channel, values)
    row = models.Gateway.objects.select_for_update().filter(channel=channel).first()
    if (row.version if row else 0) != version:
        raise Stale
    before = _facts(row) if row else None
    row = row or models.Gateway(channel=channel)
    for name in TOLD:
        setattr(row, name, values[name])
    row.set_at, row.set_by_name, row.version = now, by.viewer.name, version + 1
    row.closed_until, row.closed_why, row.failed_in_a_row = None, "", 0
    row.save()
    units.record_event(
        "message.gateway_set", object_kind="desk.gateway", object_id=row.pk, by=by, at=now, frm=before, to=_facts(row)
    )
    return row


def _check(channel: str, values: dict[str, Any]) -> None:
    check_address(values["address"], channel=channel, allowed=settings.MESSAGE_HOSTS)
    if not values["agent"]:
        raise Refusal("请填写发件地址。" if channel == models.Channel.MAIL else "请填写应用编号。")
    if channel != models.Channel.MAIL and not (values["account"] and settings.MESSAGE_SECRETS[channel]):
        raise Refusal("请填写账号，并请运维人员在环境中配好密钥后再启用。")


def _facts(row: models.Gateway) -> dict[str, Any]:
    words = {field.name: str(field.verbose_name) for field in models.Gateway._meta.fields}
    return {"渠道": row.get_channel_display(), **{words[name]: getattr(row, name) for name in TOLD}}


@transaction.atomic
def resend(delivery_ids: list[int], *, by: Actor, now: datetime) -> int:
    """Have what did not go out tried again (重新发送); how many."""
    rights.require(by.viewer, "message.change")
    failed = queries.outbox(by.viewer, models.Delivery.State.FAILED).filter(pk__in=delivery_ids)
    count = failed.update(state=models.Delivery.State.WAITING, failed=0, not_before=now, why="")
    if count:
        units.record_event(
            "message.resent", object_kind="desk.delivery", object_id=None, by=by, at=now, to={"count": count}
        )
    return count
