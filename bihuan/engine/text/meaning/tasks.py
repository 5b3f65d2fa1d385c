"""Which sentences direct that something be done (任务识别), by when and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.outline import Placed

_NUMBER = re.compile(r"\d")
_CLAUSE = re.compile("[,，]")


@dataclass(frozen=True)
class TaskWords:
    """Words by which papers direct, report and speak (任务用语).

    shall: 要 and 将 as 'shall', not as parts of other words. starts: a verb at the head of a clause.
    """

    shall: re.Pattern[str]
    directs: re.Pattern[str]
    starts: re.Pattern[str]
    reports: re.Pattern[str]
    says: re.Pattern[str]
    proposes: re.Pattern[str]
    asks: re.Pattern[str]
    guides: re.Pattern[str]
    closes: re.Pattern[str]
    past: re.Pattern[str]
    plan: re.Pattern[str]
    measures: re.Pattern[str]
    ordinal: re.Pattern[str]
    both: re.Pattern[str]
    reacts: re.Pattern[str]
    states_being: re.Pattern[str]
    targets: re.Pattern[str]
    goals: re.Pattern[str]
    aims: re.Pattern[str]
    aims_of_plan: re.Pattern[str]
    speaks_first: re.Pattern[str]
    due: re.Pattern[str]
    ahead: re.Pattern[str]
    reaches: re.Pattern[str]
    keeps_pace: re.Pattern[str]
    opens: re.Pattern[str]
    exhorts: re.Pattern[str]
    no_verbs: tuple[str, ...]
    announces: re.Pattern[str]


_MOODS = {
    "note": "note",
    "heading": "heading",
    "announces": "heading",
    "leads": "heading",
    "formula": "principle",
    "past_section": "done",
    "reports": "done",
    "states": "present",
    "targets": "plan",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is a task, and the rule that said so (判定).

    turns: where in the sentence it first says what is to be (要, 将, 力争); None where nowhere.
    """

    is_task: bool
    rule: str
    turns: int | None = None

    @property
    def mood(self) -> str:
        """The mood (语气), for tasks and figures alike: done, present, plan, ask, principle, heading or note."""
        return _MOODS.get(self.rule, "ask")


def verdicts(placed: list[Placed], *, title: str, tokens: Tokens, words: TaskWords) -> list[Verdict]:
    """For each sentence whether it directs that something be done (任务判定).

    Args: title: of the document; a plan's or notice's numbered measures direct without 要.
    """
    noted = frozenset(each.sentence.paragraph for each in placed if each.sentence.is_note)
    judge = _Judge(words, tokens, is_plan=words.plan.search(title) is not None, noted=noted)
    judge.foresee(placed, is_report="工作报告" in title)
    return [judge.verdict(each) for each in placed]


class _Judge:
    """Reads the sentences in their order and keeps the mood (语气): whether plain verbs direct here.

    The mood is set by 要, by a speaker's demand, by a plan's measures, by an announced list or targets.
    """

    def __init__(self, words: TaskWords, tokens: Tokens, *, is_plan: bool, noted: frozenset[int]) -> None:
        self._words, self._tokens, self._is_plan, self._noted = words, tokens, is_plan, noted
        self._directs = self._targets = False
        self._is_report = self._is_ahead = False
        self._leads: frozenset[int] = frozenset()
        self._paragraph = -1

    def foresee(self, placed: list[Placed], *, is_report: bool) -> None:
        """Note whether a report, of which a part may be all there is, tells the year to come throughout."""
        plain = [each.sentence.text for each in placed if not each.is_heading]
        starts = sum(self._words.starts.match(text) is not None for text in plain)
        reports = sum(self._words.reports.search(text) is not None for text in plain)
        self._is_report = is_report
        self._leads = frozenset(_leads(placed, self._words.measures)) if is_report or self._is_plan else frozenset()
        self._is_ahead = is_report and starts * 2 > len(plain) and reports * 10 <= len(plain)

    def verdict(self, each: Placed) -> Verdict:
        """What one sentence is."""
        self._enter(each)
        shall = self._words.shall.search(each.sentence.text)
        turns = None if shall is None else shall.start()
        rule = self._passed_over(each) or self._set_mood(each)
        if rule is not None:
            return Verdict(False, rule, turns)
        rule = self._directing(each)
        reports = self._words.reports.search(each.sentence.text) is not None
        self._directs = rule is not None or (self._directs and not reports)
        return Verdict(rule is not None, rule or ("reports" if reports else "states"), turns)

    def _enter(self, each: Placed) -> None:
        """A new paragraph reports until it directs, save under a plan's numbers and within a list that directs."""
        if each.sentence.paragraph == self._paragraph:
            return
        self._paragraph = each.sentence.paragraph
        numbered = any(map(self._words.measures.match, each.section))
        is_ordinal = self._words.ordinal.match(each.sentence.text) is not None
        measures = self._is_plan and (numbered or self._words.measures.match(each.sentence.text) is not None)
        answered = each.sentence.paragraph in self._noted or self._looks_ahead(each)
        self._directs = measures or answered or self._is_ahead or (self._directs and (numbered or is_ordinal))
        self._targets = False

    def _looks_ahead(self, each: Placed) -> bool:
        """Under a heading that tells what is to be done this year, or spoken by the head of a unit."""
        past = any(map(self._words.past.search, each.section))
        ahead = not past and any(map(self._words.ahead.search, each.section))
        return ahead or self._words.speaks_first.match(each.sentence.text) is not None

    def _passed_over(self, each: Placed) -> str | None:
        """The rule by which a sentence cannot be a task, whatever it says."""
        if each.sentence.is_note:
            return "note"
        if each.sentence.start in self._leads:
            return "leads"
        if each.is_heading:
            self._directs = self._directs or self._words.shall.search(each.sentence.text) is not None
            return "heading"
        if self._is_formula(each):
            return "formula"
        return "past_section" if any(map(self._words.past.search, each.section)) else None

    def _is_formula(self, each: Placed) -> bool:
        """Guiding thought, closing formulas, exclamations: nothing to act on."""
        text, words = each.sentence.text, self._words
        guided = any(map(words.guides.search, each.section)) and not words.goals.search(each.section[-1])
        return (
            words.guides.search(text) is not None
            or words.exhorts.search(text) is not None
            or words.closes.search(text) is not None
            or each.sentence.mark.startswith(("！", "!", "？", "?"))
            or guided
        )

    def _set_mood(self, each: Placed) -> str | None:
        """What a sentence does to those after it; the rule by which it only announces them."""
        words, text = self._words, each.sentence.text
        quoted = text.startswith("“") and words.starts.match(text) is not None
        self._directs = self._directs or quoted or words.speaks_first.match(text) is not None
        self._targets = self._targets or self._sets_targets(each)
        self._is_ahead = self._is_ahead or (self._is_report and words.targets.search(text) is not None)
        aims = self._targets and _NUMBER.search(text) is not None
        if aims or not words.announces.search(text) or words.reports.search(text):
            return None
        self._directs = True
        return "announces"

    def _sets_targets(self, each: Placed) -> bool:
        """A sentence that tells targets: under such a heading, by its own words, or by the year by which."""
        words, text = self._words, each.sentence.text
        past = any(map(words.past.search, each.section))
        under = (self._is_plan or not past) and any(map(words.goals.search, each.section[-2:]))
        dated = under or (self._is_plan and words.aims_of_plan.match(text) is not None)
        return dated or words.targets.search(text) is not None or words.aims.match(text) is not None

    def _directing(self, each: Placed) -> str | None:
        """The rule by which a sentence directs."""
        text = each.sentence.text
        if self._targets and self._is_target(text):
            return "targets"
        if self._by_shall(text):
            return "shall"
        if self._by_proposal(text):
            return "proposes"
        if self._directs and self._by_due(each):
            return "due"
        return "starts" if self._directs and self._by_verb(each) else None

    def _by_due(self, each: Placed) -> bool:
        """Something with a day by which it is to be, or under this year's work with a number that it is to reach."""
        words, text = self._words, each.sentence.text
        if words.reports.search(text) or words.states_being.match(text):
            return False
        reaches = _NUMBER.search(text) is not None and words.reaches.search(text) is not None
        return words.due.search(text) is not None or (reaches and self._looks_ahead(each))

    def _is_target(self, text: str) -> bool:
        numbers = _NUMBER.search(text) is not None and self._words.reaches.search(text) is not None
        return (
            numbers
            or self._words.keeps_pace.search(text) is not None
            or self._words.aims.match(text) is not None
            or self._words.aims_of_plan.match(text) is not None
        )

    def _by_shall(self, text: str) -> bool:
        """要, 将, 必须 with something to do, and no report or praise before it, save where somebody speaks."""
        words = self._words
        shall = words.shall.search(text)
        if shall is None or words.both.search(text[: shall.start()]) or words.reacts.search(text[: shall.start()]):
            return False
        before = text[: shall.start()]
        reports = words.reports.search(before) is not None and words.says.search(before) is None
        aims = shall.group() == "力争" and _NUMBER.search(text, shall.end()) is not None
        return (aims or words.directs.search(text, shall.end()) is not None) and not reports

    def _by_proposal(self, text: str) -> bool:
        """What a report, a leader or the city put forward, or an order in quotation marks."""
        return self._words.proposes.search(text) is not None and self._words.asks.search(text) is None

    def _by_verb(self, each: Placed) -> bool:
        """A plain verb at the head of the sentence, or after a short opening, where the text is directing already."""
        words = self._words
        opening = words.speaks_first.match(each.sentence.text)
        said = each.sentence.text[opening.end() :] if opening else each.sentence.text
        clauses = _CLAUSE.split(said)[:3]
        being = any(map(words.states_being.match, clauses[:2])) or any(each.startswith("是") for each in clauses[1:])
        states = being or words.reports.search(each.sentence.text) is not None
        if states:
            return False
        if words.starts.match(clauses[0]) or self._begins_with_verb(
            each.sentence.start + len(each.sentence.text) - len(said)
        ):
            return True
        opened = self._is_plan or words.opens.match(clauses[0]) is not None
        return opened and any(map(words.starts.match, clauses[1:]))

    def _begins_with_verb(self, place: int) -> bool:
        """Whether a verb stands first, save adverbs: 加紧清理, 重视解决."""
        tokens = self._tokens
        first = tokens.at(place)
        for number in range(first, min(first + 3, len(tokens.words))):
            word = tokens.words[number]
            if word in ("把", "将", "向") or (tokens.tags[number][0] == "v" and word not in words_of(self._words)):
                return True
            if tokens.tags[number] not in ("d", "ad", "vd", "an", "a", "i", "l") and not tokens.is_verbal(number):
                return False
        return False


def _leads(placed: list[Placed], numbered: re.Pattern[str]) -> Iterator[int]:
    """Where single sentences stand between a heading and the headings under it: what those below say in full."""
    for over, each, below in zip(placed, placed[1:], placed[2:], strict=False):
        between = over.is_heading and not each.is_heading and below.is_heading
        between = between and numbered.match(over.sentence.text) is not None
        if between and each.section and each.section == below.section and _NUMBER.search(each.sentence.text) is None:
            yield each.sentence.start


def words_of(words: TaskWords) -> frozenset[str]:
    """Verbs that state and do not direct (非指令动词)."""
    return frozenset(words.no_verbs)
