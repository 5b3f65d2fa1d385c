"""Where the article begins and ends among the lines (正文范围), and what each line outside it is."""

import re
from collections import Counter

from bihuan.engine.text.cleaning.adverts import is_advert
from bihuan.engine.text.cleaning.furniture import LISTED, furniture, starts_tail
from bihuan.engine.text.cleaning.inline import without_sounds
from bihuan.engine.text.cleaning.lines import Line

_STOP = re.compile("[。；！？!;]")
_ENDED = re.compile("[。！？!：:”）)…]$")
_SALUTATION = re.compile(
    r"(?:各位|同志们|尊敬的|各市|各县|各区|各镇|各乡|各街道|各部门|各有关).{0,60}[：:]"
    r"|[一-龥，,、（）()]{4,60}(?:政府|部门|单位|委员会|管委会|局|委|办|机构|企业)[：:]"
)
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、章节条]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．])\s?.{2,40}"
)
_SPEAKER = re.compile(
    r"[\w、（）()]{0,30}(?:书记|主任|省长|市长|区长|县长|州长|主席|局长|厅长|秘书长)\s?\w{2,4}|\w{2,4}"
)
_SIGNED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_REPEATED = 20
_PROSE = 30
_TITLE = 6
_LABELLED = 20


def kinds(lines: list[Line]) -> list[str | None]:
    """For each line the kind of noise that it is (行的类别), None for a line of the body."""
    found = [_by_form(line) for line in lines]
    _mark_values(lines, found)
    _mark_repeats(lines, found)
    first = _first_prose(lines, found)
    if first is None:
        return found
    _keep_signatures(lines, found, first=first)
    _mark_head(lines, found, first=_with_openings(lines, found, first))
    _mark_tail(lines, found)
    return found


def _by_form(line: Line) -> str | None:
    text = without_sounds(line.text)
    return "advert" if is_advert(text) else furniture(text)


def _mark_values(lines: list[Line], found: list[str | None]) -> None:
    """A label alone on its line (“来源：”) takes the short line after it."""
    for number in range(1, len(lines)):
        label = found[number - 1] == "source" and lines[number - 1].text.endswith(("：", ":"))
        if label and found[number] in (None, "byline") and not lines[number].text.startswith("□"):
            found[number] = "source" if len(lines[number].text) <= _LABELLED else found[number]


def _mark_repeats(lines: list[Line], found: list[str | None]) -> None:
    """Long lines seen before, and short ones that follow a repeated line."""
    seen: set[str] = set()
    following = False
    for number, line in enumerate(lines):
        if found[number] is not None:
            continue
        letters = line.letters
        repeated = letters in seen and (len(letters) >= _REPEATED or following)
        if repeated:
            found[number] = "repeat"
        following = repeated
        seen.add(letters)


def _keep_signatures(lines: list[Line], found: list[str | None], *, first: int) -> None:
    """A day under the name of who signs, with text after it, is of the body."""
    for number in range(first + 1, len(lines) - 1):
        if found[number] == "date" and _SIGNED.fullmatch(lines[number].text) and found[number + 1] is None:
            found[number] = None


def is_prose(text: str) -> bool:
    """Whether a line reads as running text (成段文字) and not as a heading or a label."""
    return len(text) >= _PROSE and (_STOP.search(text) is not None or text.count("，") + text.count(",") >= 2)


def _first_prose(lines: list[Line], found: list[str | None]) -> int | None:
    prose = (number for number, line in enumerate(lines) if found[number] is None and is_prose(line.text))
    return next(prose, None)


def _with_openings(lines: list[Line], found: list[str | None], first: int) -> int:
    """The first line of the body: a salutation or a numbered heading just before the prose is of it."""
    while first > 0 and found[first - 1] is None and _opens(lines[first - 1].text):
        first -= 1
    return first


def _opens(text: str) -> bool:
    return (
        _SALUTATION.fullmatch(text) is not None
        or _NUMBERED.fullmatch(text) is not None
        or bool(_STOP.search(text) and _ENDED.search(text))
    )


def _mark_head(lines: list[Line], found: list[str | None], *, first: int) -> None:
    """Lines above the body: site name, title, what stands above or below it."""
    open_lines = [number for number in range(first) if found[number] is None]
    again = Counter(line.text for line in lines)
    title = next((number for number in open_lines if _may_be_title(lines[number].text, again)), None)
    for number in open_lines:
        found[number] = _head_kind(lines[number].text, title=title, number=number)


def _may_be_title(text: str, again: Counter[str]) -> bool:
    """Long enough, no kicker, and not a site's short name that stands again at the end of the page."""
    return len(text) >= _TITLE and not text.endswith(("：", ":")) and not (len(text) <= 12 and again[text] > 1)


def _head_kind(text: str, *, title: int | None, number: int) -> str:
    if number == title:
        return "title"
    if title is not None and number > title and _SPEAKER.fullmatch(text):
        return "byline"
    return "site" if title is not None and number < title and len(text) < _TITLE else "kicker"


def _mark_tail(lines: list[Line], found: list[str | None]) -> None:
    """After the last prose line: a list of other articles, contacts, and all that follows them."""
    last = max(
        (number for number, line in enumerate(lines) if found[number] is None and is_prose(line.text)), default=0
    )
    last = _before_lists(lines, found, last)
    ended = False
    for number in range(last + 1, len(lines)):
        ended = ended or starts_tail(found[number])
        if found[number] is None and (ended or LISTED.fullmatch(lines[number].text)):
            found[number] = "related" if LISTED.fullmatch(lines[number].text) else "tail"


def _before_lists(lines: list[Line], found: list[str | None], last: int) -> int:
    """The last prose line that is not itself an item of a list of articles."""
    while last > 0 and (found[last] is not None or LISTED.fullmatch(lines[last].text)):
        last -= 1
    return last
