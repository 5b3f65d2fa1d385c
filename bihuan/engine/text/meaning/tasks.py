"""Which sentences direct that something be done (任务识别), by when and by whom."""

import re
from dataclasses import dataclass

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
    states_being: re.Pattern[str]
    targets: re.Pattern[str]
    announces: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is a task, and the rule that said so (判定)."""

    is_task: bool
    rule: str


def verdicts(placed: list[Placed], *, title: str, words: TaskWords) -> list[Verdict]:
    """For each sentence whether it directs that something be done (任务判定).

    Args: title: of the document; a plan's or notice's numbered measures direct without 要.
    """
    judge = _Judge(words, is_plan=words.plan.search(title) is not None)
    return [judge.verdict(each) for each in placed]


class _Judge:
    """Reads the sentences in their order and keeps the mood (语气): whether plain verbs direct here.

    The mood is set by 要, by a speaker's demand, by a plan's measures, by an announced list or targets.
    """

    def __init__(self, words: TaskWords, *, is_plan: bool) -> None:
        self._words, self._is_plan = words, is_plan
        self._directs = self._targets = False
        self._paragraph = -1

    def verdict(self, each: Placed) -> Verdict:
        """What one sentence is."""
        self._enter(each)
        rule = self._passed_over(each) or self._set_mood(each.sentence.text)
        if rule is not None:
            return Verdict(False, rule)
        rule = self._directing(each.sentence.text)
        reports = self._words.reports.search(each.sentence.text) is not None
        self._directs = rule is not None or (self._directs and not reports)
        return Verdict(rule is not None, rule or ("reports" if reports else "states"))

    def _enter(self, each: Placed) -> None:
        """A new paragraph reports until it directs, save under a plan's numbers and within a list that directs."""
        if each.sentence.paragraph == self._paragraph:
            return
        self._paragraph = each.sentence.paragraph
        numbered = any(map(self._words.measures.match, each.section))
        is_ordinal = self._words.ordinal.match(each.sentence.text) is not None
        measures = self._is_plan and (numbered or self._words.measures.match(each.sentence.text) is not None)
        self._directs = measures or (self._directs and (numbered or is_ordinal))
        self._targets = False

    def _passed_over(self, each: Placed) -> str | None:
        """The rule by which a sentence cannot be a task, whatever it says."""
        if each.sentence.is_note:
            return "note"
        if each.is_heading:
            self._directs = self._directs or self._words.shall.search(each.sentence.text) is not None
            return "heading"
        if self._is_formula(each):
            return "formula"
        return "past_section" if any(map(self._words.past.search, each.section)) else None

    def _is_formula(self, each: Placed) -> bool:
        """Guiding thought, closing formulas, exclamations: nothing to act on."""
        text, words = each.sentence.text, self._words
        return (
            words.guides.search(text) is not None
            or words.closes.search(text) is not None
            or each.sentence.mark.startswith(("！", "!", "？", "?"))
            or any(map(words.guides.search, each.section))
        )

    def _set_mood(self, text: str) -> str | None:
        """What a sentence does to those after it; the rule by which it only announces them."""
        words = self._words
        self._directs = self._directs or text.startswith("“")
        self._targets = self._targets or words.targets.search(text) is not None
        aims = self._targets and _NUMBER.search(text) is not None
        if aims or not words.announces.search(text) or words.reports.search(text):
            return None
        self._directs = True
        return "announces"

    def _directing(self, text: str) -> str | None:
        """The rule by which a sentence directs."""
        if self._targets and _NUMBER.search(text):
            return "targets"
        if self._by_shall(text):
            return "shall"
        if self._by_proposal(text):
            return "proposes"
        return "starts" if self._directs and self._by_verb(text) else None

    def _by_shall(self, text: str) -> bool:
        """要, 将, 必须 with something to do, and no report or praise before it, save where somebody speaks."""
        words = self._words
        shall = words.shall.search(text)
        if shall is None or words.both.search(text[: shall.start()]):
            return False
        before = text[: shall.start()]
        reports = words.reports.search(before) is not None and words.says.search(before) is None
        return words.directs.search(text, shall.end()) is not None and not reports

    def _by_proposal(self, text: str) -> bool:
        """What a report, a leader or the city put forward, or an order in quotation marks."""
        return self._words.proposes.search(text) is not None and self._words.asks.search(text) is None

    def _by_verb(self, text: str) -> bool:
        """A plain verb at the head of a clause, where the text is directing already."""
        words, clauses = self._words, _CLAUSE.split(text)[:3]
        states = words.reports.search(text) is not None or any(map(words.states_being.match, clauses[:2]))
        return not states and any(map(words.starts.match, clauses))
