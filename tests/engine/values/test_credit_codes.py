"""Credit codes: the published case, the slow oracle, and every usual slip of the hand (统一社会信用代码)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.values import Finding, credit_check, read_credit_code
from bihuan.engine.values.credit_codes import SIGNS
from tests.oracles.credit_codes import check_by_trial

GOOD = "91350100M000100Y43"  # the case that the standard itself prints
OTHERS = st.text(SIGNS, min_size=9, max_size=9)
BODIES = st.builds(
    "{}{}{:06}{}".format, st.sampled_from("159AN"), st.sampled_from("1239"), st.integers(0, 999999), OTHERS
)
CODES = BODIES.map(lambda body: body + credit_check(body))


def fault(text: str) -> str:
    found = read_credit_code(text)
    assert isinstance(found, Finding), f"{text} was taken"
    return found.sentence


def test_the_published_code_is_right():
    assert read_credit_code(GOOD) == GOOD


@given(BODIES)
def test_the_check_agrees_with_trying_every_character(body):
    assert credit_check(body) == check_by_trial(body)


@given(CODES)
def test_a_made_code_reads_as_itself_however_it_is_spaced(code):
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code.lower())

    assert read_credit_code(f" {code[:6]} {code[6:]}") == read_credit_code(wide) == code


@given(CODES, st.integers(0, 17), st.sampled_from(SIGNS))
def test_one_wrong_character_is_always_seen(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]

    assert wrong == code or isinstance(read_credit_code(wrong), Finding)


@given(CODES, st.integers(0, 16))
def test_two_neighbours_changed_about_are_always_seen(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert wrong == code or isinstance(read_credit_code(wrong), Finding)


@pytest.mark.parametrize(("sign", "hint"), [("I", "1"), ("O", "0"), ("S", "5"), ("Z", "2")])
def test_a_letter_that_no_code_has_is_named_with_its_place(sign, hint):
    assert f"第10位不会是“{sign}”，是否应为{hint}" in fault(GOOD[:9] + sign + GOOD[10:])


def test_a_letter_in_the_division_is_named():
    assert "第4位应为数字，不会是“A”" in fault(GOOD[:3] + "A" + GOOD[4:])


@given(CODES)
def test_the_right_check_character_is_not_proposed(code):
    wrong = code[:17] + SIGNS[(SIGNS.index(code[17]) + 1) % 31]

    assert f"应为{code[17]}" not in fault(wrong)
    assert code not in fault(wrong)


def test_a_code_too_short_says_how_long_it_is():
    assert "应为18位" in fault(GOOD[:15])
    assert "是15位" in fault(GOOD[:15])


def test_nothing_is_nothing():
    assert read_credit_code("  ") is None
