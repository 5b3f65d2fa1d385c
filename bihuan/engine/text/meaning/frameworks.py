"""Numbered schemes (数字框架): 六大生态, “1+3+3+3”, 四个一批, with their parts where the text lists them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bihuan.engine.text.meaning.framework_parts import Heads, parts_of, sentence_heads
from bihuan.engine.text.meaning.numbers import ordinal
from bihuan.engine.text.reading import Part

_NUMERAL = "[一二三四五六七八九十两]"
_QUOTED = re.compile(
    rf"[“‘](?P<name>\d{{3,6}}|\d(?:\+\d)+(?:\+[NXn])?|{_NUMERAL}{{1,2}}(?:个|大|项|条|篇)[^“”‘’，,。]{{1,8}}|(?!一)(?:{_NUMERAL}[一-龥]){{2,4}}十?[一-龥]?|"
    rf"(?:[一-龥]{{2}}一批、?){{3,6}}|(?:{_NUMERAL}[一-龥]{{2}}、)+{_NUMERAL}[一-龥]{{2}})[”’](?P<tail>行动|工程)?"
)
_BARE = re.compile(
    rf"(?<![第“‘一-九])(?P<name>(?P<count>{_NUMERAL}{{1,2}})(?:(?:大)(?P<label>[一-龥]{{0,6}}?(?:产业赛道|[一-龥]{{2}}产业|行动|工程|生态|任务|优势|体系|赛道|职能作用|战略|领域|攻坚战|集群))|篇(?P<article>文章)|项(?P<guard>保障|工程)|个(?P<field>领域|提升|必须)))"
)
_CHAINS = re.compile(r"(?P<name>(?P<count>\d{1,2})[条个大]“?(?P<label>产业链|创新突破|提升行动)”?)")
# Set phrases of politics that are no scheme of the document (the annotation schema's closed list).
_SET_PHRASES = frozenset(
    re.findall(
        "[一-龥]+",
        "两个确立、两个维护、四个意识、四个自信、三严三实、四风、八项规定、三重一大、三不、两个毫不动摇、两个健康、两重、两新、"
        "六稳、六保、两创、三变、三高、四上、四梁八柱、双碳、放管服、四好农村路",
    )
)
_ANNOUNCED = re.compile("方面|重点工作|^[一二三四五六七八九十两\\d]+项?重点任务$|一馆|一院|三馆")

_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Scheme:
    """A numbered scheme in a text (框架): its place, count, label and parts."""

    opens: int
    start: int
    end: int
    name: str
    count: int | None
    label: str | None
    parts: tuple[Part, ...] = ()


def frameworks(text: str) -> list[Scheme]:
    """The numbered schemes of a text, each once (框架清单); its parts are looked for where it is first named."""
    kept: dict[str, Scheme] = {}
    looked: Counter[str] = Counter()
    heads = sentence_heads(text)
    for scheme in sorted([*_quoted(text), *_bare(text)], key=lambda one: one.start):
        known = kept.get(scheme.name)
        if scheme.name in _SET_PHRASES or _ANNOUNCED.search(scheme.name) or looked[scheme.name] >= _LOOKS:
            continue
        if known is None or not known.parts:
            looked[scheme.name] += 1
            kept[scheme.name] = replace(scheme, parts=_parts(text, scheme, heads))
    return list(kept.values())


def _parts(text: str, scheme: Scheme, heads: Heads) -> tuple[Part, ...]:
    place = (scheme.opens, scheme.end)
    return parts_of(text, place, name=scheme.name, count=scheme.count, label=scheme.label, heads=heads)


def _quoted(text: str) -> Iterator[Scheme]:
    for match in _QUOTED.finditer(text):
        counted = re.match(rf"({_NUMERAL}{{1,2}})(?:个|大|项|条|篇)(.+)", match["name"])
        count, label = (ordinal(counted[1].replace("两", "二")), counted[2]) if counted else (None, None)
        yield Scheme(match.start(), match.start("name"), match.end("name"), match["name"], count, label)


def _bare(text: str) -> Iterator[Scheme]:
    for form in (_BARE, _CHAINS):
        for match in form.finditer(text):
            groups = match.groupdict()
            label = groups.get("label") or groups.get("article") or groups.get("guard") or groups.get("field")
            count = ordinal(match["count"].replace("两", "二"))
            name = re.sub("[“”]", "", match["name"])
            yield Scheme(match.start(), match.start(), match.end(), name, count, label)
