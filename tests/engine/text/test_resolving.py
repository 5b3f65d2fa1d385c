"""Names in a paper led to units: clear, doubtful, or none; invented names."""

import pytest

from bihuan.definitions import language
from bihuan.engine.text.resolving import UnitNames

NAMES = UnitNames(
    {
        1: ("区工业和信息化局", "区工信局"),
        2: ("区投资促进局", "区投促局", "区招商局"),
        3: ("区发展和改革委员会", "区发改委"),
        4: ("石桥镇",),
        5: ("区商务局",),
        6: ("市商务局",),
    },
    language().unit_names,
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("区工信局", 1),
        ("工信局", 1),
        ("区工业和信息化局", 1),
        ("投促局", 2),
        ("区招商局", 2),
        ("石桥镇", 4),
        ("区商务局", 5),
    ],
)
def test_a_known_name_is_one_unit(name, unit):
    assert NAMES.resolve(name).unit == unit


@pytest.mark.parametrize(
    ("name", "units", "words"),
    [
        ("发改局", (), "没有找到"),
        ("商务局", (5, 6), "区商务局或市商务局"),
        ("工业信息局", (1,), "的简称"),
        ("某某局", (), "没有找到"),
    ],
)
def test_what_is_not_clear_is_a_doubt_and_no_unit(name, units, words):
    found = NAMES.resolve(name)

    assert (found.unit, found.units) == (None, units)
    assert words in found.doubt


def test_every_name_of_the_directory_leads_to_its_unit():
    for unit, names in NAMES.names.items():
        assert all(NAMES.resolve(name).unit == unit for name in names)
