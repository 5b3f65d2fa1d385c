"""Bids for money from above, and quotas of energy, for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bihuan.apps.projects import actions
from bihuan.apps.projects.models import EnergyQuota, FundBid, Project
from bihuan.apps.units.models import Person
from tests.support.builders import DAY, NOW, actor
from tests.support.cast import Cast
from tests.support.projects import make_project


def put_up(cast: Cast, project: Project | None = None, *, by: Person | None = None, **said: Any) -> FundBid:
    """A project of the leading unit in reserve for special bonds."""
    project = project or make_project(cast)
    key = said.pop("key", "")
    told = {"project_id": project.pk, "fund": "special_bond", "year": DAY.year, "amount": Decimal(5000)}
    return actions.put_up_bid(actions.NewBid(**{**told, **said}), by=actor(by or cast.lead_clerk), now=NOW, key=key)


def move(cast: Cast, row: FundBid, to: str, *, by: Person | None = None, **said: Any) -> FundBid:
    """What became of a bid."""
    version = said.pop("version", row.version)
    step = actions.BidMove(to=to, **said)
    return actions.move_bid(row.pk, step, version=version, by=actor(by or cast.lead_clerk), now=NOW)


def granted(cast: Cast, row: FundBid, amount: int = 4000) -> FundBid:
    """A bid applied for and granted by a paper."""
    row = move(cast, row, "applied")
    return move(cast, row, "granted", granted=Decimal(amount), document="市财债〔2026〕8号")


def put_quota(cast: Cast, amount: int = 1000, *, version: int = 0, **said: Any) -> EnergyQuota:
    """The district's energy of the year for new projects."""
    told = {"year": DAY.year, "kind": "energy_use", "amount": Decimal(amount), "source": "市发改〔2026〕3号"}
    new = actions.NewQuota(**{**told, **said})
    return actions.set_quota(new, version=version, by=actor(cast.supervisor), now=NOW)
