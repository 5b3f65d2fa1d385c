"""Which elements of a page are open (网页元素): what is hidden, a link, furniture; few pages close all they open."""

import re
from collections import Counter
from dataclasses import dataclass

from bihuan.engine.text.opening.tokens import Token
from bihuan.engine.text.words import Forms

HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", "title", "xmp")
)
CELL = frozenset({"td", "th"})
BLOCK = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button"})
_WHOLE = frozenset({"html", "body", "head"})
# What an element ends by beginning: itself, up to what holds it.
_ENDS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table", "tbody", "thead", "tfoot"}),
    "option": ({"option"}, {"select"}),
    "body": ({"head"}, {"html"}),
}
_STAY_OUT = re.compile(
    r"""(?:^|\s)hidden(?=[\s=/]|$)|\bstyle\s*=\s*["']?[^"']*?(?:display\s*:\s*none|visibility\s*:\s*hidden)""",
    re.IGNORECASE,
)
_NAMED = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    hidden: bool
    kind: str
    at: int


class Elements:
    """The open elements (元素栈)."""

    def __init__(self, furniture: Forms) -> None:
        self._furniture = furniture
        self._open: list[_Element] = []
        self._count: Counter[str] = Counter()
        self._hidden = self._marked = 0

    @property
    def is_hidden(self) -> bool:
        """Whether what comes next is not shown."""
        return self._hidden > 0

    @property
    def is_link(self) -> bool:
        """Whether what comes next is part of a link."""
        return self._count["a"] > 0

    @property
    def is_preformatted(self) -> bool:
        """Whether line breaks are meant as such."""
        return self._count["pre"] > 0

    @property
    def within(self) -> str:
        """The name of the innermost element."""
        return self._open[-1].name if self._open else ""

    def take(self, token: Token, *, at: int) -> list[tuple[str, int]]:
        """A tag; kind and beginning of each piece of furniture that ends with it.

        Args: at: how long the text is so far.
        """
        if token.kind == "close":
            return self._up_to(token.name) if self._count[token.name] else []
        closed = self._implied(token.name)
        if token.name not in _VOID and len(self._open) < _DEEPEST:
            self._enter(token, at=at)
        return closed

    def _implied(self, name: str) -> list[tuple[str, int]]:
        """What an element ends by beginning."""
        if name in BLOCK and name != "br" and self._count["p"]:
            return self._up_to("p")
        if name in ("a", "h1", "h2", "h3") and self._count[name]:
            return self._up_to(name)
        ends, within = _ENDS.get(name, (set(), set()))
        for element in reversed(self._open[-50:] if ends else ()):
            if element.name in within:
                break
            if element.name in ends:
                return self._up_to(element.name)
        return []

    def _enter(self, token: Token, *, at: int) -> None:
        hidden = token.name in HIDDEN or (bool(token.said) and _STAY_OUT.search(token.said) is not None)
        kind = "" if self._hidden or self._marked or token.name in _WHOLE else self._kind(token)
        self._open.append(_Element(token.name, hidden, kind, at))
        self._count[token.name] += 1
        self._hidden += hidden
        self._marked += bool(kind) and not kind.startswith("?")

    def _kind(self, token: Token) -> str:
        """What kind of furniture an element is; with a question mark where only its name says so."""
        if token.name in _FURNITURE:
            return "navigation"
        names = " ".join("".join(found) for found in _NAMED.findall(token.said)) if token.said else ""
        return next((f"?{kind}" for kind, form in self._furniture if names and form.search(names)), "")

    def _up_to(self, name: str) -> list[tuple[str, int]]:
        """Close elements from within, up to one of this name."""
        closed = []
        while self._open:
            element = self._open.pop()
            self._count[element.name] -= 1
            self._hidden -= element.hidden
            self._marked -= bool(element.kind) and not element.kind.startswith("?")
            if element.kind:
                closed.append((element.kind, element.at))
            if element.name == name:
                break
        return closed
