"""Names of enterprises and codes of industries as they are compared and kept (企业名称、行业代码)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.values import Finding, enterprise_key, read_industry, section_of
from bihuan.engine.values.industries import SECTIONS, divisions_of

NAMES = st.text("澜山精密科技A1（）() 　【】有限公司", min_size=1, max_size=20)


@pytest.mark.parametrize(
    "other",
    [
        "澜山精密(镜澜)科技有限公司",
        "澜山精密（镜澜） 科技有限公司",
        "澜山精密【镜澜】科技有限公司",
        "澜山精密（镜澜）科技有限公司\u200b",
    ],
)
def test_brackets_spaces_and_width_make_no_other_enterprise(other):
    assert enterprise_key(other) == enterprise_key("澜山精密（镜澜）科技有限公司")


def test_another_word_is_another_enterprise():
    assert enterprise_key("澜山精密科技有限公司") != enterprise_key("澜山精工科技有限公司")


@given(NAMES)
def test_a_compared_name_compares_as_itself(name):
    assert enterprise_key(enterprise_key(name)) == enterprise_key(name)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2612", "2612"),
        ("C2612", "2612"),
        ("２６１２", "2612"),
        ("2612 无机碱制造", "2612"),
        ("26", "26"),
        ("C", "C"),
        ("0111", "0111"),
        (" ", None),
    ],
)
def test_an_industry_is_kept_as_its_code(said, kept):
    assert read_industry(said) == kept


@pytest.mark.parametrize("said", ["无机碱制造", "9999", "A2612", "2", "26123", "Z"])
def test_what_is_no_code_of_an_industry_is_said(said):
    assert isinstance(read_industry(said), Finding)


def test_every_division_belongs_to_its_own_section():
    assert {
        f"{division:02}": section_of(f"{division:02}") for letter in SECTIONS for division in divisions_of(letter)
    } == {f"{division:02}": letter for letter in SECTIONS for division in divisions_of(letter)}
    assert sum(len(divisions_of(letter)) for letter in SECTIONS) == 97
