"""Published tables that contradict themselves (通报表自相矛盾): percents, gaps and sums recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.indicators.checks.limits import Limits
from bihuan.engine.indicators.progress import rate, shown
from bihuan.engine.values import Finding


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a published progress table (通报表的一行), as printed; None where a cell is empty."""

    name: str
    target: Decimal | None
    done: Decimal | None
    completion: Decimal | None
    gap: Decimal | None
    time_progress: Decimal | None


def row_findings(row: PrintedRow, *, limits: Limits) -> tuple[Finding, ...]:
    """What in a row does not fit together (行内矛盾), and which of the printed numbers the others bear out."""
    return tuple(_row_findings(row, Decimal(str(limits.printed_gap))))


def sum_findings(name: str, total: Decimal, splits: Sequence[tuple[str, Sequence[Decimal]]]) -> tuple[Finding, ...]:
    """Ways of splitting one total that do not sum to it (分项合计矛盾), beyond what rounding explains."""
    return tuple(
        Finding("split_gap", name, f"{by}合计{sum(parts)}，与总数{total}相差{abs(total - sum(parts))}。请核对各分项。")
        for by, parts in splits
        if abs(total - sum(parts, Decimal(0))) > _rounding(total, parts)
    )


def _row_findings(row: PrintedRow, allowed: Decimal) -> Iterator[Finding]:
    recomputed = None if row.done is None or not row.target else rate(row.done, row.target)
    by_gap = None if row.gap is None or row.time_progress is None else row.gap + row.time_progress
    if _apart(recomputed, row.completion, allowed):
        borne_out = not _apart(recomputed, by_gap, max(allowed, _step(row.gap)))
        also = f"；{shown(recomputed)}%与印出的差距{row.gap:+}个百分点相合" if by_gap is not None and borne_out else ""
        sentence = (
            f"完成率印作{row.completion}%，由完成{row.done}和目标{row.target}重算是{shown(recomputed)}%{also}。"
            "请核对原表。"
        )
        yield Finding("printed_completion", row.name, sentence)
    elif _apart(row.completion, by_gap, max(allowed, _step(row.gap))):
        told = f"完成率{row.completion}%减时序{shown(row.time_progress)}%"
        sentence = f"{told}，与印出的差距{row.gap:+}个百分点不合。请核对原表。"
        yield Finding("printed_gap", row.name, sentence)


def _apart(one: Decimal | None, other: Decimal | None, allowed: Decimal) -> bool:
    return one is not None and other is not None and abs(one - other) > allowed


def _step(number: Decimal | None) -> Decimal:
    """Half of the last printed digit."""
    exponent = Decimal(0).as_tuple().exponent if number is None else number.as_tuple().exponent
    return Decimal("0.5").scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _rounding(total: Decimal, parts: Sequence[Decimal]) -> Decimal:
    return _step(total) + sum((_step(part) for part in parts), Decimal(0))
