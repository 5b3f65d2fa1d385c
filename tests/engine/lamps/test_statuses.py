"""The shown status is a function of state and day (显示状态)."""

from datetime import date

import pytest

from bihuan.definitions import status_table
from bihuan.engine.lamps import BadStatusTable, build_statuses, shown_status

DAY = date(2026, 11, 23)
TABLE = status_table("standard", DAY)
PAST, NEAR, FAR = date(2026, 11, 20), date(2026, 11, 26), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("state", "due_on", "word"),
    [
        ("registered", FAR, "未开始"),
        ("dispatched", None, "未开始"),
        ("dispatched", PAST, "逾期"),
        ("in_progress", FAR, "进行中"),
        ("in_progress", NEAR, "即将到期"),
        ("in_progress", DAY, "即将到期"),
        ("in_progress", PAST, "逾期"),
        ("in_progress", None, "进行中"),
        ("suspended", PAST, "进行中"),
        ("a_kinds_own_state", FAR, "进行中"),
        ("closed", PAST, "已完成"),
        ("written_off", PAST, "已销号"),
        ("look_back", PAST, "已销号"),
        ("cancelled", PAST, "已终止"),
    ],
)
def test_the_status_follows_state_and_day(state, due_on, word):
    assert shown_status(TABLE, state=state, day=DAY, due_on=due_on).word == word


def test_what_was_handed_in_is_not_overdue_while_it_is_reviewed():
    status = shown_status(TABLE, state="under_review", day=DAY, due_on=PAST, done_on=PAST)

    assert status.word == "进行中"


def test_an_overdue_status_says_by_how_much():
    assert shown_status(TABLE, state="in_progress", day=DAY, due_on=PAST).because == "应于2026-11-20完成，已超3天。"


def test_a_table_that_leaves_a_case_open_is_refused():
    body = {
        "near": {"amount": 3, "unit": "working_days"},
        "rows": [{"code": "done", "word": "已完成", "states": ["closed"]}],
    }

    with pytest.raises(BadStatusTable, match="最后一行"):
        build_statuses(body)
