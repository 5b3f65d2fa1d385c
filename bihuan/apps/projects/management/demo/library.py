"""The demonstration's library: projects on their way, with teams, evidence, lists and programmes (演示项目库)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.projects import actions, queries
from bihuan.apps.projects.models import Batch, Project, Role
from bihuan.apps.units import queries as units
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration

OFFICE, OWN_CLERKS = "ducha", {"FGJ": "zonghe"}
BEFORE = 140
"""How many days before the day of the demonstration the register was filled."""
STANDARD_PROJECTS = 400
PARTS = ("二期", "三期", "配套工程", "提升改造", "北区", "南区", "西区", "东区", "续建工程", "附属设施")
BEGUN = {"started", "building", "in_production", "full_capacity"}
FOR_STATISTICS = ("filing", "construction_contract", "piling", "site_photo", "application_form", "platform_passed")
HAD = {
    "building": ("filing", "land", "construction_permit", "piling"),
    "started": ("filing", "land", "construction_permit", "piling"),
}
"""Papers of projects that stood in a stage when they were registered."""
BATCHES = {
    "idea": Batch.PREPARING,
    "negotiation": Batch.PREPARING,
    "signed": Batch.PREPARING,
    "started": Batch.STARTING,
    "building": Batch.CONTINUING,
    "in_production": Batch.FINISHING,
    "full_capacity": Batch.FINISHING,
}
PAPERS = {"land": "自然资", "construction_permit": "住建施", "piling": "质监", "agreement": "投协", "acceptance": "验"}
"""How the numbers of other papers than the filing begin."""
WITH_FILE = ("filing", "acceptance")
"""Papers whose file is kept; of the others the number is enough."""


@cache
def book() -> dict[str, Any]:
    """The contents of projects.yaml."""
    return dict(yaml.safe_load((Path(__file__).parent / "projects.yaml").read_text(encoding="utf-8")))


def make(demonstration: Demonstration) -> str:
    """Register, move on, team up, list; what was made, in words."""
    making = _Making(demonstration)
    for place, told in enumerate(_told(demonstration)):
        making.project(told, place)
    making.lists()
    programmes = making.programmes()
    demonstration.made["projects"] = making.rows
    return f"项目{len(making.rows)}个，专项片区{programmes}个"


def _told(demonstration: Demonstration) -> Iterator[dict[str, Any]]:
    """The projects of the book; for the standard set more of their kind, with other parts and amounts."""
    first = book()["projects"]
    yield from first
    if demonstration.is_standard:
        for number in range(STANDARD_PROJECTS - len(first)):
            told, part = first[number % len(first)], PARTS[number // len(first) % len(PARTS)]
            total = told["total"] and told["total"] * demonstration.chance.randint(20, 90) // 100
            fixed = total and total * 4 // 5
            code, name = f"{told['code']}x{number:03}", f"{told['name']}{part}"
            yield {**told, "code": code, "name": name, "total": total, "fixed": fixed, "spent": None, "in": []}


class _Making:
    """One run: who acts, who leads which unit, what was made."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        self.rows: dict[str, Project] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self.leaders = self._leaders()
        self.builders = cycle(book()["builders"])
        self.actors: dict[tuple[str, date], Actor] = {}

    def _leaders(self) -> dict[int, tuple[int, str]]:
        """Unit -> the leader who answers for it."""
        on, found = self.demonstration.on, {}
        for pk, name in units.leader_choices(on):
            for unit_id, _ in units.portfolio_of(pk, on=on):
                found[unit_id] = (pk, name)
        return found

    def at(self, days: int, hour: int = 10) -> datetime:
        """A moment so many days before the day of the demonstration."""
        return timezone.make_aware(datetime.combine(self.demonstration.on - timedelta(days=days), time(hour)))

    def by(self, login: str, now: datetime) -> Actor:
        """Who acts."""
        key = (login, now.date())
        if key not in self.actors:
            self.actors[key] = self.demonstration.actor_of(login, now)
        return self.actors[key]

    def unit(self, code: str) -> Any:
        """A unit of the district."""
        return self.demonstration.made["units"][code]

    def clerk(self, told: dict[str, Any]) -> str:
        """Who keeps the projects of a unit."""
        return OWN_CLERKS.get(told["lead"], f"{told['lead'].lower()}-jb")

    def project(self, told: dict[str, Any], place: int) -> None:
        """One project from its registering to where it stands."""
        (first, since), *later = told["steps"].items()
        now = self.at(BEFORE if since > BEFORE else since, hour=9)
        standing = actions.Standing(first, self.demonstration.on - timedelta(days=since))
        sides: dict[str, Any] = {"by": self.by(self.clerk(told), now), "now": now}
        row = actions.register_project(self._new(told, place), standing=standing, **sides)
        self.rows[told["code"]], self.told[told["code"]] = row, told
        for code in HAD.get(first, ()):
            self._evidence(row, code, place, standing.since, sides)
        self._team(row, told, sides)
        for stage, days in later:
            self._enter(row, told, stage, days, place)
        if BEGUN & set(told["steps"]) and place % 4:
            self._for_statistics(row, told, place)
        if told.get("stop"):
            self._stop(row, told)

    def _new(self, told: dict[str, Any], place: int) -> actions.NewProject:
        year, town = self.demonstration.on.year, told["town"]
        return actions.NewProject(
            name=told["name"] if told["name"].endswith(("项目", "）")) else f"{told['name']}项目",
            lead_unit_id=self.unit(told["lead"]).pk,
            town_id=self.unit(town).pk if town else None,
            owner_name=told["owner"],
            national_code=self._code(told, place),
            nature=told["nature"],
            procedure=told["procedure"],
            industry=told["industry"],
            place=book()["places"][place % len(book()["places"])] if town else "",
            content=told["text"],
            from_year=year + told["from"],
            to_year=None if told["to"] is None else year + told["to"],
            total=None if told["total"] is None else Decimal(told["total"]),
            fixed_assets=None if told["fixed"] is None else Decimal(told["fixed"]),
            spent_before=Decimal(told["spent"]) if told.get("spent") else None,
            energy_review=True if told.get("energy") or told.get("power") else None,
            energy_use=Decimal(told["energy"]) if told.get("energy") else None,
            electricity_use=Decimal(told["power"]) if told.get("power") else None,
            source_text=book()["sources"][place % len(book()["sources"])],
        )

    def _code(self, told: dict[str, Any], place: int) -> str:
        """A national code of a division that does not exist; none while a project is an idea."""
        if next(iter(told["steps"])) in ("idea", "negotiation"):
            return ""
        return f"{self.demonstration.on.year % 100:02}0{place % 9 + 1}-999900-04-01-{100000 + place}"

    def _evidence(self, row: Project, code: str, place: int, on: date, sides: dict[str, Any]) -> None:
        word = "审批" if row.procedure == "approval" else "发改备"
        number = f"启{PAPERS.get(code, word)}〔{on.year}〕{place + 11}号"
        kept = None
        if code in WITH_FILE:
            content = f"{row.number}《{row.name}》{number}（演示材料）\n"
            kept = files.keep(content.encode(), name=f"{row.name}立项文件.txt", wait=False)
        new = actions.NewEvidence(code, document_number=number, issued_on=on)
        actions.add_evidence(row.pk, new, kept=kept, **sides)

    def _team(self, row: Project, told: dict[str, Any], sides: dict[str, Any]) -> None:
        people, lead = self.demonstration.made["people"], told["lead"].lower()
        seats: list[tuple[str, Any, str]] = []
        stands = list(told["steps"])[-1]
        if stands != "idea" and (leader := self.leaders.get(row.lead_unit_id)):
            seats.append((Role.LEADER, leader[0], leader[1]))
        seats += [(Role.HEAD, people[f"{lead}-head"], ""), (Role.LIAISON, people[f"{lead}-lx"], "")]
        if stands not in ("idea", "negotiation"):
            seats.append((Role.COMMISSIONER, people[f"{lead}-jb"], ""))
        for role, person, name in seats:
            self._seat(row, role, person, name, sides)
        if stands not in ("idea", "negotiation") and row.owner_name:
            self._outsiders(row, sides)

    def _seat(self, row: Project, role: str, person: Any, name: str, sides: dict[str, Any]) -> None:
        pk, called = (person, name.partition("（")[0]) if name else (person.pk, person.name)
        unit = name.partition("（")[2].rstrip("）") or row.lead_name
        on = sides["now"].date()
        actions.add_member(
            row.pk, actions.NewMember(role=role, name=called, person_id=pk, unit_name=unit, from_on=on), **sides
        )

    def _outsiders(self, row: Project, sides: dict[str, Any]) -> None:
        """Of the owner and the builder only what is needed to ring them up."""
        for role in (Role.OWNER_CONTACT, Role.BUILDER):
            phone = f"6321{self.demonstration.chance.randint(1000, 9999)}"
            told = {"role": role, "name": next(self.builders), "unit_name": row.owner_name, "phone": phone}
            new = actions.NewMember(**told, from_on=sides["now"].date())
            actions.add_member(row.pk, new, **sides)

    def _enter(self, row: Project, told: dict[str, Any], stage: str, days: int, place: int) -> None:
        """Bring what the gate asks, then enter the stage."""
        now = self.at(max(days - 1, 0), hour=15)
        sides: dict[str, Any] = {"by": self.by(self.clerk(told), now), "now": now}
        on = self.demonstration.on - timedelta(days=days)
        rule = queries.stage_rule(now.date())
        row.refresh_from_db()
        for need in queries.gate(row, stage, rule, queries.evidence_of(row)).missing:
            self._evidence(row, need.asked.evidence[0], place, on, sides)
        actions.enter_stage(row.pk, actions.Entering(stage, on), version=row.version, **sides)

    def _for_statistics(self, row: Project, told: dict[str, Any], place: int) -> None:
        """What the statistics ask of works that have begun, as far as it is not there yet."""
        now = self.at(1)
        sides: dict[str, Any] = {"by": self.by(self.clerk(told), now), "now": now}
        there = {each.code for each in queries.evidence_of(row)}
        for code in FOR_STATISTICS:
            if code not in there:
                self._evidence(row, code, place, now.date(), sides)

    def _stop(self, row: Project, told: dict[str, Any]) -> None:
        now = self.at(20)
        row.refresh_from_db()
        flag = actions.Flag(told["stop"], now.date(), told["why"])
        actions.flag_project(row.pk, flag, version=row.version, by=self.by(self.clerk(told), now), now=now)

    def lists(self) -> None:
        """Lists of this year; what was being built last year stood on last year's, of which two were not taken over."""
        year, now = self.demonstration.on.year, self.at(15)
        sides: dict[str, Any] = {"by": self.by(OFFICE, now), "now": now}
        source = "启明区{}年重点项目清单（启政发〔{}〕4号）"
        going = [code for code, told in self.told.items() if next(iter(told["steps"])) == "building"]
        left = set(going[-2:])
        for code, told in self.told.items():
            level, row = told["level"], self.rows[code]
            row.refresh_from_db()
            if not level or row.terminated_on:
                continue
            if code in going:
                self._list([row], year - 1, level, Batch.STARTING, source, sides)
            if code not in left or row.stage != "building":
                self._list([row], year, level, BATCHES[row.stage], source, sides)

    def _list(self, rows: list[Project], year: int, level: str, batch: str, source: str, sides: dict[str, Any]) -> None:
        place = actions.ListPlace(year, level, batch, source.format(year, year))
        actions.put_on_list([row.pk for row in rows], place, **sides)

    def programmes(self) -> int:
        """Programmes as their papers tell them, with the projects that the library counts."""
        now, year = self.at(30), self.demonstration.on.year
        sides: dict[str, Any] = {"by": self.by(OFFICE, now), "now": now}
        for told in book()["programmes"]:
            new = actions.NewProgramme(
                code=told["code"],
                name=told["name"],
                kind=told["kind"],
                lead_unit_id=self.unit(told["lead"]).pk,
                from_year=year + told["from"],
                to_year=None if told["to"] is None else year + told["to"],
                told_count=told["count"],
                told_total=Decimal(told["total"]),
                source=told["source"],
            )
            actions.add_programme(new, **sides)
            inside = [row.pk for code, row in self.rows.items() if told["code"] in self.told[code].get("in", [])]
            actions.put_in_programme(inside, told["code"], **sides)
        return len(book()["programmes"])
