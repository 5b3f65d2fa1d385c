"""A fund and a bid for it as pages and actions use them (上级资金)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bihuan.engine.pipeline.funds import FundKind


@dataclass(frozen=True)
class Fund:
    """A fund with its code, name, rule and source (资金种类)."""

    code: str
    name: str
    kind: FundKind
    source: str
    note: str

    def window_word(self, on: date) -> str:
        """When applying usually opens, in words."""
        found = self.kind.next_month(on)
        if found is None:
            return "没有固定月份"
        return "现在一般在申报期" if self.kind.is_open(on) else f"一般{found[0]}年{found[1]}月开始申报"


@dataclass(frozen=True, kw_only=True)
class NewBid:
    """A project put up for a fund (申报资金): how much in 万元, for which year."""

    project_id: int
    fund: str
    year: int
    amount: Decimal
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class BidMove:
    """What became of a bid (资金进展): the state, and for granted money how much and by which paper."""

    to: str
    words: str = ""
    granted: Decimal | None = None
    document: str = ""
