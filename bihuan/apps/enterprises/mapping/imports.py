"""Rows of a table as what is said of enterprises, and entries as what such rows are held against (企业表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus, SizeClass
from bihuan.engine.office.tables import Incoming, ReadRow, UnitName
from bihuan.engine.values import Finding, enterprise_key, read_industry

KEYS = (("known_code",), ("known_name",))
"""How a row is recognised: by a code that stands already, else by its name, of those that are gone with their state."""
CODES = {
    "name": "企业名称",
    "code": "统一社会信用代码",
    "short_name": "简称",
    "unit": "所在镇街",
    "place": "住所",
    "industry": "行业代码",
    "size": "规模",
    "registered_on": "成立日期",
    "status": "登记状态",
    "source": "数据来源",
}
LONGEST = {"name": 120, "short_name": 40, "place": 200, "source": 200}
SIZES = {word[0]: code for code, word in SizeClass.choices}
STATUSES = {
    **{word: code for code, word in EnterpriseStatus.choices},
    **dict.fromkeys(("在业", "开业", "正常", "在营", "存续（在营、开业、在册）", "存续(在营、开业、在册)"), "active"),
    **dict.fromkeys(("已注销", "注销登记"), "deregistered"),
    **dict.fromkeys(("已迁出", "迁移异地"), "moved_out"),
}
NAMED = {"size": dict(SizeClass.choices), "status": dict(EnterpriseStatus.choices)}


@dataclass(frozen=True)
class Register:
    """The register as rows are held against it: entries by code, living ones by name, and what units are places."""

    by_code: Mapping[str, Enterprise]
    by_name: Mapping[str, Enterprise]
    places: frozenset[str]


def known_values(row: Enterprise) -> dict[str, Any]:
    """An entry as a row of a file says it."""
    values = {code: getattr(row, code) for code in CODES if code != "unit"}
    unit = str(row.unit_id) if row.unit_id else ""
    return {**values, "unit": unit, "known_code": row.code, "known_name": _known_name(row)}


def _known_name(row: Enterprise) -> str:
    if row.is_living:
        return row.name_key
    return "" if row.same_as_id else f"{row.name_key} {row.status}"


def enterprise_row(read: ReadRow, at: str, first: str, *, register: Register, today: date) -> Incoming:
    """A row with what is wrong with it as an enterprise."""
    said = read.values
    values: dict[str, Any] = {code: said[code] for code in ("code", "short_name", "place", "source") if code in said}
    findings = [*read.findings]
    for code, reader in (("size", _size), ("status", _status), ("industry", _industry)):
        found = reader(str(said.get(code) or ""), first)
        findings += [found] if isinstance(found, Finding) else []
        values |= {code: found} if found and not isinstance(found, Finding) else {}
    findings += _day_findings(said.get("registered_on"), today, first)
    values |= {"registered_on": said["registered_on"]} if "registered_on" in said else {}
    unit = _unit(read, first, register)
    findings += [unit] if isinstance(unit, Finding) else []
    values |= {"unit": unit} if isinstance(unit, str) and unit else {}
    name = str(said.get("name") or "").strip()
    values |= _recognised(name, values.get("code"), values.get("status", ""), register)
    findings += [*_name_findings(name, values, first, register), *_length_findings(values, first)]
    return Incoming(at, values, tuple(findings))


def _recognised(name: str, code: str | None, status: str, register: Register) -> dict[str, Any]:
    """The row's name, in the register's own way to write it where only width and brackets differ, and its keys."""
    key = enterprise_key(name)
    known = register.by_code.get(code or "") or register.by_name.get(key)
    same = known is not None and known.name_key == key
    is_gone = status not in ("", EnterpriseStatus.ACTIVE) and key not in register.by_name
    found: dict[str, Any] = {
        "name": known.name if known is not None and same else name,
        "name_key": key,
        "known_name": f"{key} {status}" if is_gone and key else key,
    }
    return found | ({"known_code": code} if code in register.by_code else {})


def _name_findings(name: str, values: Mapping[str, Any], first: str, register: Register) -> Iterable[Finding]:
    key, code = values["name_key"], values.get("code")
    if name and not key:
        yield Finding("no_name", first, f"“{name}”不是企业名称，请写营业执照上的全称。")
    named, coded = register.by_name.get(key), register.by_code.get(code or "")
    if named is None or code is None or (coded and coded.pk == named.pk):
        return
    if named.code:
        sentence = f"名录里同名企业的信用代码是{named.code}，这一行是{code}，请核对哪个对。"
        yield Finding("other_code", first, sentence)
    elif coded:
        sentence = f"代码{code}在名录里是“{coded.name}”，而“{named.name}”另有一条登记，请先在名录里核对是否重复。"
        yield Finding("two_entries", first, sentence)


def _length_findings(values: Mapping[str, Any], first: str) -> Iterable[Finding]:
    for code, longest in LONGEST.items():
        said = str(values.get(code) or "")
        if len(said) > longest:
            yield Finding("too_long", first, f"“{CODES[code]}”有{len(said)}个字，最多{longest}个，请缩短。")


def _day_findings(day: Any, today: date, first: str) -> list[Finding]:
    is_ahead = isinstance(day, date) and day > today
    return [Finding("not_yet", first, f"成立日期{day}还没有到，请对照营业执照核对。")] if is_ahead else []


def _size(word: str, first: str) -> str | Finding:
    found = SIZES.get(word[:1], "")
    if word and not found:
        return Finding("no_size", first, f"规模只能是大型、中型、小型、微型，“{word[:20]}”不是，请改正或留空。")
    return found


def _status(word: str, first: str) -> str | Finding:
    found = STATUSES.get(word, "")
    if word and not found:
        return Finding("no_status", first, f"登记状态只能是存续、注销、迁出，“{word[:20]}”不是，请改正或留空。")
    return found


def _industry(word: str, first: str) -> str | Finding:
    return read_industry(word, at=first) or ""


def _unit(read: ReadRow, first: str, register: Register) -> str | Finding:
    """The town or park, as its number; a name that nobody knows is asked about."""
    named = [unit for unit in read.values.get("lead", ()) if isinstance(unit, UnitName)]
    if len(named) > 1:
        return Finding("several_units", first, "所在镇街只能有一个，请改正。")
    if not named:
        return ""
    unit = named[0]
    if unit.code is None:
        sentence = f"认不出单位“{unit.name}”。请在核对页上选定它是哪个单位，或改正后再传。"
        return Finding("unknown_unit", first, sentence)
    if unit.code and unit.code not in register.places:
        return Finding("no_place", first, f"“{unit.name}”不是镇街或园区，请改正；区外企业请留空。")
    return unit.code


def said_word(code: str, value: Any, *, units: Mapping[str, str]) -> str:
    """A value as the preview says it."""
    if value is None or value == "":
        return ""
    return units.get(str(value), str(value)) if code == "unit" else str(NAMED.get(code, {}).get(value, value))
