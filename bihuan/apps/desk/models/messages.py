"""Rows of what goes out: gateways, accounts, a person's switches, and the outbox (外发)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.base.rights import may
from bihuan.base.scope import ScopedManager, Viewer


class Channel(models.TextChoices):
    """Ways on which a message can leave."""

    DINGTALK = "dingtalk", "钉钉"
    WECOM = "wecom", "企业微信"
    MAIL = "mail", "邮件"


class Gateway(models.Model):
    """One way out (外发渠道), as the system administrator set it; off until somebody says so. Secrets are not here.

    agent: number of the app, or for mail the address that sends. site: our own address as its readers reach it.
    closed_until, closed_why: it has had too many or is ill, and nothing is tried until then.
    """

    channel = models.CharField("渠道", max_length=20, choices=Channel.choices, unique=True)
    is_on = models.BooleanField("启用", default=False)
    address = models.CharField("接口地址", max_length=200, blank=True)
    account = models.CharField("账号", max_length=100, blank=True)
    agent = models.CharField("应用编号", max_length=100, blank=True)
    site = models.CharField("网站地址", max_length=200, blank=True)
    with_titles = models.BooleanField("带事项名称", default=False)
    closed_until = models.DateTimeField("暂停至", null=True, blank=True)
    closed_why = models.CharField("暂停原因", max_length=200, blank=True)
    failed_in_a_row = models.PositiveIntegerField("连续失败次数", default=0)
    set_at = models.DateTimeField("设置时间")
    set_by_name = models.CharField("设置人", max_length=40)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "外发渠道"

    def __str__(self) -> str:
        return self.get_channel_display()


class Account(models.Model):
    """Under which account a person is reached on a channel (外发账号); set by the system administrator alone."""

    person = models.ForeignKey("units.Person", models.PROTECT, related_name="accounts")
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    address = models.CharField("账号", max_length=100)
    set_at = models.DateTimeField("设置时间")

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "外发账号"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "channel"], name="one_account_a_channel"),
            models.UniqueConstraint(fields=["channel", "address"], name="one_person_an_account"),
        ]

    def __str__(self) -> str:
        return self.address

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own; all for the system administrator."""
        return Q() if may(viewer, "message.change") else Q(person_id=viewer.person_id)


class Switches(models.Model):
    """What a person wants to get where, and when not to be disturbed (本人开关); without a row everything is on.

    off: "channel:digest" and "channel:urgent" that are switched off.
    """

    person = models.OneToOneField("units.Person", models.PROTECT, related_name="message_switches")
    off = models.JSONField("已关闭", default=list)
    quiet_from = models.TimeField("免打扰起", null=True, blank=True)
    quiet_until = models.TimeField("免打扰止", null=True, blank=True)
    set_at = models.DateTimeField("设置时间")

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "外发开关"

    def __str__(self) -> str:
        return f"{self.person_id}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own; all for the worker, which heeds them."""
        return Q() if viewer.person_id is None else Q(person_id=viewer.person_id)


class Delivery(models.Model):
    """One notice on its way out by one channel (外发件): written with the notice, sent by the worker.

    tried_at: when it was last claimed; a claim that did not end is open again after a while. failed: tries so far
    that did not succeed. why: of the last one, never in the words of the other side.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "待发"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发"
        FAILED = "failed", "未发成"
        DROPPED = "dropped", "不再发"

    notice = models.ForeignKey("desk.Notice", models.PROTECT, related_name="deliveries")
    person = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    is_urgent = models.BooleanField("即时")
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField("产生时间")
    not_before = models.DateTimeField("最早发送时间")
    tried_at = models.DateTimeField("最近发送时间", null=True, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    failed = models.PositiveIntegerField("未成次数", default=0)
    why = models.CharField("原因", max_length=200, blank=True)

    objects = ScopedManager()
    administrative = True

    class Meta:
        verbose_name = "外发件"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_channel")]
        indexes: ClassVar = [
            models.Index(fields=["channel", "state", "not_before"], name="desk_delivery_waiting"),
            models.Index(fields=["channel", "tried_at"], name="desk_delivery_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """One's own; all for the worker and the system administrator, who never sees what a notice says."""
        return Q() if may(viewer, "message.change") else Q(person_id=viewer.person_id)
