"""项目：四灯、通报表、问题项目体检、入库"""

from datetime import date
from decimal import Decimal

from bihuan.definitions import project_lamps, project_stages, statistics_entry, stuck_test
from bihuan.engine.lamps import Lamp
from bihuan.engine.pipeline import History, Money, MonthOfMoney, bulletin_row
from bihuan.engine.values import Month, Quantity, Unit
from tests.spec.conftest import Spec

TODAY = date(2026, 11, 26)
YINCHUAN, OUHAI = project_lamps(TODAY), project_lamps(TODAY, "ouhai")
COLOURS = {"绿": "green", "黄": "yellow", "红": "red"}


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def number(words: str) -> Decimal | None:
    return Decimal(words) if words else None


def money(words: str, unit: Unit = Unit.TEN_THOUSAND_YUAN) -> Quantity | None:
    return Quantity(Decimal(words), unit) if words else None


def seen(lamp: Lamp | None) -> tuple[str, ...]:
    assert lamp is not None
    return lamp.colour_word, lamp.word, "建议" if lamp.proposal else "原文"


def earlier(words: str) -> list[str]:
    return [COLOURS[word] for word in words]


def test_bulletin(spec: Spec) -> None:
    """云浮2017年8月15日通报：完成率是本年完成占年度计划，不是占总投资（亿元）"""

    def yunfu(plan: str, ytd: str) -> str:
        unit = Unit.HUNDRED_MILLION_YUAN
        row = bulletin_row("", (Money(annual_plan=money(plan, unit), ytd=money(ytd, unit)),))
        return "暂无" if row.completion is None else f"{row.completion:.2f}"

    spec(
        """年度计划 | 本年完成 => 完成率
           195.82 | 119.73 => 61.14
           17.52  | 7.54   => 43.04
           49.2   | 23.06  => 46.87
           49.2   |        => 暂无""",
        by=yunfu,
    )


def test_start(spec: Spec) -> None:
    """银川2025开工灯：计划当月未开工黄，连续3个月红"""

    def start(on: str, planned: str, started: str, excused: str, before: str) -> tuple[str, ...]:
        return seen(
            YINCHUAN.start(
                on=day(on),
                planned_on=day(planned),
                started_on=day(started),
                excused=excused == "有",
                earlier=earlier(before),
            )
        )

    spec(
        """当日       | 计划开工   | 实际开工   | 正当理由 | 以前的灯 => 颜色 | 文字 | 出处
           2026-03-30 | 2026-03-01 |            |    |     => 绿 | 未到开工时间 | 建议
           2026-03-31 | 2026-03-01 |            |    |     => 黄 | 应开工未开工 | 原文
           2026-05-30 | 2026-03-01 |            |    |     => 黄 | 应开工未开工 | 原文
           2026-05-31 | 2026-03-01 |            |    |     => 红 | 连续3个月未开工 | 原文
           2026-05-31 | 2026-03-01 |            | 有 |     => 绿 | 有正当理由 | 建议
           2026-03-31 | 2026-03-01 | 2026-03-20 |    |     => 绿 | 已开工 | 原文
           2026-06-30 | 2026-03-01 | 2026-06-20 |    | 黄黄红 => 黄 | 红灯后补上 | 建议
           2026-06-30 |            |            |    |     => 灰 | 暂无 | 建议""",
        by=start,
    )


def test_progress(spec: Spec) -> None:
    """银川2025进度灯：低于序时10至30个百分点黄（含两端），超过30红；红灯补上仍为黄灯"""

    def progress(done: str, time: str, before: str) -> tuple[str, ...]:
        return seen(YINCHUAN.progress(completion=number(done), time_progress=number(time), earlier=earlier(before)))

    spec(
        """完成率 | 时序进度 | 以前的灯 => 颜色 | 文字 | 出处
           50    | 50 |    => 绿 | 达到序时 | 原文
           40.01 | 50 |    => 绿 | 略低于序时 | 建议
           40    | 50 |    => 黄 | 低于序时 | 原文
           20    | 50 |    => 黄 | 低于序时 | 原文
           19.99 | 50 |    => 红 | 严重低于序时 | 原文
           60    | 50 | 红 => 黄 | 红灯后补上 | 建议
           60    | 50 | 黄 => 绿 | 达到序时 | 原文
                 | 50 |    => 灰 | 暂无 | 建议""",
        by=progress,
    )


def test_statistics(spec: Spec) -> None:
    """银川2025入库灯：开工后1个月未入库黄，超过2个月红"""

    def statistics(on: str, started: str, entered: str) -> tuple[str, ...]:
        return seen(YINCHUAN.statistics(on=day(on), started_on=day(started), entered_on=day(entered)))

    spec(
        """当日       | 开工       | 入库       => 颜色 | 文字 | 出处
           2026-04-10 | 2026-03-10 |            => 绿 | 未到入库时间 | 建议
           2026-04-11 | 2026-03-10 |            => 黄 | 应入库未入库 | 原文
           2026-05-10 | 2026-03-10 |            => 黄 | 应入库未入库 | 原文
           2026-05-11 | 2026-03-10 |            => 红 | 超2个月未入库 | 原文
           2026-05-11 | 2026-03-10 | 2026-05-01 => 绿 | 已入库 | 原文
           2026-02-28 | 2026-01-31 |            => 绿 | 未到入库时间 | 建议
           2026-03-01 | 2026-01-31 |            => 黄 | 应入库未入库 | 原文""",
        by=statistics,
    )


def test_payment(spec: Spec) -> None:
    """银川2025支付灯：按计划支付绿，不足红；没有计划的按已完成的80%（建议）"""

    def payment(paid: str, planned: str, done: str) -> tuple[str, ...]:
        return seen(YINCHUAN.payment(paid=money(paid), planned=money(planned), done=money(done)))[:2]

    spec(
        """已支付 | 计划支付 | 本年完成 => 颜色 | 文字
           60 | 60 | 100 => 绿 | 按计划支付
           59 | 60 | 100 => 红 | 支付不足
           80 |    | 100 => 绿 | 按计划支付
           79 |    | 100 => 红 | 支付不足
              | 60 | 100 => 灰 | 暂无
           60 |    |     => 灰 | 暂无""",
        by=payment,
    )


def test_ouhai(spec: Spec) -> None:
    """瓯海2020：月度节点完成绿，未完成红，后来补上黄"""

    def ouhai(done: str, time: str, before: str) -> tuple[str, ...]:
        return seen(OUHAI.progress(completion=number(done), time_progress=number(time), earlier=earlier(before)))[:2]

    spec(
        """完成率 | 时序进度 | 以前的灯 => 颜色 | 文字
           50    | 50 |    => 绿 | 按时完成
           49.99 | 50 |    => 红 | 未完成
           55    | 50 | 红 => 黄 | 逾期后完成""",
        by=ouhai,
    )


def test_stuck(spec: Spec) -> None:
    """渭南问题项目四条：签约1年未开工；开工后连续3个月无到位资金；开工半年到位低于15%；资金与形象进度不符（万元）"""

    def stuck(on: str, signed: str, started: str, total: str, arrived: str, physical: str) -> str:
        amounts = [money(each) for each in arrived.split()]
        last = Month(day(on).year, day(on).month).shifted(-1)
        months = [
            MonthOfMoney(last.shifted(at + 1 - len(amounts)), in_place=each, physical=number(physical))
            for at, each in enumerate(amounts)
        ]
        history = History(signed_on=day(signed), started_on=day(started), total=money(total), months=months)
        return "；".join(each.name for each in stuck_test(TODAY).stuck(history, day(on))) or "不是"

    spec(
        """当日       | 签约       | 开工       | 总投资 | 近几个月累计到位 | 形象进度 => 问题项目
           2026-11-26 | 2025-11-25 |            | 1000 |                 |    => 签约1年以上未开工
           2026-11-26 | 2025-11-26 |            | 1000 |                 |    => 不是
           2026-11-26 | 2025-01-10 | 2026-03-01 | 1000 | 300 300 300 300 |    => 开工后连续3个月无到位资金
           2026-11-26 | 2025-01-10 | 2026-03-01 | 1000 | 110 120 130 140 |    => 开工半年以上到位资金低于15%
           2026-11-26 | 2025-01-10 | 2026-03-01 | 1000 | 120 130 140 150 |    => 不是
           2026-11-26 | 2025-01-10 | 2026-03-01 | 1000 | 300 400 500 600 | 20 => 到位资金与形象进度不符
           2026-11-26 | 2025-01-10 | 2026-03-01 | 1000 | 300 400 500 600 | 40 => 不是""",
        by=stuck,
    )


def test_entry(spec: Spec) -> None:
    """入库：500万元起，5000万元及以上联网直报；开工以永久工程正式打桩为准，平整场地不算"""

    def entry(total: str, papers: str) -> tuple[str, ...]:
        codes = {"立项": "filing", "合同": "construction_contract", "打桩": "piling", "照片": "site_photo"}
        codes |= {"申请表": "application_form", "平台": "platform_passed"}
        found = statistics_entry(TODAY).entry({"total": number(total)}, {codes[each] for each in papers.split()})
        return (
            found.truth.word,
            found.way.name if found.way else "",
            "、".join(each.at for each in found.missing),
        )

    spec(
        """计划总投资（万元） | 材料 => 能否入库 | 途径 | 还缺
           499  | 立项 合同 打桩 照片 申请表 平台 => 否   |                         |
           500  | 立项 合同 打桩 照片 申请表 平台 => 是   | 500万至5000万元项目     |
           500  | 立项 合同 照片 申请表 平台      => 否   | 500万至5000万元项目     | 永久工程首桩
           5000 | 立项 合同 打桩 照片 平台        => 是   | 5000万元及以上项目      |
           5000 | 立项 打桩                       => 否   | 5000万元及以上项目      | 施工合同、现场照片、在线平台截图
                |                                 => 暂无 |                         |""",
        by=entry,
    )


def test_gate(spec: Spec) -> None:
    """开工的门槛：施工许可证和永久工程首桩缺一不可"""
    facts = {"total": Decimal(1)}

    def gate(papers: str) -> str:
        codes = {"协议": "agreement", "立项": "filing", "用地": "land", "施工许可": "construction_permit"}
        codes |= {"首桩": "piling", "平整场地照片": "site_photo"}
        missing = project_stages(TODAY).missing("started", facts, {codes[each] for each in papers.split()})
        return "、".join(each.at for each in missing) or "可以开工"

    spec(
        """已有材料 => 还缺
           协议 立项 用地 施工许可 首桩 => 可以开工
           协议 立项 用地 施工许可 平整场地照片 => 永久工程首桩
           协议 立项 用地 首桩 => 施工许可证
           协议 => 立项文件、用地手续、施工许可证、永久工程首桩""",
        by=gate,
    )
