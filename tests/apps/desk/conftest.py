"""The clock, the machines outside, and the ways to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bihuan.apps.desk import actions
from bihuan.base.messaging import tokens
from tests.support.builders import actor
from tests.support.sink import SECRET, Sink, listening

FRIDAY_MORNING = datetime(2026, 5, 15, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOSTS = {"dingtalk": "https://oapi.dingtalk.com", "wecom": "https://qyapi.weixin.qq.com", "mail": "smtp://mail.test:25"}


class Clock:
    """The time, which the test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock(FRIDAY_MORNING)


@pytest.fixture
def sink(clock):
    """DingTalk and WeCom."""
    tokens._kept.clear()
    with listening(Sink(clock)) as found:
        yield found


@pytest.fixture
def mail_sink(clock):
    with listening(Sink(clock), mail=True) as found:
        yield found


@pytest.fixture
def gateway(cast, settings, clock) -> Callable[..., Any]:
    """Switch a way out on, as the system administrator does; its plain address leads to the sink."""

    def made(channel: str = "wecom", **more: Any) -> Any:
        settings.MESSAGE_SECRETS = {"dingtalk": SECRET, "wecom": SECRET, "mail": ""}
        settings.MESSAGE_HOSTS = ["mail.test", "gateway.test"]
        address = "smtp://mail.test:25" if channel == "mail" else "http://gateway.test"
        agent = "bihuan@example.gov.cn" if channel == "mail" else "1000002"
        values = {"is_on": True, "address": address, "account": "app", "agent": agent, "site": "", "with_titles": False}
        by = actor(cast.system_admin)
        return actions.set_gateway(channel, values=values | more, version=0, by=by, now=clock())

    return made


@pytest.fixture
def account(cast, clock) -> Callable[..., None]:
    """Give people an account."""

    def given(*people: Any, channel: str = "wecom", name: str = "{}") -> None:
        lines = "\n".join(f"{person.login},{name.format(person.login)}" for person in people)
        actions.set_accounts(channel, lines=lines, by=actor(cast.system_admin), now=clock())

    return given
