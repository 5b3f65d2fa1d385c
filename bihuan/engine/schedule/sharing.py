"""Networks made ready to be planned on one set of calendars (合用历法)."""

from __future__ import annotations

from dataclasses import replace

from bihuan.engine.schedule.day_lines import Season
from bihuan.engine.schedule.network import Network


def shared_seasons(network: Network) -> Network:
    """The network with each of its calendars named by what it says (历法改名).

    Two networks may call different stops by one code; after this, one code says one thing, and one `DayLines` made of
    the seasons of many networks serves them all.
    """
    if not network.seasons:
        return network
    names = {season.code: _said(season) for season in network.seasons}
    activities = (replace(each, calendar=names.get(each.calendar, each.calendar)) for each in network.activities)
    seasons = tuple(replace(each, code=names[each.code]) for each in network.seasons)
    return replace(network, activities=tuple(activities), seasons=seasons)


def _said(season: Season) -> str:
    stops = ",".join(f"{stop.first}-{stop.last}{stop.because}" for stop in season.stops)
    return f"{season.code}:{season.name}:{season.days}:{stops}"
