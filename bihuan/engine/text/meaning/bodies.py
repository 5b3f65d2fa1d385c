"""The organisations that a document names (机构): party, government, departments, towns, zones, platforms, firms."""

import re
from collections.abc import Iterator

from bihuan.engine.text.meaning.named import Found, bounded, once, without_short_forms, without_verbs

_LEVEL = "自治区|省|市|区|县|州"
_PLACE = rf"[一-龥]{{2,6}}?(?:{_LEVEL})"
# Kind, form, and how far a place before it belongs to the name.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("party", re.compile(rf"党中央|(?:中共)?(?:{_LEVEL})(?:党委|委)(?![员托会办属组人编])|党工委|[区市]工委|中共中央")),
    (
        "government",
        re.compile(rf"国务院(?!令)|(?:{_LEVEL}|镇)(?:人民)?政府(?!工作报告|采购|投资|债|性)(?:办公厅|办公室)?|管委会"),
    ),
    (
        "department",
        re.compile(
            rf"(?:国家|{_LEVEL})(?:发展改革委|发改委|卫健委|国资委|投促中心"
            r"|[一-龥]{2,12}?(?:(?<![布格大全结开破棋])局(?![面势部限域])|厅(?!局)|发展中心))"
            r"|[镇]经委"
        ),
    ),
    ("town", re.compile(r"[一-龥]{2}(?:街道办事处|街道|(?<![城乡村小集重该本各全])镇(?![街域级化村乡]))")),
    (
        "zone",
        re.compile(
            r"(?:经济技术开发区|经济开发区|高新技术产业开发区|经开区|高新区|自贸片区|保税区|校区|[一-龥]{2}新区(?!域))(?!管委会|经济发展局)"
        ),
    ),
    (
        "platform",
        re.compile(
            r"(?:产业园|科技园|工业园|创业园|融创园|物流园|软件园|创新城|产业城|综治中心|(?:孵化|调解|服务|合作|交流|国际|科学|医学|会展|研发|创新|推进|转化)中心|研究院|实验室)(?!区|等|[0-9]|建设)"
        ),
    ),
    ("enterprise", re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团(?!军|化|式))(?!等)")),
)
_MEETING = re.compile("[一-龥]{0,8}?(?:会议|全会|大会|报告|巡视|督察)")
_GENERIC = re.compile(
    "^(?:各|有关|相关|全|我|本|该|等|两级|基层|地方|当地|上级|省市级|市县|区县|市区|多个|一批|党政|级)|^(?:集团|公司|镇|街道|开发区|产业园|科技园|实验室|研究院|合作中心)$"
)
_LISTED_FIRMS = re.compile(
    r"(?:^|[，,。；;：:]|推动|支持|培育|扶持|引导|以|帮助)(?P<names>[一-龥A-Za-z0-9()（）]{2,14}(?:、[一-龥A-Za-z0-9()（）]{2,14}){0,7})等(?:\d+家|一批|一大批|多家)?[一-龥]{0,10}?(?:龙头|骨干|优质|重点|中小微?|行业)?企业"
)
_SHORTEST = {"party": 2, "government": 3, "department": 4, "town": 3, "zone": 5, "platform": 4, "enterprise": 4}
_LONGEST = {"party": 9, "government": 13, "department": 18, "town": 13, "zone": 14, "platform": 18, "enterprise": 18}


def bodies(text: str) -> list[Found]:
    """The organisations of a text, the fuller of two forms of a name (机构清单)."""
    return without_short_forms(once([*_by_form(text), *_listed(text)]), from_front=True)


def _by_form(text: str) -> Iterator[Found]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            start = _start(text, match, kind)
            if start is None or (kind in ("party", "government") and _MEETING.match(text, match.end())):
                continue
            name = _own_name(text[start : match.end()], kind)
            if not _GENERIC.match(name) and len(name) >= _SHORTEST[kind]:
                yield Found(match.end() - len(name), match.end(), name, kind)


def _start(text: str, match: re.Match[str], kind: str) -> int | None:
    if match.group() in ("党中央", "国务院", "中共中央"):
        return match.start()
    return bounded(text, match.end(), longest=_LONGEST[kind], shortest=min(_SHORTEST[kind], len(match.group())))


def _own_name(name: str, kind: str) -> str:
    """A town without the county before it, a name without the name joined to its front."""
    name = name.strip("“”‘’()（）0123456789-")
    if kind in ("town", "party", "government"):
        name = re.sub(rf"^{_PLACE}(?=[一-龥]{{2,}}(?:镇|街道|街道办事处)$)", "", name)
        name = re.sub("^新一届|^.{1,8}工委(?=管委会$)", "", name)
        joined = re.match(rf"^.{{1,8}}(?:委|政府)(?=(?:{_LEVEL})(?:委|政府|人民政府)$)", name)
        return name[joined.end() :] if joined else name
    return name


def _listed(text: str) -> Iterator[Found]:
    """甲、乙等一批骨干企业: firms known by what the list is called."""
    for match in _LISTED_FIRMS.finditer(text):
        place = match.start("names")
        for name in match["names"].split("、"):
            if not re.search("企业|行业|产业|领域|方面|项目|[的和及]", name):
                own = without_verbs(name)
                yield Found(place + len(name) - len(own), place + len(name), own, "enterprise")
            place += len(name) + 1
