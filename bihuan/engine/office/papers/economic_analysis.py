"""经济运行分析 as a paper: sections of text, tables and pictures, and the list of sources behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from bihuan.engine.office.papers.framing import Framing, Sections, closed, ended, opened
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Across, Attachment, Block, Layout, Subtitle, Table, Title, document

ECONOMIC_ANALYSIS = PaperForm(
    "经济运行分析",
    {
        "title": ("单位", "期间"),
        "issue": ("年", "期"),
        "to": (),
        "head_overall": (),
        "head_features": (),
        "head_problems": (),
        "head_outlook": (),
        "head_measures": (),
        "head_sources": (),
        "main_caption": (),
        "counts": ("期间", "单位", "指标数", "有数", "有增速", "增长", "下降", "持平"),
        "targets": ("目标数", "绿", "黄", "红", "未判"),
        "no_targets": (),
        "same": ("指标们",),
        "no_month": ("指标们",),
        "lacking": ("指标们",),
        "sector": ("领域", "期间"),
        "level_sum": ("指标", "月", "数"),
        "level_point": ("指标", "月", "数"),
        "grew": ("增速",),
        "fell": ("增速",),
        "flat": ("增速",),
        "faster": ("上期", "差"),
        "slower": ("上期", "差"),
        "narrower": ("上期", "差"),
        "wider": ("上期", "差"),
        "steady": ("上期", "差"),
        "done": ("目标", "完成率"),
        "ahead": ("目标", "差"),
        "behind": ("目标", "差"),
        "on_time": ("目标", "差"),
        "above": ("目标", "差"),
        "below": ("目标", "差"),
        "on_goal": ("目标", "差"),
        "split": ("整体", "部分们"),
        "pulled": ("部分", "拉动"),
        "dragged": ("部分", "拉动"),
        "share": ("贡献",),
        "rest": (),
        "places": ("指标", "变动"),
        "moved": ("部分", "上期位", "本期位"),
        "chart_done": (),
        "chart_growth": ("指标",),
        "chart_split": ("整体",),
        "chart_places": ("指标",),
        "problem": ("事实",),
        "cause": ("原因",),
        "no_cause": ("部门",),
        "no_problem": (),
        "needs": ("指标", "剩余", "需要"),
        "best": ("数",),
        "best_rest": ("数",),
        "over_best": (),
        "within_best": (),
        "needs_growth": ("增速",),
        "may_fall": ("增速",),
        "forecast": ("指标", "全年", "低", "高", "把握"),
        "chance": ("可能",),
        "error": ("误差",),
        "no_forecast": ("指标们",),
        "no_measure": ("指标", "部门"),
    },
    {
        "main": ("indicator", "unit", "level", "growth", "change", "target", "completion", "gap", "lamp", "note"),
        "measures": ("indicator", "measure", "unit", "due_on", "state"),
        "sources": ("number", "what", "value", "whence"),
    },
)


@dataclass(frozen=True, slots=True)
class AnalysisPart:
    """One section (部分): its heading and what stands under it."""

    head: str
    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One entry of the list of sources (来源条目)."""

    number: int
    what: str
    value: str
    whence: str


@dataclass(frozen=True, slots=True)
class EconomicAnalysis:
    """A report of a month (经济运行分析). issue: its number in the year, 0 for a draft. table: of all indicators."""

    framing: Framing
    title: str
    year: int
    issue: int
    parts: tuple[AnalysisPart, ...]
    table: Table
    sources: tuple[SourceRow, ...]


def economic_analysis(paper: EconomicAnalysis, *, wording: Wording, layout: Layout) -> bytes:
    """A report of a month as a docx file (经济运行分析)."""
    return document(_analysis(paper, wording), layout=layout, title=paper.title)


def _analysis(paper: EconomicAnalysis, wording: Wording) -> Iterator[Block]:
    sections = Sections()
    issue = wording.say("issue", 年=paper.year, 期=paper.issue) if paper.issue else ""
    for block in opened(paper.framing, paper.title, to=wording.say("to")):
        yield block
        if issue and isinstance(block, Title):
            yield Subtitle(issue)
    for part in paper.parts:
        yield sections.section(part.head)
        yield from part.content
    head = wording.say("head_sources")
    yield from closed(paper.framing, attached=[paper.table.caption, head])
    yield Across("A4横")
    yield Attachment("附件1", paper.table.caption)
    yield replace(paper.table, caption="")
    yield Attachment("附件2", head)
    yield wording.table("sources", [asdict(each) for each in paper.sources])
    yield from ended(paper.framing)
