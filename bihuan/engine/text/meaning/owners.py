"""Who is to do a task (责任单位): the subject of its 要, the bracket after a measure, or the unit of who speaks."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.outline import Placed
from bihuan.engine.text.meaning.people import Person
from bihuan.engine.text.scan import Patterns

Named = Callable[[Placed], list[Person]]
"""Who is named in a sentence."""

_CLOSED = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]")
# Parts of speech with which no name of a unit begins: verbs, prepositions, adverbs, conjunctions.
_NO_UNITS = frozenset("vpdcu")
_INNER = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class OwnerWords:
    """How papers say who is to do a task (责任单位用语).

    subject: before 要, 将 or 负责. acts: before what it does. charged: 由…, 责成…. beside: 会同….
    head_of: the unit in the role of its head. fields: 发改、统计部门, which is one owner.
    """

    subject: re.Pattern[str]
    acts: re.Pattern[str]
    charged: re.Pattern[str]
    beside: re.Pattern[str]
    told_beside: re.Pattern[str]
    told_shall: re.Pattern[str]
    fields: re.Pattern[str]
    says: re.Pattern[str]
    said: re.Pattern[str]
    head_of: re.Pattern[str]
    area: re.Pattern[str]
    not_owners: re.Pattern[str]
    no_unit: re.Pattern[str]
    goes_on: re.Pattern[str]
    all_of_them: re.Pattern[str]
    doing: re.Pattern[str]
    others: re.Pattern[str]
    not_units: re.Pattern[str]
    role: re.Pattern[str]

    @property
    def weaker(self) -> Patterns:
        """Forms that a bracket after the task overrules (弱于括注)."""
        return self.told_beside, self.told_shall

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return self.said, self.subject, self.acts, self.charged, self.beside, *self.weaker, self.goes_on


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is to do a task (责任单位), and whether a unit promised it by the mouth of its head (表态承诺)."""

    units: tuple[str, ...]
    is_pledge: bool


def owners(
    tasks: list[Placed], placed: list[Placed], *, tokens: Tokens, named: Named, words: OwnerWords
) -> list[Owners]:
    """The owners of each task (责任单位): its own subject, else the bracket after it, else who speaks or is told to."""
    return _Finder(placed, tokens, named, words).of(tasks)


def acting(each: Placed, tokens: Tokens, *, words: OwnerWords) -> Iterator[re.Match[str]]:
    """Where units stand in a sentence before what they do (由谁来做): 区经信局牵头, 县领导每人认领三户."""
    for match in each.finditer(words.acts):
        first = tokens.tags[tokens.at(each.sentence.start + match.start("units"))]
        if (first[0] not in _NO_UNITS or first == "vn") and not words.no_unit.search(match["units"]):
            yield match


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


class _Finder:
    """Looks for the owners of tasks in one text."""

    def __init__(self, placed: list[Placed], tokens: Tokens, named: Named, words: OwnerWords) -> None:
        self._tokens, self._named, self._words = tokens, named, words
        shared = [each for each in placed if words.all_of_them.match(each.sentence.text)]
        self._notes = [each for each in placed if each.sentence.is_note and each not in shared]
        self._shared = shared[0] if shared else None
        self._told = self._told_in(placed)

    def of(self, tasks: list[Placed]) -> list[Owners]:
        """The owners of each task."""
        found = []
        for each in tasks:
            said = self._told.get(each.sentence.start, Owners((), is_pledge=False))
            units = self._of_task(each) or said.units
            found.append(Owners(units, said.is_pledge and (not units or units == said.units)))
        return found

    def _of_task(self, each: Placed) -> tuple[str, ...]:
        """Its own subject, else the notes after it, else the units that act in it (then also beside a subject)."""
        own, noted = self._own(each), self._noted(each)
        return (own or noted) if noted else self._with_acting(each, own)

    def _told_in(self, placed: list[Placed]) -> dict[int, Owners]:
        """For each sentence the unit that a speaker answers for, or whom its heading tells, in its paragraph."""
        found: dict[int, Owners] = {}
        current = Owners((), is_pledge=False)
        for each in placed:
            if each.sentence.number == 0:
                current = Owners((), is_pledge=False)
            if unit := self._speaking(each):
                current = Owners(unit, is_pledge=True)
            elif (each.is_heading or self._goes_on(each)) and (told := self._with_acting(each, self._own(each))):
                current = Owners(told, is_pledge=False)
            found[each.sentence.start] = current
        return found

    def _goes_on(self, each: Placed) -> bool:
        """Whether what a unit says it will do goes on in the sentences after (下一步，某某委将…)."""
        return each.search(self._words.goes_on) is not None

    def _speaking(self, each: Placed) -> tuple[str, ...]:
        """The unit of a head of unit who speaks: 某某局局长某某表示."""
        words = self._words
        if not each.search(words.said):
            return ()
        text = each.sentence.text
        speaker = next((person for person in self._named(each) if words.says.match(text, person.end)), None)
        unit = words.head_of.match(speaker.role) if speaker and speaker.role else None
        return (words.area.sub("", unit["unit"]),) if unit else ()

    def _own(self, each: Placed) -> tuple[str, ...]:
        """The units that a task's own clauses name before 要, 将 or 负责."""
        words = self._words
        return self._units(self._named_by((words.subject, words.charged, words.beside), each))

    def _with_acting(self, each: Placed, units: tuple[str, ...]) -> tuple[str, ...]:
        """With the units that act in its clauses (区经信局牵头，会同供电公司)."""
        acts = [match["units"] for match in acting(each, self._tokens, words=self._words)]
        return tuple(dict.fromkeys((*units, *self._units([*acts, *self._named_by(self._words.weaker, each)]))))

    def _named_by(self, forms: Patterns, each: Placed) -> list[str]:
        """What forms of a subject take for units in a task, without its brackets."""
        plain = _INNER.sub("", each.sentence.text)
        return [match["units"] for form in forms if each.search(form) for match in form.finditer(plain)]

    def _units(self, found: list[str]) -> tuple[str, ...]:
        """Each unit of what was found, without those that are none."""
        words = self._words
        names = (name for listed in found for name in self._each_of(listed))
        own = (words.others.sub("", name.rpartition("的")[2]) for name in names)
        return tuple(dict.fromkeys(name for name in own if not words.not_owners.match(name)))

    def _each_of(self, listed: str) -> list[str]:
        """The units of a row; 发改、统计部门 are told as one."""
        whole = self._words.fields.fullmatch(listed) is not None
        return [listed] if whole else re.split("[、或]|(?<=[局委办厅镇乡道会司团])[和与]", listed)

    def _noted(self, task: Placed) -> tuple[str, ...]:
        """Who the notes after a task name, with those who answer for all that comes (以下均需…负责)."""
        words, shared, after = self._words, self._shared, notes_after(task, self._notes)
        own = tuple(name for note in after for name in bracket_owners(note.sentence.text, words=words))
        if not own or shared is None or after[0].sentence.start < shared.sentence.start:
            return own
        others = bracket_owners(words.all_of_them.sub("", shared.sentence.text), words=words)
        return own + tuple(name for name in others if name not in own)


def bracket_owners(text: str, *, words: OwnerWords) -> tuple[str, ...]:
    """The units of a bracket （责任单位：各镇（含两个街道）政府，区工信局、区商务局）: 各镇政府, 区工信局, 区商务局."""
    closed = _CLOSED.match(text.strip())
    inside = (closed[1] if closed else text.strip()).strip("（）()")
    while (flat := _INNER.sub("", inside)) != inside:
        inside = flat
    names: list[str] = []
    for part in re.split("[；;。]|[,，](?=[^,，]{2,6}(?:单位|部门|领导|时限|时间)[:：])", inside):
        label, colon, said = part.rpartition("：") if "：" in part else part.rpartition(":")
        if not colon or not words.not_units.search(label):
            listed = words.others.sub("、", words.role.sub("、", said if colon else part))
            names += re.split("[，,、]|和(?=各)|(?:负责|牵头)(?=[，,；;])", listed)
    plain = (words.doing.sub("", name.strip("（）() ")) for name in names)
    return tuple(dict.fromkeys(name for name in plain if name))
