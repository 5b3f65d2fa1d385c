"""Who is to do a task (责任单位): the subject of its 要, the bracket after a measure, or the unit of who speaks."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.meaning.people import Person

Named = Callable[[Placed], list[Person]]
"""Who is named in a sentence."""

_BRACKET = re.compile(r"[（(](?:[^：:（）()]{2,8})[:：](.+)[）)]?$")
_CLOSED = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
_INNER = re.compile(r"[（(][^（）()]*[）)]")
_ALL = re.compile("以下(?:各项|任务)?均(?:需|由|须)?")
_DOING = re.compile("(?:共同|分别|按职责分工|按职责|依职责|具体)?(?:负责|牵头|配合|落实|参与|不再列出|下同)+$")
_OTHERS = re.compile("等(?:有关|相关)?(?:部门|单位)(?:和|及|、|，)?")
_NOT_UNITS = re.compile("领导|责任人|时限|时间|期限|联系")
_ROLE = re.compile("(?:牵头|责任|配合|协办|主办|承办|落实)(?:单位|部门)?[:：]")
_ENDS = (
    "部门|单位|镇街|街道|局|厅|委|办|管委会|政府|镇|乡|开发区|经开区|高新区|园区|公司|集团|"
    "(?:国有|民营|中央|重点|骨干|龙头)企业|中心|督查室|专班|[代供采经]\\w{0,2}商|经营[者户]"
)
_LIST = rf"(?!由)(?:[一-龥]{{2,14}}?(?:{_ENDS})[、或])*[一-龥]{{2,14}}?(?:{_ENDS})"
_WHOLE = "全(?:区|市|县|省|委|局|镇|体|系统|街道|州|校|院|厅|国|行业)"
_SUBJECT = re.compile(
    rf"(?:^|[,，])(?:(?:会议|他|她)(?:强调|要求|指出)[,，]?)?((?:各|相关|有关)[一-龥、]{{1,8}}?(?:主要负责(?:同志|人)|负责同志)?|{_WHOLE}(?:上下|[一-龥、]{{0,6}}?)|{_LIST})"
    r"(?:上下)?(?:，(?=须))?(?:(?<!主)要|将|应(?![急用对邀届收知])|须|必须|务必|(?:按照?)?(?:各自)?(?:职责)?(?:分工)?(?:负责(?!同志|人)|牵头|配合))"
)
_CHARGED = re.compile(rf"(?:(?<!自)由|责成|责令|请)({_LIST})(?=牵头|负责|会同|[一-龥])")
_BESIDE = re.compile(
    rf"(?:将|要|应|须)(?:积极|主动)?(?:会同|联合|协同)({_LIST})(?=[，,、]|围绕|推动|推进|开展|建立|共同|加快|按照|继续|加强|制定)"
)
_SAYS = re.compile("[^,，。]{0,12}(?:表示|说|认为|介绍|坦言|总结道|补充|表态)|[：:]")
_SAID = re.compile("表示|说|认为|介绍|坦言|总结道|补充|表态|^[^，,。]{2,40}[：:]")
_UNIT = re.compile(
    "(.{2,}?(?:局|委|镇|乡|街道|管委会|公司|集团|中心|园区|经开区|高新区|开发区|新区|厅|办))(?:办事处)?(?:党委|党工委|党组)?(?:副?书记|管委会|[、])*(?:副?[局主镇乡厅]?[长任]|书记|董事长|总经理|负责人)$"
)
_AREA = re.compile("^[一-龥]{2,4}?[市区县](?=[一-龥]{2,4}(?:镇|乡|街道)$)")
SOUGHT = (_SAID, _SUBJECT, _CHARGED, _BESIDE)
_NOT_OWNERS = re.compile("^(?:我们|大家|有关方面|有关部门|相关部门|有关单位(?!要)|会议|并|也|还|又|他们|全力|坚决)")


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is to do a task (责任单位), and whether a unit promised it by the mouth of its head (表态承诺)."""

    units: tuple[str, ...]
    is_pledge: bool


def owners(tasks: list[Placed], placed: list[Placed], *, named: Named) -> list[Owners]:
    """The owners of each task (责任单位): its own subject, else the bracket after it, else who speaks or is told to."""
    notes = [each for each in placed if each.sentence.is_note and not _ALL.match(each.sentence.text)]
    shared = next((each for each in placed if _ALL.match(each.sentence.text)), None)
    told = _told(placed, named)
    found = []
    for each in tasks:
        said = told.get(each.sentence.start, Owners((), is_pledge=False))
        units = _own_subjects(each) or _noted(each, notes, shared) or said.units
        found.append(Owners(units, said.is_pledge and (not units or units == said.units)))
    return found


def notes_after(task: Placed, notes: list[Placed]) -> list[Placed]:
    """The notes that follow a task under the same heading (任务后的说明): who, with whom, by when."""
    place = bisect_right(notes, task.sentence.start, key=lambda note: note.sentence.start)
    found: list[Placed] = []
    for note in notes[place:]:
        follows = not found or note.sentence.paragraph == found[-1].sentence.paragraph
        if note.section != task.section or not follows:
            break
        found.append(note)
    return found


def _told(placed: list[Placed], named: Named) -> dict[int, Owners]:
    """For each sentence the unit that a speaker answers for, or whom the heading over it tells, in its paragraph."""
    found: dict[int, Owners] = {}
    current = Owners((), is_pledge=False)
    for each in placed:
        if each.sentence.number == 0:
            current = Owners((), is_pledge=False)
        if unit := _speaking(each, named):
            current = Owners(unit, is_pledge=True)
        elif each.is_heading and (told := _own_subjects(each)):
            current = Owners(told, is_pledge=False)
        found[each.sentence.start] = current
    return found


def _speaking(each: Placed, named: Named) -> tuple[str, ...]:
    """The unit of a head of unit who speaks: 某某局局长某某表示."""
    if not each.search(_SAID):
        return ()
    text = each.sentence.text
    speaker = next((person for person in named(each) if _SAYS.match(text, person.end)), None)
    unit = _UNIT.match(speaker.role) if speaker and speaker.role else None
    return (_AREA.sub("", unit[1]),) if unit else ()


def _own_subjects(each: Placed) -> tuple[str, ...]:
    """The units that a task's own clauses name before 要, 将 or 负责."""
    plain = _INNER.sub("", each.sentence.text)
    forms = [form for form in (_SUBJECT, _CHARGED, _BESIDE) if each.search(form)]
    found = [match[1] for form in forms for match in form.finditer(plain)]
    names = (name for listed in found for name in re.split("[、或]", listed))
    own = (_OTHERS.sub("", name.rpartition("的")[2]) for name in names)
    return tuple(dict.fromkeys(name for name in own if not _NOT_OWNERS.match(name)))


def _noted(task: Placed, notes: list[Placed], shared: Placed | None) -> tuple[str, ...]:
    """Who the notes after a task name, with those who answer for all that comes (以下均需…负责)."""
    after = notes_after(task, notes)
    own = tuple(name for note in after for name in bracket_owners(note.sentence.text))
    if not own or shared is None or after[0].sentence.start < shared.sentence.start:
        return own
    return own + tuple(name for name in bracket_owners(_ALL.sub("", shared.sentence.text)) if name not in own)


def bracket_owners(text: str) -> tuple[str, ...]:
    """The units of a bracket “（责任单位：…）”.

    >>> bracket_owners("（责任单位：各镇（含两个街道）政府，区工信局、区商务局）")
    ('各镇政府', '区工信局', '区商务局')
    """
    closed = _CLOSED.match(text.strip())
    inside = (closed[1] if closed else text.strip()).strip("（）()")
    while (flat := _INNER.sub("", inside)) != inside:
        inside = flat
    names: list[str] = []
    for part in re.split("[；;。]|[,，](?=[^,，]{2,6}(?:单位|部门|领导|时限|时间)[:：])", inside):
        label, colon, said = part.rpartition("：") if "：" in part else part.rpartition(":")
        if not colon or not _NOT_UNITS.search(label):
            listed = _OTHERS.sub("、", _ROLE.sub("、", said if colon else part))
            names += re.split("[，,、]|和(?=各)|(?:负责|牵头)(?=[，,；;])", listed)
    plain = (_DOING.sub("", name.strip("（）() ")) for name in names)
    return tuple(dict.fromkeys(name for name in plain if name))
