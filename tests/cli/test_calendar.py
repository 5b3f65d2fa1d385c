"""Limits are answered on the command line (bihuan calendar)."""

import pytest
from typer.testing import CliRunner

from bihuan.cli.calendar import app


def run(*words: str):
    return CliRunner().invoke(app, list(words), env={"TERM": "dumb", "COLUMNS": "200"})


def test_a_limit_is_answered_with_its_ground():
    assert run("due", "2026-02-13", "3个工作日").output == (
        "自2026-02-13次日起3个工作日，2026-02-25到期（按国办发明电〔2025〕7号）。\n"
    )


def test_a_forecast_says_so():
    assert "2027年放假安排尚未公布，为预测" in run("due", "2026-12-30", "3个工作日").output


def test_hours_start_at_the_minute():
    assert "2026-11-22 16:30到期" in run("due", "2026-11-20T16:30", "48小时").output


def test_a_day_is_named_worked_or_not():
    assert run("day", "2026-10-10").output == "2026-10-10是工作日。\n"
    assert run("day", "2026-10-07").output == "2026-10-07是休息日。\n"


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("due", "2026-02-30", "3个工作日"), "不是日期。请写成"),
        (("due", "2026-02-13", "三个工作日"), "不是时限。请写成"),
        (("due", "9990-01-01", "99999日"), "请核对年份或天数"),
        (("due", "2079-12-30", "99个工作日"), "请核对年份或天数"),
        (("day", "2200-01-01"), "请核对年份或天数"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(words, remedy):
    answer = run(*words)

    assert answer.exit_code == 2
    assert remedy in answer.output
