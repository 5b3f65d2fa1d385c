"""What one cell says (单元格): numbers, days, deadlines, codes, money, units, in all the ways they are written."""

from bihuan.engine.office.cells.codes import is_phone, read_code, read_credit_code, read_phones
from bihuan.engine.office.cells.days import DayContext, read_day
from bihuan.engine.office.cells.deadlines import Deadline, read_deadline
from bihuan.engine.office.cells.money import MoneyRange, read_money_range
from bihuan.engine.office.cells.numbers import read_amount, read_number
from bihuan.engine.office.cells.parties import NamedUnit, named_units
from bihuan.engine.office.cells.reading import CellContext, read_cell, read_people, read_yes_no
from bihuan.engine.office.cells.words import CellWords, Raw, cell_words

__all__ = [
    "CellContext",
    "CellWords",
    "DayContext",
    "Deadline",
    "MoneyRange",
    "NamedUnit",
    "Raw",
    "cell_words",
    "is_phone",
    "named_units",
    "read_amount",
    "read_cell",
    "read_code",
    "read_credit_code",
    "read_day",
    "read_deadline",
    "read_money_range",
    "read_number",
    "read_people",
    "read_phones",
    "read_yes_no",
]
