"""Networks with calendars of their own are planned on one set of day lines (合用历法)."""

from bihuan.definitions import calendar
from bihuan.engine.schedule import Activity, DayLines, Network, Season, Standing, Stop, plan, portfolio, shared_seasons
from tests.support.networks import TODAY

CALENDAR = calendar()


def network(last):
    season = Season("site", "工地", "calendar_days", (Stop((12, 1), last, "停工"),))
    return Network((Activity("building", "施工", 30, calendar="site"),), (), (season,))


def test_two_stops_under_one_code_stand_side_by_side():
    long, short = (shared_seasons(network(last)) for last in ((3, 15), (12, 31)))
    lines = DayLines(CALENDAR, (*long.seasons, *short.seasons))

    plans = [plan(each, Standing(today=TODAY), lines) for each in (long, short)]

    own = [plan(each, Standing(today=TODAY), DayLines(CALENDAR, each.seasons)) for each in (long, short)]
    assert [each.expected_on for each in plans] == [each.expected_on for each in own]
    assert portfolio(plans)[0].size == 2


def test_the_same_stops_are_one_calendar():
    one, other = shared_seasons(network((3, 15))), shared_seasons(network((3, 15)))

    assert one.seasons == other.seasons
    assert one.activities == other.activities


def test_a_network_without_stops_stays_as_it_is():
    plain = Network((Activity("filing", "备案", 1),), ())

    assert shared_seasons(plain) is plain
