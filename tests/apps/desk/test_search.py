"""One box finds items, documents and units, each cut to who asks (B35)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.support.documents import make_document
from tests.support.items import make_item


@pytest.fixture
def full(cast):
    make_item(cast, title="建设镇东产业园")
    make_document(cast.units.lead)
    cast.units.town.names.create(name="石桥街道", from_on=date(2026, 1, 1))


def titles(client, words):
    page = client.get("/search/", {"q": words}).content.decode()
    return re.findall(r'<li><div><a href="[^"]*">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("产业园", "建设镇东产业园"),
        ("1号", "建设镇东产业园"),
        ("工作报告", "区工业和信息化局工作报告"),
        ("财政", "区财政局"),
        ("石桥街道", "石桥镇"),
    ],
)
def test_the_box_finds_items_by_word_and_number_papers_and_units(full, cast, client_of, words, first):
    assert titles(client_of(cast.supervisor), words)[0] == first


def test_another_unit_finds_the_unit_and_not_its_item(full, cast, client_of):
    client = client_of(cast.stranger_clerk)

    assert titles(client, "产业园") == []
    assert titles(client, "工业和信息化") == ["区工业和信息化局"]


def test_the_system_administrator_finds_units_alone(full, cast, client_of):
    assert titles(client_of(cast.system_admin), "产业园") == []
    assert titles(client_of(cast.system_admin), "财政") == ["区财政局"]
