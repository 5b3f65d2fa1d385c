"""The sentences of a body (句子): each ends at 。；！？ or with its paragraph, with a closing quote mark.

What runs on without an end for 2,000 characters is cut there, so that no sentence is ever too long to weigh.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ROLE = (
    "(?:责任|牵头|主要责任|配合|主办|承办|协办|落实|第一责任|主责|参加|实施|分管)"
    "(?:单位|部门|领导|主体|人|市领导|区领导|县领导|处室|科室)"
)
_OF_ROLE = rf"[（(]{_ROLE}\s?[:：][^（）()\n]{{1,300}}[）)]"
_END = r"(?P<mark>[。；！？!?;]*)[”’』」\"]*"
_LONGEST = 2_000
# The second counts sign by sign, which only a paragraph needs that may hold too long a sentence.
_SENTENCE = re.compile(rf"(?:[^。；！？!?;\n（(]++|{_OF_ROLE}|[（(])++{_END}")
_CUT_SENTENCE = re.compile(rf"(?:{_OF_ROLE}|[^。；！？!?;\n]){{1,{_LONGEST}}}{_END}")
_LETTER = re.compile(r"[^\W_]")
_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
_NOTE = re.compile(
    r"[（(](?:[^（）()。]|[（(][^（）()]*[）)]){2,200}?(?:负责|牵头|配合|落实|参与)(?=[）)，,；;。]|$)[^。]*?[）)]?$"
    r"|以下均[^。]{2,60}负责[^。]{0,12}[）)]?$"
    rf"|[（(]?{_ROLE}\s?[:：]"
    r"|[（(]?(?:完成|办理|整改|办结|工作)?(?:时限|时间|期限)\s?[:：]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (句子): its place in the body without the end mark, its paragraph, its number there.

    is_note: a bracket that names who is responsible (责任单位), and no sentence of its own.
    """

    start: int
    end: int
    text: str
    mark: str
    paragraph: int
    number: int
    is_last: bool
    is_note: bool


def sentences(body: str) -> list[Sentence]:
    """All sentences of a body in order (断句)."""
    found: list[Sentence] = []
    start = 0
    for paragraph, text in enumerate(body.split("\n")):
        pieces = list(_pieces(text, start))
        for number, (first, end, mark) in enumerate(pieces):
            last = number == len(pieces) - 1
            said = body[first:end]
            found.append(Sentence(first, end, said, mark, paragraph, number, last, _NOTE.match(said) is not None))
        start += len(text) + 1
    return found


def _pieces(paragraph: str, offset: int) -> Iterator[tuple[int, int, str]]:
    form = _SENTENCE if len(paragraph) <= _LONGEST else _CUT_SENTENCE
    for match in form.finditer(paragraph):
        start, end = match.start(), match.start("mark")
        if not match["mark"]:
            end = match.end()
        text = paragraph[start:end]
        start += len(text) - len(text.lstrip(_SPACE))
        end -= len(text) - len(text.rstrip(_SPACE))
        if _LETTER.search(paragraph, start, end):
            yield offset + start, offset + end, match["mark"]
