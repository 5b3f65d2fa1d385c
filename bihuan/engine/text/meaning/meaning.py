"""All that a body says, kind by kind (要素汇总)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.language import Language
from bihuan.engine.text.meaning.bodies import bodies
from bihuan.engine.text.meaning.commitments import CommitmentWords, signings
from bihuan.engine.text.meaning.dates import Years, years
from bihuan.engine.text.meaning.deadlines import DeadlineWords, deadline
from bihuan.engine.text.meaning.frameworks import Scheme, frameworks
from bihuan.engine.text.meaning.head import headings
from bihuan.engine.text.meaning.industries import industries
from bihuan.engine.text.meaning.instruments import instruments
from bihuan.engine.text.meaning.named import Found, outside
from bihuan.engine.text.meaning.outline import Placed, outline
from bihuan.engine.text.meaning.owners import Owners, notes_after, owners
from bihuan.engine.text.meaning.people import people
from bihuan.engine.text.meaning.sentences import Sentence
from bihuan.engine.text.meaning.statements import Known, statements
from bihuan.engine.text.meaning.tasks import verdicts
from bihuan.engine.text.reading import Commitment, Figure, Framework, Name, PersonName, Reading, Relative, Task
from bihuan.engine.text.scan import Scan
from bihuan.engine.values import Finding, Quote


def understood(reading: Reading, *, language: Language) -> Reading:
    """A cleaned reading with what its body says (读出要素)."""
    document = headings(
        reading.removed,
        body=reading.body,
        facts=dict(reading.opened.facts),
        words=language.head,
        inline=language.inline,
        places=language.places,
    )
    known = years(title=document.title or "", published=document.published, held=document.held, body=reading.body)
    scan = language.scanner.scan(reading.body)
    tokens, placed = language.cutter.cut(scan), outline(scan, words=language.outline)
    found = verdicts(placed, title=document.title or "", tokens=tokens, words=language.tasks, owners=language.owners)
    tasks = [each for each, verdict in zip(placed, found, strict=True) if verdict.is_task]
    named = partial(people, words=language.people, is_word=language.cutter.is_common)
    units = owners(
        tasks,
        placed,
        tokens=tokens,
        named=lambda each: named(language.scanner.scan(each.sentence.text)),
        words=language.owners,
    )
    aims = {each.sentence.start for each, verdict in zip(placed, found, strict=True) if verdict.rule == "targets"}
    owning = {each.sentence.start: own.units for each, own in zip(tasks, units, strict=True)}
    moods = {each.sentence.start: verdict for each, verdict in zip(placed, found, strict=True)}
    said = Known(owning, moods)
    told = list(statements(reading, placed, known=said, years=known, document=document, words=language.statements))
    usual = _usual_dues(told, reading.body, aims=aims, years=known)
    notes = [each for each in placed if each.sentence.is_note]
    dues = [
        _later(_due(each, notes, years=known, words=language.deadlines), usual.get(each.sentence.start))
        for each in tasks
    ]
    known_bodies = bodies(tokens, place=document.place, cutter=language.cutter, words=language.bodies)
    schemes = frameworks(tokens, words=language.frameworks, is_word=language.cutter.is_common)
    known_industries = industries(tokens, title=document.title or "", cutter=language.cutter, words=language.industries)
    return replace(
        reading,
        document=document,
        tasks=tuple(_tasks(reading, tasks, units, dues)),
        figures=tuple(each for each in told if isinstance(each, Figure)),
        relatives=tuple(each for each in told if isinstance(each, Relative)),
        people=tuple(_people(reading, scan, language=language)),
        bodies=tuple(_names(reading, known_bodies)),
        industries=tuple(_names(reading, outside(known_industries, known_bodies))),
        frameworks=tuple(_frameworks(reading, schemes)),
        findings=reading.findings + tuple(_miscounts(schemes)),
        instruments=tuple(_names(reading, instruments(tokens, words=language.instruments))),
        commitments=tuple(_commitments(reading, scan, held=document.held, words=language.commitments)),
    )


def _names(reading: Reading, found: Iterable[Found]) -> Iterator[Name]:
    for each in found:
        yield Name(each.name, each.kind, _stretch(reading, each.start, each.end))


def _frameworks(reading: Reading, schemes: Iterable[Scheme]) -> Iterator[Framework]:
    for scheme in schemes:
        yield Framework(scheme.name, scheme.parts, _stretch(reading, scheme.start, scheme.end))


def _miscounts(schemes: Iterable[Scheme]) -> Iterator[Finding]:
    """Schemes that say one number and list another (说十一个，列十个)."""
    for each in schemes:
        if each.listed and not each.parts:
            members = "、".join(each.listed)
            sentence = f"“{each.name}”说是{each.count}个，文中列出{len(each.listed)}个：{members}。请核对原文。"
            yield Finding("count_differs", each.name, sentence)


def _commitments(reading: Reading, scan: Scan, *, held: str | None, words: CommitmentWords) -> Iterator[Commitment]:
    for each in signings(scan, words=words):
        quote = _stretch(reading, each.start, each.end)
        yield Commitment(each.signer, each.others, each.instrument, held, quote)


def _usual_dues(told: list[Figure | Relative], body: str, *, aims: set[int], years: Years) -> dict[int, str]:
    """The year with which annual targets are due (年度目标): of an announced list, and of a government's report."""
    found: dict[int, str] = {}
    for each in told:
        # What is counted by name (甲、乙等5个项目) sets no target of a year.
        is_aim = isinstance(each, Figure) and each.status == "target" and body[each.at[0] - 1 : each.at[0]] != "等"
        if is_aim and each.period is not None and len(each.period) == len("2026"):
            found[each.quote.start] = max(each.period, found.get(each.quote.start, ""))
    spoken = str(years.spoken)
    found = {start: year for start, year in found.items() if start in aims}
    return (dict.fromkeys(aims, spoken) if years.spoken is not None else {}) | found


def _later(said: str | None, usual: str | None) -> str | None:
    """The deadline said, else the usual one; of several years with targets (2025年…，2027年…) the last."""
    if said is None or usual is None:
        return said or usual
    return max(said, usual) if len(said) == len("2026") else said


def _due(each: Placed, notes: list[Placed], *, years: Years, words: DeadlineWords) -> str | None:
    """By when a task is due (期限): in its own words, else in the notes after it."""
    said = (each, *notes_after(each, notes))
    return next(filter(None, (deadline(one, years=years, words=words) for one in said)), None)


def _tasks(reading: Reading, tasks: list[Placed], units: list[Owners], dues: list[str | None]) -> Iterator[Task]:
    for each, own, due in zip(tasks, units, dues, strict=True):
        yield Task(_quote(reading, each.sentence), due, own.units, each.section, own.is_pledge)


def _people(reading: Reading, scan: Scan, *, language: Language) -> Iterator[PersonName]:
    """People of the body, then those whom only a head line names."""
    of = partial(people, words=language.people, is_word=language.cutter.is_common)
    named = of(scan)
    for person in named:
        yield PersonName(person.name, person.role, _stretch(reading, person.start, person.end))
    heads = "\n".join(simplify(piece.text) for piece in reading.removed if piece.kind in ("byline", "caption"))
    known = {person.name for person in named}
    for person in of(language.scanner.scan(heads)):
        if person.name not in known:
            yield PersonName(person.name, person.role, None)


def _quote(reading: Reading, sentence: Sentence) -> Quote:
    return Quote(reading.source, sentence.start, sentence.end, sentence.text)


def _stretch(reading: Reading, start: int, end: int) -> Quote:
    return Quote(reading.source, start, end, reading.body[start:end])
