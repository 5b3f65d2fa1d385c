"""Money from above (上级资金): what each fund asks, which projects may be candidates, what was asked and granted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.engine.pipeline.high_energy import industry_facts
from bihuan.engine.rules import AllOf, AnyOf, Condition, Not, Truth, evaluate, fields, parse
from bihuan.engine.values import Quantity, Unit

DERIVED = {"industry_division": "industry", "industry_group": "industry", "industry_class": "industry"}
"""Facts that are not registered themselves, each with the one it is read from."""
RESERVE, APPLIED, GRANTED, REFUSED = "candidate", "applied", "granted", "refused"
YEAR_MONTHS = 12
_CODE = re.compile(r"“([A-Za-z0-9_]+)”")
_LONG = re.compile(r"(“[^”]*”)(?:、“[^”]*”){5,}")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that an application needs (申报材料); `evidence`: codes of papers of a project, any of which is it."""

    code: str
    name: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundKind:
    """One fund (资金种类): who may apply, with which papers, in which months, and what must be checked each year."""

    when: Condition
    labels: Mapping[str, str]
    papers: tuple[Paper, ...]
    months: tuple[int, ...]
    says: str
    window: str
    check: str
    order: int = 0

    @property
    def asks(self) -> tuple[str, ...]:
        """What it asks of a project, in the words of its condition (条件)."""
        return tuple(_asks(self.when))

    def is_open(self, on: date) -> bool:
        """Whether the usual months of applying have come (是否申报期)."""
        return on.month in self.months

    def next_month(self, on: date) -> tuple[int, int] | None:
        """Year and month in which applying usually opens next, this month included (下一申报月份)."""
        if not self.months:
            return None
        ahead = min((month - on.month) % YEAR_MONTHS for month in self.months)
        years, month = divmod(on.month - 1 + ahead, YEAR_MONTHS)
        return on.year + years, month + 1


@dataclass(frozen=True, slots=True)
class Candidacy:
    """What a fund says of a project (是否符合): yes, no or not known, why, which facts and papers are not there."""

    truth: Truth
    because: str
    unknown: tuple[str, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Bid:
    """One bid as it is counted (计入的申报): 万元."""

    fund: str
    year: int
    state: str
    amount: Decimal
    granted: Decimal | None


@dataclass(frozen=True, slots=True)
class FundTotal:
    """Bids for one fund in one year (资金合计): how many in reserve, applied for, granted, refused; the money of each.

    asked: of all that was applied for, whatever came of it. waiting: applied for and not decided yet.
    """

    fund: str
    year: int
    reserve: int
    applied: int
    decided: int
    refused: int
    reserved: Quantity | None
    asked: Quantity | None
    waiting: Quantity | None
    granted: Quantity | None


def _asks(condition: Condition) -> Iterator[str]:
    if condition.because is not None:
        yield condition.because
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _asks(part)


def build_fund(body: Mapping[str, Any]) -> FundKind:
    """A fund from a definition's body (由定义生成资金种类).

    Raises: BadCondition: the condition.
    """
    window = body.get("window", {})
    return FundKind(
        parse(body["when"], path="when"),
        dict(body["labels"]),
        tuple(Paper(each["code"], each["name"], tuple(each["evidence"])) for each in body.get("papers", ())),
        tuple(sorted(window.get("months", ()))),
        body["says"],
        window.get("says", ""),
        body["check"],
        body.get("order", 0),
    )


def consider(
    fund: FundKind, facts: Mapping[str, object], evidence: Set[str], *, words: Mapping[str, str] | None = None
) -> Candidacy:
    """Whether a project may be a candidate for a fund (是否符合), with what is still missing.

    What is not known is told as not known, never as no. Papers are told whatever the answer, but for a no.

    Args: words: Chinese words of the codes that facts hold, for the sentence.
    """
    known = {**facts, **industry_facts(facts.get("industry"))}
    verdict = evaluate(fund.when, known, labels=fund.labels)
    because = _in_words(verdict.because, words or {})
    if verdict.truth is Truth.NO:
        return Candidacy(verdict.truth, because, (), ())
    papers = tuple(paper for paper in fund.papers if evidence.isdisjoint(paper.evidence))
    unknown = _unknown(fund, known) if verdict.truth is Truth.UNKNOWN else ()
    return Candidacy(verdict.truth, because, unknown, papers)


def _in_words(sentence: str, words: Mapping[str, str]) -> str:
    """The sentence with words for codes, and long lists of codes cut short.

    >>> _in_words("不属于“a”、“b”、“c”、“d”、“e”、“f”、“g”。", {"a": "甲"})
    '不属于“甲”等7类。'
    """
    said = _CODE.sub(lambda found: f"“{words.get(found[1], found[1])}”", sentence)
    return _LONG.sub(lambda found: f"{found[1]}等{found[0].count('“')}类", said)


def _unknown(fund: FundKind, known: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the facts that left it open, each once, in the order of the labels."""
    open_ = {field for part in _open_parts(fund.when, known) for field in fields(part) if known.get(field) is None}
    return tuple(dict.fromkeys(name for field, name in fund.labels.items() if field in open_))


def _open_parts(condition: Condition, known: Mapping[str, object]) -> list[Condition]:
    """The parts of a condition that are not decided."""
    if evaluate(condition, known).truth is not Truth.UNKNOWN:
        return []
    if isinstance(condition, AllOf | AnyOf):
        return [each for part in condition.parts for each in _open_parts(part, known)]
    return _open_parts(condition.part, known) if isinstance(condition, Not) else [condition]


def asked_facts(fund: FundKind) -> frozenset[str]:
    """Names of the registered facts that a fund looks at (所用事实)."""
    return frozenset(DERIVED.get(field, field) for field in fields(fund.when))


def fund_totals(bids: Iterable[Bid]) -> tuple[FundTotal, ...]:
    """Bids by year and fund (资金合计), the latest year first; those that were dropped are left out."""
    groups: dict[tuple[int, str], list[Bid]] = {}
    for bid in bids:
        if bid.state in (RESERVE, APPLIED, GRANTED, REFUSED):
            groups.setdefault((-bid.year, bid.fund), []).append(bid)
    return tuple(_fund_total(fund, -back, groups[back, fund]) for back, fund in sorted(groups))


def _fund_total(fund: str, year: int, bids: Sequence[Bid]) -> FundTotal:
    by_state = {state: [bid for bid in bids if bid.state == state] for state in (RESERVE, APPLIED, GRANTED, REFUSED)}
    put = by_state[APPLIED] + by_state[GRANTED] + by_state[REFUSED]
    return FundTotal(
        fund,
        year,
        len(by_state[RESERVE]),
        len(by_state[APPLIED]),
        len(by_state[GRANTED]),
        len(by_state[REFUSED]),
        _money(bid.amount for bid in by_state[RESERVE]),
        _money(bid.amount for bid in put),
        _money(bid.amount for bid in by_state[APPLIED]),
        _money(bid.granted for bid in by_state[GRANTED]),
    )


def _money(amounts: Iterable[Decimal | None]) -> Quantity | None:
    known = [amount for amount in amounts if amount is not None]
    return Quantity(sum(known, Decimal(0)), Unit.TEN_THOUSAND_YUAN) if known else None
