"""Rows of units, people, events and office definitions."""

from bihuan.apps.units.models.daily import DailyRun
from bihuan.apps.units.models.definitions import OfficeDefinition
from bihuan.apps.units.models.events import ChainHead, Event
from bihuan.apps.units.models.grants import Grant
from bihuan.apps.units.models.people import Person, Portfolio, Post, Proxy
from bihuan.apps.units.models.tree import Duty, Unit, UnitKind, UnitName

__all__ = [
    "ChainHead",
    "DailyRun",
    "Duty",
    "Event",
    "Grant",
    "OfficeDefinition",
    "Person",
    "Portfolio",
    "Post",
    "Proxy",
    "Unit",
    "UnitKind",
    "UnitName",
]
