"""How a plan has moved from its baseline (与基线相比), each day of it laid at a link and not at a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bihuan.engine.schedule.day_lines import day_of
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.sweep import Tie
from bihuan.engine.schedule.wording import day_words


@dataclass(frozen=True, slots=True)
class Baseline:
    """Dates that were agreed on a day (基线): earliest start and finish of each activity."""

    taken_on: date
    starts: Mapping[str, date]
    finishes: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Slip:
    """Days that came in at one step on the way to an activity (一处推迟), in working days, negative where caught up.

    after: the activity it came in at. before: the one it waited for; None at the first step. longer: of `days`, those
    by which it takes longer than agreed; the rest it started later than the link asked.
    """

    after: str
    before: str | None
    days: int
    longer: int
    words: str


@dataclass(frozen=True, slots=True)
class Slipped:
    """How far one activity's finish has moved (推迟), and where its days came in, first to last; they add up."""

    activity: str
    days: int
    slips: tuple[Slip, ...]
    words: str


def baseline(plan: Plan) -> Baseline:
    """The plan as it stands, kept to compare with (立基线)."""
    return Baseline(
        plan.standing.today,
        {code: each.earliest_start for code, each in plan.dates.items()},
        {code: each.earliest_finish for code, each in plan.dates.items()},
    )


def slipped(plan: Plan, agreed: Baseline, code: str | None = None) -> Slipped | None:
    """How an activity's finish moved from what was agreed, and at which links (推迟归因).

    Args: code: None means the promised activity that is done last.
    Returns: None where it is new since. The days of the steps add up to the whole.
    """
    place = plan.target if code is None else plan.places[code]
    name = plan.network.activities[place].name
    if plan.network.activities[place].code not in agreed.finishes:
        return None
    days = _moved(plan, agreed, place, finish=True)
    slips = tuple(reversed([*_steps(plan, agreed, place, finish=True)]))
    told = _told(name, days, agreed)
    causes = "、".join(each.words for each in slips if each.days)
    return Slipped(plan.network.activities[place].code, days, slips, f"{told}{f'：{causes}' if causes else ''}。")


def _steps(plan: Plan, agreed: Baseline, place: int, *, finish: bool) -> Iterator[Slip]:
    """From an activity back to where its path begins: what came in at each step is what its source had not yet."""
    while True:
        tie = _waits_for(plan, agreed, place)
        total = _moved(plan, agreed, place, finish=finish)
        before = 0 if tie is None else _moved(plan, agreed, tie.other, finish=tie.from_finish)
        yield _slip(plan, agreed, place, tie, total - before, finish=finish)
        if tie is None:
            return
        place, finish = tie.other, tie.from_finish


def _waits_for(plan: Plan, agreed: Baseline, place: int) -> Tie | None:
    """Of the links into an activity the one that asks for the latest start, also where today or a fact is later."""
    known, sweep = plan.known, plan.sweep
    begun = known.begun[place] != NEVER

    def asked(tie: Tie) -> int:
        return sweep.asked_start(tie, place, known.days[place], plan.early)

    ties = [tie for tie in sweep.inward[place] if not (begun and tie.to_finish)]
    found = max(ties, key=asked, default=None)
    return found if found is not None and plan.network.activities[found.other].code in agreed.finishes else None


def _slip(plan: Plan, agreed: Baseline, place: int, tie: Tie | None, days: int, *, finish: bool) -> Slip:
    activity = plan.network.activities[place]
    between = plan.sweep.lines.calendar.working_days_between
    now = between(day_of(plan.early.start[place]), day_of(plan.early.finish[place]))
    longer = now - between(agreed.starts[activity.code], agreed.finishes[activity.code]) if finish else 0
    before = None if tie is None else plan.network.activities[tie.other]
    at = f"“{activity.name}”" if before is None else f"“{before.name}”到“{activity.name}”"
    return Slip(activity.code, before.code if before else None, days, longer, f"{at}{_days_words(days)}")


def _moved(plan: Plan, agreed: Baseline, place: int, *, finish: bool) -> int:
    code = plan.network.activities[place].code
    then = (agreed.finishes if finish else agreed.starts)[code]
    now = day_of((plan.early.finish if finish else plan.early.start)[place])
    return plan.sweep.lines.calendar.working_days_between(then, now)


def _told(name: str, days: int, agreed: Baseline) -> str:
    since = f"与{day_words(agreed.taken_on)}的基线相比"
    return f"“{name}”{since}{_days_words(days)}" if days else f"“{name}”{since}没有变化"


def _days_words(days: int) -> str:
    return f"推迟{days}个工作日" if days > 0 else f"提前{-days}个工作日"
