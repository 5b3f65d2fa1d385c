"""One digest a working day, however often it is made."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bihuan.apps.desk import actions, queries
from bihuan.apps.desk.models import Notice
from bihuan.base import registries
from bihuan.base.registries import DeskSource, Matter
from tests.support.builders import viewer
from tests.support.desk import TodoLines
from tests.support.items import make_item

FRIDAY, SATURDAY = date(2026, 5, 15), date(2026, 5, 16)
NOW = datetime(2026, 5, 15, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def todo(monkeypatch):
    """Lines that stand on everyone's desk of the leading unit."""
    lines: list[Matter] = []
    monkeypatch.setattr(registries, "desk_sources", registries.Registry())
    registries.add_desk_source(
        DeskSource("test", lambda one: TodoLines(lines if one.unit_name == "区工业和信息化局" else []))
    )
    return lines


def notices_of(person):
    return list(queries.notices(viewer(person, on=FRIDAY)))


def test_an_overdue_item_stands_first_in_the_digest(cast, todo):
    todo += [Matter("后到期", "/2", group="soon"), Matter("已过期", "/1", group="overdue")]

    actions.send_digests(on=FRIDAY, now=NOW)

    (notice,) = notices_of(cast.lead_clerk)
    assert [group["word"] for group in notice.lines] == ["已逾期", "即将到期"]
    assert notice.title == "5月15日待办：已逾期1件，即将到期1件"


def test_the_digest_leads_to_the_items_of_the_ledger(cast):
    item = make_item(cast, "dispatched", title="新增规上工业企业20家", due_on=FRIDAY - timedelta(1))

    actions.send_digests(on=FRIDAY, now=NOW)

    (notice,) = notices_of(cast.lead_clerk)
    assert notice.lines[0]["word"] == "已逾期"
    assert notice.lines[0]["lines"][0]["url"] == f"/items/{item.pk}/"


def test_a_digest_made_five_times_is_sent_once(cast, todo):
    todo.append(Matter("一件事", "/1", due_on=FRIDAY))

    for _ in range(5):
        actions.send_digests(on=FRIDAY, now=NOW)

    assert len(notices_of(cast.lead_clerk)) == 1


def test_a_rest_day_brings_no_digest(cast, todo):
    todo.append(Matter("一件事", "/1", due_on=FRIDAY))

    actions.send_digests(on=SATURDAY, now=NOW)

    assert notices_of(cast.lead_clerk) == []


def test_nobody_without_something_to_do_is_written_to(cast, todo):
    todo.append(Matter("一件事", "/1", due_on=FRIDAY))

    actions.send_digests(on=FRIDAY, now=NOW)

    assert notices_of(cast.stranger_clerk) == []
    assert Notice.objects.unscoped("a test counts").filter(person=cast.system_admin).count() == 0


def test_nobody_reads_the_notice_of_another(cast, todo):
    todo.append(Matter("一件事", "/1", due_on=FRIDAY))
    actions.send_digests(on=FRIDAY, now=NOW)
    (notice,) = notices_of(cast.lead_clerk)

    seen = queries.notices(viewer(cast.supervisor, on=FRIDAY)).filter(pk=notice.pk)

    assert not seen.exists()


def tell(cast, now=NOW, **more):
    about = {"rule": "inspection.fed_back", "object_kind": "work.inspection", "object_id": 7}
    said = {"title": "安全生产督查", "url": "/inspections/7/", "text": "请阅知", **more}
    actions.tell(**about, **said, person_ids=[cast.lead_clerk.pk], now=now)


def test_who_is_told_twice_a_day_of_one_thing_finds_it_once(cast):
    for _ in range(2):
        tell(cast)

    (notice,) = notices_of(cast.lead_clerk)
    assert (notice.title, notice.url) == ("督查反馈：安全生产督查", "/inspections/7/")


def test_the_next_digest_names_what_was_told_and_not_opened(cast, todo):
    tell(cast, now=NOW - timedelta(hours=15))

    actions.send_digests(on=FRIDAY, now=NOW)

    digest = next(notice for notice in notices_of(cast.lead_clerk) if notice.rule == "digest")
    assert digest.title == "5月15日待办：未读提醒1件"
    assert digest.lines[0]["lines"] == [{"title": "督查反馈：安全生产督查", "url": "/inspections/7/", "note": ""}]


def test_what_was_opened_is_in_no_digest(cast, todo):
    tell(cast, now=NOW - timedelta(hours=15))
    (notice,) = notices_of(cast.lead_clerk)
    actions.read_notice(notice.pk, viewer=viewer(cast.lead_clerk, on=FRIDAY), now=NOW)

    actions.send_digests(on=FRIDAY, now=NOW)

    assert [each.rule for each in notices_of(cast.lead_clerk)] == ["inspection.fed_back"]
