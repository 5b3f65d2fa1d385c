"""The parts of a numbered scheme (框架组成), where the text lists as many as the scheme counts."""

import re

from bihuan.engine.text.meaning.named import without_verbs
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.reading import Part

_NUMERAL = "[一二三四五六七八九十两]"
_ITEM = "[一-龥A-Za-z0-9“”‘’·]{1,16}"
_ROW_AFTER = re.compile(
    rf"[”’]?[^，,。；：]{{0,6}}[，,：:](?:以|持续|即|分别是|就是)?(?P<names>{_ITEM}(?:、{_ITEM}){{1,14}}?)(?:为(?:引领|重点|抓手|支撑))?[，,。；]"
)
_LETTERS = re.compile("[“‘](?P<names>[一-龥]{2,10})[”’]$|(?:[“‘][一-龥][”’]){2,10}$")
_RESPECTS = re.compile(
    rf"[：:]?在?(?P<names>{_ITEM}(?:、{_ITEM}){{1,14}}?)(?<!{_NUMERAL})(?P<count>{_NUMERAL}{{1,2}}|\d{{1,2}})个方面"
)
_TIERED = re.compile(rf"以(?P<names>{_ITEM}(?:、{_ITEM})*?)(?P<count>{_NUMERAL})大产业为(?P<tier>主导|特色|支撑|支柱)")
_BATCHES = re.compile("([一-龥]{2})一批")
_NEAR = 220
_LONGEST = 20


Heads = dict[str, list[tuple[str, str]]]


def sentence_heads(text: str) -> Heads:
    """How the sentences of a text begin (句首): verb and object, by the last two characters of the object."""
    heads: Heads = {}
    for verb, name in _HEAD.findall(text):
        heads.setdefault(name[-2:], []).append((verb, name))
    return heads


def parts_of(
    text: str, place: tuple[int, int], *, name: str, count: int | None, label: str | None, heads: Heads
) -> tuple[Part, ...]:
    """The parts of the scheme that stands at a place (组成部分), none where the text does not list them."""
    if batches := _BATCHES.findall(name):
        return (Part(len(batches), "一批", tuple(batches)),)
    if name.isdigit():
        return _tiers(text[max(0, place[0] - _NEAR) : place[0]], digits=name)
    if count is None or count < 2 or not label:
        return ()
    for lists in (_before, _letters, _after, _respects):
        if members := lists(text, *place, count):
            return (Part(count, label, members),)
    members = _sharing(heads, count, label)
    return (Part(count, label, members),) if members else ()


def _tiers(before: str, *, digits: str) -> tuple[Part, ...]:
    """342: three leading, four characteristic and two supporting industries, told just before."""
    found = [
        Part(ordinal(row["count"].replace("两", "二")), f"{row['tier']}产业", tuple(row["names"].split("、")))
        for row in _TIERED.finditer(before)
    ]
    return tuple(found) if "".join(str(part.count) for part in found) == digits else ()


def _before(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """甲、乙、丙三大主导产业."""
    row = re.split("[，,。；;：:\\n]", text[max(0, start - _NEAR) : start])[-1].rstrip("“‘")
    return _counted(row, count) or _counted(row, count, joined=True)


def _counted(names: str, count: int, *, joined: bool = False) -> tuple[str, ...]:
    """The members of a row, if as many as counted, or fewer where it ends with 等; what stands before is cut."""
    whole = names.removesuffix("等")
    split = [name for name in re.split("、|以及|和|与|及" if joined else "、", whole) if name][-count:]
    members = tuple(_bare_name(name, first=place == 0) for place, name in enumerate(split))
    fits = len(members) == count or (whole != names and len(members) >= 2)
    return members if fits and all(0 < len(name) <= _LONGEST for name in members) else ()


def _bare_name(name: str, *, first: bool) -> str:
    name = _CLOSING.sub("", name.strip("“”‘’"))
    return without_verbs(_VERB.sub("", name)).strip("“”‘’") if first else name


_CLOSING = re.compile(f"为(?:引领|重点|抓手|支撑)$|{_NUMERAL}大[一-龥]{{2,6}}$")
_VERB = re.compile(
    r"^.*(?:做大做强|充分发挥|聘任|做好|突出|开展|重点攻坚|围绕|聚焦|发挥|构建|的(?=[一-龥]{2})|关于|[”’])(?=.)"
)


def _letters(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """“融强靓改”四篇文章: a letter each."""
    found = _LETTERS.search(text[max(0, start - 40) : start])
    letters = re.sub("[“”‘’]", "", found.group()) if found else ""
    return tuple(letters) if len(letters) == count else ()


def _after(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """三项保障,持续优化机制、重塑作风、提升能力,…"""
    found = _ROW_AFTER.match(text, end)
    return _counted(found["names"], count) if found else ()


def _respects(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """11个“创新突破”…:在甲、乙、…十一个方面."""
    for found in _RESPECTS.finditer(text, end, end + 2 * _NEAR):
        if ordinal(found["count"].replace("两", "二")) == count:
            members = tuple(found["names"].removeprefix("在").split("、"))
            return members if len(members) == count else ()
    return ()


def _sharing(heads: Heads, count: int, label: str) -> tuple[str, ...]:
    """六大生态: as many different names that end so, each after the same verb at the head of a sentence."""
    names: dict[str, dict[str, None]] = {}
    for verb, name in heads.get(label[-2:], ()):
        if name.endswith(label) and 2 <= len(name) - len(label) <= 4:
            names.setdefault(verb, {})[name] = None
    return next((tuple(found) for found in names.values() if len(found) == count), ())


_HEAD = re.compile("(?:^|(?<=[。；\n]))要?([一-龥]{2})([一-龥]{3,10})[，,]")
