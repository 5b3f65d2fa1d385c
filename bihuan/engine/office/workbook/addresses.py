"""Where a cell is (单元格地址), as spreadsheets write it: column letters and row number."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def letters(column: int) -> str:
    """The letters of a column counted from 0 (列标).

    >>> letters(0), letters(27), letters(16383)
    ('A', 'AB', 'XFD')
    """
    found = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        found = chr(ord("A") + place) + found
    return found


def address(row: int, column: int, *, sheet: str = "") -> str:
    """The address of a cell counted from 0 (单元格地址), with its sheet where given.

    >>> address(4, 2), address(0, 0, sheet="台账")
    ('C5', '台账!A1')
    """
    cell = f"{letters(column)}{row + 1}"
    return f"{sheet}!{cell}" if sheet else cell


def place(cell: str) -> tuple[int, int]:
    """Row and column from 0 of an address (按地址找单元格).

    Raises: ValueError: it is no address of a cell.
    """
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        raise ValueError(f"no address of a cell: {cell}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def split(at: str) -> tuple[str, int, int]:
    """Sheet, row and column of an address with its sheet (拆分地址).

    >>> split("台账!C5")
    ('台账', 4, 2)
    """
    sheet, _, cell = at.rpartition("!")
    return (sheet, *place(cell))
