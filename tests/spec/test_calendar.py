"""时限到哪一天"""

from datetime import datetime

from bihuan.definitions import calendar
from bihuan.engine.calendar import SHANGHAI, Pause, due, limit_of
from tests.spec.conftest import Spec


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=SHANGHAI)


def due_on(start: str, words: str, stopped: str = "", resumed: str = "") -> tuple[str, str]:
    limit = limit_of(words)
    assert limit is not None
    pauses = [Pause(at(stopped), at(resumed) if resumed else None, "等待上级批复")] if stopped else []
    answer = due(limit, start=at(start), calendar=calendar(), pauses=pauses)
    if answer.at is None:
        return "暂无", answer.because
    when = answer.at.strftime("%Y-%m-%d %H:%M") if limit.unit == "hours" else str(answer.on)
    return when, "预测" if answer.forecast else "确定"


def test_working_days(spec: Spec) -> None:
    """按放假通知数工作日"""
    spec(
        """交办日     | 时限       => 到期日     | 是否预测
           2026-02-13 | 3个工作日  => 2026-02-25 | 确定
           2026-09-18 | 5个工作日  => 2026-09-24 | 确定
           2026-09-30 | 3个工作日  => 2026-10-10 | 确定
           2026-11-20 | 1个工作日  => 2026-11-23 | 确定
           2020-01-22 | 3个工作日  => 2020-02-04 | 确定
           2019-04-26 | 2个工作日  => 2019-04-29 | 确定""",
        by=due_on,
    )


def test_a_year_without_a_notice(spec: Spec) -> None:
    """放假通知未公布的年份"""
    spec(
        """交办日     | 时限        => 到期日     | 是否预测
           2026-12-28 | 3个工作日   => 2026-12-31 | 确定
           2026-12-31 | 1个工作日   => 2027-01-04 | 预测
           2026-12-30 | 3个工作日   => 2027-01-05 | 预测
           2026-12-30 | 10日        => 2027-01-09 | 确定
           2027-09-30 | 2个工作日   => 2027-10-07 | 预测""",
        by=due_on,
    )


def test_hours_and_calendar_days(spec: Spec) -> None:
    """小时和自然日，节假日照算"""
    spec(
        """交办时间         | 时限   => 到期             | 是否预测
           2026-11-20 16:30 | 48小时 => 2026-11-22 16:30 | 确定
           2026-09-30 17:00 | 24小时 => 2026-10-01 17:00 | 确定
           2026-09-30 17:00 | 30日   => 2026-10-30       | 确定
           2026-01-31 00:00 | 1天    => 2026-02-01       | 确定""",
        by=due_on,
    )


def test_the_clock_stopped(spec: Spec) -> None:
    """停计和恢复：停计当日不算，恢复当日算"""
    spec(
        """交办时间         | 时限      | 停计             | 恢复             => 到期             | 说明
           2026-11-23 10:00 | 3个工作日 | 2026-11-24 09:00 | 2026-11-27 09:00 => 2026-12-01       | 确定
           2026-11-23 10:00 | 3个工作日 | 2026-11-28 09:00 | 2026-11-30 09:00 => 2026-11-26       | 确定
           2026-11-23 10:00 | 3个工作日 | 2026-11-25 09:00 |                  => 暂无             | 停计中（等待上级批复），恢复后还有2个工作日。
           2026-11-23 10:00 | 8小时     | 2026-11-23 12:00 | 2026-11-23 15:00 => 2026-11-23 21:00 | 确定""",  # noqa: E501
        by=due_on,
    )
