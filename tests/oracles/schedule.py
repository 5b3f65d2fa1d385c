"""Dates of a network by enumerating its paths and stepping through the days one by one (网络图逐日推算)."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from bihuan.engine.schedule import LinkKind

ONE = timedelta(days=1)


class Days:
    """Whether a day is worked on a calendar, and steps from worked day to worked day."""

    def __init__(self, calendar, seasons):
        self.calendar = calendar
        self.seasons = {each.code: each for each in seasons}
        self._known = {}

    def works(self, code, day):
        if (code, day) not in self._known:
            self._known[code, day] = self._works(code, day)
        return self._known[code, day]

    def _works(self, code, day):
        season = self.seasons.get(code)
        counted = season.days if season else code
        if season and any(stop.covers(day) for stop in season.stops):
            return False
        return counted == "calendar_days" or self.calendar.is_working(day)

    def step(self, code, day, count):
        while count:
            day += ONE if count > 0 else -ONE
            if self.works(code, day):
                count += -1 if count > 0 else 1
        return day


def finish_of(days, activity, start):
    return days.step(activity.calendar, start, activity.days)


def first_start(days, activity, *, start_from=None, finish_from=None, floor):
    """First worked day to start on that satisfies both ends."""
    day = max(floor, start_from) if start_from else floor
    while not days.works(activity.calendar, day) or (finish_from and finish_of(days, activity, day) < finish_from):
        day += ONE
    return day


def earliest_by_paths(network, *, today, calendar):
    """Earliest (start, finish) of each activity: the latest that any path into it asks for."""
    days = Days(calendar, network.seasons)
    return {
        each.code: max(_along(days, path, each, network, today) for path in paths_into(network, each.code))
        for each in network.activities
    }


def paths_into(network, code):
    """Every chain of links that ends at an activity, the empty one too."""
    yield ()
    for link in network.links:
        if link.after == code:
            for path in paths_into(network, link.before):
                yield (*path, link)


def paths_out_of(network, code):
    """Every chain of links that begins at an activity, the empty one too."""
    yield ()
    for link in network.links:
        if link.before == code:
            for path in paths_out_of(network, link.after):
                yield (link, *path)


def _along(days, path, last, network, today):
    first = network.activity(path[0].before) if path else last
    start = first_start(days, first, floor=today)
    finish = finish_of(days, first, start)
    for link in path:
        moment = days.step(link.lag_calendar, finish if link.kind.from_finish else start, link.lag)
        activity = network.activity(link.after)
        wanted = {"finish_from" if link.kind.to_finish else "start_from": moment}
        start = first_start(days, activity, floor=today, **wanted)
        finish = finish_of(days, activity, start)
    return start, finish


def latest_by_paths(network, *, promise, ends, calendar):
    """Latest (start, finish) of each activity: the earliest that any path out of it asks for; None: nothing asks."""
    days = Days(calendar, network.seasons)
    found = {}
    for each in network.activities:
        asked = [
            _back_along(days, path, each, network, promise)
            for path in paths_out_of(network, each.code)
            if (path[-1].after if path else each.code) in ends
        ]
        found[each.code] = min(asked, default=None)
    return found


def _back_along(days, path, first, network, promise):
    last = network.activity(path[-1].after) if path else first
    start, finish = _last_dates(days, last, lambda _start, end: end <= promise, promise)
    for link in reversed(path):
        activity = network.activity(link.before)
        limit = finish if link.kind.to_finish else start

        def holds(one, other, link=link, limit=limit):
            return days.step(link.lag_calendar, other if link.kind.from_finish else one, link.lag) <= limit

        start, finish = _last_dates(days, activity, holds, limit + timedelta(days=400))
    return start, finish


def _last_dates(days, activity, holds, finish):
    """Last worked days on which an activity can start and finish so that something holds, looked for day by day."""
    while True:
        if days.works(activity.calendar, finish):
            start = days.step(activity.calendar, finish, -activity.days)
            if holds(start, finish):
                return start, finish
        finish -= ONE


def is_kept(link, dates, days):
    """Whether a link holds between the dates of its ends."""
    before, after = dates[link.before], dates[link.after]
    moment = days.step(link.lag_calendar, before[link.kind.from_finish], link.lag)
    return moment <= after[link.kind.to_finish]


def loosened(network, changes):
    """The network after changes: ("overlap", after, before), ("commit", code), ("shorten", code)."""
    links = tuple(_loosened(link, changes) for link in network.links)
    activities = tuple(
        replace(each, days=each.least_days) if ("shorten", each.code) in changes else each
        for each in network.activities
    )
    return replace(network, activities=activities, links=links)


def _loosened(link, changes):
    if ("overlap", link.after, link.before) in changes and link.may_overlap:
        return replace(link, kind=LinkKind.START_TO_START, lag=0)
    if ("commit", link.before) in changes and link.kind is LinkKind.FINISH_TO_START and not link.may_overlap:
        return replace(link, kind=LinkKind.FINISH_TO_FINISH, lag=0)
    return link


def all_changes(network):
    """What the network says may give."""
    for link in network.links:
        if link.may_overlap:
            yield "overlap", link.after, link.before
    for each in network.activities:
        waiting = [i for i in network.links if i.before == each.code and i.kind is LinkKind.FINISH_TO_START]
        if each.may_commit and any(not link.may_overlap for link in waiting):
            yield "commit", each.code
        if each.least_days is not None and each.least_days < each.days:
            yield "shorten", each.code


def smallest_sets(network, *, is_kept):
    """All sets of changes of the least size under which a network keeps its promise; every set is looked at."""
    changes = list(all_changes(network))
    for size in range(len(changes) + 1):
        found = [set(each) for each in combinations(changes, size) if is_kept(loosened(network, each))]
        if found:
            return found
    return []
