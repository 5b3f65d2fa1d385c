"""Numbers with a unit, and ranks (数字与位次), where they stand in a body: one scan, then value by value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = r"(?<![\d.A-Za-z×*〔第-])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)"
_SCALES = "万亿|千亿|百亿|亿|千万|百万|万|千|百"
_MONEY = "元人民币|美元|欧元|港元|元"
_AMOUNTS = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公顷|亩|千瓦时|千瓦|兆瓦|吉瓦|吨标准煤|标准煤吨|吨|公斤|斤|微克/立方米|毫克/升|"
    "度电|米|TEU|标箱"
)
_COUNTS = (
    "人次|人|名|户|家|个(?!月|小时|工作日|季度|百分点|多月|星期|交易日)|项|件|场|条|座|所|处|台|辆|套|艘|架|栋|幢|间|张|种|大类|类|只|头|对|门|款|宗|起|例|篇|"
    "部|支|位|次|批|颗|株|列|班|枚|册|村"
)
_QUANTITY = re.compile(
    rf"{_DIGITS}(?P<more>[多余])?(?:(?P<rate>[%％‰]|个百分点|百分点|倍)"
    rf"|(?P<scale>{_SCALES})?(?P<more2>[多余])?(?:(?P<money>{_MONEY})|(?P<amount>{_AMOUNTS})|(?P<count>{_COUNTS})))"
)
_CROWD = re.compile(
    rf"{_DIGITS}(?P<more>[多余])?万(?=[^\d，,。；、]{{0,6}}?(?:群众|人口|居民|职工|农民|市民|百姓|村民|党员))"
)
_FORMER = re.compile(
    rf"{_DIGITS}(?P<scale>{_SCALES})?(?=[元个]?(?:[-—~～至]|到)\d[\d.]*(?P<unit>(?:{_SCALES})?(?:{_MONEY})|[%％]))"
)
_RANK = re.compile(
    r"(?P<verb>(?:稳|跃|位|高|分别|连续\d年|均|再)?(?:居|列)|位列|名列|排名|排在|排|保持|跃升至|升至|上升至|进至|前移至|、|和)"
    r"(?P<scope>(?:全国|全省|全市|全区|全县|国内|世界|全球|同类|[^，,。；、\d“”]{2,8}?)(?:省区市|地市|各市|城市|县区|区县)?)?"
    r"(?:第(?P<nth>[一二三四五六七八九十\d]{1,3})(?:位|名)?|前(?P<top>[一二三四五六七八九十\d]{1,3})(?:位|名|强)?|(?P<first>首位|榜首|首|第一方阵))"
    r"(?![个批届次季产步是书条款章节，]?[个届次批季产书条款章节])"
)
_ORDINALS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as written (数字): its place in the body, value, unit, and what sort of unit it is."""

    start: int
    end: int
    value: Decimal
    unit: str
    sort: str
    more: bool = False


def mentions(body: str) -> list[Mention]:
    """All numbers with units and all ranks of a body, in order (全部数字)."""
    found = [_quantity(match) for match in _QUANTITY.finditer(body)]
    found += [_crowd(match) for match in _CROWD.finditer(body)]
    found += [_former(match) for match in _FORMER.finditer(body)]
    found += _ranks(body)
    return sorted(_apart(found), key=lambda mention: mention.start)


def _apart(found: list[Mention]) -> Iterator[Mention]:
    """No two over one place: the first found stays."""
    taken: set[int] = set()
    for mention in found:
        if mention.start not in taken:
            taken.update(range(mention.start, mention.end))
            yield mention


def _quantity(match: re.Match[str]) -> Mention:
    value = Decimal(match["digits"].replace(",", ""))
    more = bool(match["more"] or match["more2"])
    if match["rate"]:
        unit = {"％": "%", "百分点": "个百分点"}.get(match["rate"], match["rate"])
        return Mention(match.start(), match.end(), value, unit, "rate", more)
    sort = "money" if match["money"] else "amount" if match["amount"] else "count"
    base = match["money"] or match["amount"] or match["count"]
    return Mention(match.start(), match.end(), value, (match["scale"] or "") + base, sort, more)


def _crowd(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), Decimal(match["digits"]), "万人", "count", bool(match["more"]))


def _former(match: re.Match[str]) -> Mention:
    """The lower bound of a range takes the unit of the upper one."""
    unit = match["unit"].replace("％", "%")
    sort = "rate" if unit == "%" else "money"
    return Mention(match.start(), match.end(), Decimal(match["digits"].replace(",", "")), unit, sort)


def _ranks(body: str) -> Iterator[Mention]:
    """Ranks after 居 or 列, and those listed after one another (第二、第七、第九)."""
    last_end = -1
    for match in _RANK.finditer(body):
        listed = match["verb"] in ("、", "和")
        if listed and (match.start() != last_end or match["scope"]):
            continue
        value = Decimal(1) if match["first"] else Decimal(ordinal(match["nth"] or match["top"]))
        yield Mention(match.start(), match.end(), value, "位", "rank")
        last_end = match.end()


def ordinal(text: str) -> int:
    """A small number in Chinese or Arabic numerals (序数).

    >>> ordinal("十三"), ordinal("二十"), ordinal("7")
    (13, 20, 7)
    """
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _ORDINALS.get(text[-1], 0)
    return (_ORDINALS.get(tens, 1) if tens else 1) * 10 + _ORDINALS.get(ones, 0)
