"""Letters of targets: drafted from the data, countersigned by the unit, in force once allowed, changed by a new version
(目标责任书)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from bihuan.apps.figures import mapping, queries
from bihuan.apps.figures.actions.targets import BadAim
from bihuan.apps.figures.models import Letter, LetterFact, LetterState
from bihuan.apps.units import queries as units
from bihuan.apps.units.actions import record_event
from bihuan.base import files, rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.base.uploads import in_child
from bihuan.engine.office import papers, word
from bihuan.engine.office.lines import TextCell, TextLine

LETTER = "figures.letter"
OPEN = "bihuan.base.papers:open_paper"
WORDING, LAYOUT = "target_letter", "standard"
SIGNERS = frozenset({"unit_head"})


class NoLetterRules(Refusal):
    """There are no words or layout for letters on this day."""

    status = 409

    def __init__(self) -> None:
        super().__init__("现在没有目标责任书的用语或公文版式，请在规则里补上后再起草。")


@dataclass(frozen=True)
class LetterWanted:
    """What the office puts into a letter beside the unit's targets (起草内容)."""

    superior: str
    basis: str
    guarantees: Sequence[str] = ()
    item_ids: frozenset[int] = frozenset()
    reason: str = ""


def draft_letter(unit_id: int, year: int, wanted: LetterWanted, *, by: Actor, now: datetime) -> Letter:
    """A letter from a unit's targets in force and the tasks that it leads (起草责任书); anew where one is on its way.

    Raises: Forbidden; BadAim: no target, no basis, or no reason for changing one that is in force; NoLetterRules.
    """
    rights.require(by.viewer, "letter.draft")
    rules = queries.book(by.viewer.on)
    material = queries.letter_draft(by.viewer, unit_id, year, rules=rules)
    before = material.before
    _check(wanted, material)
    version = 1 if before is None else before.version if before.is_open else before.version + 1
    said = mapping.to_letter(
        superior=wanted.superior,
        unit=material.unit_name,
        year=year,
        version=version,
        basis=wanted.basis,
        lines=material.lines,
        last_year=material.last_year,
        items=[item for item in material.items if item.pk in wanted.item_ids],
        guarantees=wanted.guarantees,
        reason=wanted.reason,
    )
    wording = units.definition("paper_wordings", WORDING, on=by.viewer.on)
    if wording is None:
        raise NoLetterRules
    values = {
        "content": papers.letter_facts(said),
        "digest": papers.letter_digest(said),
        "targets": sorted(line.row.pk for line in material.lines),
        "wording": wording.body,
        "state": LetterState.DRAFT,
        "drafted_at": now,
        "drafted_by_id": by.viewer.person_id,
        "drafted_by_name": by.viewer.name,
    }
    try:
        return _draft(material, version, values, words=wanted.reason, by=by, now=now)
    except IntegrityError as twice:
        raise Stale("这个单位的责任书刚被他人起草过，请刷新后再办。") from twice


def _check(wanted: LetterWanted, material: queries.LetterDraft) -> None:
    if not material.lines and not wanted.item_ids:
        raise BadAim(
            f"“{material.unit_name}”{material.year}年还没有目标，也没有选重点任务，不能起草责任书。请先定目标。"
        )
    if not wanted.basis.strip():
        raise BadAim("请写明依据（文件名称和文号，或会议名称）。")
    if not wanted.superior.strip():
        raise BadAim("请写明甲方。")
    is_change = material.before is not None and not material.before.is_open
    if is_change and not wanted.reason.strip():
        raise BadAim("已有生效的责任书，变更要写明理由；原版会保留。")


@transaction.atomic
def _draft(
    material: queries.LetterDraft, version: int, values: Mapping[str, object], *, words: str, by: Actor, now: datetime
) -> Letter:
    before = material.before
    if before is not None and before.is_open:
        stands = {"state": before.state, "digest": before.digest}
        if not Letter.objects.write_if(before, stands=stands, values=values):
            raise Stale("这份责任书刚被他人办理过，请刷新后再办。")
        for name, value in values.items():
            setattr(before, name, value)
        row = before
    else:
        row = Letter.objects.create(
            unit_id=material.unit_id, unit_name=material.unit_name, year=material.year, version=version, **values
        )
    _record(row, "letter.drafted", "起草", words=words, by=by, now=now)
    return row


def countersign(letter_id: int, *, agree: bool, words: str = "", digest: str, by: Actor, now: datetime) -> Letter:
    """The unit's head signs what was drafted, or says why not (会签).

    Args: digest: of the letter as it was shown, so that nobody signs what they did not see.
    Raises: Forbidden: not the head of this unit; Stale; Refusal: no words for a refusal.
    """
    rights.require(by.viewer, "letter.sign")
    row = queries.letter(by.viewer, letter_id)
    if not by.viewer.roles_in([row.unit_id]) & SIGNERS:
        raise Forbidden(f"“{row.unit_name}”的责任书由该单位负责人会签，不能代签。")
    if row.state != LetterState.DRAFT or row.digest != digest:
        raise Stale("这份责任书已重新起草或已办理，请刷新后再看。")
    if not agree and not words.strip():
        raise Refusal("不同意会签的，请写明意见。")
    state = LetterState.COUNTERSIGNED if agree else LetterState.DRAFT
    act, word_of = ("letter.countersigned", "会签") if agree else ("letter.declined", "不同意会签")
    return _move(row, act, word_of, values={"state": state}, words=words, by=by, now=now)


def may_sign(row: Letter, by: Actor) -> bool:
    """Whether this person may countersign a letter now (可否会签)."""
    is_head = bool(by.viewer.roles_in([row.unit_id]) & SIGNERS) and rights.may(by.viewer, "letter.sign")
    return row.state == LetterState.DRAFT and is_head


def put_in_force(letter_id: int, *, number: str, from_on: date, by: Actor, now: datetime) -> Letter:
    """A countersigned letter comes into force on a day, with the number of the paper that allowed it (责任书生效).

    Its file is made and kept; the version before becomes 已变更. From then on the database refuses to change it.

    Raises: Forbidden; Stale: not countersigned, or its targets were changed since; BadAim: no approval number (R6).
    """
    rights.require(by.viewer, "letter.draft")
    row = queries.letter(by.viewer, letter_id)
    if row.state != LetterState.COUNTERSIGNED:
        raise Stale(f"这份责任书{row.get_state_display()}，会签以后才能生效。")
    if not number.strip():
        raise BadAim("请填写批准文号：责任书须经批准，没有文号的不能生效。")
    page = queries.letter_page(by.viewer, letter_id, rules=queries.book(by.viewer.on))
    if page.moved:
        raise Stale(f"所列目标有{len(page.moved)}项已调整，请重新起草并会签。")
    said = papers.tidy(papers.letter_of_facts(row.content))
    said = mapping.with_number(said, number=number, from_on=from_on)
    content = papers.target_letter(said, wording=mapping.wording_of(row), layout=_layout(by))
    name = f"{row.unit_name}{row.year}年度目标责任书.docx"
    with files.keeping(content, name=name) as kept:
        values = {
            "state": LetterState.IN_FORCE,
            "number": said.number,
            "in_force_on": from_on,
            "content": papers.letter_facts(said),
            "digest": papers.letter_digest(said),
            "path": kept.path,
            "file_digest": kept.sha256,
        }
        return _enforce(row, page, values, by=by, now=now)


@transaction.atomic
def _enforce(
    row: Letter, page: queries.LetterPage, values: Mapping[str, object], *, by: Actor, now: datetime
) -> Letter:
    for before in page.versions:
        if before.state == LetterState.IN_FORCE:
            changed = {"state": LetterState.CHANGED}
            _move(before, "letter.changed", "变更", values=changed, words=page.said.reason, by=by, now=now)
    return _move(row, "letter.in_force", "生效", values=values, by=by, now=now)


@transaction.atomic
def _move(  # noqa: PLR0913 - which, what was done in code and words, with what, why, by whom, when
    row: Letter, act: str, word_of: str, *, values: Mapping[str, object], words: str = "", by: Actor, now: datetime
) -> Letter:
    stands = {"state": row.state, "digest": row.digest}
    if not Letter.objects.write_if(row, stands=stands, values=values):
        raise Stale("这份责任书刚被他人办理过，请刷新后再办。")
    for name, value in values.items():
        setattr(row, name, value)
    _record(row, act, word_of, words=words, by=by, now=now)
    return row


def _record(row: Letter, act: str, word_of: str, *, words: str, by: Actor, now: datetime) -> None:
    told = {
        "unit": row.unit_name,
        "year": row.year,
        "version": row.version,
        "state": row.state,
        "number": row.number,
    }
    evidence = [digest for digest in (row.digest, row.file_digest) if digest]
    event = record_event(
        act, object_kind=LETTER, object_id=row.pk, by=by, at=now, to=told, why=words.strip(), evidence=evidence
    )
    LetterFact.objects.create(
        letter=row,
        act=word_of,
        state=row.state,
        words=words.strip()[:500],
        at=now,
        by_id=by.viewer.person_id,
        by_name=by.viewer.name,
        unit_name=by.viewer.unit_name,
        event_seq=event.seq,
    )


def letter_file(row: Letter, *, by: Actor) -> bytes:
    """The docx of a letter: as it was kept, or of a draft as it stands (责任书文件)."""
    if row.path:
        return files.read_kept(row.path)
    return papers.target_letter(mapping.said_in(row), wording=mapping.wording_of(row), layout=_layout(by))


def check_letter(row: Letter, content: bytes, *, name: str) -> tuple[papers.LetterRead, list[str]]:
    """What a returned file of a letter says, and how it differs from what is kept (核对责任书).

    Raises: the refusals of `base.uploads`.
    """
    if not content:
        raise Refusal("请选择要核对的责任书文件（docx）。")
    opened = in_child(OPEN, content, name=name)
    found = papers.read_target_letter(_lines(opened["lines"]), wording=mapping.wording_of(row))
    if found.letter is None:
        return found, [str(finding.sentence) for finding in found.findings]
    differing = papers.letter_differences(mapping.said_in(row), found.letter)
    if not found.is_whole:
        differing.append("文件内容与文件上的校验码不符，文件生成后被改过。")
    return found, differing


def _lines(told: Iterable[dict[str, object]]) -> list[TextLine]:
    return [
        TextLine(tuple(TextCell(str(text), "") for text in line["cells"]), table=line["table"])  # type: ignore[attr-defined, arg-type]
        for line in told
    ]


def _layout(by: Actor) -> word.Layout:
    layout = units.definition("paper_layouts", LAYOUT, on=by.viewer.on)
    if layout is None:
        raise NoLetterRules
    return word.layout(layout.body)
