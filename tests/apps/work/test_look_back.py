"""Looking back: what is due by each ledger's rule, a draw that stands for good, a sample or all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bihuan.apps.work import actions, queries
from tests.support.builders import NOW, actor, viewer
from tests.support.items import make_item, move

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.fixture
def four(cast):
    return [make_item(cast, "written_off", title=title) for title in "甲乙丙丁"]


def draw(cast, *, share=50, seed="2026年第一季度", days=0, **said):
    return actions.look_back(
        written_off_from=DAY,
        written_off_to=DAY + timedelta(days=days),
        share=share,
        seed=seed,
        by=actor(cast.supervisor),
        now=NOW + timedelta(days=1),
        **said,
    )


def drawn(found):
    return [outcome.item_id for outcome in found.outcomes]


def test_a_draw_tells_from_how_many_it_drew(cast, four):
    found = draw(cast)

    assert (found.total, len(found.outcomes)) == (4, 2)
    assert all(outcome.done for outcome in found.outcomes)


def test_the_same_draw_again_is_the_same_items_and_moves_none(cast, four):
    first = draw(cast)

    again = draw(cast)

    assert drawn(again) == drawn(first)
    assert [outcome.sentence for outcome in again.outcomes] == ["抽中；已经回头看过，没有重复办理。"] * 2


def test_what_held_is_not_looked_back_at_twice(cast, four):
    (first,) = draw(cast, share=1).outcomes
    item = next(item for item in four if item.pk == first.item_id)
    item.refresh_from_db()
    move(item, "hold", cast, who="second_supervisor", at=NOW + timedelta(days=2), result="保持。")

    found = draw(cast, share=100)

    assert [outcome.item_id for outcome in found.outcomes if not outcome.done] == [first.item_id]
    assert len(found.outcomes) == 4


def test_a_draw_may_be_of_one_ledger(cast, four):
    assert draw(cast, kind="instruction").total == 0
    assert draw(cast, kind="key_task", share=100).total == 4


def test_what_has_waited_as_long_as_its_rule_says_is_due(cast, four):
    eyes = viewer(cast.supervisor)

    assert queries.due_look_backs(viewer=eyes, book=queries.rulebook(date(2026, 6, 1))) == []
    (due,) = queries.due_look_backs(viewer=eyes, book=queries.rulebook(date(2026, 6, 2)))
    assert (due.code, due.count, due.first_on, due.last_on) == ("key_task", 4, DAY, date(2026, 3, 2))
    assert (due.rule.percent, due.rule.after_months) == (20, 3)


def test_the_page_fills_in_what_a_rule_says(cast, four, client_of):
    page = client_of(cast.supervisor).get("/items/look-back/?kind=key_task&share=20&written_off_from=2026-03-02")

    form = page.context["form"]
    assert [form[name].value() for name in ("kind", "share", "written_off_from")] == ["key_task", "20", "2026-03-02"]
    assert "按台账规则应回头看" in page.content.decode()
