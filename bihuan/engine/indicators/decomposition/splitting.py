"""Targets broken down to units (指标分解): by share of the base, of the increment, by capacity, or negotiated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from bihuan.engine.indicators.decomposition.least_change import CannotSplit, Slot, least_change


class Method(Enum):
    """How a target is shared out (分解办法)."""

    BASE_SHARE = ("base_share", "按基数占比")
    INCREMENT_SHARE = ("increment_share", "按增量占比")
    CAPACITY = ("capacity", "按新增产能")
    NEGOTIATED = ("negotiated", "协商确定")

    code: str
    word: str

    def __init__(self, code: str, word: str) -> None:
        self.code = code
        self.word = word


UNBOUNDED = 2**62


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that takes part in a breakdown (承担单位), never an enterprise; amounts in smallest units.

    base: last year on the comparable basis. increment: what last year added. capacity: what comes on stream this
    year. proposal: what was agreed with it. parts: units below, to whom its share is broken down in turn.
    """

    unit: int
    base: int
    increment: int = 0
    capacity: int = 0
    proposal: int | None = None
    floor: int = 0
    ceiling: int = UNBOUNDED
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitLine:
    """What a unit is given, and why (分解结果)."""

    unit: int
    value: int
    because: str


def split(total: int, parts: Sequence[Part], *, method: Method) -> tuple[SplitLine, ...]:
    """A total shared out among units (指标分解); the lines sum to it exactly, within floors and ceilings.

    Raises: CannotSplit: the bounds, or what the method goes by, do not let it.
    """
    slots = [_slot(part, method) for part in parts]
    _refuse_no_weight(total, slots, method)
    values = least_change(total, slots)
    return tuple(
        SplitLine(part.unit, value, _because(part, value, slots, method))
        for part, value in zip(parts, values, strict=True)
    )


def split_tree(total: int, parts: Sequence[Part], *, method: Method) -> tuple[SplitLine, ...]:
    """A total broken down to units, and by them to those below (逐级分解); each level sums to the one above.

    A unit's bounds are drawn in to what the units below it can take.

    Raises: CannotSplit: as `split`.
    """
    bounded = [_bounded(part) for part in parts]
    lines: list[SplitLine] = []
    for part, line in zip(bounded, split(total, bounded, method=method), strict=True):
        lines.append(line)
        if part.parts:
            lines += split_tree(line.value, part.parts, method=method)
    return tuple(lines)


def resplit(
    old: Mapping[int, int], moved: Mapping[int, int], *, total: int | None = None, bounds: Mapping[int, tuple[int, int]]
) -> dict[int, int]:
    """Targets after some were moved in mid-year (年中调整后重新分解): the others change as little as may be.

    Args: old: target of each unit. moved: the new targets that are set. total: what all sum to; as before unless
        given. bounds: floor and ceiling of units that have them.
    Raises: CannotSplit: the others cannot make up for it.
    """
    slots = [
        Slot(moved[unit], 0, moved[unit], moved[unit])
        if unit in moved
        else Slot(value, max(value, 1), *bounds.get(unit, (0, UNBOUNDED)))
        for unit, value in old.items()
    ]
    return dict(zip(old, least_change(sum(old.values()) if total is None else total, slots), strict=True))


def _slot(part: Part, method: Method) -> Slot:
    if method is Method.NEGOTIATED:
        wanted = part.base if part.proposal is None else part.proposal
        return Slot(wanted, max(wanted, 1), part.floor, part.ceiling)
    if method is Method.BASE_SHARE:
        return Slot(0, max(part.base, 0), part.floor, part.ceiling)
    weight = part.increment if method is Method.INCREMENT_SHARE else part.capacity
    return Slot(part.base, max(weight, 0), part.floor, part.ceiling)


def _refuse_no_weight(total: int, slots: Sequence[Slot], method: Method) -> None:
    if any(slot.weight for slot in slots) or sum(slot.bounds[0] for slot in slots) == total:
        return
    raise CannotSplit(f"各单位都没有可用的数，不能{method.word}分解。请补齐数据，或改用其他办法。")


def _bounded(part: Part) -> Part:
    below = tuple(_bounded(each) for each in part.parts)
    if not below:
        return part
    floor = max(part.floor, sum(each.floor for each in below))
    ceiling = min(part.ceiling, sum(each.ceiling for each in below))
    if floor > ceiling:
        raise CannotSplit("下级单位的下限合计高于本级上限，或上限合计低于本级下限。请核对各级上下限。")
    return replace(part, floor=floor, ceiling=ceiling, parts=below)


def _because(part: Part, value: int, slots: Sequence[Slot], method: Method) -> str:
    told = "；".join(_reasons(part, value, slots, method))
    return f"{told}。"


def _reasons(part: Part, value: int, slots: Sequence[Slot], method: Method) -> Iterator[str]:
    if method is Method.NEGOTIATED:
        yield "与单位协商的数" if value == part.proposal else "在协商数基础上为凑齐总数作最小调整"
    else:
        weights = sum(slot.weight for slot in slots)
        own = _slot(part, method).weight
        yield f"{method.word}{_percent(own, weights)}分解" if weights else "没有可分的增量"
    if value == part.floor and part.floor > 0:
        yield "已到下限"
    if value == part.ceiling:
        yield "已到上限"


def _percent(part: int, whole: int) -> str:
    return f"{(Decimal(part * 100) / Decimal(whole)).quantize(Decimal('0.1'))}%"
