"""What a paper says and what its tables show (公文用语), from a definition, so that an office can argue about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.engine.office.word import Column, Table, chinese_day
from bihuan.engine.values import Finding

NOT_KNOWN = "暂无"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class PaperForm:
    """What a kind of paper can say (公文的要素).

    phrases: placeholders that each phrase may hold. tables: fields that each table may show.
    """

    name: str
    phrases: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, tuple[str, ...]]


class BadWording(ValueError):
    """Words of a paper cannot be used (公文用语有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True)
class Wording:
    """The words of one kind of paper (一种公文的用语), checked against its form."""

    phrases: Mapping[str, str]
    tables: Mapping[str, tuple[tuple[str, Column], ...]]

    def say(self, phrase: str, **values: object) -> str:
        """A phrase with its placeholders filled in (套用); unknown values are shown as such."""
        return self._filled(self.phrases[phrase], values)

    def lines(self, phrase: str, **values: object) -> list[str]:
        """The lines of a phrase (逐行套用), without those that speak of an empty value."""
        said = self.phrases[phrase].splitlines()
        return [self._filled(line, values) for line in said if line.strip() and self._has_all(line, values)]

    @staticmethod
    def _has_all(line: str, values: Mapping[str, object]) -> bool:
        return all(values[name] != "" for name in _PLACEHOLDER.findall(line))

    @staticmethod
    def _filled(line: str, values: Mapping[str, object]) -> str:
        return _PLACEHOLDER.sub(lambda found: shown(values[found[1]]), line.strip())

    def table(self, name: str, rows: Sequence[Mapping[str, object]], *, unit: str = "", caption: str = "") -> Table:
        """A table of records (列表): columns that no record fills are left out; a record of a `part` is a heading."""
        columns = [
            (field, column)
            for field, column in self.tables[name]
            if any(row.get(field) not in (None, "") for row in rows) or not rows
        ]
        cells = (
            (shown(row["part"]),) if row.keys() == {"part"} else tuple(_cell(row.get(field)) for field, _ in columns)
            for row in rows
        )
        return Table(tuple(column for _, column in columns), tuple(cells), caption=caption, unit=unit)


def wording(body: Mapping[str, Any], forms: Mapping[str, PaperForm]) -> Wording:
    """The words of a paper from the checked body of their definition (建立公文用语).

    Raises: BadWording: a phrase or table is missing or strange, or holds what this paper does not know.
    """
    form = forms.get(body["paper"])
    if form is None:
        raise BadWording([Finding("no_such_paper", "paper", f"没有“{body['paper']}”这种公文，请改正。")])
    findings = [*_phrase_findings(body["phrases"], form), *_table_findings(body["tables"], form)]
    if findings:
        raise BadWording(findings)
    tables = {name: tuple(map(_column, columns)) for name, columns in body["tables"].items()}
    return Wording(dict(body["phrases"]), tables)


def _phrase_findings(phrases: Mapping[str, str], form: PaperForm) -> Iterable[Finding]:
    yield from _differences(phrases, form.phrases, "phrases", form.name)
    for name, words in phrases.items():
        known = form.phrases.get(name, ())
        for said in _PLACEHOLDER.findall(words) if name in form.phrases else ():
            if said not in known:
                may = "、".join(f"{{{each}}}" for each in known) or "没有可用的占位词"
                yield Finding("no_such_placeholder", f"phrases.{name}", f"“{{{said}}}”在这里用不了，可用的是：{may}。")
        if re.search(r"[{}]", _PLACEHOLDER.sub("", words)):
            yield Finding("bad_placeholder", f"phrases.{name}", "花括号没有成对，请改正。")


def _table_findings(tables: Mapping[str, Sequence[Mapping[str, Any]]], form: PaperForm) -> Iterable[Finding]:
    yield from _differences(tables, form.tables, "tables", form.name)
    for name, columns in tables.items():
        for place, column in enumerate(columns if name in form.tables else ()):
            if column["field"] not in form.tables[name]:
                sentence = f"这张表没有“{column['field']}”，可用的是：{'、'.join(form.tables[name])}。"
                yield Finding("no_such_field", f"tables.{name}[{place}].field", sentence)


def _differences(given: Iterable[str], known: Iterable[str], at: str, paper: str) -> Iterable[Finding]:
    given, known = set(given), set(known)
    for name in sorted(known - given):
        yield Finding("missing_words", f"{at}.{name}", f"“{paper}”缺少“{name}”，请补上；不要这句话就写成空。")
    for name in sorted(given - known):
        yield Finding("strange_words", f"{at}.{name}", f"“{paper}”没有“{name}”，请删去或改写。")


def _column(said: Mapping[str, Any]) -> tuple[str, Column]:
    return said["field"], Column(
        said["word"], said.get("share", 1), said.get("align", "left"), said.get("whole", False)
    )


def shown(value: object) -> str:
    """A value as a paper shows it (显示): days in Chinese, unknown as 暂无, several joined.

    >>> shown(date(2026, 3, 5)), shown(None), shown(("甲局", "乙局"))
    ('2026年3月5日', '暂无', '甲局、乙局')
    """
    match value:
        case None:
            return NOT_KNOWN
        case date():
            return chinese_day(value)
        case tuple() | list():
            return "、".join(map(shown, value))
    return str(value)


def _cell(value: object) -> str:
    """A value in a table: days short, what is not there empty."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else shown(value)
