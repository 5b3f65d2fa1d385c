"""What differs between two networks (网络图的改动), each difference as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, Season
from bihuan.engine.schedule.network import Activity, Link, Network

COLUMNS = (("name", "名称"), ("office", "办理单位"), ("phase", "阶段"), ("source", "工期依据"))


def differences(before: Network, after: Network) -> tuple[str, ...]:
    """Everything in which a network differs from what it was, activities before links (网络图改动)."""
    return (*_activities(before, after), *_links(before, after), *_calendars(before, after))


def length_words(days: int, calendar: str, network: Network) -> str:
    """A length as a sentence names it, with the calendar it counts on.

    >>> length_words(30, "calendar_days", Network((), ()))
    '30天'
    """
    season = next((each for each in network.seasons if each.code == calendar), None)
    unit = "天" if (season.days if season else calendar) == CALENDAR_DAYS else "个工作日"
    return f"{days}{unit}{f'（{season.name}）' if season else ''}"


def link_words(link: Link, network: Network) -> str:
    """A link as a sentence names it."""
    names = {each.code: each.name for each in network.activities}
    lag = ""
    if link.lag:
        unit = "天" if link.lag_calendar == CALENDAR_DAYS else "个工作日"
        lag = f"，间隔{link.lag}{unit}" if link.lag > 0 else f"，搭接{-link.lag}{unit}"
    return f"“{names[link.before]}”到“{names[link.after]}”（{link.kind.words}{lag}）"


def _activities(before: Network, after: Network) -> Iterator[str]:
    was = {each.code: each for each in before.activities}
    now = {each.code: each for each in after.activities}
    for code, each in now.items():
        if code not in was:
            yield f"增加“{each.name}”{length_words(each.days, each.calendar, after)}"
        else:
            yield from _changed(was[code], each, before, after)
    for code in (code for code in was if code not in now):
        yield f"去掉“{was[code].name}”"
    if before.promised != after.promised:
        names = {each.code: each.name for each in after.activities}
        yield f"承诺的节点改为“{names[after.promised]}”" if after.promised else "承诺的节点改为最后完成的节点"


def _changed(was: Activity, now: Activity, before: Network, after: Network) -> Iterator[str]:
    lengths = length_words(was.days, was.calendar, before), length_words(now.days, now.calendar, after)
    if lengths[0] != lengths[1]:
        yield f"“{now.name}”由{lengths[0]}改为{lengths[1]}"
    if was.least_days != now.least_days:
        yield f"“{now.name}”最短{'不可压缩' if now.least_days is None else f'{now.least_days}天'}"
    if was.may_commit != now.may_commit:
        yield f"“{now.name}”{'可以' if now.may_commit else '不可'}告知承诺"
    if was.when != now.when:
        yield f"“{now.name}”的适用条件有改动"
    for name, word in COLUMNS:
        if getattr(was, name) != getattr(now, name):
            yield f"“{was.name}”的{word}改为“{getattr(now, name) or '暂无'}”"


def _links(before: Network, after: Network) -> Iterator[str]:
    was = {(each.before, each.after, each.kind): each for each in before.links}
    now = {(each.before, each.after, each.kind): each for each in after.links}
    for key, link in now.items():
        if key not in was:
            yield f"增加关系{link_words(link, after)}"
        elif was[key] != link:
            yield f"关系{link_words(was[key], before)}改为{link_words(link, after)}{_overlap(was[key], link)}"
    for key in (key for key in was if key not in now):
        yield f"去掉关系{link_words(was[key], before)}"


def _overlap(was: Link, now: Link) -> str:
    if was.may_overlap == now.may_overlap:
        return ""
    return "，可以并行" if now.may_overlap else "，不可并行"


def _calendars(before: Network, after: Network) -> Iterator[str]:
    if {_said(each) for each in before.seasons} != {_said(each) for each in after.seasons}:
        told = "、".join(map(_said, after.seasons))
        yield f"停工期改为：{told}" if told else "停工期已去掉"


def _said(season: Season) -> str:
    return f"{season.name}（{'；'.join(stop.label for stop in season.stops)}）"
