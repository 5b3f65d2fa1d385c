"""What an office's own Word template may say of a paper, and what then stands there (自有模板的占位词)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.apps.work.mapping.papers import RELATIONS, stage
from bihuan.base.filetypes import check_upload
from bihuan.base.refusals import Refusal
from bihuan.engine.office import BadOffice
from bihuan.engine.office.papers import Counts, Framing, LookedAt, Standing
from bihuan.engine.office.placeholders import Entry, Names, Value, WrongTemplate, check_template, fill_template
from bihuan.engine.office.word import (
    Addressee,
    Block,
    Column,
    Heading,
    Layout,
    Subtitle,
    Table,
    Text,
    Title,
    document,
)

FRAME = ("标题", "发文机关", "成文日期", "发文字号", "抄送", "主送", "事项数")
ISSUE = ("年", "期")
COUNTS = ("总数", "完成", "推进", "临近", "逾期", "挂账")
MOVED = ("上期", "变动数", "未变数")
CONTACT = ("反馈时限", "联系人", "联系电话")
ITEM = (
    *("序号", "编号", "标题", "内容", "目标", "类别", "专项", "节点", "牵头领导", "牵头单位", "责任单位", "配合单位"),
    *("时限", "状态", "环节", "进展", "存在问题", "下步措施", "进度", "备注"),
)
LATE = ("编号", "标题", "牵头单位", "时限", "逾期天数", "原因", "下步措施")
CHANGED = ("编号", "标题", "牵头单位", "上期", "本期", "做了什么")
LOOKED = ("编号", "标题", "牵头单位", "销号日期", "回头看日期", "结果", "情况")
LINE = ("内容",)
ITEMS: Mapping[str, Sequence[str]] = {"事项": ITEM}
STANDING: Mapping[str, Sequence[str]] = {
    **ITEMS,
    "各单位": ("名称", *COUNTS),
    "各专项": ("名称", *COUNTS),
    "逾期事项": LATE,
    "变动事项": CHANGED,
}
STARTING: Mapping[str, Sequence[str]] = {"事项": ("序号", "标题", "牵头单位", "时限", "进展")}
"""Fields of a long list that a starting template shows."""
TYPED: Mapping[str, str] = {
    "name": "名称",
    "basis": "依据",
    "period": "期间",
    "subject": "事由",
    "ground": "依据",
    "object": "督查对象",
    "scope": "督查范围",
    "time": "督查时间",
    "conclusion": "督查结论",
    "how": "抽取办法",
    "begin": "销号自",
    "end": "销号至",
    "sign_by": "签收时限",
    "reply_by": "反馈时限",
    "contact": "联系人",
    "phone": "联系电话",
}
PARAGRAPHS: Mapping[str, str] = {"facts": "督查情况", "problems": "存在的问题", "suggestions": "工作建议"}
KINDS: Mapping[str, tuple[Sequence[str], Mapping[str, Sequence[str]]]] = {
    "task_table": (("名称", "依据"), ITEMS),
    "supervision_notice": (("事由", "依据", "签收时限", *CONTACT), ITEMS),
    "reminder_letter": (("事由", *CONTACT), ITEMS),
    "unit_sheet": (("单位", "期间", *COUNTS), ITEMS),
    "bulletin": (("期间", "事由", *ISSUE, *COUNTS, *MOVED, *CONTACT), STANDING),
    "inspection_report": (
        ("事由", "依据", "督查对象", "督查范围", "督查时间", "督查结论", *ISSUE, *COUNTS, *MOVED),
        {**STANDING, **dict.fromkeys(PARAGRAPHS.values(), LINE)},
    ),
    "look_back_report": (
        ("期间", "销号自", "销号至", "抽取办法", "销号数", "抽查数", "属实", "重新办理"),
        {"事项": LOOKED, "工作建议": LINE},
    ),
}


class BadTemplate(Refusal):
    """A template that is not taken; `lines` names each mistake with where it stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("；".join(lines))
        self.lines = list(lines)


@dataclass(frozen=True)
class PaperFacts:
    """All that a paper says, whatever it looks like (公文要素)."""

    kind: str
    title: str
    framing: Framing
    to: str
    year: int
    issue: int
    said: Mapping[str, Any]
    rows: Sequence[Any]
    tops: Mapping[int, str]
    counts: Counts | None = None
    standing: Standing | None = None
    looked_at: Sequence[LookedAt] = ()
    written_off: int = 0


def names_of(kind: str) -> Names:
    """What a template of a kind may name (可用的占位词)."""
    values, lists = KINDS[kind]
    return Names(frozenset((*FRAME, *values)), {name: frozenset(fields) for name, fields in lists.items()})


def told_names(kind: str) -> list[tuple[str, Sequence[str]]]:
    """The same as a page shows it: values first, then each list with its fields."""
    values, lists = KINDS[kind]
    return [("", (*FRAME, *values)), *lists.items()]


def checked_template(content: bytes, *, name: str, kind: str) -> dict[str, Any]:
    """Check a template and fill it with nothing, so that what it takes is known; runs in the upload child."""
    shown = check_upload(content, name=name, allowed=["docx"])["name"]
    try:
        wrong = [str(each) for each in check_template(content, names_of(kind))]
        if not wrong:
            names = names_of(kind)
            row = dict.fromkeys
            lists = {each: [row(fields)] * 2 for each, fields in names.lists.items()}
            fill_template(content, names=names, values=row(names.values), lists=lists)
    except BadOffice as bad:
        raise BadTemplate([str(bad)]) from bad
    return {"name": shown, "wrong": wrong}


def filled_template(content: bytes, facts: PaperFacts) -> bytes:
    """A kept template filled in.

    Raises: BadTemplate: it names what papers no longer have.
    """
    values, lists = _values(facts), _lists(facts)
    names = names_of(facts.kind)
    try:
        return fill_template(
            content,
            names=names,
            values={name: values.get(name) for name in names.values},
            lists={name: lists.get(name, []) for name in names.lists},
        )
    except WrongTemplate as wrong:
        raise BadTemplate(["本单位模板已不能用，请改正后重新上传。", *map(str, wrong.findings)]) from wrong


def _values(facts: PaperFacts) -> dict[str, Value]:
    frame = facts.framing
    said = {word: facts.said[code] for code, word in TYPED.items() if facts.said.get(code) not in (None, "")}
    values: dict[str, Value] = {
        "标题": facts.title,
        "发文机关": frame.issuer,
        "成文日期": frame.day,
        "发文字号": frame.number,
        "抄送": frame.copies,
        "主送": facts.to,
        "单位": facts.to,
        "事项数": len(facts.rows),
        "年": facts.year,
        "期": facts.issue or None,
        "销号数": facts.written_off,
        "抽查数": len(facts.looked_at),
        "属实": sum(not each.is_reopened for each in facts.looked_at),
        "重新办理": sum(each.is_reopened for each in facts.looked_at),
    }
    counts = facts.standing.all if facts.standing else facts.counts
    moved = facts.standing
    values |= dict(zip(COUNTS, _counts(counts), strict=True)) if counts else {}
    values |= dict(zip(MOVED, (moved.previous, len(moved.moved), moved.unmoved), strict=True)) if moved else {}
    return values | said


def _counts(counts: Counts) -> tuple[int | None, ...]:
    return counts.total, counts.done, counts.going, counts.near, counts.late, counts.suspended


def _lists(facts: PaperFacts) -> dict[str, list[Entry]]:
    lists: dict[str, list[Entry]] = {
        word: [{"内容": line} for line in facts.said.get(code) or ()] for code, word in PARAGRAPHS.items()
    }
    if facts.kind == "look_back_report":
        return {**lists, "事项": [_looked(each) for each in facts.looked_at]}
    lists["事项"] = [_item(number, row, facts.tops) for number, row in enumerate(facts.rows, start=1)]
    return {**lists, **_standing(facts.standing)} if facts.standing else lists


def _item(number: int, row: Any, tops: Mapping[int, str]) -> Entry:
    item, report = row.item, row.report
    units = {f"{word}单位": "、".join(row.units.get(role, ())) for role, word in RELATIONS.items()}
    return {
        **units,
        "序号": number,
        "编号": item.numbered,
        "标题": item.title,
        "内容": item.requirement,
        "目标": item.target,
        "类别": item.category,
        "专项": tops.get(item.campaign_id or 0, ""),
        "节点": "；".join(f"{node.name}（{node.due_on}）" for node in row.nodes),
        "牵头领导": item.sponsor_name,
        "牵头单位": item.lead_name,
        "时限": item.due_on,
        "状态": row.signs.status.word,
        "环节": stage(row),
        "进展": report.text if report else "",
        "存在问题": report.problems if report else "",
        "下步措施": report.next_steps if report else "",
        "进度": None if item.progress is None else f"{item.progress:g}%",
        "备注": item.note,
    }


def _standing(standing: Standing) -> dict[str, list[Entry]]:
    groups = {"各单位": standing.by_unit, "各专项": standing.by_campaign}
    found: dict[str, list[Entry]] = {
        word: [{"名称": one.name, **dict(zip(COUNTS, _counts(one), strict=True))} for one in some]
        for word, some in groups.items()
    }
    found["逾期事项"] = [
        dict(
            zip(
                LATE,
                (
                    each.number,
                    each.title,
                    each.lead,
                    each.due_on,
                    each.days_late,
                    each.reason or None,
                    each.next_step or None,
                ),
                strict=True,
            )
        )
        for each in standing.late
    ]
    found["变动事项"] = [
        _entry(CHANGED, each.number, each.title, each.lead, each.before, each.after, each.what)
        for each in standing.moved
    ]
    return found


def _looked(each: LookedAt) -> Entry:
    outcome = "重新办理" if each.is_reopened else "属实"
    days = each.written_off_on, each.looked_on
    return _entry(LOOKED, each.number, each.title, each.lead, *days, outcome, each.detail)


def _entry(fields: Sequence[str], *values: Value) -> Entry:
    return dict(zip(fields, values, strict=True))


def sample_said(kind: str, day: date) -> dict[str, Any]:
    """What a person might type, for a preview (示例)."""
    said: dict[str, Any] = {code: f"（{word}）" for code, word in TYPED.items()}
    said |= {code: [f"（{word}第一条）", f"（{word}第二条）"] for code, word in PARAGRAPHS.items()}
    return said | {"sign_by": day, "reply_by": day, "begin": day.replace(day=1), "end": day, "phone": "12345678"}


def starter(kind: str, *, word: str, layout: Layout) -> bytes:
    """A Word file in the standard layout with placeholders of a kind, to begin an own template from (样稿)."""
    return document(_starting(kind), layout=layout, title=f"{word}模板")


def _starting(kind: str) -> Iterator[Block]:
    values, lists = KINDS[kind]
    yield Title("{{标题}}")
    if "期" in values:
        yield Subtitle("（{{年}}年第{{期}}期）")
    yield Addressee("{{主送}}：")
    yield from (Text(f"{name}：{{{{{name}}}}}") for name in values if name not in ISSUE)
    for name, fields in lists.items():
        shown = STARTING.get(name, fields) if fields is ITEM else fields
        cells = [f"{{{{{name}.{field}}}}}" for field in shown]
        cells[0] = f"{{{{每个 {name}}}}}{cells[0]}"
        cells[-1] += "{{每个 完}}"
        yield Heading(2, name)
        yield Table(tuple(Column(field) for field in shown), (tuple(cells),))
    yield Text("{{发文机关}}")
    yield Text("{{成文日期}}")
