"""Whom a number is about (数据主体), and whether it tells a fact or sets a target (实绩、目标)."""

import re
from dataclasses import dataclass

from bihuan.engine.text.meaning.figures import Number
from bihuan.engine.text.meaning.outline import Placed


@dataclass(frozen=True)
class SubjectWords:
    """How papers say whom a number is about (主体用语), and which words set a target or report (状态用语)."""

    of_object: re.Pattern[str]
    object_after: re.Pattern[str]
    object_before: re.Pattern[str]
    topic: re.Pattern[str]
    whole: re.Pattern[str]
    object_within: re.Pattern[str]
    place: re.Pattern[str]
    not_place: re.Pattern[str]
    below: re.Pattern[str]
    heading: re.Pattern[str]
    zone: re.Pattern[str]
    aims: re.Pattern[str]
    told: re.Pattern[str]
    told_after: re.Pattern[str]
    done: re.Pattern[str]
    foreseen: re.Pattern[str]
    total: re.Pattern[str]
    planned_total: re.Pattern[str]
    from_before: re.Pattern[str]
    throughout: re.Pattern[str]
    lands: re.Pattern[str]
    flows: re.Pattern[str]
    plan: re.Pattern[str]
    given: re.Pattern[str]
    attends: re.Pattern[str]
    directs: re.Pattern[str]
    goes_on: re.Pattern[str]
    section_aims: re.Pattern[str]


def subject(
    number: Number, *, each: Placed, place: str | None, owners: tuple[str, ...], words: SubjectWords
) -> str | None:
    """Whom a number is about (主体): a thing built, the topic of its sentence, a lower place, else the text's own.

    Args: owners: who is to do the task in which the number stands.
    """
    text, start = number.sentence.text, number.mention.start - number.sentence.start
    before, after = text[:start], text[number.mention.end - number.sentence.start :]
    return (
        _object(number, before=before, after=after, words=words)
        or _topic(before, words)
        or _lower_place(number, before, place, words)
        or (owners[0] if len(owners) == 1 and _is_place(owners[0], words) else None)
        or _heading(each, words)
        or place
    )


def _is_place(owner: str, words: SubjectWords) -> bool:
    return words.below.search(owner[-2:]) is not None and "各" not in owner


def _object(number: Number, *, before: str, after: str, words: SubjectWords) -> str | None:
    """The project that an investment or an area is of."""
    own = words.of_object.search(number.left) or words.of_object.search(number.name)
    if own is None:
        return None
    found = words.object_after.match(after)
    if found is None and (place := before.rfind(number.name)) >= 0:
        found = words.object_before.search(before[:place])
    return None if found is None else found["name"]


def is_cost_of_object(number: Number, *, words: SubjectWords) -> bool:
    """Whether a number is what a project costs in all (项目总投资): a fact, also where the project is to come."""
    text, start = number.sentence.text, number.mention.start - number.sentence.start
    after = text[number.mention.end - number.sentence.start :]
    is_total = words.total.search(number.name) is not None and words.planned_total.search(number.name) is None
    return is_total and _object(number, before=text[:start], after=after, words=words) is not None


def _topic(before: str, words: SubjectWords) -> str | None:
    found = list(words.topic.finditer(before))
    return found[-1]["name"] if found else None


def _lower_place(number: Number, before: str, place: str | None, words: SubjectWords) -> str | None:
    """The place that last opened a clause of the sentence, unless the whole of the place was named since."""
    found = [each for each in words.place.finditer(before) if not words.not_place.search(each["name"])]
    whole = [each.start() for each in words.whole.finditer(before)]
    if not found or (whole and whole[-1] > found[-1].start()):
        return None
    name = found[-1]["name"]
    return None if place is not None and place.endswith(name) else name


def own_object(number: Number, *, words: SubjectWords) -> tuple[str, str] | None:
    """The thing built that a name holds, and the name without it (主体与名称): 某某项目 and 总投资."""
    found = words.object_within.match(number.left) or words.object_within.match(number.name)
    return (found["name"], found["own"]) if found else None


def _heading(each: Placed, words: SubjectWords) -> str | None:
    found = words.heading.match(each.section[-1]) if each.section else None
    return None if found is None else found["name"]


def own_name(place: str | None, *, body: str, words: SubjectWords) -> str | None:
    """The place as its text calls it (文中简称): a development zone by its short name where the text uses that."""
    zone = words.zone.search(place or "")
    if place is None or zone is None:
        return place
    for length in range(2, 5):
        short = place[max(0, zone.start() - length) : zone.start()] + "经开区"
        if short in body and len(short) > len("经开区"):
            return short
    return place


def _is_told(number: Number, before: str, turns: int | None, words: SubjectWords) -> bool:
    """Whether the sentence reports up to the number (截至目前), with no aim since, or says that the thing is done."""
    told = list(words.told.finditer(before))
    aims = [found.start() for found in words.aims.finditer(before)] + [-1 if turns is None else turns]
    after = number.sentence.text[number.mention.end - number.sentence.start :]
    since = told and not told[-1].start() < max(aims) < len(before)
    return bool(since) or words.told_after.match(after) is not None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands (所在语境): in a task, with a day to come, among tasks; the year of its stated period.

    turns: where its sentence first says what is to be (要, 将, 力争).
    """

    each: Placed
    is_task: bool
    turns: int | None
    is_due: bool
    among_tasks: bool
    year: int | None
    spoken: int | None


def is_target(number: Number, setting: Setting, *, words: SubjectWords) -> bool:
    """Whether a number sets a target (目标) rather than reports (实绩)."""
    if number.mention.sort == "crowd":
        return False
    before = number.sentence.text[: number.mention.start - number.sentence.start]
    is_done = words.done.search(number.left) is not None or _is_told(number, before, setting.turns, words)
    if setting.year is not None and setting.spoken is not None and setting.year != setting.spoken:
        return setting.year > setting.spoken and not is_done
    if setting.is_task or setting.is_due:
        return not is_done
    reports = words.done.search(number.sentence.text) is not None
    turned = setting.turns is not None and setting.turns < len(before)
    if turned or words.aims.search(before) or (setting.among_tasks and not is_done and not reports):
        return True
    return any(map(words.section_aims.search, setting.each.section)) and words.done.search(before) is None
