"""The figures of a body (指标数据): numbers that state a fact or a target, each with its name, measure and period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bihuan.engine.text.meaning.figure_names import each_name, head_of_list, left_name, predicate, right_name
from bihuan.engine.text.meaning.numbers import Mention
from bihuan.engine.text.meaning.sentences import Sentence

# How far from a number the words that name it stand.
_REACH = 120
_DELIMITER = re.compile("[，,；;。：:（(]|[）)]的?")
_GROWS = re.compile(
    "增长|增幅|增加|提高|提升|上升|下降|降低|减少|回落|收窄|扩大|快于|高于|低于|增速|同比|环比|增(?!加值|至|到)|翻"
)
_FALLS = re.compile("(?:下降|降低|减少|回落|收窄|降)(?!到|至|为)[^，,。；]{0,4}$")
_LANDS = re.compile("(?:提高|提升|上升|下降|降低|增加|增长|扩大|回落|降|升|增)(?:到|至)(?:约|近)?$")
_RATE_OF_GROWTH = re.compile("(?:增速|增幅|涨幅|增长率|增长|跌幅|降幅)$")
_CLASS = re.compile(
    r"(?:级|以上|规模|左右)?的?[^，,。；、]{0,6}?(?:项目|企业|城市|产业|集群|楼|县|园区|龙头|俱乐部|强镇|省份|产业链|平台|板块|公司|税源)"
)
_INVESTED = re.compile("(?:总投资|投资额|计划投资|投资)(?:约|近|超|超过|达|达到)?$")
_ANNOUNCED = re.compile(
    r"(?:重点|主要|大|基本|具体|突出|关键)?(?:方面|重点任务|重点工作|工作重点|任务|领域|环节|方向|部分|层面|措施|举措|要求|亮点|“|‘|字|阶段|维度|突破口|重点$)"
)
_CHAIN = re.compile("(?:主导|重点|特色|优势|标志性)?“?产业链")
_COMPARED = re.compile("[^，,。；]{0,14}(?:最|第一|首)")
_POPULATION = re.compile("人口")
_BOUNDS = (
    ("about", re.compile("(?:约|近|大约)$"), re.compile("左右")),
    ("at_least", re.compile("(?:超过|超|突破|逾|不低于|不少于|过|高于|至少)$"), re.compile("以上")),
    ("at_most", re.compile("(?:不超过|低于|控制在|不高于)$"), re.compile("以内|以下")),
)
_BASES = (
    ("qoq", re.compile("环比")),
    ("two_year_average", re.compile("两年平均")),
    ("yoy", re.compile("同比|增长|下降|比上年|较上年")),
)


@dataclass(frozen=True)
class Number:
    """A number that states something (数据): what it names, how it is meant, and its place."""

    mention: Mention
    sentence: Sentence
    name: str
    measure: str
    left: str
    negative: bool = False
    bound: str | None = None
    base: str | None = None
    subject: str | None = None


@dataclass
class _Clauses:
    """What later numbers of a sentence take from earlier ones (承前省略)."""

    names: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    place: int = 0
    measure: str = ""
    negative: bool = False
    last_end: int = -1
    last_sort: str = ""


def numbers(sentence: Sentence, found: list[Mention]) -> Iterator[Number]:
    """The numbers of a sentence that are figures (句内数据)."""
    known = _Clauses(last_end=sentence.start)
    for order, mention in enumerate(found):
        after = sentence.text[mention.end - sentence.start :][:_REACH]
        left = _left(sentence, mention, known)
        following = found[order + 1] if order + 1 < len(found) else None
        if not _is_excluded(sentence, mention, left=left, after=after):
            yield from _named(sentence, mention, known, left=left, after=after, following=following)
        known.last_end, known.last_sort = mention.end, mention.sort


def _left(sentence: Sentence, mention: Mention, known: _Clauses) -> str:
    """The words before a number: its clause, from the number before it on."""
    start = max(known.last_end, sentence.start, mention.start - _REACH)
    text = sentence.text[start - sentence.start : mention.start - sentence.start]
    text = text.removesuffix("（").removesuffix("(")
    cuts = [cut.end() for cut in _DELIMITER.finditer(text)]
    own = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    return (text[cuts[-1] :] if cuts else text) + ("分别" if mention.sort == "rank" and own.startswith("分别") else "")


def _is_excluded(sentence: Sentence, mention: Mention, *, left: str, after: str) -> bool:
    """Thresholds of a class, numbers in names, announcements of a list."""
    if _is_in_name(sentence, mention):
        return True
    if mention.sort in ("money", "amount"):
        return _CLASS.match(after) is not None and not (after.startswith("的") and _INVESTED.search(left))
    if mention.sort == "count":
        compared = re.match("县|市|区|省|国家|地市", after) and _COMPARED.match(after)
        return bool(_ANNOUNCED.match(after) or (mention.unit == "条" and _CHAIN.match(after)) or compared)
    return False


def _is_in_name(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number stands within a short quoted name."""
    place = mention.start - sentence.start
    opened = max(
        sentence.text.rfind("“", 0, place), sentence.text.rfind("‘", 0, place), sentence.text.rfind("《", 0, place)
    )
    if opened < 0 or re.search("[”’》]", sentence.text[opened:place]):
        return False
    closed = re.search("[”’》]", sentence.text[place:])
    return closed is not None and place - opened + closed.start() <= 15


def _named(
    sentence: Sentence, mention: Mention, known: _Clauses, *, left: str, after: str, following: Mention | None
) -> Iterator[Number]:
    """One number under one name, or under each of a list (均), or under its own of a list (分别)."""
    names = _names(mention, known, left=left, after=after, following=following)
    measure = _measure(mention, known, left=left, name=names[0] if names else "", after=after)
    negative = measure == "growth" and (_FALLS.search(left) is not None or (not left.strip("、和") and known.negative))
    known.measure, known.negative = measure, negative
    for name in names:
        number = Number(mention, sentence, name, measure, left, negative)
        yield replace(number, bound=_bound(mention, left=left, after=after), base=_base(measure, left=left))


def _names(mention: Mention, known: _Clauses, *, left: str, after: str, following: Mention | None) -> list[str]:
    if _is_right_named(mention, after=after, following=following):
        known.group, known.names = [], [right_name(after)] if right_name(after) else []
        return list(known.names)
    if not left.strip("、和及与～~-—至到 ") and known.group:
        return _next_of_group(known)
    own = left_name(left)
    if own:
        return _own_names(mention, known, own=own, left=left)
    if "分别" in left and len(known.group) > 1:
        known.place = -1
        return _next_of_group(known)
    return _inherited(known, left=left)


def _is_right_named(mention: Mention, *, after: str, following: Mention | None) -> bool:
    """Whether what is counted comes after the measure word (9个城市更新项目)."""
    if mention.sort != "count" or not after or not right_name(after):
        return False
    next_is_number = following is not None and following.start == mention.end
    return not next_is_number and not re.match(r"[，,。；;、：:（(）)”’和与及以左的]|左右|以上|以内", after)


def _own_names(mention: Mention, known: _Clauses, *, own: str, left: str) -> list[str]:
    if mention.sort == "count":
        own = head_of_list(own)
    if "分别" in left:
        known.group, known.place = each_name(own), -1
        known.names = list(known.group)
        return _next_of_group(known)
    known.group = []
    known.names = each_name(own) if re.search("[均都]", left[len(own) :]) else [own]
    return list(known.names)


def _next_of_group(known: _Clauses) -> list[str]:
    known.place += 1
    return [known.group[known.place]] if known.place < len(known.group) else []


def _inherited(known: _Clauses, *, left: str) -> list[str]:
    above = re.search("(高于|低于|好于|快于)(全国|全省|全市)?", left)
    if above and known.names:
        return [f"{name}{above[1]}{above[2] or ''}" for name in known.names[:1]]
    return list(known.names)


def _measure(mention: Mention, known: _Clauses, *, left: str, name: str, after: str) -> str:
    if mention.sort == "rank":
        return "rank"
    if mention.sort == "rate":
        return _rate_measure(mention, known, left=left, name=name)
    if mention.sort == "count" and not (mention.unit.endswith("人") and _POPULATION.search(name + after[:4])):
        return "count"
    return "level"


def _rate_measure(mention: Mention, known: _Clauses, *, left: str, name: str) -> str:
    if mention.unit in ("个百分点", "倍"):
        return "growth"
    if not left.strip("、和及与～~-—至到 ") and known.measure in ("growth", "share"):
        return known.measure
    moved = predicate(left)
    if _LANDS.search(left) or not _GROWS.search(moved):
        return "growth" if _RATE_OF_GROWTH.search(name) else "share"
    return "growth"


def _bound(mention: Mention, *, left: str, after: str) -> str | None:
    for code, before, behind in _BOUNDS:
        if before.search(left) or behind.match(after):
            return code
    return "at_least" if mention.more else None


def _base(measure: str, *, left: str) -> str | None:
    if measure != "growth":
        return None
    return next((code for code, form in _BASES if form.search(left)), None)
