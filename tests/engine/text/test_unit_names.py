"""Names of a document against the tree of units: full and short ones, doubt left to a person."""

import pytest

from bihuan.definitions import language
from bihuan.engine.text import resolve_unit

UNITS = {
    "fagai": ("云溪区发展和改革局", "区发改局"),
    "gongxin": ("云溪区工业和信息化局",),
    "toucu": ("云溪区投资促进中心",),
    "jingfa": ("云溪高新区经济发展局",),
    "linjiang": ("临江街道办事处",),
    "guihua": ("云溪区自然资源和规划局",),
    "jianshe": ("云溪区住房和城乡建设局",),
    "wenlv_a": ("云溪区文化和旅游局",),
    "wenlv_b": ("清水县文化和旅游局",),
}


def _resolve(name):
    return resolve_unit(name, units=UNITS, words=language().unit_names)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("区发改局", "fagai"),
        ("发展改革局", "fagai"),
        ("发改", "fagai"),
        ("工信局", "gongxin"),
        ("投促中心", "toucu"),
        ("临江街道", "linjiang"),
        ("区自然资源和规划局", "guihua"),
        ("住建", "jianshe"),
    ],
)
def test_short_and_full_names_mean_one_unit(name, unit):
    found = _resolve(name)

    assert (found.unit, found.is_sure) == (unit, True)


def test_one_name_of_two_units_is_left_to_a_person():
    found = _resolve("文旅局")

    assert found.unit is None
    assert [each.unit for each in found.candidates] == ["wenlv_a", "wenlv_b"]


def test_a_full_name_tells_two_units_apart():
    assert _resolve("清水县文化和旅游局").unit == "wenlv_b"


def test_a_likeness_is_shown_as_doubt_with_its_reason():
    found = _resolve("投促局")

    assert (found.unit, found.is_sure) == (None, False)
    assert all("请人工确认" in each.because for each in found.candidates)


def test_a_name_that_nobody_has_finds_nobody():
    assert _resolve("海事局").candidates == ()
