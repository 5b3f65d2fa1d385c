"""The rows of a project bulletin (项目通报表): by area or unit, from the lowest completion up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.pipeline.balance import total
from bihuan.engine.pipeline.money import Money, share
from bihuan.engine.values import Quantity


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One area or unit (通报的一行): number of projects, totals, completion of the year's plan in percent, unrounded.

    The completion is of the projects whose plan and work are both known; `unknown` tells how many are not among them.
    """

    name: str
    number: int
    total: Quantity | None
    annual_plan: Quantity | None
    ytd: Quantity | None
    month: Quantity | None
    completion: Decimal | None
    unknown: int


def bulletin(groups: Mapping[str, Iterable[Money]]) -> tuple[BulletinRow, ...]:
    """Rows of a bulletin from the lowest completion up, those not known last (按完成率升序)."""
    rows = [bulletin_row(name, tuple(projects)) for name, projects in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.completion is None, row.completion or Decimal(0))))


def bulletin_row(name: str, projects: tuple[Money, ...]) -> BulletinRow:
    """One row of a bulletin (通报的一行); what is not known is in no sum."""
    known = [each for each in projects if each.ytd is not None and each.annual_plan is not None]
    done, planned = total(each.ytd for each in known), total(each.annual_plan for each in known)
    return BulletinRow(
        name=name,
        number=len(projects),
        total=total(each.total for each in projects),
        annual_plan=total(each.annual_plan for each in projects),
        ytd=total(each.ytd for each in projects),
        month=total(each.month for each in projects),
        completion=share(done, planned),
        unknown=len(projects) - len(known),
    )
