"""What a move keeps: texts, evidence, nodes, signatures, counters, marks (留存)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bihuan.apps.work import mapping
from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.models import Attachment, Item, Milestone, MilestoneFact, Progress, Urge

TEXT_KINDS = {
    "submit_feedback": Progress.Kind.FEEDBACK,
    "plan": Progress.Kind.PLAN,
    "first_answer": Progress.Kind.ANSWER,
    "leader_remark": Progress.Kind.OPINION,
    "hold": Progress.Kind.OPINION,
    "urge": Progress.Kind.OPINION,
}


def give_number(doing: Doing) -> None:
    """One matter, one number: the next of the year, none skipped (一事一号)."""
    if doing.item.number is None:
        doing.change(number=doing.writing.next_number(doing.item.year), registered_at=doing.now)


def keep_text(doing: Doing) -> None:
    """What was reported, as a row of the item (情况说明)."""
    text = next((doing.answers[code] for code in ("text", "remark", "result") if doing.answers.get(code)), "")
    if not text:
        return
    percent = doing.answers.get("percent")
    row = Progress(
        item=doing.item,
        kind=TEXT_KINDS.get(doing.move.code, Progress.Kind.PROGRESS),
        month_on=doing.answers.get("month_on") or doing.today.replace(day=1),
        text=text,
        problems=doing.answers.get("problems") or "",
        next_steps=doing.answers.get("next_steps") or "",
        percent=percent,
        unchanged=bool(doing.answers.get("unchanged")),
        **doing.signature(),
    )
    doing.keep(row)
    if percent is not None:
        doing.change(progress=percent)


def keep_own_columns(doing: Doing) -> None:
    """What the form said of the kind's own columns, those alone that this move asks for (自有栏目)."""
    asked = {*doing.move.asks, *doing.move.may_ask} & {column.code for column in doing.kind.columns}
    said = {code: doing.answers[code] for code in asked if doing.answers.get(code) not in (None, "")}
    if said:
        doing.change(extra={**doing.item.extra, **{code: mapping.plain(value) for code, value in said.items()}})


def keep_evidence(doing: Doing) -> None:
    """Evidence that came with the move (佐证材料)."""
    files = doing.answers.get("evidence") or ()
    keep_files(doing, files, kind=Attachment.Kind.EVIDENCE)
    doing.dossier.evidence += len(files)


def keep_paper(doing: Doing) -> None:
    """The unit's paper behind an act on its behalf (纸质件)."""
    keep_files(doing, doing.answers.get("paper") or (), kind=Attachment.Kind.PAPER)


def keep_files(doing: Doing, files: Any, *, kind: str) -> None:
    """Rows of files that are on the disk already."""
    for file in files:
        row = Attachment(
            item=doing.item,
            kind=kind,
            move=doing.move.code,
            path=file.path,
            digest=file.sha256,
            name=file.name,
            size=file.size,
            round=doing.item.round,
            **doing.signature(),
        )
        doing.keep(row)


def keep_nodes(doing: Doing) -> None:
    """The plan of nodes; what is no longer in it and not done is dropped, not deleted (节点计划)."""
    plans = doing.answers.get("nodes") or ()
    names = {plan.name for plan in plans}
    known = {node.name: node for node in doing.dossier.nodes}
    for name, node in known.items():
        if name not in names and node.done_on is None:
            doing.touch(node, dropped_at=doing.now)
            keep_node_fact(node, doing, dropped=True)
    planned = [known.get(plan.name) or Milestone(item=doing.item, name=plan.name) for plan in plans]
    for order, (node, plan) in enumerate(zip(planned, plans, strict=True)):
        doing.touch(node, due_on=plan.due_on, target=plan.target, order=order)
    doing.writing.add_nodes([node for node in planned if node.pk is None])
    for node in planned:
        keep_node_fact(node, doing)
    standing = {id(node): node for node in (*known.values(), *planned) if node.dropped_at is None}
    doing.dossier.nodes = sorted(standing.values(), key=lambda node: (node.order, node.due_on, node.pk))


def finish_nodes(doing: Doing) -> None:
    """Nodes that the report says are reached, on the day of the report (节点完成)."""
    wanted = set(doing.answers.get("nodes_done") or ())
    for node in doing.dossier.nodes:
        if node.pk in wanted and node.done_on is None:
            doing.touch(node, done_on=doing.today)
            keep_node_fact(node, doing)


def keep_node_fact(node: Milestone, doing: Doing, *, dropped: bool = False) -> None:
    """Keep what was known of a node from now on."""
    doing.keep(node_fact(node, known_at=doing.now, dropped=dropped))


def node_fact(node: Milestone, *, known_at: datetime, dropped: bool = False) -> MilestoneFact:
    """What is known of a node from a moment on."""
    days = {"due_on": node.due_on, "done_on": node.done_on}
    return MilestoneFact(item_id=node.item_id, milestone=node, dropped=dropped, known_at=known_at, **days)


def keep_signature(doing: Doing) -> None:
    """Who signed for the item, and when (签收)."""
    doing.change(signed_at=doing.now, signed_by=doing.by.viewer.name)


def first_answer(doing: Doing) -> None:
    """When the first answer was given (首次答复)."""
    doing.change(first_answer_at=doing.now)


def count_urge(doing: Doing) -> None:
    """One more urge; slips are counted by their colours, in rows of their own (催办次数)."""
    if not doing.answers.get("slip"):
        doing.change(urge_count=doing.item.urge_count + 1)


def notify(doing: Doing) -> None:
    """An urge, or a slip in its colour, goes out to the units (发送提醒、发督办单)."""
    text = (doing.why or doing.move.word)[:500]
    kind, due_on = doing.answers.get("slip") or Urge.Kind.URGE, doing.item.due_on
    doing.keep(Urge(item=doing.item, kind=kind, text=text, for_due_on=due_on, **doing.signature()))


def bar_objection(doing: Doing) -> None:
    """The dispatch is final: no second objection (不得再提异议)."""
    doing.change(objection_barred=True)


def new_round(doing: Doing) -> None:
    """A new round of dispatch begins; evidence is asked for anew (另起一轮)."""
    doing.change(round=doing.item.round + 1, objection_barred=False)
    doing.dossier.evidence = 0


def mark_closed(doing: Doing) -> None:
    """The day of closing (办结时间)."""
    doing.change(closed_on=doing.today)


def mark_written_off(doing: Doing) -> None:
    """The day of writing off (销号时间)."""
    satisfied = doing.answers.get("satisfied")
    doing.change(written_off_on=doing.today, closed_on=doing.item.closed_on or doing.today)
    if satisfied is not None:
        doing.change(is_satisfied=satisfied)


def freeze(doing: Doing) -> None:
    """Item and evidence are locked (锁定)."""
    doing.change(is_frozen=True)


def unfreeze(doing: Doing) -> None:
    """The item is open again; its days of closing stay in the history (解除锁定)."""
    doing.change(is_frozen=False, closed_on=None, written_off_on=None, archived_on=None)


def archive(doing: Doing) -> None:
    """The item goes to the archive (归档)."""
    doing.change(archived_on=doing.today)


def named(item: Item) -> str:
    """An item as messages name it."""
    return f"{item.numbered}《{item.title}》"
