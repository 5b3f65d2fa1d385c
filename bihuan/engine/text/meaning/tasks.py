"""Which sentences direct that something be done (任务识别), by when and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.meaning.cutting import Tokens
from bihuan.engine.text.meaning.moods import Verdict
from bihuan.engine.text.meaning.orders import with_orders
from bihuan.engine.text.meaning.outline import Placed, depth
from bihuan.engine.text.meaning.owners import OwnerWords, acting
from bihuan.engine.text.scan import Patterns

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
    grew: re.Pattern[str]
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
    limits: re.Pattern[str]
    tells_meeting: re.Pattern[str]
    planned: re.Pattern[str]
    vows: re.Pattern[str]
    forbids: re.Pattern[str]
    bounded: re.Pattern[str]
    grew_before: re.Pattern[str]
    past_proposal: re.Pattern[str]
    no_verbs: tuple[str, ...]
    announces: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        moods = (self.shall, self.reports, self.grew, self.proposes, self.asks, self.guides, self.closes, self.exhorts)
        return (
            *moods,
            self.targets,
            self.due,
            self.reaches,
            self.announces,
            self.limits,
            self.tells_meeting,
            self.planned,
            self.vows,
            self.bounded,
        )

    @cached_property
    def no_verb_set(self) -> frozenset[str]:
        """Verbs that state and do not direct (非指令动词)."""
        return frozenset(self.no_verbs)


def verdicts(
    placed: list[Placed], *, title: str, tokens: Tokens, words: TaskWords, owners: OwnerWords
) -> list[Verdict]:
    """For each sentence whether it directs that something be done (任务判定).

    Args: title: of the document; a plan's or notice's numbered measures direct without 要.
    """
    noted = frozenset(each.sentence.paragraph for each in placed if each.sentence.is_note)
    judge = _Judge(words, tokens, is_plan=words.plan.search(title) is not None, noted=noted)
    judge.foresee(placed, is_report="工作报告" in title)
    found = [judge.verdict(each) for each in placed]

    def by_sign(each: Placed) -> bool:
        """Whether a unit acts, or a limit is set, and nothing is told of the meeting."""
        if each.search(words.tells_meeting):
            return False
        return each.search(words.limits) is not None or next(acting(each, tokens, words=owners), None) is not None

    return list(with_orders(placed, found, by_verb=judge.by_verb, by_sign=by_sign))


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
        self._headed: dict[tuple[int, tuple[str, ...]], bool] = {}

    def foresee(self, placed: list[Placed], *, is_report: bool) -> None:
        """Note whether a report, of which a part may be all there is, tells the year to come throughout."""
        self._is_report = is_report
        self._leads = frozenset(_leads(placed)) if is_report or self._is_plan else frozenset()
        self._is_ahead = is_report and self._mostly_directs([each for each in placed if not each.is_heading])

    def _mostly_directs(self, plain: list[Placed]) -> bool:
        """Whether most sentences begin with a verb, and hardly any reports."""
        starts = sum(self._words.starts.match(each.sentence.text) is not None for each in plain)
        reports = sum(self._reports(each) for each in plain)
        return starts * 2 > len(plain) and reports * 10 <= len(plain)

    def verdict(self, each: Placed) -> Verdict:
        """What one sentence is."""
        self._enter(each)
        shall = each.search(self._words.shall)
        turns = None if shall is None else shall.start()
        rule = self._passed_over(each) or self._set_mood(each)
        if rule is not None:
            return Verdict(False, rule, turns)
        rule = self._directing(each)
        reports = self._reports(each)
        self._directs = rule is not None or (self._directs and not reports)
        return Verdict(rule is not None, rule or ("reports" if reports else "states"), turns)

    def _reports(self, each: Placed) -> bool:
        """Whether a sentence tells what was done, or by how much something grew."""
        return each.search(self._words.reports) is not None or each.search(self._words.grew) is not None

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
        ahead = self._is_under(self._words.ahead, each.section) and not self._is_under(self._words.past, each.section)
        return ahead or self._words.speaks_first.match(each.sentence.text) is not None

    def _passed_over(self, each: Placed) -> str | None:
        """The rule by which a sentence cannot be a task, whatever it says."""
        if each.sentence.is_note:
            return "note"
        if each.sentence.start in self._leads:
            return "leads"
        if each.is_heading:
            self._directs = self._directs or each.search(self._words.shall) is not None
            return "heading"
        if self._is_formula(each):
            return "formula"
        return "past_section" if self._is_under(self._words.past, each.section) else None

    def _is_under(self, form: re.Pattern[str], section: tuple[str, ...]) -> bool:
        """Whether a heading over a sentence says something; asked once for all sentences under it."""
        known = self._headed.get((id(form), section))
        if known is None:
            known = self._headed[id(form), section] = any(map(form.search, section))
        return known

    def _is_formula(self, each: Placed) -> bool:
        """Guiding thought, closing formulas, exclamations: nothing to act on."""
        words = self._words
        guided = self._is_under(words.guides, each.section) and not words.goals.search(each.section[-1])
        return (
            each.search(words.guides) is not None
            or each.search(words.exhorts) is not None
            or each.search(words.closes) is not None
            or each.sentence.mark.startswith(("！", "!", "？", "?"))
            or guided
        )

    def _set_mood(self, each: Placed) -> str | None:
        """What a sentence does to those after it; the rule by which it only announces them."""
        words, text = self._words, each.sentence.text
        quoted = text.startswith("“") and words.starts.match(text) is not None
        self._directs = self._directs or quoted or words.speaks_first.match(text) is not None
        self._targets = self._targets or self._sets_targets(each)
        self._is_ahead = self._is_ahead or (self._is_report and each.search(words.targets) is not None)
        aims = self._targets and _NUMBER.search(text) is not None
        if aims or not each.search(words.announces) or self._reports(each):
            return None
        self._directs = True
        return "announces"

    def _sets_targets(self, each: Placed) -> bool:
        """A sentence that tells targets: under such a heading, by its own words, or by the year by which."""
        words, text = self._words, each.sentence.text
        past = self._is_under(words.past, each.section)
        under = (self._is_plan or not past) and self._is_under(words.goals, each.section[-2:])
        dated = under or (self._is_plan and words.aims_of_plan.match(text) is not None)
        return dated or each.search(words.targets) is not None or words.aims.match(text) is not None

    def _directing(self, each: Placed) -> str | None:
        """The rule by which a sentence directs."""
        if self._targets and self._is_target(each):
            return "targets"
        if self._by_shall(each) or each.search(self._words.planned) or each.search(self._words.vows):
            return "shall"
        if each.search(self._words.bounded) and not self._words.grew_before.search(each.sentence.text):
            return "targets"
        if self._by_proposal(each):
            return "proposes"
        if self._directs and self._by_due(each):
            return "due"
        return "starts" if self._directs and self.by_verb(each) else None

    def _by_due(self, each: Placed) -> bool:
        """Something with a day by which it is to be, or under this year's work with a number that it is to reach."""
        words, text = self._words, each.sentence.text
        if self._reports(each) or words.states_being.match(text):
            return False
        return each.search(words.due) is not None or (self._reaches(each) and self._looks_ahead(each))

    def _reaches(self, each: Placed) -> bool:
        return each.search(self._words.reaches) is not None and _NUMBER.search(each.sentence.text) is not None

    def _is_target(self, each: Placed) -> bool:
        text = each.sentence.text
        return (
            self._reaches(each)
            or self._words.keeps_pace.search(text) is not None
            or self._words.aims.match(text) is not None
            or self._words.aims_of_plan.match(text) is not None
        )

    def _by_shall(self, each: Placed) -> bool:
        """要, 将, 必须 with something to do, and no report or praise before it, save where somebody speaks."""
        words, text = self._words, each.sentence.text
        shall = each.search(words.shall)
        if shall is None or words.both.search(text[: shall.start()]) or words.reacts.search(text[: shall.start()]):
            return False
        before = text[: shall.start()]
        reports = self._reports(each) and words.says.search(before) is None
        reports = reports and (words.reports.search(before) or words.grew.search(before)) is not None
        aims = shall.group() == "力争" and _NUMBER.search(text, shall.end()) is not None
        aims = aims or words.forbids.fullmatch(shall.group()) is not None
        return (aims or self._has_verb(each, shall.end())) and not reports

    def _has_verb(self, each: Placed, place: int) -> bool:
        """Whether something to do follows in a sentence: a verb of orders, or any verb right there."""
        if self._words.directs.search(each.sentence.text, place) is not None:
            return True
        tokens = self._tokens
        first = tokens.at(each.sentence.start + place)
        tags = [tokens.tags[number] for number in range(first, min(first + 4, len(tokens.tags)))]
        return any(tag[0] == "v" for tag in tags)

    def _by_proposal(self, each: Placed) -> bool:
        """What a report, a leader or the city put forward, or an order in quotation marks."""
        proposes = each.search(self._words.proposes)
        before = "" if proposes is None else each.sentence.text[: proposes.start()]
        asks = proposes is None or each.search(self._words.asks) is not None
        return not asks and self._words.past_proposal.search(before) is None

    def by_verb(self, each: Placed) -> bool:
        """A plain verb at the head of the sentence, or after a short opening, where the text is directing already."""
        words = self._words
        opening = words.speaks_first.match(each.sentence.text)
        said = each.sentence.text[opening.end() :] if opening else each.sentence.text
        clauses = _CLAUSE.split(said)[:3]
        being = any(map(words.states_being.match, clauses[:2])) or any(
            clause.startswith("是") for clause in clauses[1:]
        )
        states = being or each.search(words.reports) is not None
        if states:
            return False
        circumstance = clauses[0].startswith("在") and not any(map(words.starts.match, clauses[1:]))
        if circumstance:
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
            if word in ("把", "将", "向") or (tokens.tags[number][0] == "v" and word not in self._words.no_verb_set):
                return True
            if tokens.tags[number] not in ("d", "ad", "vd", "an", "a", "i", "l") and not tokens.is_verbal(number):
                return False
        return False


def _leads(placed: list[Placed]) -> Iterator[int]:
    """Where single sentences stand between a heading and the headings under it: what those below say in full."""
    for over, each, below in zip(placed, placed[1:], placed[2:], strict=False):
        between = over.is_heading and not each.is_heading and below.is_heading
        own, deeper = depth(over.sentence.text), depth(below.sentence.text)
        heads = own is not None and (below.is_spoken or (deeper is not None and deeper > own))
        if between and heads and _NUMBER.search(each.sentence.text) is None:
            yield each.sentence.start
