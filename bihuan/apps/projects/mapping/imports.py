"""Rows of a project table as what is said of projects, and projects as what such rows are held against (项目表)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from bihuan.apps.projects.mapping.projects import NewProject
from bihuan.apps.projects.models import Nature, Procedure, Project
from bihuan.engine.office.tables import Incoming, ReadRow, UnitName
from bihuan.engine.values import Finding, Quantity, Unit, enterprise_key, read_industry, read_project_code

KEYS = (("known_number",), ("known_code",), ("name_key",))
"""How a row is recognised: by our number, by a national code that stands already, else by its name as compared."""
CODES = {
    "name": "项目名称",
    "national_code": "项目代码",
    "owner_name": "建设单位",
    "nature": "建设性质",
    "procedure": "办理方式",
    "industry": "行业代码",
    "content": "建设内容及规模",
    "from_year": "开工年份",
    "to_year": "竣工年份",
    "place": "建设地点",
    "town": "属地",
    "lead": "牵头单位",
    "total": "总投资（万元）",
    "fixed_assets": "固定资产投资（万元）",
    "spent_before": "入库前累计完成（万元）",
}
MONEY = ("total", "fixed_assets", "spent_before")
LONGEST = {"name": 200, "owner_name": 200, "place": 200}
NATURES = {
    **{str(word): str(code) for code, word in Nature.choices},
    **dict.fromkeys(("改建", "改扩建", "扩建项目"), "expansion"),
    **dict.fromkeys(("技改", "技术改造项目", "改造"), "renovation"),
    **dict.fromkeys(("新建项目",), "new"),
    **dict.fromkeys(("迁建项目", "搬迁"), "relocation"),
}
PROCEDURES = {str(word): str(code) for code, word in Procedure.choices}
NAMED = {"nature": dict(Nature.choices), "procedure": dict(Procedure.choices)}
KEPT_AS_NOTE = {
    "leader": "牵头领导",
    "support": "配合单位",
    "annual_plan": "年度计划投资",
    "stage": "原表阶段",
    "ytd": "本年累计完成投资",
    "month": "本月完成投资",
    "since_start": "累计完成投资",
    "image": "形象进度",
    "aim": "年度建设目标",
    "problems": "存在问题",
    "next_steps": "下步措施",
    "liaison": "联络员",
    "phone": "联系电话",
}
"""Columns that have no place in the register: of a new project they stand in its note."""
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT = re.compile(r"(20\d\d)年?\s*[-—–~～至到]+\s*(\d\d)(?:年|$)(?!\d)")
_LARGEST = Decimal(10**10)


@dataclass(frozen=True)
class Library:
    """The library as rows are held against it. home: the unit that leads where the table does not say it, or None.

    towns: units that are places, by number. units: whose projects this person may register; None for all.
    """

    by_number: Mapping[str, Project]
    by_code: Mapping[str, Project]
    by_name: Mapping[str, Sequence[Project]]
    towns: frozenset[str]
    home: int | None
    units: frozenset[int] | None


def known_values(row: Project) -> dict[str, Any]:
    """A project as a row of a file says it."""
    values = {code: getattr(row, code) for code in CODES if code not in ("town", "lead")}
    values |= {"town": str(row.town_id or ""), "lead": str(row.lead_unit_id)}
    keys = {"known_number": row.number, "known_code": row.national_code, "name_key": enterprise_key(row.name)}
    return {**values, **keys}


def project_row(
    read: ReadRow, at: str, first: str, *, library: Library, resolve: Callable[[str], Sequence[str]]
) -> Incoming:
    """A row with what is wrong with it as a project."""
    said, findings = read.values, [*read.findings]
    values: dict[str, Any] = {code: str(said[code]) for code in ("content", "place") if said.get(code)}
    for code, found in _read_columns(said, first, resolve, library):
        findings += [found] if isinstance(found, Finding) else []
        values |= {} if found in (None, "") or isinstance(found, Finding) else {code: found}
    values |= _units(read, library, first, findings)
    values |= _recognised(str(said.get("name") or "").strip(), values, said, library)
    findings += [*_limits(values, first), *_reach(values, library, first), *_twofold(values, library, first)]
    return Incoming(at, values, tuple(findings))


def _read_columns(
    said: Mapping[str, Any], first: str, resolve: Callable[[str], Sequence[str]], library: Library
) -> Iterable[tuple[str, Any]]:
    for code, words in (("nature", NATURES), ("procedure", PROCEDURES)):
        yield code, _chosen(said.get(code), words, code, first)
    yield "industry", read_industry(str(said.get("industry") or ""), at=first)
    yield "national_code", read_project_code(str(said.get("national_code") or ""), at=first)
    yield "town", _town(str(said.get("town") or "").strip(), resolve, library, first)
    yield "owner_name", str(said.get("owner_name") or "").strip()
    for code in MONEY:
        yield code, _money(said.get(code), CODES[code], first)
    yield from _years(said, first)


def _chosen(said: Any, words: Mapping[str, str], code: str, first: str) -> str | Finding:
    word = str(said or "").strip()
    if word and word not in words:
        known = "、".join(map(str, NAMED[code].values()))
        return Finding("no_choice", first, f"{CODES[code]}“{word[:20]}”不认识，只能是{known}，请改正或留空。")
    return words.get(word, "")


def _town(name: str, resolve: Callable[[str], Sequence[str]], library: Library, first: str) -> str | Finding:
    if not name:
        return ""
    found = [code for code in resolve(name) if code in library.towns]
    if len(found) != 1:
        return Finding("unknown_town", first, f"认不出属地“{name[:30]}”，请写镇街或园区在单位名录里的名称。")
    return found[0]


def _money(said: Any, column: str, first: str) -> Decimal | Finding | None:
    if said is None:
        return None
    amount = said.to(Unit.TEN_THOUSAND_YUAN).amount if isinstance(said, Quantity) else Decimal(said)
    if amount < 0 or amount >= _LARGEST:
        return Finding("odd_amount", first, f"{column}{amount:f}不像项目金额，请核对，单位万元。")
    if amount != round(amount, 2):
        return Finding("too_exact", first, f"{column}{amount:f}超过两位小数，请改正，单位万元。")
    return amount


def _years(said: Mapping[str, Any], first: str) -> Iterable[tuple[str, Any]]:
    text = str(said.get("years") or "")
    found = [int(year) for year in _YEARS.findall(text)]
    found += [int(f"20{short}") for _, short in _SHORT.findall(text)]
    if text and not found:
        yield "from_year", Finding("no_years", first, f"起止年限“{text[:30]}”看不出年份，请写成2025-2027这样。")
        return
    ends = {"from_year": found[0] if found else None, "to_year": found[-1] if found else None}
    for code, year in list(ends.items()):
        alone = _YEARS.search(str(said.get(code) or ""))
        ends[code] = int(alone[1]) if alone else year
    start, end = ends["from_year"], ends["to_year"]
    if start and end and start > end:
        yield "from_year", Finding("years_turned", first, f"竣工年份{end}早于开工年份{start}，请核对。")
        return
    yield from ends.items()


def _units(read: ReadRow, library: Library, first: str, findings: list[Finding]) -> dict[str, str]:
    """The unit that leads, else the unit of whoever brings the table; a name that nobody knows is asked about."""
    named = [unit for unit in read.values.get("lead", ()) if isinstance(unit, UnitName)]
    for name in dict.fromkeys(read.unknown_units):
        sentence = f"认不出单位“{name}”。请在核对页上选定它是哪个单位，或改正后再传。"
        findings.append(Finding("unknown_unit", first, sentence))
    codes = list(dict.fromkeys(unit.code for unit in named if unit.code))
    if len(codes) > 1:
        findings.append(Finding("several_leads", first, "牵头单位只能有一个，其余请写到配合单位里。"))
    if codes:
        return {"lead": codes[0]}
    return {} if library.home is None else {"home": str(library.home)}


def _recognised(name: str, values: Mapping[str, Any], said: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The row's name and owner in the library's own way to write them where only width and brackets differ."""
    number, code, key = str(said.get("number") or ""), values.get("national_code", ""), enterprise_key(name)
    named = library.by_name.get(key, ())
    known = library.by_number.get(number) or library.by_code.get(code) or (named[0] if len(named) == 1 else None)
    found: dict[str, Any] = {"name": name, "name_key": key}
    if known is not None:
        found |= {"name": known.name} if enterprise_key(known.name) == key else {}
        owner = values.get("owner_name", "")
        same = owner and enterprise_key(owner) == enterprise_key(known.owner_name)
        found |= {"owner_name": known.owner_name} if same else {}
    elif "home" in values:
        found |= {"lead": values["home"]}
    found |= {"known_number": number} if number in library.by_number else {}
    return found | ({"known_code": code} if code in library.by_code else {})


def _limits(values: Mapping[str, Any], first: str) -> Iterable[Finding]:
    for code, longest in LONGEST.items():
        if len(str(values.get(code) or "")) > longest:
            yield Finding("too_long", first, f"“{CODES[code]}”超过{longest}个字，请缩短。")


def _is_new(values: Mapping[str, Any], library: Library) -> bool:
    return not ({"known_number", "known_code"} & values.keys() or library.by_name.get(values["name_key"]))


def _reach(values: Mapping[str, Any], library: Library, first: str) -> Iterable[Finding]:
    """A new project has a unit that leads, and it or its place is this person's."""
    if not _is_new(values, library):
        return
    if "lead" not in values:
        yield Finding("no_lead", first, "新项目要写牵头单位，请补上这一栏。")
    elif library.units is not None and not {int(values["lead"]), int(values.get("town") or 0)} & library.units:
        yield Finding("not_yours", first, "只能登记由本单位牵头或在本辖区的项目；其他项目请由牵头单位或督查室登记。")


def _twofold(values: Mapping[str, Any], library: Library, first: str) -> Iterable[Finding]:
    """Of a known name the code must not be another one."""
    code, named = values.get("national_code", ""), library.by_name.get(values["name_key"], ())
    if len(named) != 1 or "known_number" in values or not code:
        return
    other = named[0].national_code
    if other and other != code:
        yield Finding("other_code", first, f"项目库里同名项目的代码是{other}，这一行是{code}，请核对哪个对。")


def new_project(values: Mapping[str, Any], read: ReadRow, *, owner_id: int | None, source: str) -> NewProject:
    """The project that a row describes; what has no place of its own stands in the note, so that nothing is lost."""
    names = {each.name for each in fields(NewProject)}
    said = {code: value for code, value in values.items() if code in names}
    return NewProject(
        **{
            **said,
            "lead_unit_id": int(values["lead"]),
            "town_id": int(values["town"]) if values.get("town") else None,
            "owner_id": owner_id,
            "source_text": source[:300],
            "note": note_of(read),
        }
    )


def note_of(read: ReadRow) -> str:
    """The file's note, and what else the row says."""
    lines = [str(read.values.get("note", ""))]
    for code, word in KEPT_AS_NOTE.items():
        text = _told(read.values.get(code))
        lines += [f"{word}：{text}"] if text else []
    lines += [f"{heading}：{said}" for heading, said in read.extra.items()]
    return "\n".join(line for line in lines if line)


def changed_project(row: Project, changes: Mapping[str, Any], *, owner_id: int | None) -> NewProject:
    """A known project with what a row says otherwise."""
    stands = {each.name: getattr(row, each.name) for each in fields(NewProject)}
    stands |= {"national_code": row.national_code or ""}
    said = {code: value for code, value in changes.items() if code in stands}
    said |= {"lead_unit_id": int(changes["lead"])} if "lead" in changes else {}
    said |= {"town_id": int(changes["town"])} if "town" in changes else {}
    said |= {"owner_id": owner_id} if "owner_name" in changes else {}
    return NewProject(**stands | said)


def _told(said: Any) -> str:
    """A value as a note keeps it."""
    if isinstance(said, Quantity):
        return f"{said.amount:f}{said.unit.label}"
    if isinstance(said, tuple):
        return "、".join(each.name if isinstance(each, UnitName) else str(each) for each in said)
    return str(said or "")


def said_word(code: str, value: Any, *, units: Mapping[str, str]) -> str:
    """A value as the preview says it."""
    if value is None or value == "":
        return ""
    if code in ("lead", "town"):
        return units.get(str(value), str(value))
    if code in MONEY:
        return f"{value:f}"
    return str(NAMED.get(code, {}).get(value, value))
