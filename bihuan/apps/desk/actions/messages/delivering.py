"""Sending what waits, by the worker alone: claimed one by one, never within a transaction (外发).

A message is claimed before it is sent and marked after. Who dies in between leaves a claim that ends after ten
minutes; it is then sent again under the same key, by which DingTalk, WeCom and mail know it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bihuan.apps.desk import models, queries
from bihuan.apps.desk.mapping.letters import to_letter
from bihuan.apps.units import queries as units
from bihuan.base.messaging import BadAddress, DingTalk, Mail, Reach, Refused, Shut, Unclear, WeCom, reach
from bihuan.base.messaging.wire import SECONDS, Wire
from bihuan.base.scope import Viewer
from bihuan.engine.messages import GatewayLimits, may_go, next_moment, next_try, rest_after

BUDGET = 20.0
"""Seconds that one round may take, so that the worker's other work is not kept waiting."""
States = models.Delivery.State


def deliver(
    *, clock: Callable[[], datetime] = timezone.now, reach: Reach = reach, seconds: float = SECONDS
) -> dict[str, int]:
    """One round: every gateway that is on sends what is due, as far as its limits and the time allow.

    Args: clock, reach, seconds: the time, the way to a machine and the patience with it; tests bring their own.
    Returns: how many went out, by channel.
    """
    until, sent = time.monotonic() + BUDGET, {}
    for gateway in queries.gateways().values():
        if gateway.is_on:
            sent[gateway.channel] = _Round(gateway, clock, reach, seconds).run(until)
    return sent


@dataclass
class _Round:
    """One gateway's round."""

    gateway: models.Gateway
    clock: Callable[[], datetime]
    reach: Reach
    seconds: float

    def __post_init__(self) -> None:
        day = timezone.localdate(self.clock())
        self.worker, self.calendar = Viewer.worker(on=day), units.working_calendar(on=day)
        self.limits: GatewayLimits = queries.limits_of(self.gateway.channel, on=day)

    def run(self, until: float) -> int:
        sent = 0
        while time.monotonic() < until:
            claimed = self._claim(self.clock())
            if claimed is None:
                break
            sent += self._send(claimed)
        return sent

    def _claim(self, now: datetime) -> models.Delivery | None:
        """The next message, marked as being sent; None where none may go now. Of several workers one gets it."""
        if self._morning(now) > now:
            return None
        with transaction.atomic():
            gateway = models.Gateway.objects.select_for_update().get(pk=self.gateway.pk)
            if not gateway.is_on or (gateway.closed_until and gateway.closed_until > now):
                return None
            for row in queries.due_deliveries(self.worker, gateway.channel, now=now)[:200]:
                if not self._has_room(now):
                    return None
                if self._may_have(row, now):
                    models.Delivery.objects.write_if(row, stands={}, values={"state": States.SENDING, "tried_at": now})
                    row.state, row.tried_at = States.SENDING, now
                    return row
        return None

    def _has_room(self, now: datetime) -> bool:
        tried = queries.tried_last_minute(self.worker, self.gateway.channel, now=now)
        return may_go(self.limits, last_minute=tried, to_person_today=0)

    def _may_have(self, row: models.Delivery, now: datetime) -> bool:
        """Whether it still makes sense and may reach the person now; else it is put off or dropped with the reason."""
        wishes = queries.switches_of(self.worker, [row.person_id]).get(row.person_id)
        own = queries.quiet_of(wishes)
        if why := self._why_not(row, wishes, now):
            return self._put(row, state=States.DROPPED, why=why)
        if row.state == States.SENDING:  # whoever claimed it died; that counts as a failure
            row.failed += 1
            again = next_try(self.limits, failed=row.failed, now=now)
            if again is None:
                return self._put(row, state=States.FAILED, failed=row.failed, why="多次发送中断。")
            models.Delivery.objects.write_if(row, stands={}, values={"failed": row.failed})
        start = self._morning(now, *((own,) if own else ()))
        if start > now:
            return self._put(row, state=States.WAITING, not_before=start)
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        today = queries.sent_since(self.worker, row.channel, row.person_id, since=midnight)
        if may_go(self.limits, last_minute=0, to_person_today=today):
            return True
        tomorrow = self._morning(midnight + timedelta(days=1))
        return self._put(row, state=States.WAITING, not_before=tomorrow, why="该人员当天条数已满，顺延。")

    def _why_not(self, row: models.Delivery, wishes: models.Switches | None, now: datetime) -> str:
        today = timezone.localdate(now)
        if not row.person.is_active:
            return "账号已停用。"
        if not queries.wants(wishes, row.channel, urgent=row.is_urgent):
            return "本人已关闭。"
        if not row.is_urgent and row.notice.on < today:
            return "汇总已过当天，由新的汇总代替。"
        if now - row.made_at > self.limits.give_up:
            return f"超过{self.limits.give_up.days}天未能发出，站内提醒仍在。"
        return ""

    def _morning(self, at: datetime, *own: Any) -> datetime:
        return next_moment(timezone.localtime(at), calendar=self.calendar, quiet=(self.limits.quiet, *own))

    def _put(self, row: models.Delivery, **values: Any) -> bool:
        models.Delivery.objects.write_if(row, stands={}, values=values)
        return False

    def _send(self, row: models.Delivery) -> bool:
        """Send one; whether it went out. No transaction is open meanwhile."""
        account = queries.accounts(self.worker, row.channel).filter(person_id=row.person_id).first()
        if account is None:
            return self._end(row, state=States.DROPPED, why="外发账号已取消。")
        letter = to_letter(row, to=account.address, gateway=self.gateway, text_bytes=self.limits.text_bytes)
        try:
            self._line().send(letter)
        except Refused as refused:
            return self._end(row, state=States.FAILED, failed=row.failed + 1, why=refused.sentence)
        except Shut as shut:
            self._close(timedelta(minutes=self.limits.shut_minutes), shut.sentence)
            return self._end(row, state=States.WAITING, why=shut.sentence)
        except BadAddress as bad:
            self._close(self.limits.rests[-1], bad.sentence)
            return self._end(row, state=States.WAITING, why=bad.sentence)
        except Unclear as unclear:
            return self._failed(row, unclear)
        models.Gateway.objects.filter(pk=self.gateway.pk).update(failed_in_a_row=0, closed_until=None, closed_why="")
        return not self._end(row, state=States.SENT, sent_at=self.clock(), why="")

    def _failed(self, row: models.Delivery, unclear: Unclear) -> bool:
        if unclear.gateway:
            failures = models.Gateway.objects.values_list("failed_in_a_row", flat=True).get(pk=self.gateway.pk)
            self._close(rest_after(self.limits, failures=failures), unclear.sentence)
        again = next_try(self.limits, failed=row.failed + 1, now=self.clock())
        state = States.WAITING if again else States.FAILED
        return self._end(
            row, state=state, failed=row.failed + 1, not_before=again or row.not_before, why=unclear.sentence
        )

    def _close(self, span: timedelta, why: str) -> None:
        """Let nothing through for a while: too many, or the other side is ill."""
        rows = models.Gateway.objects.filter(pk=self.gateway.pk)
        rows.update(closed_until=self.clock() + span, closed_why=why, failed_in_a_row=F("failed_in_a_row") + 1)

    def _end(self, row: models.Delivery, **values: Any) -> bool:
        """Mark what became of a claim, if it is still ours."""
        models.Delivery.objects.write_if(row, stands={"state": States.SENDING, "tried_at": row.tried_at}, values=values)
        return False

    def _line(self) -> DingTalk | WeCom | Mail:
        row = self.gateway
        secret = settings.MESSAGE_SECRETS[row.channel]
        if row.channel == models.Channel.MAIL:
            return Mail(row.address, row.account, row.agent, secret, self.seconds, self.reach)
        wire = Wire(row.address, self.seconds, self.reach)
        kind = DingTalk if row.channel == models.Channel.DINGTALK else WeCom
        return kind(wire, row.account, row.agent, secret)
