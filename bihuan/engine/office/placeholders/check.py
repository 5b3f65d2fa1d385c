"""An office's own template checked before it is kept (检查模板): each wrong placeholder named with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bihuan.engine.office.placeholders.grammar import Tag, strays, tags
from bihuan.engine.office.placeholders.parts import MAIN, paragraphs, text_of
from bihuan.engine.office.word.xml import Element
from bihuan.engine.values import Finding

_OPENS = {"each": "每个", "if": "如果", "if_not": "如果"}
_CLOSES = {"end_each": "每个", "end_if": "如果"}


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a template may use (可用的名称): values, and lists with the fields of their entries."""

    values: frozenset[str] = frozenset()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Open:
    """A list or condition that has begun and not ended."""

    tag: Tag
    at: str
    paragraph: Element


def findings_of(parts: Iterable[tuple[str, Element]], names: Names) -> Iterator[Finding]:
    """All that is wrong in the parts of a template (逐处检查)."""
    for part, root in parts:
        yield from _Checker(names).findings(root, part)


class _Checker:
    """Walks one part from its beginning to its end."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._open: list[_Open] = []

    def findings(self, root: Element, part: str) -> Iterator[Finding]:
        """All that is wrong in a part, in order."""
        for paragraph, at in paragraphs(root, part=part):
            text = text_of(paragraph)
            for stray in strays(text):
                sentence = f"“{stray}”不成对，或者是别的模板语言。占位词写成{{{{名称}}}}，两边各两个花括号。"
                yield Finding("stray_brace", at, sentence)
            for tag in tags(text):
                yield from self._tag(tag, at, paragraph)
        for each in self._open:
            yield Finding(
                "not_closed", each.at, f"“{each.tag.written}”没有结尾，请补上{{{{{_OPENS[each.tag.sort]} 完}}}}。"
            )

    def _tag(self, tag: Tag, at: str, paragraph: Element) -> Iterator[Finding]:
        if tag.sort == "wrong":
            sentence = f"“{tag.written}”不能用：花括号里只能写名称，不能写算式、函数或代码。"
            yield Finding("not_a_name", at, sentence)
        elif tag.sort in _OPENS:
            yield from self._unknown(tag, at)
            self._open.append(_Open(tag, at, paragraph))
        elif tag.sort in _CLOSES:
            yield from self._closed(tag, at, paragraph)
        else:
            yield from self._unknown(tag, at)

    def _closed(self, tag: Tag, at: str, paragraph: Element) -> Iterator[Finding]:
        if not self._open or _OPENS[self._open[-1].tag.sort] != _CLOSES[tag.sort]:
            yield Finding("not_opened", at, f"“{tag.written}”没有开头，或与前面的交叉了，请核对。")
            return
        begun = self._open.pop()
        if not _fit(begun.paragraph, paragraph):
            sentence = f"“{begun.tag.written}”和“{tag.written}”要在同一段、同一表格，或者都在正文里，请移到一起。"
            yield Finding("across_places", at, sentence)

    def _unknown(self, tag: Tag, at: str) -> Iterator[Finding]:
        known = self._known(tag)
        if tag.name not in known:
            may = "、".join(sorted(known)[:30]) or "没有"
            yield Finding("no_such_name", at, f"没有“{tag.name}”这一项，这里可用的是：{may}。")

    def _known(self, tag: Tag) -> Sequence[str]:
        """Names that hold where a placeholder stands: values, and fields of the lists that go round there."""
        if tag.sort == "each":
            return list(self._names.lists)
        around = [each.tag.name for each in self._open if each.tag.sort == "each"]
        fields = [f"{name}.{field}" for name in around for field in self._names.lists.get(name, ())]
        lists = list(self._names.lists) if tag.sort in {"if", "if_not"} else []
        return [*self._names.values, *fields, *lists]


def _fit(begin: Element, end: Element) -> bool:
    """Whether a list's beginning and end are in one paragraph, in one table, or beside one another in the body."""
    if begin is end:
        return True
    tables = [next(each.iterancestors(f"{MAIN}tbl"), None) for each in (begin, end)]
    return tables[0] is tables[1] and (tables[0] is not None or begin.getparent() is end.getparent())
