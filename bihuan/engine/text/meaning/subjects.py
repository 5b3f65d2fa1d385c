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
    place: re.Pattern[str]
    not_place: re.Pattern[str]
    below: re.Pattern[str]
    heading: re.Pattern[str]
    zone: re.Pattern[str]
    aims: re.Pattern[str]
    done: re.Pattern[str]
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
        or _lower_place(number, place, words)
        or next((owner for owner in owners if words.below.search(owner[-2:]) and "各" not in owner), None)
        or _heading(each, words)
        or place
    )


def _object(number: Number, *, before: str, after: str, words: SubjectWords) -> str | None:
    """The project that an investment or an area is of."""
    own = words.of_object.search(number.left) or words.of_object.search(number.name)
    if own is None:
        return None
    found = words.object_after.match(after)
    if found is None and (place := before.rfind(number.name)) >= 0:
        found = words.object_before.search(before[:place])
    return None if found is None else found["name"]


def _topic(before: str, words: SubjectWords) -> str | None:
    found = list(words.topic.finditer(before))
    return found[-1]["name"] if found else None


def _lower_place(number: Number, place: str | None, words: SubjectWords) -> str | None:
    """A place that opens the number's own clause."""
    found = words.place.match(number.left)
    if found is None or words.not_place.search(found["name"]):
        return None
    return None if place is not None and place.endswith(found["name"]) else found["name"]


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


def is_target(
    number: Number, *, each: Placed, is_task: bool, year: int | None, spoken: int | None, words: SubjectWords
) -> bool:
    """Whether a number sets a target (目标) rather than reports (实绩).

    Args: year: in which its stated period ends, None where none is stated. spoken: in which the document speaks.
    """
    if number.mention.sort == "crowd":
        return False
    is_done = words.done.search(number.left) is not None
    if year is not None and spoken is not None and year != spoken:
        return year > spoken and not is_done
    before = number.sentence.text[: number.mention.start - number.sentence.start]
    if is_task:
        return not is_done
    if words.aims.search(before):
        return True
    return any(map(words.section_aims.search, each.section)) and words.done.search(before) is None
