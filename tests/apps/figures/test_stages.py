"""Pages of stages: targets by unit with lamps, each with a way to its figure; as of a past day too."""

from __future__ import annotations

import pytest

from bihuan.apps.figures import queries
from bihuan.base.scope import Viewer
from tests.support.analyses import correct, put_figures
from tests.support.observations import LATER
from tests.support.targets import YEAR, set_one

EYES = Viewer.worker(on=LATER.date())
CODE = "general_public_budget_revenue"


@pytest.fixture
def aimed(cast):
    put_figures(cast)
    set_one(cast, cast.units.district, code=CODE, kind="growth", goal="5")
    return cast


def page(known_on=None):
    return queries.stage_page(EYES, "opening", year=YEAR, book=queries.book(EYES.on), known_on=known_on)


def test_a_stage_shows_each_target_with_lamp_and_verdict(aimed):
    line = page().lines[0]

    assert (line.line.code, line.reached.is_reached) == (CODE, False)
    assert line.progress.lamp.word == "略低于目标增速"


def test_a_correction_turns_the_verdict_and_the_past_day_keeps_it(aimed):
    correct(aimed)

    assert page().lines[0].reached.is_reached is True
    assert page(known_on=LATER.date().replace(day=19)).lines == []


def test_the_page_leads_to_the_figure_and_ranks_nobody(aimed, client_of):
    said = client_of(aimed.supervisor).get(f"/figures/stages/opening/?year={YEAR}").content.decode()

    assert f'href="/figures/cell/{aimed.units.district.pk}/{CODE}/2026-0' in said
    assert "不作排名" in said


def test_the_room_opens_the_stage_that_began_last(aimed, client_of):
    client = client_of(aimed.lead_clerk)

    said = client.get("/figures/stages/").content.decode()

    assert sum(f'aria-current="page">{word}</a>' in said for word in ("开门红", "双过半", "冲刺")) == 1
    assert client.get("/figures/stages/none/").status_code == 404
