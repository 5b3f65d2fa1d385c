"""A name found in a text by its ending (名称边界): how far it reaches to the left."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_EDGE = re.compile(r"[^一-龥A-Za-z0-9“”‘’()（）+·-]")
# Words before which a name begins: what is done to it, what joins it to others.
_STOPPERS = re.compile(
    r"落实|贯彻|相关|有关|以及|及|与|由|向|在|对(?![标接口外])|会同|作为|推动|推进|加快|加强|按照|的|各级|各|全面|召开|会上|为(?![企民农])|把握|听取|深刻|成立|纳入|推出|注入|形成|认识|谱写|做细|做强|做大|坚定|把|将|从|到|至|经(?!济|开|委|贸|信|营)|等|三级|共建|支持|"
    r"报|是|据|请|建立健全|建立|建成|建设|建强|打造|完善|健全|制定实施|制定|编制|深化|开展|围绕|定下|列出|制定|签订了?|优化|强化|实施|实行|执行|聚焦|依托|利用|通过|组织|"
    r"探索|创新|推行|发挥|立足|做好|做实|做优|抓好|抓实|融入|创建|积极|主动|持续|不断|扎实|深入|大力|全力|着力|努力|认真|严格|坚决|牢固|切实|有序|稳步|精准|科学|高效|"
    r"扩大|提升|提高|培育(?=[一-龥]{6,})|用好|管好|每年|今年|去年|随着|其中|包括|涵盖|辐射|充实|畅通|以(?![上下来内旧])|就|并|也|又|还|已|要|了|和(?!信息|社会|城乡|旅游|规划|改革|农村|湖泊|自然|计划|体育|资源|应急|民生|智能|谐)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the body (名称): where it stands, and its kind."""

    start: int
    end: int
    name: str
    kind: str | None


def bounded(text: str, end: int, *, longest: int, shortest: int) -> int | None:
    """Where a name that ends at `end` begins (左边界): after the last edge or stopper that leaves enough of it."""
    floor = max(0, end - longest)
    window = text[floor:end]
    edge = max((cut.end() for cut in _EDGE.finditer(window)), default=0)
    start = edge
    for stop in _STOPPERS.finditer(window, edge):
        if len(window) - stop.end() >= shortest:
            start = stop.end()
        elif stop.start() == start:
            return None
    return floor + start if len(window) - start >= shortest else None


def without_verbs(name: str) -> str:
    """A name without the verb before it (去动词): 实施工业倍增计划 is 工业倍增计划."""
    while (verb := _STOPPERS.match(name)) and len(name) - verb.end() >= 3:
        name = name[verb.end() :]
    return name


def once(found: Iterable[Found]) -> list[Found]:
    """Each name once, in the order of the text (去重)."""
    kept: dict[str, Found] = {}
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        kept.setdefault(plain(each.name), each)
    return list(kept.values())


def without_short_forms(found: list[Found], *, from_front: bool = False) -> list[Found]:
    """Those of which no fuller name of the same kind ends so (去简称), or with `from_front` (firms) begins so."""
    parts = {(each.kind, each.name[cut:]): each for each in found for cut in range(1, len(each.name))}
    if from_front:
        own = [each for each in found if each.kind in ("enterprise", "platform")]
        parts |= {(each.kind, each.name[:cut]): each for each in own for cut in range(1, len(each.name))}
    return [each for each in found if not _is_short_of(each, parts.get((each.kind, each.name)))]


def _is_short_of(each: Found, longer: Found | None) -> bool:
    """Whether a name is a short form; two side by side in a list are two."""
    return longer is not None and not 0 <= longer.start - each.end <= 1


def outermost(found: Iterable[Found]) -> list[Found]:
    """Those over which no longer one stands (取最长)."""
    kept: list[Found] = []
    furthest = -1
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if each.end > furthest:
            kept.append(each)
            furthest = each.end
    return kept


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Those that do not stand within another name (不在他名之内): what a firm's name says is not the place's."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [each for each in found if each.start not in taken]


def plain(name: str) -> str:
    """A name without quotation marks and brackets: what two spellings have in common."""
    return re.sub(r"[“”‘’\"'《》\s]", "", name)
