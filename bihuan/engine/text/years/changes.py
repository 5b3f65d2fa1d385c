"""One year's report set against the next (两年对照): typed lines, each with the words it rests on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.text.reading import Figure, Reading, Task
from bihuan.engine.text.years.names import NamedChange, framework_changes, industry_changes
from bihuan.engine.text.years.promises import Report
from bihuan.engine.text.years.words import YearsWords
from bihuan.engine.values import Quote

_YEAR = re.compile(r"^\d{4}-?")
_SCALE = re.compile(r"^(万亿|亿|万|千|百)?(.*)$")
_TIMES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100, None: 1}


@dataclass(frozen=True)
class Change:
    """One line of the comparison (对照条目).

    kind: task_dropped, target_dropped (not mentioned this year), raised, lowered, kept, reported (this year tells what
    came of it, and sets no new target), target_new, framework_new, framework_dropped, industry_new, industry_dropped,
    industry_renamed (a question for a person, never merged by itself).
    name: what it is about; the new name of a renamed industry. was: the old name of one. last, this: the words.
    before, after: the figures, as written.
    """

    kind: str
    name: str
    last: Quote | None = None
    this: Quote | None = None
    before: Figure | None = None
    after: Figure | None = None
    was: str = ""


def two_years(last: Reading, this: Reading, *, words: YearsWords) -> tuple[Change, ...]:
    """What changed between last year's report and this year's (两年对照), in the order of last year's, the new behind.

    Figures are one where indicator or name, subject, measure, unit and the part of the year agree. A name that both
    years have is no change.
    """
    report = Report(this.body, words=words)
    dropped = [task for task in last.tasks if report.mention(task.quote.text) is None]
    changes = [Change("task_dropped", task.quote.text, last=task.quote) for task in dropped]
    changes += _figure_changes(last, this, within=dropped, report=report)
    changes += [_named(each) for each in framework_changes(last, this)]
    changes += [_named(each) for each in industry_changes(last, this, tails=words.industry_tails)]
    return tuple(changes)


def _named(each: NamedChange) -> Change:
    return Change(each.kind, each.name, last=each.last, this=each.this, was=each.was)


def _figure_changes(last: Reading, this: Reading, *, within: Iterable[Task], report: Report) -> Iterator[Change]:
    targets, actuals = _by_key(this.figures, "target"), _by_key(this.figures, "actual")
    promised = _by_key(last.figures, "target")
    taken = [(task.quote.start, task.quote.end) for task in within]
    for key, before in promised.items():
        if after := targets.get(key):
            yield _both(before, after)
        elif after := actuals.get(key):
            yield _change("reported", before, after)
        elif not _stands_in(taken, before) and report.mention(before.name) is None:
            yield _change("target_dropped", before, None)
    yield from (_change("target_new", None, after) for key, after in targets.items() if key not in promised)


def _stands_in(spans: Iterable[tuple[int, int]], figure: Figure) -> bool:
    return any(start <= figure.span[0] < end for start, end in spans)


def _both(before: Figure, after: Figure) -> Change:
    was, now = amount(before), amount(after)
    return _change("raised" if now > was else "lowered" if now < was else "kept", before, after)


def _change(kind: str, before: Figure | None, after: Figure | None) -> Change:
    figure = before or after
    assert figure is not None, "a change has one side at least"
    last, this = (each.quote if each else None for each in (before, after))
    return Change(kind, figure.name, last=last, this=this, before=before, after=after)


def _by_key(figures: Iterable[Figure], status: str) -> dict[tuple[str, ...], Figure]:
    """The first figure of each key."""
    found: dict[tuple[str, ...], Figure] = {}
    for figure in figures:
        if figure.status == status:
            found.setdefault(key_of(figure), figure)
    return found


def key_of(figure: Figure) -> tuple[str, ...]:
    """By what figures of two years are the same (指标对应): indicator, subject, part of the year, measure, unit."""
    unit = _SCALE.match(figure.unit)
    part = _YEAR.sub("", figure.period or "")
    return (
        figure.indicator or figure.name,
        figure.subject or "",
        part,
        figure.measure,
        unit[2] if unit else figure.unit,
    )


def amount(figure: Figure) -> Decimal:
    """The number in the unit without its 万 or 亿 (换算后的数)."""
    unit = _SCALE.match(figure.unit)
    return figure.value * (_TIMES[unit[1]] if unit else 1)
