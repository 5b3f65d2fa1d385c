"""A unit keeps what it typed and sends its month (暂存、报送)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.moves import enter_state, require_reporter
from bihuan.apps.figures.mapping import Entered
from bihuan.apps.figures.models import Observation, Sheet, SheetState
from bihuan.apps.figures.queries import Book, SheetLine, SheetPage
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal, Stale
from bihuan.engine.values import Finding, Month

Typed = Mapping[str, Mapping[str, str]]
"""Key of a line -> field -> what was typed."""
LONGEST = 60
WHY = {
    SheetState.RETURNED: "退回后改报",
    SheetState.REOPENED: "重开后改报",
    SheetState.DRAFT: "撤回后改报",
}


class BadSheet(Refusal):
    """A sheet cannot be sent as it is; `findings` say where and what to do, by key of the line."""

    def __init__(self, sentence: str, findings: Mapping[str, list[Finding]] | None = None) -> None:
        super().__init__(sentence)
        self.findings = dict(findings or {})


class NotNow(Refusal):
    """The sheet takes nothing in its state."""

    status = 409


def save_draft(unit_id: int, typed: Typed, *, month: Month, form: str, by: Actor, now: datetime) -> Sheet:
    """Keep what was typed, right or wrong, for the unit's next look (暂存); no figure comes of it yet."""
    page = open_page(unit_id, month=month, form=form, by=by)
    return _keep_draft(page, typed, by=by, now=now)


def submit_sheet(  # noqa: PLR0913 - whose, what, which month and form, with gaps or not, by whom, when
    unit_id: int, typed: Typed, *, month: Month, form: str, with_gaps: bool = False, by: Actor, now: datetime
) -> Sheet:
    """Send a month: every figure becomes a version, the sheet waits for review (报送).

    What was typed is kept as a draft first, so that nothing is lost where the sheet cannot be sent.
    Args: with_gaps: send although fields are empty; they stay 尚未报送.
    Raises: BadSheet, NotNow, Stale, Forbidden.
    """
    page = open_page(unit_id, month=month, form=form, by=by)
    _keep_draft(page, typed, by=by, now=now)
    page = open_page(unit_id, month=month, form=form, by=by)
    book = queries.book(by.viewer.on)
    entered = _read(page, book)
    if not with_gaps and page.filled < page.asked:
        raise BadSheet(f"还有{page.asked - page.filled}格没有填。确实没有数的，勾选“其余暂无数据”后再报送。")
    if all(each.is_empty for each in entered.values()):
        raise BadSheet("一个数也没有填，不能报送。")
    try:
        return _send(page, entered, by=by, now=now)
    except IntegrityError as race:
        raise Stale("这张月报刚被他人报送过，请刷新后核对。") from race


def open_page(unit_id: int, *, month: Month, form: str, by: Actor) -> SheetPage:
    """A unit's sheet for whoever may write on it now.

    Raises: Forbidden, NotNow; Http404: another unit's.
    """
    rights.require(by.viewer, "figure.report")
    book = queries.book(by.viewer.on)
    page = queries.sheet_page(by.viewer, unit_id=unit_id, month=month, book=book, form=book.forms[form])
    require_reporter(page.sheet, by)
    if not page.sheet.is_open:
        raise NotNow(f"{month.label}的月报{page.sheet.get_state_display()}，不能再填。已审核的数要改，请申请更正。")
    return page


def _keep_draft(page: SheetPage, typed: Typed, *, by: Actor, now: datetime) -> Sheet:
    sheet = page.sheet
    fields = {line.key: line.asked for line in page.lines if line.asked}
    said = {
        key: {name: str(typed[key].get(name, "")).strip()[:LONGEST] for name in asked}
        for key, asked in fields.items()
        if key in typed
    }
    values = {"draft": {**sheet.draft, **said}, "drafted_at": now, "drafted_by_name": by.viewer.name}
    if sheet.pk is None:
        for name, value in values.items():
            setattr(sheet, name, value)
        try:
            with transaction.atomic():
                sheet.save(force_insert=True)
        except IntegrityError as race:
            raise Stale("本单位的同事刚建了这张月报，请刷新后再填。") from race
    elif not Sheet.objects.write_if(sheet, stands={"version": sheet.version, "state": sheet.state}, values=values):
        raise Stale("这张月报刚被他人办理过，请刷新后再填。")
    return sheet


def _read(page: SheetPage, book: Book) -> dict[str, Entered]:
    entered, findings = {}, {}
    for line in page.lines:
        if line.asked:
            entered[line.key], wrong = mapping.read_entry(line.typed, line.indicator, words=book.words)
            if wrong:
                findings[line.key] = wrong
    if findings:
        raise BadSheet(
            f"有{sum(map(len, findings.values()))}格填写有误，已标在表上。改正后再报送，其他内容已暂存。", findings
        )
    return entered


@transaction.atomic
def _send(page: SheetPage, entered: Mapping[str, Entered], *, by: Actor, now: datetime) -> Sheet:
    sheet = page.sheet
    changed = [line for line in page.lines if line.asked and _is_news(line, entered[line.key])]
    named = {f"{line.unit_name} {line.indicator.label}": _said(entered[line.key]) for line in changed}
    told = {"figures": named, "count": len(changed)}
    why = f"{WHY[SheetState(sheet.state)]}：{sheet.words}"[:500].rstrip("：")
    seq = enter_state(
        sheet,
        SheetState.SUBMITTED,
        kind="figures.submitted",
        told=told,
        values={"submitted_at": now, "submitted_by_id": by.viewer.person_id, "draft": {}},
        by=by,
        now=now,
    )
    last = queries.last_versions(
        on=by.viewer.on,
        months=[sheet.month],
        unit_ids={line.unit_id for line in changed},
        indicators={line.indicator.code for line in changed},
    )
    rows = [
        _row(
            line,
            entered[line.key],
            page,
            last=last.get((line.unit_id, line.indicator.code, sheet.month, page.form.state), 0),
            why=why,
        )
        for line in changed
    ]
    for row in rows:
        row.at, row.by_id, row.by_name, row.event_seq = now, by.viewer.person_id, by.viewer.name, seq
    Observation.objects.bulk_create(rows, batch_size=500)
    return sheet


def _is_news(line: SheetLine, entered: Entered) -> bool:
    """Whether a figure says something else than what stands."""
    if entered.is_empty:
        return False
    return line.now is None or not mapping.entered_of(line.now).is_same(entered)


def _said(entered: Entered) -> str:
    growth = "" if entered.growth is None else f"增速{entered.growth}%"
    return " ".join(each for each in (str(entered.level or ""), growth) if each)


def _row(line: SheetLine, entered: Entered, page: SheetPage, *, last: int, why: str) -> Observation:
    sheet = page.sheet
    return mapping.to_observation(
        entered,
        line.indicator,
        unit_id=line.unit_id,
        month=sheet.month,
        state=page.form.state,
        version=last + 1,
        released_on=page.form.released_on(sheet.month),
        source="部门报送" if line.unit_id != sheet.unit_id else "单位报送",
        reporter_id=sheet.unit_id,
        reporter_name=sheet.unit_name,
        sheet=sheet,
        reason=why if last else "",
    )
