"""项目网络图与倒排工期"""

from datetime import date

from bihuan.definitions import calendar, network
from bihuan.engine import schedule
from bihuan.engine.schedule import Activity, Constraint, ConstraintKind, Link, Network, Season, Standing, Stop
from tests.spec.conftest import Spec

SITE = Season("site", "工地", "calendar_days", (Stop((12, 1), (2, 28), "冬季停工"),))
LINES = schedule.DayLines(calendar(), (SITE,))
CALENDARS = {"工作日": "working_days", "自然日": "calendar_days", "工地": "site"}
TODAY = date(2026, 11, 26)


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def finish(start: str, days: str, calendar_name: str) -> str:
    one = Network((Activity("one", "甲", int(days), calendar=CALENDARS[calendar_name]),), (), seasons=(SITE,))
    found = schedule.plan(one, Standing(today=date.fromisoformat(start)), LINES).dates["one"]
    return f"{found.start} 开始，{found.finish} 完成"


def test_lengths(spec: Spec) -> None:
    """工期自开始次日起算，工地历法12月1日至2月28日停工"""
    spec(
        """能开始的日子 | 工期 | 历法   => 日期
           2026-11-26   | 0    | 工作日 => 2026-11-26 开始，2026-11-26 完成
           2026-11-26   | 5    | 工作日 => 2026-11-26 开始，2026-12-03 完成
           2026-11-28   | 5    | 工作日 => 2026-11-30 开始，2026-12-07 完成
           2026-09-29   | 2    | 工作日 => 2026-09-29 开始，2026-10-08 完成
           2026-11-26   | 10   | 自然日 => 2026-11-26 开始，2026-12-06 完成
           2026-11-26   | 10   | 工地   => 2026-11-26 开始，2027-03-06 完成
           2026-12-15   | 10   | 工地   => 2027-03-01 开始，2027-03-11 完成""",
        by=finish,
    )


KINDS = {
    "越早越好": ConstraintKind.ASAP,
    "越晚越好": ConstraintKind.ALAP,
    "必须开始": ConstraintKind.MSO,
    "必须完成": ConstraintKind.MFO,
    "不早于开始": ConstraintKind.SNET,
    "不晚于开始": ConstraintKind.SNLT,
    "不早于完成": ConstraintKind.FNET,
    "不晚于完成": ConstraintKind.FNLT,
    "最后期限": ConstraintKind.DEADLINE,
}
PAIR = Network((Activity("review", "审图", 5), Activity("permit", "施工许可", 5)), (Link("review", "permit"),))


def constrained(kind: str, on: str) -> tuple[str, ...]:
    limits = (Constraint("review", KINDS[kind], day(on)),)
    found = schedule.plan(PAIR, Standing(today=TODAY, promise=date(2027, 1, 29), constraints=limits), LINES)
    each = found.dates["review"]
    return str(each.start), str(each.earliest_start), str(each.latest_start), str(each.float_days)


def test_constraints(spec: Spec) -> None:
    """时间限制：审图5个工作日，之后施工许可5个工作日，承诺2027年1月29日"""
    spec(
        """限制       | 日期       => 计划开始   | 最早开始   | 最迟开始   | 机动
           越早越好   |            => 2026-11-26 | 2026-11-26 | 2027-01-15 | 35
           越晚越好   |            => 2026-11-26 | 2026-11-26 | 2027-01-15 | 35
           必须开始   | 2026-12-14 => 2026-12-14 | 2026-12-14 | 2026-12-14 | 0
           必须完成   | 2026-12-14 => 2026-12-07 | 2026-12-07 | 2026-12-07 | 0
           不早于开始 | 2026-12-14 => 2026-12-14 | 2026-12-14 | 2027-01-15 | 23
           不晚于开始 | 2026-12-14 => 2026-11-26 | 2026-11-26 | 2026-12-14 | 12
           不早于完成 | 2026-12-14 => 2026-12-07 | 2026-12-07 | 2027-01-15 | 28
           不晚于完成 | 2026-12-14 => 2026-11-26 | 2026-11-26 | 2026-12-07 | 7
           最后期限   | 2026-12-14 => 2026-11-26 | 2026-11-26 | 2026-12-07 | 7
           不晚于开始 | 2026-11-20 => 2026-11-26 | 2026-11-26 | 2026-11-20 | -4""",
        by=constrained,
    )


def shipped(code: str, environment: str, promise: str) -> tuple[str, ...]:
    known = network(code, TODAY)
    assert known is not None
    facts: dict[str, object] = {"environment_class": environment, "energy_review": False}
    found = schedule.plan(known, Standing(today=TODAY, promise=day(promise), facts=facts), LINES)
    repairs = schedule.repairs(found)
    first = "可以按期" if repairs is None else (repairs.sets or repairs.with_move)[0].words
    return str(found.expected_on), str(found.days_short), first


def test_networks(spec: Spec) -> None:
    """随发网络图：2026年11月26日备案，最早何时投产或交付，差几个工作日，怎样才能按期"""
    spec(
        """网络图 | 环评 | 承诺 => 预计 | 差 | 首选
           record_filing | 报告表 | 2028-03-31 => 2028-01-04 | 0 | 可以按期
           record_filing | 报告书 | 2027-12-01 => 2028-01-04 | 24 | “工程施工”与“设备安装调试”并行办理。
           start_on_land_handover | 报告表 | 2027-12-01 => 2027-12-28 | 19 | “工程施工”与“设备安装调试”并行办理。
           approval | 登记表 | 2028-01-20 => 2028-01-26 | 4 | “初步设计及概算批复”与“施工图审查”并行办理。""",
        by=shipped,
    )
