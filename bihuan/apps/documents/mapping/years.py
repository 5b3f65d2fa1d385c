"""Two years' reports as the engine takes them, and their changes as groups of a page (两年对照)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from typing import Any

from bihuan.engine.text import Change, Figure, Framework, Name, Part, Reading, Task
from bihuan.engine.values import Quote

GROUPS = (
    ("dropped", "去年部署、今年没有提到", ("task_dropped", "target_dropped")),
    ("raised", "目标调高", ("raised",)),
    ("lowered", "目标调低", ("lowered",)),
    ("kept", "目标未变", ("kept",)),
    ("reported", "今年报了结果、没有再定目标", ("reported",)),
    ("target_new", "今年新定的目标", ("target_new",)),
    ("framework_new", "新的框架", ("framework_new",)),
    ("framework_dropped", "不再提的框架", ("framework_dropped",)),
    ("renamed", "产业可能改了名称，请您判断", ("industry_renamed",)),
    ("industry_new", "新提的产业", ("industry_new",)),
    ("industry_dropped", "不再提的产业", ("industry_dropped",)),
)
SAID = tuple(
    each.name for each in fields(Figure) if each.default is MISSING and each.name not in ("value", "quote", "at")
)
BOUNDS = {"about": "左右", "at_least": "以上", "at_most": "以内"}


@dataclass(frozen=True)
class Row:
    """One line: what it is about, the numbers as written, the words of both years (None where there are none).

    answer: what a person said of a name that may have changed; None while nobody did.
    """

    name: str
    last: Quote | None
    this: Quote | None
    before: str = ""
    after: str = ""
    was: str = ""
    answer: Any = None


@dataclass(frozen=True)
class Group:
    """Lines of one kind under their heading."""

    code: str
    word: str
    rows: list[Row]


def to_reading(row: Any, tasks: Iterable[Any]) -> Reading:
    """A kept reading with the sentences that people let stand, as the engine takes it.

    Args: row: a reading. tasks: its candidates that are open or accepted and stand in the text.
    """
    found, body = row.found, row.body
    return Reading(
        "",
        row.encoding,
        body=body,
        figures=tuple(_figure(each, body) for each in found.get("figures", ()) if each["span"]),
        tasks=tuple(Task(_quote(body, (each.start, each.end)), None, (), ()) for each in tasks),
        industries=tuple(Name(each["name"], None, _quote(body, each["span"])) for each in _placed(found, "industries")),
        frameworks=tuple(_framework(each, body) for each in _placed(found, "frameworks")),
    )


def _placed(found: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    return [each for each in found.get(kind, ()) if each["span"]]


def _quote(body: str, span: Sequence[int]) -> Quote:
    start, end = span
    return Quote("", start, end, body[start:end])


def _figure(each: Mapping[str, Any], body: str) -> Figure:
    said = {name: each.get(name) for name in SAID}
    start, end = each["span"]
    return Figure(value=Decimal(str(each["value"])), quote=_quote(body, each["quote_span"]), at=(start, end), **said)  # type: ignore[arg-type]


def _framework(each: Mapping[str, Any], body: str) -> Framework:
    parts = tuple(Part(part["count"], part["label"], tuple(part["members"])) for part in each["parts"])
    return Framework(each["name"], parts, _quote(body, each["span"]))


def groups(changes: Iterable[Change], *, answers: Mapping[tuple[str, str], Any]) -> list[Group]:
    """The changes by kind, kinds without any left out; names that a person parted stand as gone and as new."""
    lines = list(_parted(changes, answers))
    made = [
        Group(code, word, [_row(each, answers) for each in lines if each.kind in kinds]) for code, word, kinds in GROUPS
    ]
    return [group for group in made if group.rows]


def _parted(changes: Iterable[Change], answers: Mapping[tuple[str, str], Any]) -> Iterable[Change]:
    for each in changes:
        answer = answers.get((each.was, each.name)) if each.kind == "industry_renamed" else None
        if answer is None or answer.is_same:
            yield each
        else:
            yield Change("industry_dropped", each.was, last=each.last)
            yield Change("industry_new", each.name, this=each.this)


def _row(each: Change, answers: Mapping[tuple[str, str], Any]) -> Row:
    return Row(
        each.name,
        each.last,
        each.this,
        before=_written(each.before),
        after=_written(each.after),
        was=each.was,
        answer=answers.get((each.was, each.name)),
    )


def _written(figure: Figure | None) -> str:
    """A figure as a person reads it: 6.5%左右."""
    return f"{figure.value:f}{figure.unit}{BOUNDS.get(figure.bound or '', '')}" if figure else ""
