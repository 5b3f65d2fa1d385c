"""A pasted block becomes cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.office.tables import PasteTooLarge, pasted


def copied(rows):
    """What a spreadsheet puts on the clipboard."""

    def cell(text):
        return '"' + text.replace('"', '""') + '"' if "\t" in text or "\n" in text else text

    return "".join("\t".join(map(cell, row)) + "\r\n" for row in rows)


def test_a_block_is_cells_row_by_row():
    assert pasted("任务\t时限\r\n建设\t6月底\r\n") == (("任务", "时限"), ("建设", "6月底"))


def test_a_cell_may_hold_line_breaks_tabs_and_quotes():
    assert pasted('甲\t"一、""开门红""\n二、完工"\t乙\r\n') == (("甲", '一、"开门红"\n二、完工', "乙"),)


@pytest.mark.parametrize("cell", ['"甲"', '"开门红"行动', '说"好"', '"', '""', '"甲'])
def test_quotes_that_stand_in_a_cell_are_its_own(cell):
    assert pasted(f"{cell}\t乙\r\n") == ((cell, "乙"),)


def test_rows_are_filled_to_one_width_and_a_last_line_end_adds_none():
    assert pasted("甲\t乙\n丙\n") == (("甲", "乙"), ("丙", ""))
    assert pasted("甲\t") == (("甲", ""),)
    assert pasted("") == ()


def test_an_empty_row_between_stays():
    assert pasted("甲\n\n乙\n") == (("甲",), ("",), ("乙",))


def test_too_large_a_block_is_refused_with_a_sentence():
    with pytest.raises(PasteTooLarge, match="最多粘贴2000行"):
        pasted("甲\n" * 2_001)


CELLS = st.text(st.sampled_from('甲乙 "\t\n,，1'), max_size=6).filter(
    lambda cell: not cell.startswith('"') or "\t" in cell or "\n" in cell
)
"""A clipboard does not tell `"` and `"` in two cells from a tab in one; all else is certain."""


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=5)))
def test_what_was_copied_is_pasted(rows):
    assert pasted(copied(rows)) == tuple(rows)
