"""A web page cut into tags and texts (网页切分), each with its place in the page's source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Quoted values hold no "<": a quote that is never closed then costs one line, not the page.
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^>]*>?|</?(?P<name>[a-zA-Z][\w:-]{0,40})(?P<said>(?>[^<>"']+|"[^"<]*"|'[^'<]*')*+)/?>"""
    r"|</?(?P<bare>[a-zA-Z][\w:-]{0,40})[^<>]*>",
    re.DOTALL,
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})
_CLOSE = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True, slots=True)
class Token:
    """A tag that opens or closes, or a stretch of text (标签或文字): its place in the source.

    kind: open, close, text. name: of a tag, in small letters. said: the attributes as written.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    said: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Tags and texts in their order (切分网页); comments and declarations are left out."""
    place = 0
    while (found := _TAG.search(source, place)) is not None:
        if found.start() > place:
            yield Token("text", place, found.start())
        place = found.end()
        name = (found["name"] or found["bare"] or "").lower()
        if not name:
            continue
        kind = "close" if source[found.start() + 1] == "/" else "open"
        yield Token(kind, found.start(), place, name, found["said"] or "")
        if kind == "open" and name in _RAW:
            end = _CLOSE[name].search(source, place)
            stop = end.start() if end else len(source)
            if stop > place:
                yield Token("text", place, stop)
            place = stop
    if place < len(source):
        yield Token("text", place, len(source))
