"""Why a date is what it is (为何是这一天), in one sentence of plain Chinese."""

from __future__ import annotations

from bihuan.engine.schedule.bindings import Binding, driving_path, holds_early, holds_late
from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, day_of
from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.sweep import Tie
from bihuan.engine.schedule.wording import day_words


def why_earliest(plan: Plan, code: str) -> str:
    """Why an activity cannot be earlier (最早日期的理由)."""
    place = plan.places[code]
    name, days = plan.network.activities[place].name, plan.known.days[place]
    start, finish = day_of(plan.early.start[place]), day_of(plan.early.finish[place])
    if code in plan.fitted.left_out:
        return f"“{name}”不需要办：{plan.fitted.left_out[code]}"
    if plan.known.done[place] != NEVER:
        return f"“{name}”已于{day_words(finish)}完成。"
    held = holds_early(plan, place)
    if plan.known.begun[place] != NEVER:
        reason = f"：{_early_reason(plan, place, held)}" if held.tie or _is_overdue(plan, place) else ""
        return f"“{name}”已于{day_words(start)}开始，要{_length(plan, place)}，最早{day_words(finish)}完成{reason}。"
    told = f"{day_words(start)}办成" if not days else f"{day_words(start)}开始、{day_words(finish)}完成"
    length = f"，本身{_length(plan, place)}" if days else ""
    return f"“{name}”最早{told}：{_early_reason(plan, place, held)}{_stopped(plan, place, held)}{length}。"


def why_latest(plan: Plan, code: str) -> str:
    """Why an activity may not be later (最迟日期的理由)."""
    place = plan.places[code]
    name, days = plan.network.activities[place].name, plan.known.days[place]
    held = holds_late(plan, place)
    if plan.known.done[place] != NEVER:
        return f"“{name}”已于{day_words(day_of(plan.early.finish[place]))}完成。"
    if held is None:
        return f"“{name}”不影响承诺日期，没有最迟日期。"
    finish = day_of(plan.late.finish[place])
    told = f"{day_words(finish)}完成"
    if days and plan.known.begun[place] == NEVER:
        told = f"{day_words(day_of(plan.late.start[place]))}开始、{told}"
    return f"“{name}”最迟{told}：{_late_reason(plan, held)}；{float_words(plan, place)}。"


def critical_path(plan: Plan) -> tuple[str, ...]:
    """Activities that hold the promised day where it is, first to last (关键路线)."""
    path = driving_path(plan, plan.target)
    codes = (plan.network.activities[place].code for place, _ in path)
    return tuple(code for code in codes if code not in plan.fitted.left_out)


def float_words(plan: Plan, place: int) -> str:
    """Float as days a leader can spend (机动时间的说法)."""
    days = plan.float_of(place)
    if days is None:
        return "不影响承诺日期"
    unit = _unit(plan, place)
    if days < 0:
        return f"已经晚了{-days}{unit}"
    return f"还可以机动{days}{unit}" if days else "没有机动时间"


def _early_reason(plan: Plan, place: int, held: Binding) -> str:
    if held.tie is not None:
        return _waits(plan, held.tie)
    assert held.bound is not None, "what has not happened is held by a link or a limit"
    if held.bound.kind is None:
        today = day_words(held.bound.on)
        return (
            f"到今天（{today}）还没有完成" if plan.known.begun[place] != NEVER else f"今天（{today}）就能办，没有要等的"
        )
    return f"已限定{_limit_words(held)}"


def _waits(plan: Plan, tie: Tie) -> str:
    """What a link asks, from the side of the one that waits."""
    other = plan.network.activities[tie.other].name
    day = day_of((plan.early.finish if tie.from_finish else plan.early.start)[tie.other])
    end = "完成" if tie.from_finish else "开始"
    own_end = "才能完成" if tie.to_finish else "才能开始"
    return f"要等“{other}”{day_words(day)}{end}{_lag_words(plan, tie)}{own_end}"


def _late_reason(plan: Plan, held: Binding) -> str:
    if held.bound is not None:
        if held.bound.kind is None:
            return f"承诺{day_words(held.bound.on)}完成"
        return f"已限定{_limit_words(held)}"
    if held.tie is None:
        return f"再晚就要推迟预计完成日期（{day_words(plan.expected_on)}）"
    tie = held.tie
    other = plan.network.activities[tie.other].name
    day = day_of((plan.late.finish if tie.to_finish else plan.late.start)[tie.other])
    own_end, end = "完成" if tie.from_finish else "开始", "完成" if tie.to_finish else "开始"
    lag = _lag_words(plan, tie)
    return f"“{other}”最迟{day_words(day)}{end}，要等本项{own_end}{lag}"


def _limit_words(held: Binding) -> str:
    assert held.bound is not None
    assert held.bound.kind is not None
    return held.bound.kind.value.replace("此日", f"{day_words(held.bound.on)}")


def _lag_words(plan: Plan, tie: Tie) -> str:
    if not tie.lag:
        return ""
    unit = "天" if plan.sweep.lines.codes[tie.calendar] == CALENDAR_DAYS else "个工作日"
    return f"后{tie.lag}{unit}" if tie.lag > 0 else f"前{-tie.lag}{unit}"


def _stopped(plan: Plan, place: int, held: Binding) -> str:
    """Which stop of the calendar an activity waits out, if the day it could start on lies in one."""
    if held.tie is None or held.tie.to_finish:
        return ""
    ends = plan.early.finish if held.tie.from_finish else plan.early.start
    day = day_of(plan.sweep.lagged(ends[held.tie.other], held.tie.lag, held.tie.calendar))
    stop = plan.sweep.lines.stop_on(plan.network.activities[place].calendar, day)
    return f"，逢{stop.label}顺延" if stop else ""


def _is_overdue(plan: Plan, place: int) -> bool:
    finish = plan.sweep.after_days(place, plan.known.begun[place], plan.known.days[place])
    return finish < plan.early.finish[place]


def _length(plan: Plan, place: int) -> str:
    return f"{plan.known.days[place]}{_unit(plan, place)}"


def _unit(plan: Plan, place: int) -> str:
    calendar = plan.network.activities[place].calendar
    season = plan.sweep.lines.seasons.get(calendar)
    return "天" if (season.days if season else calendar) == CALENDAR_DAYS else "个工作日"
