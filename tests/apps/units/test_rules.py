"""An office changes a rule by a dated row; what ships and what was before stay."""

from __future__ import annotations

from datetime import date

import pytest

from bihuan import definitions as shipped
from bihuan.apps.units import queries
from bihuan.apps.units.forms.rules import KIND_WORDS, as_text
from bihuan.apps.units.models import Event, OfficeDefinition
from bihuan.apps.units.views import rule_reading
from tests.support.builders import DAY

KIND = "lamps"
FROM = date(2026, 7, 1)


@pytest.fixture
def browser(cast, client_of):
    return client_of(cast.supervisor)


@pytest.fixture
def rule():
    return next(entry for entry in shipped.load(KIND) if entry.holds_on(FROM))


def form(rule, **said):
    source = {"document": "关于调整亮灯规则的通知", "number": "云督〔2026〕1号"}
    facts = {"kind": KIND, "code": rule.code, "name": "本区亮灯", "effective_on": FROM.isoformat(), **source}
    return {**facts, "body": as_text(rule.body), **said}


def test_a_rule_of_the_office_holds_from_its_day_on(browser, rule):
    browser.post("/rules/change/", form(rule))

    assert queries.definition(KIND, rule.code, on=FROM).name == "本区亮灯"
    assert queries.definition(KIND, rule.code, on=date(2026, 6, 30)).name == rule.name
    assert Event.objects.unscoped("test").get().kind == "definition.changed"


def test_a_rule_that_does_not_hold_is_refused_with_its_findings(browser, rule):
    answer = browser.post("/rules/change/", form(rule, body="colour: purple"))

    assert answer.status_code == 422
    assert "body" in answer.context["form"].errors
    assert not OfficeDefinition.objects.exists()


def test_a_slip_of_the_text_names_its_line(browser, rule):
    answer = browser.post("/rules/change/", form(rule, body="a: 1\nb: [1"))

    assert "第2行" in answer.content.decode() or "第3行" in answer.content.decode()


def test_a_day_has_one_version(browser, rule):
    browser.post("/rules/change/", form(rule))

    answer = browser.post("/rules/change/", form(rule))

    assert answer.status_code == 422
    assert "已登记过" in answer.content.decode()


def test_changing_begins_from_what_is_in_force(browser, rule):
    page = browser.get(f"/rules/change/?kind={KIND}&code={rule.code}")

    assert page.context["form"].initial["name"] == rule.name


def test_all_kinds_are_listed_with_their_sources(browser, rule):
    assert rule.source.label in browser.get("/rules/?kind=lamps&on=2026-07-01").content.decode()


def test_every_kind_of_rule_has_a_word():
    assert set(shipped.kinds()) <= KIND_WORDS.keys()


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("lamps", "ouhai", ("到期前3个工作日内", "逾期后完成", "本系统的建议")),
        ("holidays", "2026", ("2026-02-15（星期日）至2026-02-23（星期一），共9天", "2026-02-14（星期六）")),
        ("statuses", "standard", ("距时限3个工作日以内", "即将到期")),
        ("ledger_kinds", "key_task", ("申请销号", "牵头单位", "工作日")),
    ],
)
def test_a_rule_is_read_in_words(cast, client_of, kind, code, words):
    page = client_of(cast.lead_clerk).get("/rules/", {"kind": kind, "code": code})

    assert page.status_code == 200
    assert [word for word in words if word not in page.content.decode()] == []


def test_every_shipped_rule_of_a_readable_kind_can_be_read(cast):
    for kind in rule_reading.READABLE:
        for found in queries.definitions(kind, on=DAY):
            assert rule_reading.sheets_of(kind, found), found.code


def test_a_rule_that_is_not_there_is_a_missing_page(cast, client_of):
    client = client_of(cast.lead_clerk)

    assert [client.get("/rules/", {"kind": kind, "code": "none"}).status_code for kind in ("lamps", "none")] == [
        404,
        404,
    ]
