"""The lamp of a target (目标状态灯): the rule's bands over the exact gap, with the reason in one sentence."""

from __future__ import annotations

from decimal import Decimal

from bihuan.engine.indicators.progress import TimeProgress, shown
from bihuan.engine.lamps import Lamp, LampRule, gap_words, lamp_of_gap


def level_lamp(
    rule: LampRule, *, completed: Decimal | None, time_progress: Decimal | None, told_by: TimeProgress
) -> Lamp | None:
    """Lamp of a target of an amount (总量目标状态灯); None where completion or time progress is not known."""
    if completed is None or time_progress is None:
        return None
    gap = completed - time_progress
    fact = f"完成率{shown(completed)}%，时序进度{shown(time_progress)}%（{told_by.word}），相差{gap_words(rule, gap)}"
    return lamp_of_gap(rule, gap, fact=fact)


def growth_lamp(rule: LampRule, *, growth: Decimal | None, target: Decimal | None) -> Lamp | None:
    """Lamp of a target of a growth (增速目标状态灯): growth knows no time progress; None where either is not known."""
    if growth is None or target is None:
        return None
    gap = growth - target
    fact = f"增速{growth.normalize():f}%，目标{target.normalize():f}%，相差{gap_words(rule, gap)}"
    return lamp_of_gap(rule, gap, fact=fact)
