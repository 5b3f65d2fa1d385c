"""A network from its definition (由定义建立网络图), and the part of it that one project needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bihuan.engine.rules import Truth, evaluate, parse
from bihuan.engine.schedule.checks import BadNetwork, check_network
from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, WORKING_DAYS, Season, Stop
from bihuan.engine.schedule.network import KINDS, Activity, Link, LinkKind, Network


def build(body: Mapping[str, Any]) -> Network:
    """Network from the checked body of a definition (建立网络图); its form is in docs/reference/schedule.md.

    Raises: BadNetwork: names each ring, unknown activity or calendar, and what to do. BadCondition: a `when`.
    """
    network = Network(
        activities=tuple(
            _activity(each, path=f"activities[{place}].when") for place, each in enumerate(body["activities"])
        ),
        links=tuple(_link(each) for each in body["links"]),
        seasons=tuple(_season(each) for each in body.get("calendars", ())),
        promised=body.get("promised"),
        labels=dict(body.get("labels", {})),
    )
    if findings := check_network(network):
        raise BadNetwork(findings)
    return network


@dataclass(frozen=True, slots=True)
class Fitted:
    """A network as one project needs it (适用网络图).

    network: what is not needed takes no time. left_out: why each is not needed. in_doubt: what is taken as needed as
    long as the facts are not known.
    """

    network: Network
    left_out: Mapping[str, str]
    in_doubt: Mapping[str, str]


def fit(network: Network, facts: Mapping[str, object], *, days: Mapping[str, int] | None = None) -> Fitted:
    """The network with what a project does not need passed over, and with its own durations (套用网络图).

    What waits for an activity that is not needed waits for what that one waited for, without its lags.
    """
    left_out, in_doubt = {}, {}
    for each in network.activities:
        if each.when is None:
            continue
        verdict = evaluate(each.when, facts, labels=network.labels)
        if verdict.truth is Truth.NO:
            left_out[each.code] = verdict.because
        elif verdict.truth is Truth.UNKNOWN:
            in_doubt[each.code] = verdict.because
    activities = tuple(_fitted(each, days or {}, left_out) for each in network.activities)
    links = tuple(_passed_over(link, left_out) for link in network.links)
    return Fitted(replace(network, activities=activities, links=links), left_out, in_doubt)


def _fitted(activity: Activity, days: Mapping[str, int], left_out: Mapping[str, str]) -> Activity:
    if activity.code in left_out:
        return replace(activity, days=0, least_days=None, may_commit=False, calendar=CALENDAR_DAYS)
    own = days.get(activity.code, activity.days)
    least = None if activity.least_days is None else min(activity.least_days, own)
    return replace(activity, days=own, least_days=least)


def _passed_over(link: Link, left_out: Mapping[str, str]) -> Link:
    if link.before in left_out or link.after in left_out:
        return replace(link, lag=0, may_overlap=False)
    return link


def _activity(body: Mapping[str, Any], *, path: str) -> Activity:
    return Activity(
        code=body["code"],
        name=body["name"],
        days=body["days"],
        calendar=body.get("calendar", WORKING_DAYS),
        least_days=body.get("least_days"),
        may_commit=body.get("may_commit", False),
        when=parse(body["when"], path=path) if "when" in body else None,
        office=body.get("office"),
        phase=body.get("phase"),
        source=body.get("source"),
        starts_stage=body.get("starts_stage"),
        ends_stage=body.get("ends_stage"),
    )


def _link(body: Mapping[str, Any]) -> Link:
    return Link(
        before=body["before"],
        after=body["after"],
        kind=KINDS[body.get("kind", LinkKind.FINISH_TO_START.code)],
        lag=body.get("lag", 0),
        lag_calendar=body.get("lag_in", WORKING_DAYS),
        may_overlap=body.get("may_overlap", False),
    )


def _season(body: Mapping[str, Any]) -> Season:
    stops = tuple(Stop(_place(each["from"]), _place(each["to"]), each["because"]) for each in body["stops"])
    return Season(body["code"], body["name"], body["days"], stops)


def _place(month_and_day: str) -> tuple[int, int]:
    month, day = map(int, month_and_day.split("-"))
    return month, day
