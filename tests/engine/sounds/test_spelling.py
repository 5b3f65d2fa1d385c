"""How names sound: family names and places by their own readings, other readings besides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan import definitions
from bihuan.engine.sounds import BadSounds, build
from tests.support.names import BODIES, PEOPLE, Typed

SOUNDS = build(definitions.on("sounds", "standard", date(2026, 5, 1)).body)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_body_is_read_as_its_people_say_it(body: Typed):
    assert SOUNDS.spell(body.name).main == (body.sounds, body.letters)


def test_three_hundred_people_are_read_by_their_likely_or_another_reading():
    spelt = {person: SOUNDS.spell(person.name, is_person=True) for person in PEOPLE}

    likely = sum(person.sounds in found.main for person, found in spelt.items())
    missed = [person.name for person, found in spelt.items() if person.sounds not in (*found.main, *found.others)]
    assert len(spelt) == 300
    assert missed == []
    assert likely >= 295


@pytest.mark.parametrize(
    ("name", "typed"),
    [("行政审批局", "hzspj"), ("重庆路", "zhongqinglu"), ("12号楼a座", "12hlaz"), ("吕梁", "lvliang")],
)
def test_other_readings_letters_and_numbers_are_typed_too(name, typed):
    found = SOUNDS.spell(name)

    assert typed in (*found.main, *found.others)


@given(st.text(max_size=40))
def test_whatever_the_name_what_is_typed_is_small_letters_and_digits(name):
    found = SOUNDS.spell(name)

    assert all(each.isascii() and each.isalnum() and each == each.lower() for each in (*found.main, *found.others))


def test_a_reading_that_does_not_fit_its_word_is_named():
    with pytest.raises(BadSounds, match="重庆"):
        build({"surnames": {}, "words": {"重庆": "chong"}})
