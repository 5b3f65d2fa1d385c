"""The pages of what goes out: one's own switches, and what the system administrator sets and sees."""

from __future__ import annotations

import pytest

from bihuan.apps.desk import actions, queries
from bihuan.apps.desk.models import Account, Delivery
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from tests.apps.desk.test_outbox import deliver, urge
from tests.support.builders import actor, viewer

GOOD = {"is_on": "on", "address": "https://qyapi.weixin.qq.com", "account": "ww1", "agent": "1000002", "version": 0}


@pytest.fixture
def administrator(cast, client_of):
    return client_of(cast.system_admin)


def test_gateways_are_off_until_somebody_says_so(administrator):
    page = administrator.get("/gateways/")

    assert page.content.decode().count("停用") >= 3
    assert queries.gateways() == {}


def test_switching_on_leaves_an_event_without_a_secret(administrator, settings):
    settings.MESSAGE_SECRETS = {"dingtalk": "", "wecom": "very-secret", "mail": ""}

    answer = administrator.post("/gateways/wecom/", GOOD)

    event = Event.objects.unscoped("a test reads the log").get(kind="message.gateway_set")
    assert answer.status_code == 302
    assert queries.gateways()["wecom"].is_on
    assert "qyapi.weixin.qq.com" in event.after
    assert "very-secret" not in event.after


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"address": "https://example.com"}, "不在允许外发的主机名单里"),
        ({"address": "http://127.0.0.1:8000"}, "不在允许外发的主机名单里"),
        ({"agent": ""}, "请填写应用编号"),
        ({"account": ""}, "请填写账号"),
        ({"site": "not an address"}, "请填写完整网址"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_to_do(administrator, settings, wrong, why):
    settings.MESSAGE_SECRETS = dict.fromkeys(("dingtalk", "wecom", "mail"), "x")

    answer = administrator.post("/gateways/wecom/", GOOD | wrong)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert queries.gateways() == {}


def test_without_a_secret_in_the_environment_nothing_is_switched_on(administrator):
    answer = administrator.post("/gateways/wecom/", GOOD)

    assert answer.status_code == 422
    assert "配好密钥" in answer.content.decode()


def test_two_administrators_cannot_both_win(cast, gateway, clock):
    gateway()
    values = {"is_on": False, "address": "", "account": "", "agent": "", "site": "", "with_titles": False}

    with pytest.raises(Stale):
        actions.set_gateway("wecom", values=values, version=0, by=actor(cast.system_admin), now=clock())


def test_nobody_else_sets_an_account(cast, clock):
    with pytest.raises(Forbidden):
        actions.set_accounts("wecom", lines="lead_clerk,a", by=actor(cast.supervisor), now=clock())


def test_accounts_are_set_changed_and_taken_away_by_lines(administrator, cast):
    administrator.post("/gateways/wecom/accounts/", {"lines": "lead_clerk,a1\nlead_head\ta2\n"})
    administrator.post("/gateways/wecom/accounts/", {"lines": "lead_clerk，a3\nlead_head\n"})

    rows = Account.objects.unscoped("a test reads").values_list("person__login", "address")
    assert list(rows) == [("lead_clerk", "a3")]


def test_wrong_lines_are_named_and_nothing_is_written(administrator):
    lines = "lead_clerk,same\nlead_head,same\nghost,g\nsupervisor,<b>"

    answer = administrator.post("/gateways/wecom/accounts/", {"lines": lines})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "第4行" in words
    assert "没有登录名“ghost”" in words
    assert "“same”对应两个人" in words
    assert not Account.objects.unscoped("a test counts").exists()


def test_the_administrator_sees_what_failed_and_why_and_never_what_it_says(
    administrator, cast, clock, gateway, account, sink
):
    gateway()
    account(cast.lead_clerk, name="nobody")
    urge(clock, cast.lead_clerk, title="机密项目", text="机密内容")
    deliver(sink, clock)

    words = administrator.get("/gateways/?state=failed").content.decode()

    assert "没有这个账号" in words
    assert cast.lead_clerk.name in words
    assert "机密" not in words


def test_failed_ones_are_sent_again_from_the_page(administrator, cast, clock, gateway, account, sink):
    gateway()
    account(cast.lead_clerk, name="nobody")
    urge(clock, cast.lead_clerk)
    deliver(sink, clock)
    failed = Delivery.objects.unscoped("a test reads").get()

    answer = administrator.post("/gateways/resend/", {"deliveries": [failed.pk, "x"]}, follow=True)

    failed.refresh_from_db()
    assert failed.state == "waiting"
    assert "1 条已排入待发" in answer.content.decode()


def test_a_person_switches_for_themselves_alone(cast, client_of, gateway, account):
    gateway()
    account(cast.lead_clerk, cast.lead_head)

    answer = client_of(cast.lead_clerk).post(
        "/inbox/switches/", {"on": ["wecom:urgent"], "quiet_from": "12:00", "quiet_until": "14:00"}
    )

    mine, others = (queries.switches(viewer(person)) for person in (cast.lead_clerk, cast.lead_head))
    assert answer.status_code == 302
    assert (mine.off, f"{mine.quiet_from:%H:%M}") == (["wecom:digest"], "12:00")
    assert others is None


def test_half_quiet_hours_are_refused(cast, client_of, gateway, account):
    gateway()
    account(cast.lead_clerk)

    answer = client_of(cast.lead_clerk).post("/inbox/switches/", {"on": [], "quiet_from": "12:00"})

    assert answer.status_code == 422
    assert "起止时间请都填" in answer.content.decode()


def test_a_message_leads_to_the_very_item_after_signing_in(cast, client, clock):
    urge(clock, cast.lead_clerk)

    asked = client.get("/items/7/")

    assert asked.url == "/login/?next=/items/7/"


def test_the_outbox_page_asks_few_queries(administrator, cast, clock, gateway, account, django_assert_max_num_queries):
    gateway()
    account(cast.lead_clerk, cast.lead_head, cast.supervisor)
    for item in range(20):
        urge(clock, cast.lead_clerk, cast.lead_head, cast.supervisor, item=item)

    with django_assert_max_num_queries(15):
        administrator.get("/gateways/")
