"""docs/trust.md lists every promise of this stage with tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "trust.md"
PROMISED = [
    f"A{number:02}"
    for number in (
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        19,
        20,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        34,
        39,
        43,
        44,
        45,
        46,
        49,
        50,
        51,
        53,
        54,
        56,
        57,
        58,
        59,
        60,
        61,
        62,
        63,
        64,
        71,
        72,
        73,
        75,
    )
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def lines() -> dict[str, str]:
    """Row of the table by its number."""
    page = TABLE.read_text(encoding="utf-8").splitlines()
    return {line[2:5]: line for line in page if re.match(r"\| A\d\d \|", line)}


@cache
def names_in(path: str) -> frozenset[str]:
    """Names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_promise_of_this_stage_has_a_row():
    assert sorted(set(PROMISED) - set(lines())) == []


def gone(row: str) -> list[str]:
    """Tests that a row names and nobody wrote."""
    named = NAMED.findall(row)
    return [f"{path}::{name}" for path, name in named if not (ROOT / path).exists() or name not in names_in(path)]


@pytest.mark.parametrize("row", sorted(lines()))
def test_a_row_names_tests_that_exist(row):
    assert NAMED.findall(lines()[row])
    assert gone(lines()[row]) == []


def test_a_test_that_is_gone_is_noticed():
    here = "tests/trust/test_the_table.py"

    assert gone(f"`{here}::test_that_nobody_wrote` `tests/none.py::test_one`") == [
        f"{here}::test_that_nobody_wrote",
        "tests/none.py::test_one",
    ]
