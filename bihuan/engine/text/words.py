"""Words and patterns of official papers (公文用语) as one part of the reader asks for them, built from plain data.

A part declares what it needs as a frozen dataclass; the field's type says where its value stands in the body:
`tuple[str, ...]` under `lists`, `Mapping[str, str]` under `tables`, `re.Pattern[str]` under `patterns`, and `Forms`
(kinds in their order, each with its pattern) under `forms`. A pattern may be written as a list of alternatives, and
`${verbs}` in it stands for any word of the list `verbs`, or for the pattern of that name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from bihuan.engine.values import Finding

Forms = tuple[tuple[str, re.Pattern[str]], ...]
"""Kinds in the order in which they are tried, each with the form that shows it."""

Part = TypeVar("Part")
_REFERENCE = re.compile(r"\$\{(\w+)\}")


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of many words, the longest first (词表): sorted by first sign, so that most places fail at once.

    >>> any_of(["锂电", "锂电池", "光伏"])
    '(?=[光锂])(?:光(?:伏)|锂(?:电池|电))'
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda each: (-len(each), each)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return f"(?=[{''.join(map(re.escape, sorted(by_first)))}])(?:{groups})"


class BadWords(ValueError):
    """Words or patterns cannot be used (用语定义有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


class Words:
    """The checked contents of one definition of words (一份用语定义): lists, tables, patterns, forms.

    Raises: BadWords: a pattern is no regular expression, or refers to what is not there or to itself.
    """

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._body = body
        self.lists = {name: tuple(words) for name, words in body.get("lists", {}).items()}
        self.tables = {name: dict(table) for name, table in body.get("tables", {}).items()}
        self._findings: list[Finding] = []
        self.patterns = {name: self._compiled(f"patterns.{name}", said) for name, said in self._said().items()}
        self.forms = {name: self._form(name, rows) for name, rows in body.get("forms", {}).items()}
        if self._findings:
            raise BadWords(self._findings)

    def _said(self) -> Mapping[str, Any]:
        said: Mapping[str, Any] = self._body.get("patterns", {})
        return said

    def _form(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Forms:
        pairs = [pair for row in rows for pair in row.items()]
        return tuple((kind, self._compiled(f"forms.{name}.{kind}", said)) for kind, said in pairs)

    def _compiled(self, at: str, said: str | list[str]) -> re.Pattern[str]:
        try:
            return re.compile(self._whole(said, within=(at.removeprefix("patterns."),)))
        except (re.error, LookupError) as error:
            sentence = f"“{said if isinstance(said, str) else '|'.join(said)}”不能用：{error}。请改正写法或引用的名称。"
            self._findings.append(Finding("bad_pattern", at, sentence))
            return re.compile("(?!)")

    def _whole(self, said: str | list[str], *, within: tuple[str, ...]) -> str:
        """The pattern with everything that it refers to written out."""
        text = said if isinstance(said, str) else "|".join(said)
        return _REFERENCE.sub(lambda found: f"(?:{self._referred(found[1], within)})", text)

    def _referred(self, name: str, within: tuple[str, ...]) -> str:
        if name in self.lists:
            return "|".join(re.escape(word) for word in sorted(self.lists[name], key=len, reverse=True))
        if name in within or name not in self._said():
            raise LookupError(f"没有“{name}”这个用语，或它引用了自己")
        return self._whole(self._said()[name], within=(*within, name))


def part(form: type[Part], words: Words) -> Part:
    """One part's words, from a definition that has them all (取用语).

    Raises: BadWords: names each that the part asks for and the definition lacks.
    """
    hints = get_type_hints(form)
    places = {field.name: _PLACES[hints[field.name]] for field in fields(form)}  # type: ignore[arg-type]
    if missing := [f"{place}.{name}" for name, place in places.items() if name not in getattr(words, place)]:
        raise BadWords(Finding("missing_words", at, f"缺少“{at}”，请补上。") for at in missing)
    return form(**{name: getattr(words, place)[name] for name, place in places.items()})


_PLACES: dict[Any, str] = {
    tuple[str, ...]: "lists",
    Mapping[str, str]: "tables",
    re.Pattern[str]: "patterns",
    Forms: "forms",
}
