"""Who may do what (权限表), as docs/roles.csv says it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parents[2] / "docs" / "roles.csv"


@dataclass(frozen=True, slots=True)
class Right:
    """One action and how far each role may take it (一项权限): `reach` maps role to own, portfolio, all, no, ...."""

    action: str
    name: str
    reach: dict[str, str]


@cache
def roles() -> tuple[Right, ...]:
    """The table of rights (权限表), one row an action."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        first, second, *roles_ = next(rows := csv.reader(file))
        assert (first, second) == ("action", "name"), "docs/roles.csv starts with action,name"
        return tuple(Right(row[0], row[1], dict(zip(roles_, row[2:], strict=True))) for row in rows if row)
