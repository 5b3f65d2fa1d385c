"""Papers of an invented district, one of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bihuan.definitions import paper_layout, paper_wording
from bihuan.engine.office import papers
from bihuan.engine.office.papers import Framing
from bihuan.engine.office.word import Column, Layout, Table, Text

DAY = date(2026, 12, 5)
ISSUER = "启明区人民政府督查室"
FRAMING = Framing(
    issuer=ISSUER,
    day=DAY,
    number="启政督〔2026〕12号",
    mark="启明区人民政府督查室文件",
    copies="区委办公室，区人大常委会办公室，区政协办公室",
    printer="启明区人民政府办公室",
)
PLAIN = Framing(issuer=ISSUER, day=DAY)


def layout() -> Layout:
    """The layout as it ships."""
    found = paper_layout(DAY)
    assert found is not None
    return found


def made(code: str, paper: Any) -> bytes:
    """A paper as a docx file, in the words and layout that ship."""
    words = paper_wording(code, DAY)
    assert words is not None
    build: Callable[..., bytes] = getattr(papers, code)
    return build(paper, wording=words, layout=layout())


def counts(name: str, *numbers: int | None) -> papers.Counts:
    """Counts by state: all, done, going, near, late, suspended."""
    total, *others = numbers
    assert total is not None
    return papers.Counts(name, total, *others)


STANDING = papers.Standing(
    as_of=date(2026, 11, 30),
    all=counts("", 42, 18, 15, 4, 3, None),
    by_unit=(counts("区发展和改革局", 12, 6, 4, 1, 1, 0), counts("区工业和信息化局", 9, 3, 4, 1, 1, 0)),
    by_campaign=(counts("工业强区行动", 20, 9, 8, 2, 1, 0),),
    late=(
        papers.LateItem(
            "〔2026〕7号",
            "建设北部产业园一期",
            "区发展和改革局",
            date(2026, 10, 31),
            30,
            "厂房验收未通过",
            "12月15日前补验",
        ),
        papers.LateItem("〔2026〕19号", "老旧管网改造", "区住房和城乡建设局", date(2026, 11, 20), 10),
    ),
    moved=(papers.Moved("〔2026〕3号", "规上企业培育", "区工业和信息化局", "推进中", "已完成", "新增6家"),),
    unmoved=21,
    previous="第10期",
)
TASKS = tuple(
    papers.TableTask(
        number=str(number),
        title=f"第{number}项重点任务",
        category="工业经济" if number < 150 else "民生实事",
        requirement="完成主体工程建设，年内投入使用；同步做好要素保障和竣工验收。",
        target="完成投资3.2亿元",
        sponsor="张某某",
        lead="区发展和改革局",
        support="区财政局、区自然资源局、城东街道",
        due_on=date(2026, 12, 31) if number % 5 else "长期",
    )
    for number in range(1, 301)
)
PAPERS: Mapping[str, Any] = {
    "task_table": papers.TaskTable("启明区2026年政府工作报告重点工作", "区政府工作报告", DAY, TASKS[:40]),
    "supervision_notice": papers.SupervisionNotice(
        framing=FRAMING,
        subject="北部产业园建设",
        to="区发展和改革局",
        ground="区政府第12次常务会议议定事项",
        items=(
            papers.NoticeItem(
                "〔2026〕7号",
                "加快北部产业园一期建设",
                "年底前完成厂房竣工验收，具备入驻条件。",
                "区发展和改革局",
                "区住房和城乡建设局、城东街道",
                date(2026, 12, 31),
            ),
            papers.NoticeItem(
                "〔2026〕8号", "落实园区用电", "完成双回路供电线路架设。", "区发展和改革局", "", date(2026, 12, 20)
            ),
        ),
        sign_by=date(2026, 12, 8),
        reply_by=date(2026, 12, 31),
        contact="李某",
        phone="0000-2345678",
    ),
    "reminder_letter": papers.ReminderLetter(
        framing=PLAIN,
        subject="3项工作即将到期",
        to="区工业和信息化局",
        as_of=DAY,
        items=(
            papers.RemindedItem(
                "〔2026〕3号", "规上企业培育", "区工业和信息化局", date(2026, 12, 8), 3, "办理中", "已入库4家"
            ),
            papers.RemindedItem("〔2026〕5号", "技改项目库更新", "区工业和信息化局", date(2026, 12, 5), 0, "办理中"),
            papers.RemindedItem("〔2026〕6号", "企业走访", "区工业和信息化局", date(2026, 12, 3), -2, "办理中"),
        ),
        reply_by=date(2026, 12, 8),
        contact="李某",
        phone="0000-2345678",
    ),
    "bulletin": papers.Bulletin(
        framing=FRAMING,
        year=2026,
        issue=11,
        period="11月份",
        subject="重点工作推进",
        standing=STANDING,
        reply_by="12月10日",
        contact="李某",
        phone="0000-2345678",
    ),
    "inspection_report": papers.InspectionReport(
        framing=PLAIN,
        year=2026,
        issue=4,
        subject="老旧管网改造进度",
        inspection=papers.Inspection(
            "年度督查计划",
            "区住房和城乡建设局",
            "城东、城西两个片区的管网改造",
            "11月24日至26日",
            "区住房和城乡建设局",
            "12月2日",
        ),
        facts=("督查组查看了6处施工现场，查阅了合同和监理日志。计划改造管线12公里，已完成8.3公里。",),
        problems=("城西片区两个标段未按节点开工。", "监理日志有缺页。"),
        conclusion="该项工作总体推进有序，但城西片区滞后，年内完成全部任务有难度。",
        suggestions=("由区住房和城乡建设局倒排工期，逐周报告。",),
    ),
    "look_back_report": papers.LookBackReport(
        framing=PLAIN,
        period="三季度",
        written_off=25,
        how="20%的比例随机",
        entries=(
            papers.LookedAt(
                "〔2026〕1号", "便民服务点建设", "城东街道", date(2026, 8, 20), date(2026, 11, 25), False, "正常运行"
            ),
            papers.LookedAt(
                "〔2026〕2号",
                "占道经营整治",
                "区城市管理局",
                date(2026, 9, 1),
                date(2026, 11, 26),
                True,
                "现场仍有3处占道经营，与销号材料不符。",
            ),
        ),
        suggestions=("对同类事项增加一次抽查。",),
    ),
    "unit_sheet": papers.UnitSheet(
        unit="区发展和改革局",
        period="2026年12月",
        as_of=DAY,
        counts=counts("区发展和改革局", 12, 6, 4, 1, 1, 0),
        items=tuple(
            papers.SheetItem(
                f"〔2026〕{number}号",
                f"第{number}项重点任务",
                "牵头",
                date(2026, 12, 31),
                "推进中",
                "▲即将到期",
                "65%",
                "主体已封顶，正在安装设备。",
                "资金缺口1200万元",
                "12月20日前落实资金",
            )
            for number in range(1, 13)
        ),
    ),
    "minutes": papers.Minutes(
        framing=PLAIN,
        meeting="12月份重点工作调度会",
        year=2026,
        issue=12,
        held_at="2026年12月3日下午",
        place="区政府三楼会议室",
        chair="副区长张某某",
        topics=(
            papers.Topic(
                "关于北部产业园建设",
                "会议听取了区发展和改革局的汇报，认为工程进度总体正常。",
                (
                    papers.Decision(
                        "12月15日前完成厂房补验", "区住房和城乡建设局", "区发展和改革局", date(2026, 12, 15), number="1"
                    ),
                    papers.Decision("协调解决园区用电", "区发展和改革局", "", "年底前", number="2"),
                ),
            ),
        ),
        present=("王某", "李某", "赵某某"),
        absent=("钱某",),
        recorder="孙某",
        last_meeting="11月份重点工作调度会",
        last_decisions=(
            papers.Decision("完成项目备案", "区行政审批服务局", "", date(2026, 11, 20), "已完成", "1", True),
        ),
    ),
    "target_letter": papers.TargetLetter(
        superior="启明区人民政府",
        unit="青禾镇人民政府",
        year=2026,
        version=2,
        number="启办函〔2026〕7号",
        basis="2026年区委经济工作会议报告",
        in_force_on=date(2026, 3, 20),
        reason="按上级调整后的全年目标重新签订",
        targets=(
            papers.LetterTarget("1", "固定资产投资", "增速", "6%", floor="5%", stretch="8%", source="统计局"),
            papers.LetterTarget("2", "规模以上工业总产值", "总量", "112.96亿元", "105.79亿元", told_by="按月份"),
        ),
        tasks=(papers.LetterTask("1", "园区配套道路建设", "具备通车条件", "2026-05-31"),),
        guarantees=("新增建设用地指标120亩，由自然资源局保障。", "省级技改补助按季兑付。"),
    ),
    "economic_analysis": papers.EconomicAnalysis(
        framing=PLAIN,
        title="启明区2026年1—10月经济运行分析",
        year=2026,
        issue=10,
        parts=(
            papers.AnalysisPart("运行特点", (Text("1—10月，固定资产投资累计160.5亿元，同比下降1.2%。"),)),
            papers.AnalysisPart("下步措施", (Text("固定资产投资的措施尚未明确，由统计局提出。"),)),
        ),
        table=Table((Column("指标"), Column("累计")), (("固定资产投资", "160.5"),), caption="主要指标完成情况表"),
        sources=(
            papers.SourceRow(1, "1—10月固定资产投资", "160.5亿元", "快报数第1版，统计局发布"),
            papers.SourceRow(2, "1—10月固定资产投资增速", "-1.2%", "快报数第1版，统计局发布"),
        ),
    ),
}
