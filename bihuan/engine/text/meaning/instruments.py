"""The management tools that a document names (抓手): libraries, lists, mechanisms, teams, letters, plans, campaigns."""

import re
from collections.abc import Iterator

from bihuan.engine.text.meaning.named import Found, bounded, once, outermost, without_short_forms, without_verbs

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("library", re.compile("(?:政策|措施|项目|培育|储备|企业|人才|案例|资源|专家)库(?![存区房容])")),
    ("list", re.compile("清单(?!制度|式|化)|台账(?!式|化|管理)")),
    (
        "mechanism",
        re.compile(
            "机制(?!体制|创新|改革|建设)|责任制(?!度)|链长制|(?:清单|决策|责任|例会|联席会议|考核|通报)制度|工作模式|台账式管理|项目化推进|闭环式落实|(?:一企|一链|一项|一事|一业)一[策案议档]|揭榜挂帅|赛马(?!场)"
        ),
    ),
    ("team", re.compile("工作专班|专班(?!抓|推|化)|领导小组|工作组(?!织)")),
    ("letter", re.compile("责任书|责任状")),
    (
        "plan",
        re.compile(
            "任务书|路线图|时间表|规划图|施工图|计程表|作战图|(?:产业|招商)图谱|(?:培育|提升|行动|倍增|发展|改造|集聚|引育)计划(?!的)|(?:专项|发展|空间)规划"
        ),
    ),
    (
        "campaign",
        re.compile(
            "(?:攻坚|提升|转型|登高|壮大|进位|专项|培育|赋能|增绿|赋美|惠民|示范|创建|强基|倍增|焕新|突破|治理|整治)[一-龥]{0,2}行动|(?:惠民|雪亮|强基|示范|引领|提升|民心|亮化|培育)工程|[一-龥]{4,10}攻坚(?:提升)?年"
        ),
    ),
    ("platform", re.compile("平台群")),
)
_QUOTED = re.compile(r"[“‘](?P<name>[^“”‘’]{2,14})[”’](?P<tail>行动计划|专项行动|行动|工程|计划|机制|清单|制度|模式)?")
_BOOK = re.compile(r"《(?P<name>[^《》]{4,40}?(?:方案|措施|意见|计划|规划|办法|责任书|细则|清单|要点))》")
_KINDS = (
    ("library", re.compile("库$")),
    ("list", re.compile("清单$|台账$")),
    ("team", re.compile("专班$|领导小组$")),
    ("letter", re.compile("责任书$|责任状$")),
    ("campaign", re.compile("行动$|工程$|攻坚年$|提升年$")),
    ("mechanism", re.compile("机制$|制$|制度$|模式$|揭榜挂帅$|赛马$|一[策案议档]$")),
    ("plan", re.compile("任务书$|路线图$|时间表$|规划图$|施工图$|计程表$|图谱$|计划$|方案$|措施$|意见$|规划$|办法$")),
    ("platform", re.compile("平台群$|平台$")),
)
_LISTED = re.compile(
    "(?P<names>[一-龥]{3,14}(?:、[一-龥]{3,14})*(?:和|以及)[一-龥]{3,14})等(?P<head>清单|台账|机制|计划|行动)"
)
_GENERIC = re.compile(
    "^(?:机制|清单|台账|计划|规划|行动|工程|制度|专项行动|体制机制|工作模式|发展规划|工作组|长效机制|项目库存)$|体制机制$"
)
_TRIM = re.compile(r"^(?:\d+[个项条]|年|一批|三批|新一轮|新的|区级|本|全市|全区|全省|全县|相关|区内|并|级|个|把|后)")


def instruments(text: str) -> list[Found]:
    """The tools of a text, each once (抓手清单)."""
    return without_short_forms(outermost(once([*_listed(text), *_quoted(text), *_books(text), *_by_form(text)])))


def _by_form(text: str) -> Iterator[Found]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            start = bounded(text, match.end(), longest=20, shortest=len(match.group()))
            if start is None:
                continue
            name = _TRIM.sub("", text[start : match.end()]).strip("“”‘’()（）")
            if len(name) >= 3 and not _GENERIC.search(name) and text[match.end() : match.end() + 1] not in ("”", "’"):
                yield Found(match.end() - len(name), match.end(), name, kind)


def _quoted(text: str) -> Iterator[Found]:
    """“某某”行动, “某某库”: known by the word after the quotation, or by its last word."""
    for match in _QUOTED.finditer(text):
        own = without_verbs(match["name"])
        name = own + (match["tail"] or "")
        if (kind := _kind(name)) is not None:
            end = match.end() if match["tail"] else match.end("name")
            yield Found(match.end("name") - len(own), end, name, kind)


def _books(text: str) -> Iterator[Found]:
    for match in _BOOK.finditer(text):
        if (kind := _kind(match["name"])) is not None:
            yield Found(match.start("name"), match.end("name"), match["name"], kind)


def _listed(text: str) -> Iterator[Found]:
    """甲培育、乙培育和丙需求等清单: the head word belongs to each."""
    for match in _LISTED.finditer(text):
        place = match.start("names")
        for part in re.split("(、|和|以及)", match["names"]):
            name = re.sub("^.*?(?:优化|建立|完善|制定|健全)", "", part)
            if len(part) >= 3:
                yield Found(
                    place + len(part) - len(name), place + len(part), name + match["head"], _kind(match["head"])
                )
            place += len(part)


def _kind(name: str) -> str | None:
    return next((kind for kind, form in _KINDS if form.search(name)), None)
