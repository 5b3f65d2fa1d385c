"""One box finds items, documents, units and people by name, sound, first letter and number, cut to who asks (B35)."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import transaction

from bihuan.apps.desk import actions, queries
from bihuan.apps.desk.models import Findable
from bihuan.apps.units import actions as units
from bihuan.apps.units.models import Person, Unit, UnitName
from bihuan.apps.work import actions as work
from tests.support.builders import LONG_AGO, NOW, actor, viewer
from tests.support.documents import make_document
from tests.support.items import make_item
from tests.support.names import BODIES, PEOPLE


@pytest.fixture
def full(cast):
    make_item(cast, title="建设镇东产业园")
    make_document(cast.units.lead)
    cast.units.town.names.create(name="石桥街道", from_on=date(2026, 1, 1))
    actions.rebuild_index()


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
        ("石橋", "石桥镇"),
        ("區財政局", "区财政局"),
        ("czj", "区财政局"),
        ("caizheng", "区财政局"),
        ("ＣＺＪ", "区财政局"),
        ("jszdcyy", "建设镇东产业园"),
        ("产业园 zhendong", "建设镇东产业园"),
        ("2026-1", "建设镇东产业园"),
        ("〔2026〕1号", "建设镇东产业园"),
        ("陈知远", "陈知远"),
        ("czy", "陈知远"),
        ("chenzhiyuan", "陈知远"),
    ],
)
def test_the_box_finds_by_word_sound_letters_and_number(full, cast, client_of, words, first):
    assert titles(client_of(cast.supervisor), words)[0] == first


def test_another_unit_finds_the_unit_and_not_its_item(full, cast, client_of):
    client = client_of(cast.stranger_clerk)

    assert titles(client, "产业园") == []
    assert titles(client, "jszdcyy") == []
    assert titles(client, "1号") == []
    assert titles(client, "工业和信息化") == ["区工业和信息化局"]


def test_the_system_administrator_finds_units_alone(full, cast, client_of):
    assert titles(client_of(cast.system_admin), "产业园") == []
    assert titles(client_of(cast.system_admin), "jszdcyy") == []
    assert titles(client_of(cast.system_admin), "财政") == ["区财政局"]


def hits(person, words):
    return [hit.title for group in queries.search(viewer(person), words) for hit in group.hits]


@pytest.fixture
def crowd(cast):
    """Three hundred people and twenty units."""
    Person.objects.bulk_create(
        Person(login=f"n{number}", name=one.name, created_at=NOW) for number, one in enumerate(PEOPLE)
    )
    for number, one in enumerate(BODIES):
        values = {"code": f"b{number}", "name": one.name, "kind": "department", "began_on": LONG_AGO}
        unit = Unit.objects.add_child(Unit.objects.get(pk=cast.units.district.pk), values)
        UnitName.objects.create(unit=unit, name=one.name, from_on=LONG_AGO)
    actions.rebuild_index()


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.drill)])
def test_of_three_hundred_names_and_twenty_units_the_right_one_is_in_the_first_three(cast, crowd, every):
    letters = [one.letters for one in PEOPLE]
    plain = [one for one in PEOPLE if letters.count(one.letters) <= 3]

    asked, spelt = [*PEOPLE, *BODIES][::every], [*plain, *BODIES][::every]
    by_sound = [one.name for one in asked if one.name not in hits(cast.lead_clerk, one.sounds)[:3]]
    by_letters = [one.name for one in spelt if one.name not in hits(cast.lead_clerk, one.letters)[:3]]
    by_name = [one.name for one in asked if hits(cast.lead_clerk, one.name)[0] != one.name]

    assert (by_sound, by_letters, by_name) == ([], [], [])
    assert len(plain) >= 200


def test_a_new_name_is_found_at_once_and_a_rolled_back_one_never(cast):
    by, admin = actor(cast.supervisor), actor(cast.system_admin)
    item = make_item(cast, title="修缮长乐桥")
    assert hits(cast.supervisor, "xsclq") == ["修缮长乐桥"]

    work.amend_item(item.pk, {"title": "重修长乐桥"}, why="笔误", version=item.version, by=by, now=item.moved_at or NOW)
    units.rename_unit(cast.units.town.pk, name="长乐镇", from_on=date(2026, 3, 1), why="更名", by=admin, now=NOW)
    with transaction.atomic():
        units.add_person("gone", name="万俟重阳", by=admin, now=NOW)
        assert hits(cast.supervisor, "moqichongyang") == ["万俟重阳"]
        transaction.set_rollback(True)

    assert hits(cast.supervisor, "cxclq") == ["重修长乐桥"]
    assert "长乐镇" in hits(cast.supervisor, "clz")
    assert hits(cast.supervisor, "xsclq") == []
    assert hits(cast.supervisor, "moqichongyang") == []


def test_the_index_made_anew_changes_nothing_that_stands_and_mends_what_does_not(cast, full):
    rows = Findable.objects.unscoped("a test reads")
    before = sorted(rows.values_list("source", "object_id", "text", "sounds"))
    assert actions.rebuild_index() == ""

    rows.filter(source="units").update(sounds=" x ", made_by="old")
    rows.filter(source="people").delete()
    Findable.objects.create(source="items", object_id=10**9, text="\n幽灵\n", sounds=" yl ", made_by="old")
    actions.rebuild_index()

    assert sorted(rows.values_list("source", "object_id", "text", "sounds")) == before


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "\n", "a" * 500, "。", "'; drop table", "\x00", "🙂", "()[]*?"])
def test_odd_signs_find_nothing_and_break_nothing(cast, client_of, full, words):
    client = client_of(cast.supervisor)

    assert client.get("/search/", {"q": words}).status_code == 200
    assert client.get("/search/quick/", {"q": words}).status_code == 200


def test_a_search_asks_few_queries(cast, client_of, full, django_assert_max_num_queries):
    client = client_of(cast.lead_clerk)

    with django_assert_max_num_queries(15):
        client.get("/search/", {"q": "产业"})
    with django_assert_max_num_queries(15):
        client.get("/search/quick/", {"q": "c"})
