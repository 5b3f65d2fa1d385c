"""指标的完成率、时序、贡献、位次和相互矛盾的数（公开通报中的实例）"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from bihuan.definitions import check_limits
from bihuan.engine import indicators as figures
from bihuan.engine.indicators.checks import PrintedRow, row_findings, sum_findings
from bihuan.engine.values import Month, Quantity, Unit
from tests.spec.conftest import Spec

AMOUNT = Unit.HUNDRED_MILLION_YUAN


def amount(words: str) -> Quantity:
    return Quantity(Decimal(words), AMOUNT)


def percent(words: str) -> Decimal:
    return Decimal(words.removesuffix("%"))


def test_time_progress_by_months(spec: Spec) -> None:
    """时序进度按月份：完成率减去已过月份的占比"""

    def judged(target: str, done: str, month: str) -> tuple[str, ...]:
        completed = figures.completion(amount(done), amount(target))
        gap = figures.schedule_gap(completed, figures.by_months(Month(2022, int(month))))
        return f"{figures.shown(completed)}%", figures.shown(gap, signed=True)

    spec(
        """目标   | 累计   | 截至月 => 完成率 | 超欠序时
           193.22 | 126.02 | 6      => 65.22% | +15.22
           135.46 | 17.41  | 2      => 12.85% | -3.81
           499.6  | 282.8  | 6      => 56.61% | +6.61""",
        by=judged,
    )


def test_published_gap(spec: Spec) -> None:
    """通报把完成率和时序都先四舍五入再相减，与不四舍五入的结果可差0.01"""

    def rounded(target: str, done: str, month: str) -> str:
        completed = figures.shown(figures.completion(amount(done), amount(target)))
        passed = figures.shown(figures.by_months(Month(2022, int(month))))
        return figures.shown(Decimal(completed) - Decimal(passed), signed=True)

    spec(
        """目标   | 累计  | 截至月 => 通报的超欠序时
           135.46 | 17.41 | 2      => -3.82""",
        by=rounded,
    )


def test_time_progress_by_half_months(spec: Spec) -> None:
    """时序进度按半月：8月15日已过7个半月"""

    def judged(target: str, done: str, day: str) -> tuple[str, ...]:
        completed = figures.completion(amount(done), amount(target))
        passed = figures.by_half_months(date.fromisoformat(day))
        gap = figures.schedule_gap(completed, passed)
        return f"{figures.shown(completed)}%", f"{figures.shown(passed, 1)}%", figures.shown(gap, signed=True)

    spec(
        """目标   | 累计   | 截至日     => 完成率 | 时序进度 | 超欠序时
           195.82 | 119.73 | 2017-08-15 => 61.14% | 62.5%    | -1.36
           17.52  | 7.54   | 2017-08-15 => 43.04% | 62.5%    | -19.46
           49.2   | 23.06  | 2017-08-15 => 46.87% | 62.5%    | -15.63""",
        by=judged,
    )


def test_two_yardsticks(spec: Spec) -> None:
    """同一数两把尺子：占全年任务和占一季度任务（万元）"""

    def judged(done: str, year: str, quarter: str) -> tuple[str, ...]:
        whole, part = (figures.completion(amount(done), amount(target)) for target in (year, quarter))
        return f"{figures.shown(whole)}%", f"{figures.shown(part)}%"

    spec(
        """累计  | 全年任务 | 一季度任务 => 占全年 | 占一季度
           52450 | 134000   | 29935      => 39.14% | 175.21%""",
        by=judged,
    )


def test_implied_target(spec: Spec) -> None:
    """由累计和完成率反推目标"""

    def implied(done: str, completed: str) -> str:
        target = figures.implied_target(amount(done), percent(completed))
        return "暂无" if target is None else figures.shown(target.amount, 1)

    spec(
        """累计  | 完成率 => 目标约
           282.8 | 56.6%  => 499.6
           17.41 | 12.85% => 135.5
           0     | 0%     => 暂无""",
        by=implied,
    )


def test_contributions(spec: Spec) -> None:
    """贡献率：各部分增量占总增量，合计100"""

    def shares(first: str, second: str, third: str) -> tuple[str, ...]:
        increments = [int(Decimal(each) * 10) for each in (first, second, third)]
        found = figures.contributions([1000 + each for each in increments], [1000] * 3)
        assert found.rates is not None
        printed = figures.apportioned(found.rates[:-1])
        return str(Decimal(found.whole) / 10), *(str(each) for each in printed), str(sum(printed))

    spec(
        """一产增量 | 二产增量 | 三产增量 => 总增量 | 一产 | 二产 | 三产 | 合计
           65.7     | 388.4    | 272.3    => 726.4  | 9.0  | 53.5 | 37.5 | 100.0""",
        by=shares,
    )


def test_two_year_average(spec: Spec) -> None:
    """两年平均增速"""

    def averaged(now: str, both: str) -> str:
        before = ((1 + percent(both) / 100) / (1 + percent(now) / 100) - 1) * 100
        return f"{figures.shown(figures.two_year_average(percent(now), before))}%"

    spec(
        """当年同比 | 比两年前 => 由公布数推算
           12.6%    | 9.1%     => 4.45%""",
        by=averaged,
    )


def test_places(spec: Spec) -> None:
    """位次：得分相同位次相同，后一名顺延"""

    def placed(*scores: str) -> tuple[str, ...]:
        return tuple(str(each) for each in figures.places_of([float(score) for score in scores]))

    spec(
        """甲   | 乙   | 丙   | 丁   => 甲 | 乙 | 丙 | 丁
           91.0 | 90.5 | 90.5 | 88.0 => 1  | 2  | 2  | 4
           88.0 | 88.0 | 88.0 | 95.5 => 2  | 2  | 2  | 1""",
        by=placed,
    )


def test_thirteen_units(spec: Spec) -> None:
    """位次：十三个单位的观摩，并列第九后是第十一"""

    def placed(eighth: str, ninth: str, same: str, next_one: str) -> tuple[str, ...]:
        better = [100.0 - each for each in range(7)]
        scores = [*better, *(float(each) for each in (eighth, ninth, same, next_one)), 60.0, 55.0]
        return tuple(str(each) for each in figures.places_of(scores)[7:11])

    spec(
        """第八 | 第九 | 同分 | 再次 => 位次 | 位次 | 位次 | 位次
           80.1 | 79.5 | 79.5 | 79.0 => 8    | 9    | 9    | 11""",
        by=placed,
    )


def test_capped_items(spec: Spec) -> None:
    """招商考核2024：每个指标各有自己的封顶，第二项不封顶，第三项封顶"""

    def scored(items: str) -> str:
        total = sum((_points(item) for item in items.split("；")), Decimal(0))
        return figures.shown(total)

    spec(
        """各项（完成率×分值；带“封顶”的不超过分值） => 得分
           0.96×0.5；1.20×0.5；(28/27×50%+177.7/54×50%)×0.5封顶；0.5；0.3；0.4 => 2.78""",
        by=scored,
    )


def _points(item: str) -> Decimal:
    if "×50%" in item:
        number = figures.completion(amount("28"), amount("27"))
        money = figures.completion(amount("177.7"), amount("54"))
        assert number is not None
        assert money is not None
        return min((number + money) / 200 * Decimal("0.5"), Decimal("0.5"))
    rate, _, weight = item.partition("×")
    return Decimal(rate) * Decimal(weight or 1)


def test_required_growth(spec: Spec) -> None:
    """倒算增速：后几个月要增长多少才达到全年目标（测算）"""

    def needed(target: str, done: str, base: str, year: str) -> str:
        found = figures.required_growth(
            target_growth=percent(target),
            done=amount(done),
            base_to_month=amount(base),
            base_year=amount(year),
        )
        return "暂无" if found is None else f"{figures.shown(found, 1)}%"

    spec(
        """全年目标 | 累计 | 同期 | 上年全年 => 后期需增长
           8%       | 53   | 50   | 100      => 10.0%
           8%       | 50   | 50   | 100      => 16.0%
           8%       | 100  | 100  | 100      => 暂无""",
        by=needed,
    )


def test_decrease(spec: Spec) -> None:
    """逆向指标（越低越好）：从上年到目标，降下来的占要降的多少"""

    def reached(base: str, target: str, now: str) -> str:
        found = figures.reverse_completion(amount(now), amount(target), base=amount(base))
        return "暂无" if found is None else f"{figures.shown(found, 1)}%"

    spec(
        """上年 | 目标 | 现在 => 完成率
           10   | 8    | 9    => 50.0%
           10   | 8    | 11   => -50.0%
           10   | 10   | 9    => 暂无""",
        by=reached,
    )


def test_printed_shares(spec: Spec) -> None:
    """显示的占比按最大余数进位，合计不走样"""

    def printed(first: str, second: str, third: str) -> tuple[str, ...]:
        parts = [Fraction(each) for each in (first, second, third)]
        shares = [part * 100 / sum(parts) for part in parts]
        return tuple(str(each) for each in figures.apportioned(shares))

    spec(
        """甲 | 乙 | 丙 => 甲   | 乙   | 丙
           1  | 1  | 1  => 33.4 | 33.3 | 33.3
           2  | 2  | 3  => 28.6 | 28.6 | 42.8""",
        by=printed,
    )


def test_printed_tables(spec: Spec) -> None:
    """通报表自相矛盾：由目标和累计重算，相差0.1个百分点以内不提示"""
    limits = check_limits(date(2026, 11, 25))
    assert limits is not None

    def found(target: str, done: str, completed: str, gap: str, passed: str) -> str:
        cells = [Decimal(cell.removesuffix("%")) if cell else None for cell in (target, done, completed, gap, passed)]
        findings = row_findings(PrintedRow("甲", *cells), limits=limits)
        return findings[0].sentence.split("，", 1)[1].removesuffix("请核对原表。") if findings else "无"

    spec(
        """计划  | 累计 | 印出的完成率 | 印出的差距 | 时序 => 提示
           10.66 | 2.74 | 21.85% | +9 | 16.67% => 由完成2.74和目标10.66重算是25.70%；25.70%与印出的差距+9个百分点相合。
           44.62 | 6.50 | 14.54% |       | 16.67% => 无
           135.46 | 17.41 | 12.85% | -3.82 | 16.67% => 无""",
        by=found,
    )


def test_splits(spec: Spec) -> None:
    """一个总数的几种分法：每种都应合计到总数"""

    def found(total: str, by: str, parts: str) -> str:
        split = (by, [Decimal(part) for part in parts.split("+")])
        return "；".join(each.sentence for each in sum_findings("计划", Decimal(total), [split])) or "无"

    spec(
        """总数   | 分法   | 分项 => 提示
           135.46 | 按层级 | 44.62+10.66+80.18 => 无
           135.46 | 按类型 | 100.11+34.00 => 按类型合计134.11，与总数135.46相差1.35。请核对各分项。
           100.0  | 按层级 | 33.3+33.3+33.3 => 无""",
        by=found,
    )
