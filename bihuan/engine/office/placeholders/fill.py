"""An office's own template filled in (套用模板): values put in, lists repeated, conditions decided by what is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal

from bihuan.engine.office.archive import repacked
from bihuan.engine.office.papers.wording import shown
from bihuan.engine.office.placeholders.check import Names, findings_of
from bihuan.engine.office.placeholders.grammar import Tag, tags
from bihuan.engine.office.placeholders.opening import text_parts
from bihuan.engine.office.placeholders.parts import MAIN, replace, text_of
from bihuan.engine.office.word.xml import Element, part, w
from bihuan.engine.values import Finding, Quantity

Value = str | int | Decimal | Quantity | date | None
Entry = Mapping[str, Value]
Scope = Mapping[str, object]
ROUNDS = 20_000
_BEGINS, _ENDS = ("each", "if", "if_not"), ("end_each", "end_if")
_MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")


class WrongTemplate(ValueError):
    """A template that cannot be filled in (模板有误); `findings` names each mistake with where it stands."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


def check_template(content: bytes, names: Names) -> tuple[Finding, ...]:
    """What is wrong in a template (检查模板); nothing where it may be used.

    Raises: BadOffice.
    """
    return tuple(findings_of([(words, root) for words, _, root in text_parts(content)], names))


def fill_template(
    content: bytes, *, names: Names, values: Mapping[str, Value], lists: Mapping[str, Sequence[Entry]]
) -> bytes:
    """A template filled in (套用模板); unknown values are shown as 暂无. What is put in is never looked at again.

    Raises: WrongTemplate. BadOffice. KeyError: a name is promised in `names` and not given.
    """
    parts = text_parts(content)
    wrong = tuple(findings_of([(words, root) for words, _, root in parts], names))
    if wrong:
        raise WrongTemplate(wrong)
    filler = _Filler({**lists, **values})
    for _, _, root in parts:
        filler.fill(root)
    return repacked(content, {name: part(root) for _, name, root in parts})


class _Filler:
    """Fills one template; counts how often lists go round."""

    def __init__(self, scope: Scope) -> None:
        self._scope, self._rounds = scope, 0

    def fill(self, root: Element) -> None:
        """A part: the document's body, a header, a footer, or notes."""
        body = root.find(f"{MAIN}body")
        notes = [*root.iterfind(f"{MAIN}footnote"), *root.iterfind(f"{MAIN}endnote")]
        for container in notes or [root if body is None else body]:
            self._blocks(list(container), self._scope)

    def _blocks(self, blocks: Sequence[Element], scope: Scope) -> None:
        """Paragraphs and tables that follow one another in one place."""
        number = 0
        while number < len(blocks):
            block = blocks[number]
            if block.tag == f"{MAIN}p" and (begin := _opening(block)) is not None:
                number += self._repeat(blocks[number:], begin, scope, self._blocks)
                continue
            if block.tag == f"{MAIN}p":
                self._paragraph(block, scope)
            elif block.tag == f"{MAIN}tbl":
                self._rows(list(block.iterfind(f"{MAIN}tr")), scope)
                _drop_if_without_rows(block)
            else:
                for inside in block.iterfind(f"{MAIN}sdtContent"):
                    self._blocks(list(inside), scope)
            number += 1

    def _rows(self, rows: Sequence[Element], scope: Scope) -> None:
        """Rows of a table; a list that begins in one cell and ends in another repeats whole rows."""
        number = 0
        while number < len(rows):
            cells = list(rows[number].iterfind(f"{MAIN}tc"))
            begin = next((found for cell in cells if (found := _opening(cell)) is not None), None)
            if begin is not None:
                number += self._repeat(rows[number:], begin, scope, self._rows)
                continue
            for cell in cells:
                self._blocks(list(cell), scope)
                if cell.find(f"{MAIN}p") is None:
                    cell.append(w("p"))
            number += 1

    def _repeat(self, following: Sequence[Element], begin: Mark, scope: Scope, fill: Fill) -> int:
        """A group of blocks or rows once for each entry, or once, or not at all; how many it took."""
        length, end = _closing(following, begin)
        group = list(following[:length])
        scopes = list(self._scopes(begin[1], scope))
        for paragraph, tag in (end, begin):
            replace(paragraph, [(tag, "")])
        spent = [element for element in group if _holds(element, begin, end) and _is_spent(element)]
        for inner in scopes:
            copies = [_copy(element) for element in group if element not in spent]
            for each in copies:
                group[0].addprevious(each)
            fill(copies, inner)
        for element in group:
            _remove(element)
        return length

    def _paragraph(self, paragraph: Element, scope: Scope) -> None:
        """A paragraph's own placeholders, and those in text boxes that hang on it."""
        text = text_of(paragraph)
        replace(paragraph, list(self._replacements(text, scope)))
        for box in paragraph.iter(f"{MAIN}txbxContent"):
            self._blocks(list(box), scope)

    def _replacements(self, text: str, scope: Scope) -> Iterator[tuple[Tag, str]]:
        """What is put in the place of each placeholder; a list within the paragraph counts as one."""
        found = list(tags(text))
        number = 0
        while number < len(found):
            tag, last = found[number], number
            if tag.sort in _BEGINS:
                last = _matching(found, number)
                inside = text[tag.end : found[last].start]
                words = "".join(self._rendered(inside, inner) for inner in self._scopes(tag, scope))
                yield Tag(tag.start, found[last].end, tag.sort, tag.name, ""), words
            else:
                yield tag, shown(scope[tag.name])
            number = last + 1

    def _rendered(self, text: str, scope: Scope) -> str:
        words, at = "", 0
        for tag, put in self._replacements(text, scope):
            words, at = words + text[at : tag.start] + put, tag.end
        return words + text[at:]

    def _scopes(self, tag: Tag, scope: Scope) -> Iterator[Scope]:
        """The names that hold within a list or condition, once for each time that it goes round."""
        value = scope[tag.name]
        if tag.sort != "each":
            if _is_there(value) == (tag.sort == "if"):
                yield scope
            return
        assert isinstance(value, Sequence)
        for entry in value:
            self._rounds += 1
            if self._rounds > ROUNDS:
                sentence = f"清单展开超过{ROUNDS}行，请分几份生成，或不要在清单里套清单。"
                raise WrongTemplate([Finding("too_many_rounds", tag.written, sentence)])
            yield {**scope, **{f"{tag.name}.{field}": said for field, said in entry.items()}}


Mark = tuple[Element, Tag]
Fill = Callable[[Sequence[Element], Scope], None]


def _is_there(value: object) -> bool:
    """Whether a condition holds: there is a value, and it is not zero."""
    if isinstance(value, Quantity):
        return bool(value.amount)
    return bool(value)


def _marks(element: Element) -> Iterator[Mark]:
    """All placeholders of an element in order."""
    for paragraph in element.iter(f"{MAIN}p"):
        for tag in tags(text_of(paragraph)):
            yield paragraph, tag


def _opening(element: Element) -> Mark | None:
    """The first list or condition that begins in an element and does not end in it."""
    pending: list[Mark] = []
    for mark in _marks(element):
        if mark[1].sort in _BEGINS:
            pending.append(mark)
        elif mark[1].sort in _ENDS and pending:
            pending.pop()
    return pending[0] if pending else None


def _closing(elements: Sequence[Element], begin: Mark) -> tuple[int, Mark]:
    """How many elements a list or condition takes, and where it ends."""
    depth = 0
    for length, element in enumerate(elements, start=1):
        for paragraph, tag in _marks(element):
            if not depth and (paragraph is not begin[0] or tag != begin[1]):
                continue
            depth += (tag.sort in _BEGINS) - (tag.sort in _ENDS)
            if not depth:
                return length, (paragraph, tag)
    raise AssertionError("a template is checked before it is filled in")


def _matching(found: Sequence[Tag], begin: int) -> int:
    """The place of the tag that ends what a tag begins."""
    depth = 0
    for place in range(begin, len(found)):
        depth += (found[place].sort in _BEGINS) - (found[place].sort in _ENDS)
        if not depth:
            return place
    raise AssertionError("a template is checked before it is filled in")


def _holds(element: Element, *marks: Mark) -> bool:
    """Whether a list or condition begins or ends in an element."""
    return any(each is paragraph for each in element.iter(f"{MAIN}p") for paragraph, _ in marks)


def _is_spent(element: Element) -> bool:
    """Whether a paragraph or row held nothing but the mark of a list."""
    others = ("drawing", "pict", "object", "sectPr", "br")
    said = "".join(text_of(paragraph) for paragraph in element.iter(f"{MAIN}p"))
    return not said.strip() and all(element.find(f".//{MAIN}{name}") is None for name in others)


def _copy(element: Element) -> Element:
    """A copy without marks that may stand in a document only once."""
    copied = deepcopy(element)
    for name in _MARKS:
        for mark in list(copied.iter(f"{MAIN}{name}")):
            _remove(mark)
    return copied


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_if_without_rows(table: Element) -> None:
    """A table all of whose rows went is no table."""
    if table.find(f"{MAIN}tr") is None:
        _remove(table)
