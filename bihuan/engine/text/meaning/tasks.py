"""Which sentences direct that something be done (任务识别), by when and by whom."""

import re
from dataclasses import dataclass

from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.meaning.wording import CLOSES, DIRECTS, GUIDES, PAST, PLAN, PROPOSES, REPORTS, SHALL, STARTS

_MEASURES = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、．]|第[一二三四五六七八九十]+条)"
)
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]+(?:是|要)|[（(][一二三四五六七八九十]+[）)]|——|第[一二三四五六七八九十]+[，,])"
)
_BOTH = re.compile("既是.+(?:也|又|更)是")
_IS = re.compile("(?![一二三四五六七八九十]+是)[^,，“”]{1,30}(?<![还但就总若也于别其])是(?!否)")
_TARGETS = re.compile("(?:预期|主要|发展|工作|奋斗|总体)目标[^,，]{0,6}(?:是|为|[:：])")
_ANNOUNCES = re.compile(
    "(?:抓好|做好|完成|落实)(?:以下|如下).{0,8}(?:任务|工作|方面)|(?:重点|着重|着力)(?:抓好|做好)[^,，]{0,8}(?:方面|工作|任务)$"
)
_NUMBER = re.compile(r"\d")
_CLAUSE = re.compile("[,，]")


@dataclass
class _Mood:
    """Whether plain verbs direct here (语气): set by 要, by a speaker's demand, by a plan's measures."""

    directs: bool = False
    targets: bool = False
    paragraph: int = -1


def task_sentences(placed: list[Placed], *, title: str) -> list[Placed]:
    """The sentences that are tasks (任务句).

    Args: title: of the document; a plan's or notice's numbered measures direct without 要.
    """
    is_plan = PLAN.search(title) is not None
    mood = _Mood()
    return [each for each in placed if _is_task(each, mood, is_plan=is_plan)]


def _is_task(each: Placed, mood: _Mood, *, is_plan: bool) -> bool:
    text = each.sentence.text
    _enter(each, mood, is_plan=is_plan)
    if each.sentence.is_note:
        return False
    if each.is_heading:
        mood.directs = mood.directs or SHALL.search(text) is not None
        return False
    if _is_formula(each) or _is_past(each.section):
        return False
    mood.directs = mood.directs or text.startswith("“")
    mood.targets = mood.targets or _TARGETS.search(text) is not None
    if mood.targets and _NUMBER.search(text):
        return True
    if _ANNOUNCES.search(text) and not REPORTS.search(text):
        mood.directs = True
        return False
    found = _by_shall(text) or _by_proposal(text) or (mood.directs and _by_verb(text))
    mood.directs = found or (mood.directs and not REPORTS.search(text))
    return found


def _enter(each: Placed, mood: _Mood, *, is_plan: bool) -> None:
    """A new paragraph reports until it directs, save under a plan's numbers and within a list that directs."""
    if each.sentence.paragraph == mood.paragraph:
        return
    mood.paragraph = each.sentence.paragraph
    measures = is_plan and (any(map(_MEASURES.match, each.section)) or _MEASURES.match(each.sentence.text) is not None)
    numbered = any(map(_MEASURES.match, each.section))
    listed = mood.directs and (numbered or _ORDINAL.match(each.sentence.text) is not None)
    mood.directs, mood.targets = measures or listed, False


def _is_formula(each: Placed) -> bool:
    """Guiding thought, closing formulas, exclamations: nothing to act on."""
    text = each.sentence.text
    return (
        GUIDES.search(text) is not None
        or CLOSES.search(text) is not None
        or each.sentence.mark.startswith(("！", "!", "？", "?"))
        or any(GUIDES.search(heading) for heading in each.section)
    )


def _is_past(section: tuple[str, ...]) -> bool:
    return any(PAST.search(heading) for heading in section)


def _by_shall(text: str) -> bool:
    """要, 将, 必须 with something to do, and no report or praise before it."""
    shall = SHALL.search(text)
    if shall is None or _BOTH.search(text[: shall.start()]):
        return False
    before = text[: shall.start()]
    return DIRECTS.search(text, shall.end()) is not None and (_says(before) or not REPORTS.search(before))


def _says(before: str) -> bool:
    """Whether somebody speaks: then a report before 将 is part of what is said."""
    return re.search("(?:强调|要求|指出|表示|说|总结道|希望)(?:道)?[,，:：]", before) is not None


def _by_proposal(text: str) -> bool:
    """What a report, a leader or the city put forward, or an order in quotation marks."""
    return PROPOSES.search(text) is not None and not re.search("提出(?:了|问题|意见|建议)", text)


def _by_verb(text: str) -> bool:
    """A plain verb at the head of a clause, where the text is directing already."""
    clauses = _CLAUSE.split(text)[:3]
    states = REPORTS.search(text) is not None or any(map(_IS.match, clauses[:2]))
    return not states and any(map(STARTS.match, clauses))
