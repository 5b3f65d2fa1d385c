"""Why the reader took a phrase, or what came nearest (识别说明): one sentence for each, for people."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bihuan.engine.text.language import Language
from bihuan.engine.text.meaning.moods import Verdict
from bihuan.engine.text.meaning.outline import Placed, outline
from bihuan.engine.text.meaning.tasks import verdicts
from bihuan.engine.text.reading import Framework, Name, PersonName, Reading

_NEAR = 12
_TASK_RULES = {
    "shall": "有“要、将、必须”一类的词，后面跟着要做的事",
    "proposes": "是报告、领导或上级提出的要求",
    "targets": "是目标数字，或写明到哪一年达到什么",
    "due": "前文已在布置工作，这一句写明了完成时间",
    "starts": "前文已在布置工作，这一句以动词开头",
    "orders": "前后都在布置工作，这一句写明了哪个单位做什么，或不得越过的界限",
}
_OTHER_RULES = {
    "note": "是括注（责任单位、时限等），附在前面的任务上",
    "heading": "是标题，或只是引出后面几句的小标题",
    "formula": "是指导思想、总体要求、套话或感叹句，没有具体要做的事",
    "past_section": "在讲成绩、回顾的标题下",
    "announces": "只是引出后面列举的任务",
    "reports": "讲的是已经做了的事或会议情况",
    "states": "没有“要、将、必须”一类的词，也不是布置工作时以动词开头的句子",
}
_KINDS = (
    ("bodies", "机构"),
    ("industries", "产业"),
    ("instruments", "抓手"),
    ("frameworks", "数字框架"),
    ("people", "人员"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place was taken as something, or not (说明). `start`, `end` in the body; None for what stands elsewhere."""

    start: int | None
    end: int | None
    is_taken: bool
    sentence: str


def explained(reading: Reading, phrase: str, *, language: Language) -> tuple[Reason, ...]:
    """What the reader made of each place where a phrase stands (识别说明)."""
    places = [found.start() for found in re.finditer(re.escape(phrase), reading.body)] if phrase else []
    if not places:
        return tuple(_elsewhere(reading, phrase))
    found: list[Reason] = []
    judged = _judged(reading, language)
    for place in places:
        stretch = (place, place + len(phrase))
        found += _as_task(judged, stretch)
        entries = list(_as_entry(reading, stretch))
        found += entries or [_nearest(reading, stretch, language)]
    return tuple(found)


def _elsewhere(reading: Reading, phrase: str) -> Iterator[Reason]:
    removed = [piece for piece in reading.removed if phrase and phrase in piece.text]
    for piece in removed:
        yield Reason(None, None, False, f"“{phrase}”在剔除的内容里（{piece.reason}），没有参加识别。恢复后可以再读。")
    if not removed:
        yield Reason(None, None, False, f"正文里没有“{phrase}”。请核对文字，注意标点和简繁。")


def _judged(reading: Reading, language: Language) -> list[tuple[Placed, Verdict]]:
    scan = language.scanner.scan(reading.body)
    tokens, placed = language.cutter.cut(scan), outline(scan, words=language.outline)
    found = verdicts(
        placed, title=reading.document.title or "", tokens=tokens, words=language.tasks, owners=language.owners
    )
    return list(zip(placed, found, strict=True))


def _as_task(judged: Iterable[tuple[Placed, Verdict]], stretch: tuple[int, int]) -> Iterator[Reason]:
    for each, verdict in judged:
        sentence = each.sentence
        if sentence.start < stretch[1] and stretch[0] < sentence.end:
            known = _TASK_RULES if verdict.is_task else _OTHER_RULES
            said = f"这一句{'是' if verdict.is_task else '不是'}任务：{known.get(verdict.rule, verdict.rule)}。"
            yield Reason(sentence.start, sentence.end, verdict.is_task, said)


def _as_entry(reading: Reading, stretch: tuple[int, int]) -> Iterator[Reason]:
    for field, label in _KINDS:
        entries: tuple[Name | Framework | PersonName, ...] = getattr(reading, field)
        for entry in entries:
            if entry.span is not None and entry.span[0] < stretch[1] and stretch[0] < entry.span[1]:
                yield Reason(*entry.span, True, f"“{entry.name}”识别为{label}。")
    for figure in reading.figures:
        if figure.at[0] < stretch[1] and stretch[0] < figure.at[1]:
            said = f"“{reading.body[figure.at[0] : figure.at[1]]}”识别为数据，指标是“{figure.name}”。"
            yield Reason(*figure.at, True, said)


def _nearest(reading: Reading, stretch: tuple[int, int], language: Language) -> Reason:
    """The rule that came nearest: a word that ends such names stands there, but something was missing."""
    start, end = stretch
    window = reading.body[max(0, start - 1) : end + _NEAR]
    for label, form, wants in _rules(language):
        if (match := form.search(window)) and match.start() < end - start + 1:
            named = [entry for field, name in _KINDS if name == label for entry in getattr(reading, field)]
            again = next((entry.name for entry in named if match.group() in entry.name), None)
            said = f"最接近的规则是{label}：有“{match.group()}”，{wants}。"
            said += f"同类的“{again}”已经识别，一个名称只记一次。" if again else ""
            return Reason(start, end, False, said)
    return Reason(start, end, False, "没有规则接近：这里没有机构、产业、抓手、数字框架和人员名称常用的词。")


def _rules(language: Language) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Each sort of name with the words that end it, and what else such a name wants."""
    tools, offices = language.instruments, language.bodies
    for form in (
        tools.stores,
        tools.lists,
        tools.mechanisms,
        tools.teams,
        tools.campaigns,
        tools.platforms,
        tools.papers,
    ):
        yield "抓手", form, "但前面没有限定它的词，或名称太笼统，或只是普通说法"
    for form in (offices.department, offices.zone, offices.platform, offices.enterprise, offices.town, offices.other):
        yield "机构", form, "但前面没有地名、专名或级别，或是泛指（各、有关、一批）"
    for form in (offices.party, offices.government):
        yield "机构", form, "但它只是会议、文件名称的一部分，或是泛指"
    yield "产业", language.industries.single, "但名称太笼统，或前后没有发展、主导一类的词"
    yield "数字框架", language.frameworks.bare, "但它是固定提法，或只是预告有几项工作"
    yield "人员", language.people.bare, "但名字像普通词语，或后面的字不像接在人名后"
