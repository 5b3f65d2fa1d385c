"""Small networks to plan, drawn by Hypothesis."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from bihuan.definitions import calendar
from bihuan.engine.schedule import (
    Activity,
    Constraint,
    ConstraintKind,
    DayLines,
    Link,
    LinkKind,
    Network,
    Season,
    Standing,
    Stop,
)

TODAY = date(2026, 11, 26)
SITE = Season("site", "工地", "working_days", (Stop((12, 1), (2, 28), "冬季停工"),))
LINES = DayLines(calendar(), (SITE,))
CALENDARS = ("working_days", "calendar_days", "site")


@st.composite
def networks(draw, *, most=6, calendars=CALENDARS, kinds=tuple(LinkKind), lags=(-3, 4)):
    """A network without rings: links lead from earlier activities to later ones."""
    count = draw(st.integers(1, most))
    activities = tuple(
        Activity(
            f"a{place}",
            f"工作{place}",
            draw(st.integers(0, 9)),
            calendar=draw(st.sampled_from(calendars)),
        )
        for place in range(count)
    )
    pairs = [(before, after) for after in range(count) for before in range(after)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * most)) if pairs else []
    links = tuple(
        Link(
            f"a{before}",
            f"a{after}",
            kind=draw(st.sampled_from(kinds)),
            lag=draw(st.integers(*lags)),
            lag_calendar=draw(st.sampled_from(calendars[:2])),
        )
        for before, after in chosen
    )
    shuffled = tuple(draw(st.permutations(activities)))
    return Network(shuffled, links, seasons=(SITE,))


@st.composite
def yielding_networks(draw, *, most=12, most_changes=7):
    """A network of which some links and lengths may give."""
    network = draw(networks(most=most, lags=(0, 3)))
    sites = [("link", place) for place, link in enumerate(network.links) if link.kind is LinkKind.FINISH_TO_START]
    sites += [(kind, place) for place in range(len(network.activities)) for kind in ("commit", "shorten")]
    giving = draw(st.sets(st.sampled_from(sites), max_size=most_changes))
    activities = tuple(
        replace(
            each,
            may_commit=("commit", place) in giving,
            least_days=draw(st.integers(0, each.days)) if ("shorten", place) in giving else None,
        )
        for place, each in enumerate(network.activities)
    )
    links = tuple(replace(link, may_overlap=("link", place) in giving) for place, link in enumerate(network.links))
    return replace(network, activities=activities, links=links)


@st.composite
def standings(draw, network, *, today=TODAY):
    """Where a project may stand: some activities done, some begun, some bound to days."""
    started, finished = {}, {}
    for each in network.activities:
        state = draw(st.sampled_from(("ahead", "ahead", "begun", "done")))
        if state != "ahead":
            started[each.code] = today - timedelta(days=draw(st.integers(0, 60)))
        if state == "done":
            finished[each.code] = started[each.code] + timedelta(
                days=draw(st.integers(0, (today - started[each.code]).days))
            )
    kinds = [kind for kind in ConstraintKind if kind.is_dated]
    constraints = tuple(
        Constraint(
            draw(st.sampled_from(network.activities)).code, draw(st.sampled_from(kinds)), today + timedelta(days=days)
        )
        for days in draw(st.lists(st.integers(-10, 120), max_size=3))
    )
    promise = today + timedelta(days=draw(st.integers(0, 300)))
    return Standing(today, promise, started_on=started, finished_on=finished, constraints=constraints)


DAYS_AHEAD = st.integers(0, 400).map(lambda step: TODAY + timedelta(days=step))
