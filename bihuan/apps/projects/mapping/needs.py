"""A need as what is typed of it, and as the matter of work that it becomes (要素需求)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.engine.pipeline.factors import FactorKind
from bihuan.engine.values import Quantity

LEDGER = "factor_need"
"""The ledger in which needs are answered (要素保障)."""
SOURCE = "project"
"""What a matter that a need became says of where it comes from."""
LONGEST_TITLE = 60


@dataclass(frozen=True)
class Factor:
    """A kind of factor with its code, name and rule (要素种类)."""

    code: str
    name: str
    kind: FactorKind
    source: str

    @property
    def unit_label(self) -> str:
        """What it is counted in; empty where it is not a number."""
        return self.kind.unit.label if self.kind.unit else ""

    def quantity(self, amount: Decimal | None) -> Quantity | None:
        """An amount in the factor's unit."""
        return None if amount is None or self.kind.unit is None else Quantity(amount, self.kind.unit)

    def told(self, amount: Any) -> str:
        """An amount in words: 20亩; empty where there is none."""
        return "" if amount is None else f"{Decimal(amount).normalize():f}{self.unit_label}"


@dataclass(frozen=True, kw_only=True)
class NewNeed:
    """What is said of a need when it is raised (提出要素需求).

    unit_id: who owes an answer. answer_on: by when; None for the usual working days of the factor.
    """

    project_id: int
    factor: str
    text: str
    due_on: date
    unit_id: int
    amount: Decimal | None = None
    activity: str = ""
    answer_on: date | None = None


def need_title(project: str, factor: Factor, amount: Decimal | None) -> str:
    """What the matter is called: the project, the factor, how much of it."""
    what = f"{factor.name}{factor.told(amount)}"
    room = LONGEST_TITLE - len(what) - 1
    name = project if len(project) <= room else f"{project[: room - 1]}…"
    return f"{name}：{what}"
