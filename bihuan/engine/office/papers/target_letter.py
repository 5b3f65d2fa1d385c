"""目标责任书: from data to a docx file, and from the file back to the same data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from bihuan.engine.office.lines import TextLine
from bihuan.engine.office.papers.framing import Sections, said
from bihuan.engine.office.papers.wording import PaperForm, Wording
from bihuan.engine.office.word import Block, Layout, Note, Subtitle, Table, Text, Title, document
from bihuan.engine.values import Finding

TARGET_FIELDS = ("number", "name", "kind", "base", "floor", "goal", "stretch", "told_by", "source")
TASK_FIELDS = ("number", "title", "standard", "due_on")
_PARTIES = ("甲方", "乙方")
TARGET_LETTER = PaperForm(
    "目标责任书",
    {
        "title": ("乙方", "年度"),
        "version": ("版次",),
        "number": ("文号",),
        "parties": _PARTIES,
        "basis": ("依据",),
        "in_force": ("生效日",),
        "reason": ("理由",),
        "head_targets": (),
        "no_targets": (),
        "head_tasks": (),
        "no_tasks": (),
        "head_guarantees": (),
        "no_guarantees": (),
        "head_reports": (),
        "reports": (),
        "head_change": (),
        "change": (),
        "signatures": _PARTIES,
        "check": ("校验码",),
    },
    {"targets": TARGET_FIELDS, "tasks": TASK_FIELDS},
)
_READ = ("title", "version", "number", "parties", "basis", "in_force", "reason", "check")
_HEADS = ("head_targets", "head_tasks", "head_guarantees", "head_reports", "head_change")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class LetterTarget:
    """One target as a letter words it (责任书目标): all as printed. base: last year. source: who gives the figure."""

    number: str
    name: str
    kind: str
    goal: str
    base: str = ""
    floor: str = ""
    stretch: str = ""
    told_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LetterTask:
    """One key task of a letter (重点任务). standard: what counts as done; due_on: by when, as 2026-06-30."""

    number: str
    title: str
    standard: str = ""
    due_on: str = ""


@dataclass(frozen=True, slots=True)
class TargetLetter:
    """A letter of a unit's targets for a year (目标责任书).

    superior, unit: the parties (甲方、乙方). number: of the paper that allowed the letter (批准文号). basis: what
    it carries out. guarantees: what the superior owes. reason: why it was changed, from the second version on.
    """

    superior: str
    unit: str
    year: int
    version: int
    basis: str
    targets: tuple[LetterTarget, ...]
    tasks: tuple[LetterTask, ...] = ()
    guarantees: tuple[str, ...] = ()
    number: str = ""
    in_force_on: date | None = None
    reason: str = ""


def tidy(letter: TargetLetter) -> TargetLetter:
    """A letter whose words are as a file gives them back (整理): one space for any blank, only what prints."""
    return replace(
        letter,
        superior=_plain(letter.superior),
        unit=_plain(letter.unit),
        basis=_plain(letter.basis),
        number=_plain(letter.number),
        reason=_plain(letter.reason),
        targets=tuple(LetterTarget(**_plain_all(asdict(each))) for each in letter.targets),
        tasks=tuple(LetterTask(**_plain_all(asdict(each))) for each in letter.tasks),
        guarantees=tuple(filter(None, map(_plain, letter.guarantees))),
    )


def letter_facts(letter: TargetLetter) -> str:
    """A letter as one text that says all of it and always the same (责任书数据), as JSON."""
    facts = asdict(letter)
    facts["in_force_on"] = letter.in_force_on.isoformat() if letter.in_force_on else ""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def letter_of_facts(text: str) -> TargetLetter:
    """The letter that such a text says (还原责任书)."""
    facts: dict[str, Any] = json.loads(text)
    day = facts.pop("in_force_on")
    return TargetLetter(
        **{
            **facts,
            "targets": tuple(LetterTarget(**each) for each in facts["targets"]),
            "tasks": tuple(LetterTask(**each) for each in facts["tasks"]),
            "guarantees": tuple(facts["guarantees"]),
        },
        in_force_on=date.fromisoformat(day) if day else None,
    )


def letter_digest(letter: TargetLetter) -> str:
    """What is printed on a letter so that a changed one shows (校验码): SHA-256 over its data."""
    return hashlib.sha256(letter_facts(letter).encode()).hexdigest()


def target_letter(letter: TargetLetter, *, wording: Wording, layout: Layout) -> bytes:
    """A letter as a docx file (目标责任书); the letter is tidy."""
    title = wording.say("title", 乙方=letter.unit, 年度=letter.year)
    return document(_letter(letter, title, wording), layout=layout, title=title)


def _letter(letter: TargetLetter, title: str, wording: Wording) -> Iterator[Block]:
    sections = Sections()
    yield Title(title)
    yield Subtitle(wording.say("version", 版次=letter.version))
    parties = {"甲方": letter.superior, "乙方": letter.unit}
    yield from said(wording, "number", 文号=letter.number)
    yield from said(wording, "parties", **parties)
    yield from said(wording, "basis", 依据=letter.basis)
    yield from said(wording, "in_force", 生效日=letter.in_force_on or "")
    yield from said(wording, "reason", 理由=letter.reason)
    yield sections.section(wording.say("head_targets"))
    yield from _listed("targets", letter.targets, wording)
    yield sections.section(wording.say("head_tasks"))
    yield from _listed("tasks", letter.tasks, wording)
    yield sections.section(wording.say("head_guarantees"))
    yield from (sections.point(words) for words in letter.guarantees)
    if not letter.guarantees:
        yield from said(wording, "no_guarantees")
    yield sections.section(wording.say("head_reports"))
    yield from said(wording, "reports")
    yield sections.section(wording.say("head_change"))
    yield from said(wording, "change")
    yield from (Text(line) for line in wording.lines("signatures", **parties))
    yield Note(wording.say("check", 校验码=letter_digest(letter)))


def _listed(name: str, rows: Sequence[LetterTarget | LetterTask], wording: Wording) -> Iterator[Block]:
    if not rows:
        yield from said(wording, f"no_{name}")
        return
    table: Table = wording.table(name, [asdict(row) for row in rows])
    yield table


@dataclass(frozen=True, slots=True)
class LetterRead:
    """What a letter's file says (读回): the data, the code printed on it, and what could not be read."""

    letter: TargetLetter | None
    printed: str
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the data are those for which the code was printed."""
        return self.letter is not None and letter_digest(self.letter) == self.printed


def read_target_letter(lines: Sequence[TextLine], *, wording: Wording) -> LetterRead:
    """A letter's data out of its file (读回责任书). lines: `docx_lines` of the file.

    wording: the words that it was written in. What is wrong is said; a letter comes of it only if nothing that it
    needs is missing.
    """
    words = [" ".join("".join(cell.text for cell in line.cells).split()) for line in lines if line.table is None]
    told = _told([each for each in words if each], wording)
    tables = _tables(lines, wording)
    findings = [
        Finding("not_in_letter", word, f"文件里没有找到“{word}”。请确认是系统生成的责任书，且没有删改这一行。")
        for name, word in (("甲方", "甲方"), ("乙方", "乙方"), ("依据", "依据"), ("年度", "年度"), ("版次", "版次"))
        if not told.get(name)
    ]
    if findings:
        return LetterRead(None, told.get("校验码", ""), tuple(findings))
    letter = TargetLetter(
        superior=told["甲方"],
        unit=told["乙方"],
        year=int(told["年度"]),
        version=int(told["版次"]),
        basis=told["依据"],
        targets=tuple(LetterTarget(**_defaults(LetterTarget, row)) for row in tables.get("targets", [])),
        tasks=tuple(LetterTask(**_defaults(LetterTask, row)) for row in tables.get("tasks", [])),
        guarantees=tuple(_guarantees(words, wording)),
        number=told.get("文号", ""),
        in_force_on=_day(told.get("生效日", "")),
        reason=told.get("理由", ""),
    )
    return LetterRead(letter, told.get("校验码", ""), ())


def letter_differences(kept: TargetLetter, found: TargetLetter) -> list[str]:
    """What a returned letter says otherwise than the kept one (差异), a sentence each."""
    words = {
        "superior": "甲方",
        "unit": "乙方",
        "year": "年度",
        "version": "版次",
        "number": "批准文号",
        "basis": "依据",
        "in_force_on": "生效日期",
        "reason": "变更理由",
    }
    differing = [
        f"{word}：系统中为“{_word(getattr(kept, name))}”，文件中为“{_word(getattr(found, name))}”。"
        for name, word in words.items()
        if getattr(kept, name) != getattr(found, name)
    ]
    differing += _row_differences("目标", kept.targets, found.targets, _TARGET_WORDS)
    differing += _row_differences("任务", kept.tasks, found.tasks, _TASK_WORDS)
    return differing + _list_differences(kept.guarantees, found.guarantees)


_TARGET_WORDS = {
    "name": "指标",
    "kind": "类型",
    "base": "上年数",
    "floor": "保底",
    "goal": "目标",
    "stretch": "争先",
    "told_by": "时序口径",
    "source": "数据来源",
}
_TASK_WORDS = {"title": "任务", "standard": "标准", "due_on": "完成时限"}


def _row_differences(
    word: str,
    kept: Sequence[LetterTarget] | Sequence[LetterTask],
    found: Sequence[LetterTarget] | Sequence[LetterTask],
    words: Mapping[str, str],
) -> list[str]:
    before, after = ({row.number: row for row in rows} for rows in (kept, found))
    differing = [f"{word}第{number}项在文件中没有了。" for number in before if number not in after]
    differing += [f"{word}第{number}项是文件中多出来的。" for number in after if number not in before]
    for number in before.keys() & after.keys():
        for name, column in words.items():
            old, new = getattr(before[number], name), getattr(after[number], name)
            if old != new:
                differing.append(f"{word}第{number}项“{column}”：系统中为“{_word(old)}”，文件中为“{_word(new)}”。")
    return sorted(differing)


def _list_differences(kept: Sequence[str], found: Sequence[str]) -> list[str]:
    gone = [f"保障事项“{words}”在文件中没有了。" for words in kept if words not in found]
    return gone + [f"保障事项“{words}”是文件中多出来的。" for words in found if words not in kept]


def _told(words: Sequence[str], wording: Wording) -> dict[str, str]:
    """Values of the placeholders, out of the lines that fit a phrase; the first that fits counts."""
    told: dict[str, str] = {}
    for name in _READ:
        for phrase in wording.phrases[name].splitlines():
            pattern = _pattern(phrase.strip())
            fit = (
                next((found for line in words if (found := pattern.fullmatch(line))), None) if phrase.strip() else None
            )
            for key, value in (fit.groupdict() if fit else {}).items():
                told.setdefault(key, value)
    return told


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern: each placeholder may be anything, a year or a version only digits."""
    plain = " ".join(phrase.split())
    pieces, end, seen = [], 0, set()
    for found in _PLACEHOLDER.finditer(plain):
        digits = {"年度": r"\d{4}", "版次": r"\d+", "校验码": "[0-9a-f]+"}.get(found[1], ".+")
        is_again = found[1] in seen
        seen.add(found[1])
        pieces += [
            re.escape(plain[end : found.start()]),
            f"(?P={found[1]})" if is_again else f"(?P<{found[1]}>{digits})",
        ]
        end = found.end()
    return re.compile("".join(pieces) + re.escape(plain[end:]))


def _tables(lines: Sequence[TextLine], wording: Wording) -> dict[str, list[dict[str, str]]]:
    """Rows of the tables by the fields that their headings name."""
    found: dict[int, list[list[str]]] = {}
    for line in lines:
        if line.table is not None:
            found.setdefault(line.table, []).append([cell.text for cell in line.cells])
    by_name: dict[str, list[dict[str, str]]] = {}
    for rows in found.values():
        head = ["".join(cell.split()) for cell in rows[0]]
        for name, columns in wording.tables.items():
            fields_of = {"".join(column.word.split()): field for field, column in columns}
            if head and all(cell in fields_of for cell in head) and name not in by_name:
                by_name[name] = [dict(zip([fields_of[cell] for cell in head], row, strict=False)) for row in rows[1:]]
                break
    return by_name


def _guarantees(words: Sequence[str], wording: Wording) -> Iterator[str]:
    """The points of the superior's section, without their numbers."""
    heads = {name: wording.say(name) for name in _HEADS}
    inside = False
    for line in words:
        bare = _NUMBERED.sub("", line, count=1)
        if line != bare and line.startswith(("一", "二", "三", "四", "五", "六")) and bare in heads.values():
            inside = bare == heads["head_guarantees"]
        elif inside and line.startswith("（") and line != bare:
            yield bare


def _defaults(kind: type, row: Mapping[str, str]) -> dict[str, str]:
    return {each.name: row.get(each.name, "") for each in fields(kind)}


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _word(value: object) -> str:
    return str(value) if value not in (None, "") else "空"


def _plain(words: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _plain_all(values: Mapping[str, str]) -> dict[str, str]:
    return {name: _plain(value) for name, value in values.items()}
