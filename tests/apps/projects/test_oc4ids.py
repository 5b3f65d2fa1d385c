"""Projects go out by OC4IDS: valid by its schema, what is unknown left out, nobody named (项目数据公开标准)."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.projects.mapping.oc4ids import Dossier, Node, oc4ids_project, package, sector_of
from bihuan.apps.projects.models import AnnualPlan, Evidence, MonthReport, Nature, Project, StageEntry
from bihuan.apps.units.models import Event
from bihuan.engine.values import Month
from tests.support.builders import NOW, viewer
from tests.support.enterprises import code_of, put_enterprise
from tests.support.projects import make_project, strange_project

PLACES = [each / "shared" / "yardsticks" / "oc4ids" for each in Path(__file__).resolve().parents]
YARDSTICK = next((place for place in PLACES if place.exists()), Path("shared/yardsticks/oc4ids"))
"""The standard's own schemas, read where they are; nothing of them is kept here."""
STAGES = ("idea", "negotiation", "signed", "started", "building", "in_production", "full_capacity", "本地阶段")
needs_schema = pytest.mark.skipif(not YARDSTICK.exists(), reason=f"{YARDSTICK} is absent: nothing to validate against")


@cache
def validator() -> Draft4Validator:
    """Checks a package; the project schema that it names by address is the local one."""
    schemas = [
        json.loads((YARDSTICK / f"{name}.json").read_text()) for name in ("project-schema", "project-package-schema")
    ]
    registry = Registry().with_resources((each["id"], Resource(each, DRAFT4)) for each in schemas)
    return Draft4Validator(schemas[1], registry=registry, format_checker=FormatChecker())


def faults(dossiers: list[Dossier]) -> list[str]:
    said = package(
        map(oc4ids_project, dossiers), uri="http://127.0.0.1/projects/", publisher="镜澜区", published_at=NOW
    )
    return [
        f"{list(each.absolute_path)}: {each.message[:200]}"
        for each in validator().iter_errors(json.loads(json.dumps(said)))
    ]


def extra(said: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    """Fields that the standard does not know."""
    schema = definitions[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if isinstance(said, list):
        return [name for each in said for name in extra(each, schema.get("items", {}), definitions)]
    if not isinstance(said, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    found = [name for name in said if name not in known]
    return found + [name for key in said if key in known for name in extra(said[key], known[key], definitions)]


DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
MONEY = st.none() | st.decimals(0, 10**9, places=2)
TEXT = st.text(max_size=30)


@st.composite
def dossiers(draw) -> Dossier:
    """A project in any state, more or less known; its rows are in no database."""
    sure = st.text(min_size=1, max_size=30)
    years = sorted(draw(st.lists(st.integers(2000, 2040), max_size=2)))
    owner = draw(st.none() | st.builds(Enterprise, pk=st.just(1), name=sure, code=st.sampled_from([None, code_of(1)])))
    row = Project(
        pk=1,
        number=f"项2026-{draw(st.integers(1, 9999)):04}",
        national_code=draw(st.none() | st.just("2609-370100-04-01-123456")),
        name=draw(sure),
        stage=draw(st.sampled_from(STAGES)),
        nature=draw(st.sampled_from(["", *Nature.values])),
        industry=draw(st.sampled_from(["", "2612", "4812", "83", "C", "7610"])),
        owner=owner,
        owner_name=draw(TEXT),
        lead_unit_id=7,
        lead_name="区发改局",
        town_name=draw(TEXT),
        place=draw(TEXT),
        content=draw(TEXT),
        from_year=years[0] if years else None,
        to_year=years[-1] if years else None,
        total=draw(MONEY),
        terminated_on=draw(st.none() | DAYS),
        shape=draw(st.sampled_from([None, {"type": "Point", "coordinates": [117.1, 36.6]}, {"type": "Feature"}])),
        created_at=NOW,
    )
    entries = [
        StageEntry(stage=draw(st.sampled_from(STAGES)), entered_on=draw(DAYS), at=NOW)
        for _ in range(draw(st.integers(0, 4)))
    ]
    evidence = [
        Evidence(
            pk=pk,
            code=draw(st.sampled_from(["filing", "construction_contract", "x"])),
            text=draw(sure),
            at=NOW,
            document_number=draw(TEXT),
            issued_on=draw(st.none() | DAYS),
        )
        for pk in range(draw(st.integers(0, 3)))
    ]
    return Dossier(
        row=row,
        entries=entries,
        plans=[AnnualPlan(year=2026, amount=Decimal("12.34"), at=NOW)] if draw(st.booleans()) else [],
        months=[MonthReport(month=Month(2026, 1), ytd=draw(MONEY), moved_at=NOW)] if draw(st.booleans()) else [],
        support=draw(st.sampled_from([{}, {8: "区财政局"}])),
        evidence=evidence,
        evidence_words={"filing": "立项文件"},
        promised_on=draw(st.none() | DAYS),
        nodes=draw(st.sampled_from([[], [Node("filing", "项目备案", done_on=date(2026, 1, 5))]])),
    )


@needs_schema
@settings(deadline=None)
@given(dossiers())
def test_whatever_is_known_of_a_project_the_package_is_valid(dossier):
    assert faults([dossier]) == []


@needs_schema
@given(dossiers())
def test_the_standard_knows_every_field_that_goes_out(dossier):
    schema = json.loads((YARDSTICK / "project-schema.json").read_text())

    assert extra(oc4ids_project(dossier), schema, schema["definitions"]) == []


@needs_schema
def test_the_yardstick_finds_what_is_wrong():
    said = package([{"id": "", "status": "谋划"}], uri="x", publisher="", published_at=NOW)

    assert len(list(validator().iter_errors(said))) >= 3


def plain(**said: Any) -> Project:
    return Project(
        pk=1, number="项2026-0001", name="厂房", lead_unit_id=7, lead_name="区发改局", created_at=NOW, **said
    )


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("idea", "identification"),
        ("negotiation", "identification"),
        ("signed", "preparation"),
        ("started", "implementation"),
        ("building", "implementation"),
        ("in_production", "completion"),
        ("full_capacity", "maintenance"),
    ],
)
def test_each_stage_has_its_status(stage, status):
    assert oc4ids_project(Dossier(plain(stage=stage)))["status"] == status


def test_a_terminated_project_is_cancelled_and_a_local_stage_has_no_status():
    assert oc4ids_project(Dossier(plain(terminated_on=date(2026, 1, 1))))["status"] == "cancelled"
    assert "status" not in oc4ids_project(Dossier(plain(stage="local")))


def test_what_is_not_known_is_left_out():
    assert set(oc4ids_project(Dossier(plain()))) == {
        *("id", "updated", "language", "identifiers", "title", "status", "parties", "publicAuthority"),
    }


def test_money_goes_out_in_yuan_to_the_last_cent():
    said = oc4ids_project(Dossier(plain(total=Decimal("12345.67"))))

    assert said["budget"] == {"amount": {"amount": 123456700, "currency": "CNY"}}


def test_phases_last_from_the_day_they_were_entered():
    days = [("idea", 1), ("negotiation", 2), ("signed", 3), ("started", 4), ("building", 5)]
    entries = [StageEntry(stage=stage, entered_on=date(2026, 1, day), at=NOW) for stage, day in days]

    said = oc4ids_project(Dossier(plain(stage="building"), entries=entries))

    assert said["identificationPeriod"] == {
        "startDate": "2026-01-01T00:00:00+08:00",
        "endDate": "2026-01-03T00:00:00+08:00",
    }
    assert said["implementationPeriod"] == {"startDate": "2026-01-04T00:00:00+08:00"}


@pytest.mark.parametrize(
    ("industry", "sectors"),
    [
        ("", []),
        ("2612", ["economy"]),
        ("4812", ["transport", "transport.road"]),
        ("7721", ["waterAndWaste"]),
        ("8310", ["education"]),
        ("C", ["economy"]),
    ],
)
def test_an_industry_has_its_sector(industry, sectors):
    assert sector_of(industry) == sectors


def sent(client, url):
    answer = client.post(url)
    return json.loads(answer.content) if answer.status_code == 200 else answer


def test_one_project_goes_out_with_its_owner_and_is_kept_in_the_log(cast, client_of):
    owner = put_enterprise(cast.lead_clerk, code=code_of(1))
    row = make_project(cast)
    Project.objects.unscoped("test").filter(pk=row.pk).update(owner=owner, total=Decimal(100))

    said = sent(client_of(cast.lead_clerk), f"/projects/{row.pk}/oc4ids/")

    (project,) = said["projects"]
    (event,) = Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind="project.exported")
    assert project["parties"][1]["identifier"] == {"scheme": "GB 32100", "id": code_of(1), "legalName": owner.name}
    assert (said["publisher"], event.object_id) == ({"name": "镜澜区"}, row.pk)


def test_all_in_reach_go_out_and_no_other(cast, client_of):
    own, other = make_project(cast), strange_project(cast)

    said = sent(client_of(cast.lead_clerk), "/projects/oc4ids/")

    assert [project["id"] for project in said["projects"]] == [own.number]
    assert sent(client_of(cast.lead_clerk), f"/projects/{other.pk}/oc4ids/").status_code == 404


def test_many_projects_cost_no_query_each(cast, client_of, django_assert_max_num_queries):
    for number in range(15):
        make_project(cast, name=f"项目{number}")
    client = client_of(cast.supervisor)

    with django_assert_max_num_queries(32):
        client.post("/projects/oc4ids/")


def test_nobody_goes_out_where_nothing_is_to_be_seen(cast, client_of):
    answer = client_of(cast.stranger_clerk).post("/projects/oc4ids/")

    assert answer.status_code == 422
    assert "还没有可导出的" in answer.content.decode()
