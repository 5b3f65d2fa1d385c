"""Published networks come out with the published dates (教科书网络图)."""

from datetime import timedelta

from bihuan.engine.schedule import Activity, Link, Network, Standing, critical_path, plan
from tests.support.networks import LINES, TODAY

RELIABLE_CONSTRUCTION = """A 2 -    | 0 0    B 4 A   | 2 0    C 10 B  | 6 0    D 6 C   | 16 4   E 4 C   | 16 0
F 5 E    | 20 0   G 7 D   | 22 4   H 9 E,G | 29 4   I 7 C   | 16 2   J 8 F,I | 25 0
K 4 J    | 33 1   L 5 J   | 33 0   M 2 H   | 38 4   N 6 K,L | 38 0"""
"""Activity, weeks, what it waits for | earliest start, slack.

Source: Hillier and Lieberman, Introduction to Operations Research, the Reliable Construction Co. project: 44 weeks.
"""


def published():
    words = RELIABLE_CONSTRUCTION.replace("|", " ").split()
    rows = [words[place : place + 5] for place in range(0, len(words), 5)]
    return {code: (int(weeks), before, int(start), int(slack)) for code, weeks, before, start, slack in rows}


def network():
    rows = published().items()
    activities = tuple(Activity(code, code, weeks, calendar="calendar_days") for code, (weeks, *_) in rows)
    links = (Link(one, code) for code, (_, before, *_) in rows for one in before.split(",") if one != "-")
    return Network(activities, tuple(links))


def test_the_project_takes_forty_four_weeks_on_the_published_path():
    found = plan(network(), Standing(today=TODAY), LINES)

    assert found.expected_on == TODAY + timedelta(days=44)
    assert critical_path(found) == tuple("ABCEFJLN")


def test_earliest_starts_and_slacks_are_the_published_ones():
    found = plan(network(), Standing(today=TODAY), LINES)

    told = {code: ((each.earliest_start - TODAY).days, each.float_days) for code, each in found.dates.items()}
    assert told == {code: (start, slack) for code, (_, _, start, slack) in published().items()}
