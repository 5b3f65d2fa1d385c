"""The home page: what is to be done, oldest deadline first."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bihuan.base import registries
from bihuan.base.registries import DeskSource, Matter
from tests.support.desk import TodoLines
from tests.support.items import make_item


@pytest.fixture
def twelve(monkeypatch):
    """Twelve lines to do, from two sources, in no order."""
    lines = [
        Matter(f"第{day}件", f"/{day}/", due_on=date(2026, 5, day), group="overdue" if day < 5 else "rest")
        for day in (9, 3, 12, 1, 7, 5, 11, 2, 8, 4, 10, 6)
    ]
    monkeypatch.setattr(registries, "desk_sources", registries.Registry())
    for code, part in (("a", lines[:7]), ("b", lines[7:])):
        registries.add_desk_source(DeskSource(code, lambda _, part=part: TodoLines(part)))
    return lines


def test_the_oldest_deadline_stands_first(cast, client_of, twelve):
    page = client_of(cast.lead_clerk).get("/")

    assert [line.due_on.day for line in page.context["lines"]] == list(range(1, 13))


def test_a_tab_counts_what_all_apps_bring(cast, client_of, twelve):
    page = client_of(cast.lead_clerk).get("/")

    assert next(tab.count for tab in page.context["tabs"] if tab.code == "todo") == 12


def test_a_tile_leads_to_its_own_lines(cast, client_of, twelve):
    page = client_of(cast.lead_clerk).get("/", {"only": "已逾期"})

    assert len(page.context["lines"]) == dict(page.context["tiles"])["已逾期"] == 4


def test_an_administrator_gets_no_business(cast, client_of, twelve):
    page = client_of(cast.system_admin).get("/")

    assert "第1件" not in page.content.decode()


@pytest.mark.parametrize("name", ["home", "home_tabs", "inbox", "search", "help", "about", "suggestions", "suggest"])
def test_the_desk_asks_for_a_sign_in(client, db, name):
    answer = client.get(reverse(f"desk:{name}"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("name", ["home", "home_tabs", "inbox", "help", "about", "suggestions", "suggest"])
def test_the_desk_reads_in_few_queries(cast, client_of, django_assert_max_num_queries, name):
    client = client_of(cast.lead_clerk)

    with django_assert_max_num_queries(21):
        client.get(reverse(f"desk:{name}"))


def test_who_has_nothing_to_do_sees_first_what_is_overdue_in_reach(cast, client_of):
    make_item(cast, "in_progress", due_on=date(2026, 3, 20))

    page = client_of(cast.leader).get("/")

    assert page.context["tab"] == "late"
    assert "新增规上工业企业20家" in page.content.decode()


def test_an_item_handed_in_no_longer_counts_as_overdue(cast, client_of):
    make_item(cast, "feedback_submitted", due_on=date(2026, 3, 20))

    page = client_of(cast.supervisor).get("/")

    assert dict(page.context["tiles"]) == {"已逾期": 0, "被退回": 0, "即将到期": 0, "其他待办": 1}


def test_a_line_says_what_is_to_be_done_not_only_where_the_item_stands(cast, client_of):
    make_item(cast, "feedback_submitted")

    words = client_of(cast.supervisor).get("/").content.decode()

    assert "要办什么" in words
    assert "开始审核、退回重办" in words


def test_an_administrators_desk_says_what_each_room_is_for(cast, client_of):
    words = client_of(cast.audit_admin).get("/").content.decode()

    assert "谁在何时做了什么" in words


def test_the_help_page_names_whom_to_ask_and_what_each_room_is_for(cast, client_of):
    words = client_of(cast.lead_clerk).get("/help/").content.decode()

    assert cast.supervisor.name in words
    assert "没有变化的一次勾完" in words
