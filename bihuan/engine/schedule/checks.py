"""What is wrong with a network or with what is known of a project (网络与现状的核对), each with its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bihuan.engine.calendar import FIRST, LAST
from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, WORKING_DAYS, Season
from bihuan.engine.schedule.graphs import levels
from bihuan.engine.schedule.network import LAG_CALENDARS, Link, LinkKind, Network, Standing
from bihuan.engine.values import Finding

MOST_DAYS = 10_000
"""Days and lags of the longest way through a network; more are not a plan, and a pass would leave its tables."""


class BadNetwork(ValueError):
    """A network cannot be planned (网络图有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


class BadStanding(ValueError):
    """What is known of a project contradicts itself (项目现状有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


def check_network(network: Network) -> list[Finding]:
    """Everything wrong with a network (网络图核对); nothing where it can be planned."""
    found = [*_activities(network), *_seasons(network.seasons), *_links(network)]
    return found or [*_rings(network), *_too_long(network)]


def check_standing(standing: Standing, network: Network) -> list[Finding]:
    """Everything wrong with where a project stands (项目现状核对)."""
    return [*_unknown(standing, network), *_days(standing), *_happened(standing), *_promise(standing, network)]


def ring(codes: Sequence[str], links: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The shortest ring of activities that wait for each other (成圈的工作), each before the next; none: ()."""
    after: dict[str, list[str]] = {code: [] for code in codes}
    for one, other in links:
        after[one].append(other)
    rings = (_ring_from(code, after) for code in codes)
    return min((each for each in rings if each), key=len, default=())


def _ring_from(first: str, after: dict[str, list[str]]) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    ready = [first]
    for code in ready:
        for other in after[code]:
            if other == first:
                path = [code]
                while path[-1] != first:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if other not in came_from:
                came_from[other] = code
                ready.append(other)
    return ()


def _activities(network: Network) -> Iterator[Finding]:
    if not network.activities:
        yield Finding("no_activity", "activities", "网络图里没有工作，请至少写一项。")
    for what, values in (
        ("代码", [each.code for each in network.activities]),
        ("名称", [each.name for each in network.activities]),
    ):
        for value in (value for value, count in Counter(values).items() if count > 1):
            yield Finding("activity_twice", "activities", f"{what}“{value}”写了两次，请改名或删去一项。")
    calendars = {WORKING_DAYS, CALENDAR_DAYS, *(each.code for each in network.seasons)}
    for place, each in enumerate(network.activities):
        at = f"activities[{place}]"
        if each.days < 0:
            yield Finding("negative_days", f"{at}.days", f"“{each.name}”的工期是{each.days}天，请写成0或更大的整数。")
        if each.least_days is not None and not 0 <= each.least_days <= each.days:
            yield Finding(
                "odd_least", f"{at}.least_days", f"“{each.name}”最短{each.least_days}天，应在0与工期{each.days}天之间。"
            )
        if each.calendar not in calendars:
            known = "、".join(sorted(calendars))
            yield Finding(
                "unknown_calendar",
                f"{at}.calendar",
                f"“{each.name}”用的历法“{each.calendar}”没有定义，请从{known}中选，或先定义。",
            )
    if network.promised is not None and network.promised not in {each.code for each in network.activities}:
        yield Finding("unknown_activity", "promised", f"承诺的工作“{network.promised}”不在网络图里，请核对代码。")


def _seasons(seasons: Sequence[Season]) -> Iterator[Finding]:
    for place, season in enumerate(seasons):
        at = f"calendars[{place}]"
        if season.code in LAG_CALENDARS or season.code in {each.code for each in seasons[:place]}:
            yield Finding("calendar_twice", f"{at}.code", f"历法“{season.code}”已有，请换一个代码。")
        wrong = [end for stop in season.stops for end in (stop.first, stop.last) if not _is_day_of_year(end)]
        for month, day in wrong:
            yield Finding("no_such_day", f"{at}.stops", f"没有{month}月{day}日这一天，请改写停工期。")
        if not wrong and not any(_is_free(season, month, day) for month in range(1, 13) for day in range(1, 29)):
            yield Finding(
                "no_working_day", f"{at}.stops", f"历法“{season.name}”全年停工，没有一天可以办事，请缩短停工期。"
            )


def _is_day_of_year(place: tuple[int, int]) -> bool:
    try:
        date(2000, *place)
    except ValueError:
        return False
    return True


def _is_free(season: Season, month: int, day: int) -> bool:
    return not any(stop.covers(date(2001, month, day)) for stop in season.stops)


def _links(network: Network) -> Iterator[Finding]:
    names = {each.code: each for each in network.activities}
    seen: set[tuple[str, str, LinkKind]] = set()
    for place, link in enumerate(network.links):
        at = f"links[{place}]"
        for end in (link.before, link.after):
            if end not in names:
                yield Finding("unknown_activity", at, f"紧前关系提到“{end}”，网络图里没有这项工作，请核对代码或补上。")
        if (link.before, link.after, link.kind) in seen:
            yield Finding(
                "link_twice",
                at,
                f"“{link.before}”到“{link.after}”的“{link.kind.words}”写了两次，请删去一条。",
            )
        seen.add((link.before, link.after, link.kind))
        if link.lag_calendar not in LAG_CALENDARS:
            yield Finding("odd_lag", at, f"间隔只能按{'或'.join(LAG_CALENDARS)}计，不能按“{link.lag_calendar}”。")
        if link.before in names and _gives_way(link, may_commit=names[link.before].may_commit) and link.lag < 0:
            yield Finding("odd_overlap", at, "已有搭接（负间隔）的关系不能再写可并联或可容缺，请去掉一项。")


def _gives_way(link: Link, *, may_commit: bool) -> bool:
    return link.may_overlap or (may_commit and link.kind is LinkKind.FINISH_TO_START)


def _rings(network: Network) -> Iterator[Finding]:
    found = ring([each.code for each in network.activities], [(each.before, each.after) for each in network.links])
    if found:
        names = [f"“{network.activity(code).name}”" for code in found]
        told = "，".join(f"{later}要等{earlier}" for earlier, later in zip(names, [*names[1:], names[0]], strict=True))
        yield Finding("ring", "links", f"{told}，成了一个圈，谁也办不了。请删去其中一条。")


def _too_long(network: Network) -> Iterator[Finding]:
    total = _longest(network)
    if total > MOST_DAYS:
        told = f"最长的一路各项工期与间隔合计{total}天，超过{MOST_DAYS}天，请核对单位是不是“天”。"
        yield Finding("too_long", "activities", told)


def _longest(network: Network) -> int:
    """Days and lags along the longest chain of links, whatever their ends."""
    longest = {each.code: each.days for each in network.activities}
    places = {each.code: place for place, each in enumerate(network.activities)}
    ends = [(places[link.before], places[link.after]) for link in network.links]
    level = levels(len(places), [one for one, _ in ends], [other for _, other in ends]).tolist()
    for link in sorted(network.links, key=lambda link: level[places[link.before]]):
        own = network.activities[places[link.after]].days
        longest[link.after] = max(longest[link.after], longest[link.before] + abs(link.lag) + own)
    return max(longest.values())


def _unknown(standing: Standing, network: Network) -> Iterator[Finding]:
    known = {each.code for each in network.activities}
    used = {
        "已开始": standing.started_on,
        "已完成": standing.finished_on,
        "工期": standing.days,
        "时间限制": [each.activity for each in standing.constraints],
    }
    for what, codes in used.items():
        for code in codes:
            if code not in known:
                yield Finding("unknown_activity", code, f"{what}里的“{code}”不在网络图里，请核对代码或在网络图中补上。")


def _days(standing: Standing) -> Iterator[Finding]:
    days = [("今天", standing.today), ("承诺日期", standing.promise)]
    days += [(f"“{code}”的开始日期", day) for code, day in standing.started_on.items()]
    days += [(f"“{code}”的完成日期", day) for code, day in standing.finished_on.items()]
    days += [(f"“{each.activity}”的限制日期", each.on) for each in standing.constraints]
    for what, day in days:
        if day is not None and not FIRST <= day <= LAST:
            yield Finding("beyond_calendar", what, f"{day}超出日历范围（{FIRST}至{LAST}），请核对年份。")
    for each in standing.constraints:
        if each.kind.is_dated and each.on is None:
            yield Finding("no_day", each.activity, f"“{each.kind.value}”要写明日期，请补上。")
    for code, length in standing.days.items():
        if not 0 <= length <= MOST_DAYS:
            yield Finding("odd_days", code, f"工期{length}天不对，请写成0到{MOST_DAYS}之间的整数。")


def _happened(standing: Standing) -> Iterator[Finding]:
    for what, days in (("开始", standing.started_on), ("完成", standing.finished_on)):
        for code, day in days.items():
            if day > standing.today:
                yield Finding(
                    "not_yet", code, f"实际{what}日期{day}还没到（今天{standing.today}），请改为实际日期，或先不填。"
                )
    for code, day in standing.finished_on.items():
        if (began := standing.started_on.get(code)) is not None and began > day:
            yield Finding("ends_before_start", code, f"完成日期{day}早于开始日期{began}，请核对。")


def _promise(standing: Standing, network: Network) -> Iterator[Finding]:
    if standing.promise is None or standing.promise >= (standing.given_on or standing.today):
        return
    if not all(code in standing.finished_on for code in targets(network)):
        yield Finding(
            "promise_past",
            "promise",
            f"承诺日期{standing.promise}已过（今天{standing.today}）。请把承诺改到今天以后，或登记实际完成日期。",
        )


def targets(network: Network) -> tuple[str, ...]:
    """Activities whose finish is promised (承诺完成的工作): the named one, or all that nothing waits for."""
    if network.promised is not None:
        return (network.promised,)
    waited_for = {link.before for link in network.links}
    return tuple(each.code for each in network.activities if each.code not in waited_for)


def refuse_bad(standing: Standing, network: Network) -> None:
    """Raises `BadStanding` where anything is wrong (有误即退回)."""
    if findings := check_standing(standing, network):
        raise BadStanding(findings)
