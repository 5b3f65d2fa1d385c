"""Every number of a text back to its entry in the list of sources, or the sentence that says which has none (追溯)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.analysis.numbers import Printed, printed_numbers
from bihuan.engine.analysis.sources import Source
from bihuan.engine.values import Finding

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Traced:
    """A piece of a text (文段): plain words, or a number with its source."""

    words: str
    source: Source | None = None


def traced(words: str, sources: Sequence[Source], *, first: Iterable[int] = ()) -> list[Traced]:
    """A text cut at its numbers, each with the entry that it is from (追溯到来源).

    Args: first: numbers of entries that this text cites; of several entries that fit, these come first.
    """
    pieces, at = [], 0
    wanted = _in_order(sources, first)
    for printed in printed_numbers(words):
        source = next((each for each in wanted if fits(printed, each)), None)
        if source is not None:
            pieces += [Traced(words[at : printed.start]), Traced(words[printed.start : printed.end], source)]
            at = printed.end
    return [piece for piece in [*pieces, Traced(words[at:])] if piece.words]


def unsourced(words: str, sources: Sequence[Source]) -> list[Finding]:
    """A finding for each number of a text that no entry holds (无来源的数); none where the text is sound."""
    return [
        _finding(printed, sources)
        for printed in printed_numbers(words)
        if not any(fits(printed, each) for each in sources)
    ]


def fits(printed: Printed, source: Source) -> bool:
    """Whether a printed number is an entry's: same unit, same number, and the same direction where it has one."""
    if printed.is_in_chinese or printed.unit != source.unit:
        return False
    if source.is_signed:
        return printed.value == source.value
    return abs(printed.value) == abs(source.value)


def _in_order(sources: Sequence[Source], first: Iterable[int]) -> list[Source]:
    own = set(first)
    return sorted(sources, key=lambda each: (each.number not in own, each.number))


def _finding(printed: Printed, sources: Sequence[Source]) -> Finding:
    at = f"“{printed.text}”"
    if printed.is_in_chinese:
        return Finding("numerals", at, f"{at}是汉字数字，核对不了来源。请写成阿拉伯数字。")
    against = next((each for each in sources if _is_turned(printed, each)), None)
    if against is not None:
        sentence = f"{at}的升降与来源相反：{against.what}是{against.shown}。请照来源改写。"
        return Finding("turned", at, sentence)
    near = _nearest(printed, sources)
    said = f"来源里相近的有：{'；'.join(near)}。" if near else ""
    return Finding("unsourced", at, f"{at}不在数据来源里，没有保存。{said}请用来源里的数；数据有误的，先申请更正。")


def _is_turned(printed: Printed, source: Source) -> bool:
    return source.is_signed and printed.unit == source.unit and printed.value == -source.value != 0


def _nearest(printed: Printed, sources: Sequence[Source]) -> list[str]:
    of_unit = [each for each in sources if each.unit == printed.unit]
    nearest = sorted(of_unit, key=lambda each: (abs(abs(each.value) - abs(printed.value)), each.number))
    return [f"{each.what}{each.shown}" for each in nearest[:_SHOWN] if abs(each.value) or Decimal(0) == printed.value]
