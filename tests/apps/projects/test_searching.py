"""Projects are found by name, sound, number and national code, by those who see them."""

from __future__ import annotations

import pytest

from bihuan.apps.projects import actions
from tests.support.builders import NOW, actor
from tests.support.projects import as_said, make_project

CODE = "2609-999900-04-01-123456"


def html(response):
    return response.content.decode()


@pytest.mark.parametrize("words", ["传感器", "zncgq", "2026-0001", CODE, "石桥大道"])
def test_a_project_is_found_by_what_it_goes_by(cast, client_of, words):
    row = make_project(cast, national_code=CODE, place="石桥大道")

    assert f"/projects/{row.pk}/" in html(client_of(cast.lead_clerk).get(f"/search/?q={words}"))
    assert f"/projects/{row.pk}/" not in html(client_of(cast.stranger_clerk).get(f"/search/?q={words}"))


def test_a_renamed_project_is_found_by_its_new_name(cast, client_of):
    row = make_project(cast)
    new = as_said(row)
    by = actor(cast.lead_clerk)
    renamed = type(new)(**{**vars(new), "name": "氢能装备基地"})
    actions.change_project(row.pk, renamed, version=1, why="备案变更", by=by, now=NOW)

    assert f"/projects/{row.pk}/" in html(client_of(cast.lead_clerk).get("/search/?q=qnzb"))
