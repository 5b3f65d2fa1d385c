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


def test_an_urge_reaches_its_person_once_a_day(cast):
    for _ in range(2):
        actions.pass_on_urge(
            item_id=7, title="一件事", url="/items/7/", text="请即办", person_ids=[cast.lead_clerk.pk], now=NOW
        )

    (notice,) = notices_of(cast.lead_clerk)
    assert (notice.title, notice.url) == ("催办：一件事", "/items/7/")
