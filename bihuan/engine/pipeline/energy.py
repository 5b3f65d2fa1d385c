"""What new projects take of a year's quota of energy and emissions, told in sentences (能耗排放).

The sums are those of `balance`; here is whose use they are made of, and what it would be with one project more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from bihuan.engine.pipeline.balance import Use, YearBalance, balance
from bihuan.engine.values import Quantity


@dataclass(frozen=True, slots=True)
class Load:
    """What a project takes at full capacity (项目达产用量), from the year of its production; None where not known.

    is_counted: false for a project that is only thought of; it counts only where it is asked for (`with_it`).
    """

    code: str
    name: str
    year: int | None
    amount: Quantity | None
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class YearTold:
    """One year of one quota (一年的一项指标): the sums, whose use is not known, who has no year, and what to say of it.

    largest: those that take most, as many as would have to stay out for the quota to hold; none where it holds.
    """

    balance: YearBalance
    unknown: tuple[Load, ...]
    undated: tuple[Load, ...]
    largest: tuple[Load, ...]
    sentence: str

    @property
    def is_short(self) -> bool:
        """Whether more is taken than there is (是否超出)."""
        return self.balance.is_short


def tell_year(name: str, year: int, quota: Quantity | None, loads: Iterable[Load], *, with_it: str = "") -> YearTold:
    """A year of a quota with what its projects take (一年的余量), in a sentence.

    Args: name: of what is limited. with_it: code of a project that counts though it is only thought of (假设上马).
    """
    known = [load for load in loads if load.is_counted or load.code == with_it]
    own = [load for load in known if load.year == year]
    undated = tuple(load for load in known if load.year is None)
    quotas: Mapping[int, Quantity] = {} if quota is None else {year: quota}
    found = balance(quotas, [Use(load.code, year, load.amount) for load in own]).of(year)
    found = found or YearBalance(year, None, None, None, ())
    unknown = tuple(load for load in own if load.amount is None)
    largest = _largest(found, own)
    return YearTold(found, unknown, undated, largest, _sentence(name, found, unknown, undated, largest))


def _largest(found: YearBalance, loads: Sequence[Load]) -> tuple[Load, ...]:
    """The fewest projects without which the quota would hold: the largest first."""
    if found.left is None or not found.is_short:
        return ()
    over, chosen = -found.left, []
    known = sorted(((load.amount, load) for load in loads if load.amount is not None), key=itemgetter(0), reverse=True)
    for amount, load in known:
        if over.amount > 0:
            chosen.append(load)
            over = over - amount
    return tuple(chosen)


def _sentence(
    name: str, found: YearBalance, unknown: Sequence[Load], undated: Sequence[Load], largest: Sequence[Load]
) -> str:
    parts = [_sums(name, found)]
    if found.left is not None and found.is_short:
        who = "、".join(f"{each.name}（{_said(each.amount)}）" for each in largest)
        parts.append(f"超出{_said(-found.left)}，占用大的是{who}，不压减就要调增指标或错年投产")
    elif found.left is not None:
        parts.append(f"{'最多' if unknown or undated else ''}还剩{_said(found.left)}")
    if unknown:
        parts.append(f"{len(unknown)}个项目用量暂无，没有算在内")
    if undated:
        parts.append(f"{len(undated)}个项目没有投产年份，没有算在内")
    return f"{'；'.join(parts)}。"


def _sums(name: str, found: YearBalance) -> str:
    quota = "没有下达指标" if found.quota is None else f"指标{_said(found.quota)}"
    taken = "已排项目用量暂无" if found.taken is None else f"已排项目达产用{_said(found.taken)}"
    return f"{found.year}年{name}{quota}，{taken}"


def _said(amount: Quantity | None) -> str:
    return "暂无" if amount is None else f"{amount.amount.normalize():,f}{amount.unit.label}"
