"""The industries that a place names as its own to develop (产业), with their tier where the text gives it."""

import re
from collections.abc import Iterator

from bihuan.engine.text.meaning.named import Found, bounded, once

_ITEM = "[一-龥A-Za-z0-9]{2,10}?"
_ROW = rf"(?P<names>{_ITEM}(?:、{_ITEM})+(?:(?:和|与|及){_ITEM})?)"
_TIERS = {
    "主导": "leading",
    "支柱": "leading",
    "特色": "characteristic",
    "支撑": "supporting",
    "新兴": "emerging",
    "未来": "emerging",
    "优势": "leading",
}
_ROWS = (
    re.compile(rf"以{_ROW}(?:等)?(?:[一二三四五六七八九十两\d]+大)?产业为(?P<tier>主导|特色|支撑|支柱)"),
    re.compile(
        rf"(?:做大做强|做优做强|发展壮大|培育|聚焦|围绕|发展|的|聘任|以|[，,。；：:]){_ROW}(?:等)?(?:[一二三四五六七八九十\d]+(?:大|条|个))“?(?P<tier>主导|特色|支柱|优势|新兴|重点)?(?P<chain>产业链?)”?"
    ),
    re.compile(rf"(?:发展|围绕|聚焦){_ROW}等(?:现代服务业|全区优势产业|(?P<tier>主导|特色|优势|支柱|新兴|未来)产业)"),
    re.compile(r"围绕(?P<names>[一-龥]{2,8}(?:、[一-龥]{2,8})*)等(?:全区|全市|全县)?(?P<tier>优势|主导)产业"),
)
_SINGLE = re.compile(
    "(?P<name>战略性新兴产业|现代服务业|先进制造业|数字经济|低空经济|银发经济|会展经济|高端装备制造|生物医药|(?P<own>[一-龥]{2,4}?)产业(?!链|园|结构|升级|转型|发展|项目|生态|集群|集聚|组织|思维|数字|竞争|布局|政策|工人|体系|基础|突破|招引|载体|新城|化|为|规划|图谱|赛道|定位|龙头|上下游|的|强|大))"
)
_GENERIC = re.compile(
    "主导|特色|支柱|支撑|优势|新兴|未来|传统|重点|相关|三次|整个|全部|现代|龙头|推动|发展|实施|产业|大|做|强化|优化|提升|促进|把|个|条|抓|促|为|以|新|融|及|体系|推进|搭建|聚焦|分析|地区|当地|[让使将]|各"
)


def industries(text: str) -> list[Found]:
    """The industries of a text, each once (产业清单)."""
    return once([*_rows(text), *_singles(text)])


def _rows(text: str) -> Iterator[Found]:
    """A list closed by what it is a list of: 甲、乙、丙三大主导产业."""
    for form in _ROWS:
        for match in form.finditer(text):
            yield from _members(match)


def _members(match: re.Match[str]) -> Iterator[Found]:
    groups = match.groupdict()
    tier = "chain" if groups.get("chain") == "产业链" else _TIERS.get(groups.get("tier") or "")
    place = match.start("names")
    for part in re.split("(、|和|与|及)", match["names"]):
        if len(part) >= 2 and not part.startswith("以"):
            yield Found(place, place + len(part), part, tier)
        place += len(part)


def _singles(text: str) -> Iterator[Found]:
    for match in _SINGLE.finditer(text):
        if match["own"] is None or not _GENERIC.search(match["own"]):
            if match["own"] is not None and not _begins_well(text, match):
                continue
            tier = "emerging" if match["name"] == "战略性新兴产业" else None
            yield Found(match.start(), match.end(), match["name"], tier)


def _begins_well(text: str, match: re.Match[str]) -> bool:
    """Whether a name before 产业 begins after a sign or a verb, and not within a word."""
    start = bounded(text, match.end(), longest=len(match.group()) + 3, shortest=len(match.group()))
    return start == match.start()
