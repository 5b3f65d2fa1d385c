"""A network as tables that an officer edits, and back (网络图的表格): nodes, links by name, stops of the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bihuan.engine.schedule.day_lines import CALENDAR_DAYS, WORKING_DAYS

CALENDARS = {WORKING_DAYS: "工作日", CALENDAR_DAYS: "自然日"}
KEPT = "（较复杂的条件，保持不变）"
YES_NO = {True: "是", False: "否"}
LABELS = {"environment_class": "环评类别", "energy_review": "是否要节能审查", "industry": "行业代码"}
"""Facts of a project that a condition may ask, beside those that the network names itself."""


@dataclass(frozen=True)
class NetworkSheet:
    """A network as its tables (网络图表格): rows by the names of their columns; promised: the name of a node."""

    activities: Sequence[Mapping[str, Any]]
    links: Sequence[Mapping[str, Any]]
    stops: Sequence[Mapping[str, Any]]
    promised: str = ""


@dataclass
class ReadSheet:
    """What was read of the tables: the body in the schema of `networks`, and what is wrong, in sentences."""

    body: dict[str, Any] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


def to_sheet(body: Mapping[str, Any]) -> NetworkSheet:
    """The tables of a network."""
    names = {each["code"]: each["name"] for each in body["activities"]}
    labels = labels_of(body)
    activities = [{**each, "when": when_words(each.get("when"), labels)} for each in body["activities"]]
    links = [{**each, "before": names[each["before"]], "after": names[each["after"]]} for each in body["links"]]
    stops = [
        {"name": season["name"], "days": season["days"], **stop}
        for season in body.get("calendars", ())
        for stop in season["stops"]
    ]
    renamed = [{"first" if key == "from" else "last" if key == "to" else key: v for key, v in s.items()} for s in stops]
    return NetworkSheet(activities, links, renamed, names.get(body.get("promised", ""), ""))


def from_sheet(sheet: NetworkSheet, base: Mapping[str, Any]) -> ReadSheet:
    """The body that the tables say; codes conditions too long for a table, stages of nodes are of `base`."""
    read = ReadSheet()
    codes = _Codes(sheet.activities, base)
    labels = labels_of(base)
    kept = {each["code"]: each for each in base["activities"]}
    activities = [_activity(row, codes, labels, kept, read) for row in sheet.activities]
    links = [_link(row, place, codes, read) for place, row in enumerate(sheet.links, start=1)]
    read.body = {"activities": activities, "links": [each for each in links if each]}
    if sheet.promised:
        if sheet.promised in codes:
            read.body["promised"] = codes[sheet.promised]
        else:
            read.findings.append(f"承诺的节点“{sheet.promised}”不在节点表里，请核对名称。")
    if base.get("labels"):
        read.body["labels"] = dict(base["labels"])
    if seasons := _seasons(sheet.stops, base):
        read.body["calendars"] = seasons
    return read


def labels_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Names of the facts that conditions may ask."""
    return {**LABELS, **body.get("labels", {})}


def calendar_choices(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Calendars that a node can count on."""
    return [*CALENDARS.items(), *((each["code"], each["name"]) for each in body.get("calendars", ()))]


def when_words(when: Any, labels: Mapping[str, str]) -> str:
    """A condition as a table shows it."""
    if not when:
        return ""
    if set(when) == {"field", "is"}:
        return f"{labels.get(when['field'], when['field'])}＝{YES_NO.get(when['is'], when['is'])}"
    return KEPT


class _Codes(dict[str, str]):
    """Codes by the names of nodes; new ones get one that no other has."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], base: Mapping[str, Any]) -> None:
        known = {each["code"] for each in base["activities"]}
        fresh = (code for number in count(1) if (code := f"n{number}") not in known)
        super().__init__({row["name"]: row["code"] if row.get("code") in known else next(fresh) for row in rows})


def _activity(
    row: Mapping[str, Any],
    codes: Mapping[str, str],
    labels: Mapping[str, str],
    kept: Mapping[str, Any],
    read: ReadSheet,
) -> dict[str, Any]:
    found: dict[str, Any] = {"code": row.get("code") or codes[row["name"]], "name": row["name"], "days": row["days"]}
    if found["code"] not in kept:
        found["code"] = codes[row["name"]]
    known = kept.get(found["code"], {})
    if row.get("calendar") and row["calendar"] != WORKING_DAYS:
        found["calendar"] = row["calendar"]
    if row.get("least_days") is not None:
        found["least_days"] = row["least_days"]
    if row.get("may_commit"):
        found["may_commit"] = True
    if when := _when(row, labels, known.get("when"), read):
        found["when"] = when
    found |= {name: row[name] for name in ("office", "phase") if row.get(name)}
    found |= {name: known[name] for name in ("starts_stage", "ends_stage") if name in known}
    return {**found, "source": row.get("source") or "本单位填写"}


def _when(row: Mapping[str, Any], labels: Mapping[str, str], kept: Any, read: ReadSheet) -> Any:
    text = (row.get("when") or "").strip()
    if not text:
        return None
    if kept and text == when_words(kept, labels):
        return kept
    label, sign, value = text.replace("=", "＝").partition("＝")
    field_name = next((name for name, word in labels.items() if word == label.strip()), None)
    if not sign or field_name is None or not value.strip():
        known = "、".join(labels.values())
        read.findings.append(f"“{row['name']}”的条件“{text}”不认识。请写成“环评类别＝报告书”；可用的有：{known}。")
        return None
    yes_no = {word: truth for truth, word in YES_NO.items()}
    return {"field": field_name, "is": yes_no.get(value.strip(), value.strip())}


def _link(row: Mapping[str, Any], place: int, codes: Mapping[str, str], read: ReadSheet) -> dict[str, Any] | None:
    missing = [row[end] for end in ("before", "after") if row[end] not in codes]
    if missing:
        told = "、".join(f"“{name}”" for name in missing)
        read.findings.append(f"第{place}条关系：节点表里没有{told}，请核对名称，或先加上这个节点。")
        return None
    found: dict[str, Any] = {"before": codes[row["before"]], "after": codes[row["after"]]}
    if row.get("kind") and row["kind"] != "FS":
        found["kind"] = row["kind"]
    if row.get("lag"):
        found["lag"] = row["lag"]
        if row.get("lag_in") == CALENDAR_DAYS:
            found["lag_in"] = CALENDAR_DAYS
    if row.get("may_overlap"):
        found["may_overlap"] = True
    return found


def _seasons(stops: Iterable[Mapping[str, Any]], base: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = {each["name"]: each["code"] for each in base.get("calendars", ())}
    fresh = (code for number in count(1) if (code := f"stop{number}") not in known.values())
    found: dict[str, dict[str, Any]] = {}
    for row in stops:
        name = row["name"]
        if name not in found:
            code = known.get(name) or next(fresh)
            found[name] = {"code": code, "name": name, "days": row["days"], "stops": []}
        found[name]["stops"].append({"from": row["first"], "to": row["last"], "because": row["because"]})
    return list(found.values())
