"""One pass over a sheet's XML (扫描工作表) before its values are read: how far it reaches, and what its cells are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal
from xml.parsers import expat

from bihuan.engine.office.archive import HAS_DTD, BadOffice
from bihuan.engine.office.workbook.addresses import place
from bihuan.engine.office.workbook.grid import Cell, Mark, Marks, Merge

ROWS, COLUMNS = 50_000, 300
ABOVE_AND_BELOW = 100
AREA = 8_000_000
EMPTY_ROWS, EMPTY_CELLS, OTHERS, MERGES = 200_000, 2_000_000, 2_000_000, 200_000
_OUTSIDE = re.compile(r"(?<![\w\]])'?\[\d+\]|\|'?[^'!]*'?!|(?:WEBSERVICE|RTD)\(", re.IGNORECASE)
_YES = ("1", "true")

Look = Literal["percent"] | int
"""What a style shows of a number (显示格式): a percentage, or so many digits with leading zeros."""


class SheetScan:
    """A sheet's XML, piece by piece (扫描). Feed all pieces, then ask for `marks` and `merges`.

    Args: name: of the sheet, for its sentences. looks: what each style shows, by its number.
    """

    def __init__(self, name: str, *, looks: Mapping[str, Look]) -> None:
        self._name, self._looks = name, looks
        self._cells: dict[Cell, Mark] = {}
        self._percents: set[Cell] = set()
        self._padded: dict[Cell, int] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: list[Merge] = []
        self._row = self._column = -1
        self._row_text = ""
        self._columns: dict[str, int] = {}
        self._last_row = self._last_column = -1
        self._rows = self._empty = self._others = 0
        self._cell: Mapping[str, str] = {}
        self._formula: _Formula | None = None
        self._shared: dict[str, Mark] = {}
        self._names: dict[str, str] = {}

    def feed(self, pieces: Iterable[bytes]) -> None:
        """Read all pieces (读完).

        Raises: BadOffice: beyond the limits, damaged, or with a document type.
        """
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse_dtd
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, KeyError) as damage:
            raise BadOffice("文件已损坏，打不开") from damage
        self._close_formula()

    @property
    def marks(self) -> Marks:
        """What the cells are (标记)."""
        return Marks(
            cells=self._cells,
            percents=frozenset(self._percents),
            padded=self._padded,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
        )

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Merged cells (合并单元格)."""
        return tuple(self._merges)

    def _start(self, name: str, said: dict[str, str]) -> None:
        """An element begins. Called a million times in a large sheet: the two usual ones come first and do least."""
        if name == "c":
            self._cell = said
            self._empty += 1
            if self._formula is not None or self._empty > EMPTY_CELLS or "r" not in said:
                self._unusual_cell(said)
        elif name == "v":
            self._fill()
        else:
            self._rare(self._names.get(name) or self._names.setdefault(name, name.rpartition(":")[2]), said)

    def _rare(self, name: str, said: dict[str, str]) -> None:
        """What a sheet has less of; all else if its names carry a prefix."""
        if name == "row":
            self._open_row(said)
        elif name == "f":
            self._open_formula(said)
        elif name in {"is", "v"}:
            self._fill()
        elif name == "c":
            self._start(name, said)
        elif name != "t":
            self._other(name, said)

    def _unusual_cell(self, said: Mapping[str, str]) -> None:
        self._close_formula()
        if self._empty > EMPTY_CELLS:
            raise BadOffice(f"工作表“{self._name}”带格式的空单元格过多", "请删除数据以外的行列，另存后再试。")
        if "r" not in said:
            self._column += 1

    def _open_row(self, said: Mapping[str, str]) -> None:
        self._close_formula()
        self._row = int(said["r"]) - 1 if "r" in said else self._row + 1
        self._row_text = str(self._row + 1)
        self._column = -1
        self._rows += 1
        if self._rows > EMPTY_ROWS:
            many = f"{EMPTY_ROWS // 10000}万行以上带格式的空行"
            raise BadOffice(f"工作表“{self._name}”有{many}", "请选中数据下方的整行、删除，另存后再试。")
        if said.get("hidden") in _YES:
            self._hidden_rows.add(self._row)

    def _fill(self) -> None:
        """A cell holds something: it counts, and what its style shows is kept."""
        cell = self._cell
        self._empty -= 1
        at, length = cell.get("r"), len(self._row_text)
        if at is not None:
            column = self._columns.get(at[:-length]) if at.endswith(self._row_text) else None
            if column is None:
                self._go_to(at)
            else:
                self._column = column
        if self._row > self._last_row or self._column > self._last_column:
            self._reach()
        look = self._looks.get(cell["s"]) if "s" in cell else None
        if look is not None:
            self._look(look)
        if "t" in cell and cell["t"] == "e":
            self._cells[self._row, self._column] = "error"
        if self._formula is not None:
            self._parser.CharacterDataHandler = self._formula.result.append

    def _go_to(self, at: str) -> None:
        """Row and column of an address that was not met yet, or that belongs to another row."""
        self._row, self._column = place(at)
        self._row_text = str(self._row + 1)
        self._columns[at[: -len(self._row_text)]] = self._column

    def _reach(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._last_column >= COLUMNS:
            raise BadOffice(f"工作表“{self._name}”超过{COLUMNS}列", "请删去多余的列后再试。")
        if self._last_row >= ROWS + ABOVE_AND_BELOW:
            raise BadOffice(f"工作表“{self._name}”超过{ROWS}行", "请拆成几个文件，分次导入。")
        if (self._last_row + 1) * (self._last_column + 1) > AREA:
            raise BadOffice(f"工作表“{self._name}”的内容散得太开，超过{AREA // 10000}万格", "请拆成几个文件后再试。")

    def _look(self, look: Look) -> None:
        if look == "percent":
            self._percents.add((self._row, self._column))
        else:
            self._padded[self._row, self._column] = int(look)

    def _open_formula(self, said: Mapping[str, str]) -> None:
        if "r" in self._cell:
            self._go_to(self._cell["r"])
        self._formula = _Formula(said.get("si", "") if said.get("t") == "shared" else "", self._cell.get("t", ""))
        self._parser.CharacterDataHandler = self._formula.text.append

    def _close_formula(self) -> None:
        """A formula is over when the next cell begins: its text and its stored result are known."""
        if self._formula is None:
            return
        self._parser.CharacterDataHandler = None
        formula, text = self._formula, "".join(self._formula.text)
        mark: Mark = "outside_link" if _OUTSIDE.search(text) else "formula"
        if formula.shared:
            mark = self._shared.setdefault(formula.shared, mark)
        if mark == "formula" and formula.kind != "str" and not "".join(formula.result):
            mark = "formula_without_result"
        self._cells[self._row, self._column] = "error" if formula.kind == "e" else mark
        self._formula = None

    def _other(self, name: str, said: Mapping[str, str]) -> None:
        self._others += 1
        if self._others > OTHERS:
            raise BadOffice(f"工作表“{self._name}”的结构过于复杂", "请把数据复制到新表格后再试。")
        if name == "mergeCell":
            first, _, last = said["ref"].partition(":")
            self._merges.append(Merge(*place(first), *place(last or first)))
            if len(self._merges) > MERGES:
                raise BadOffice(f"工作表“{self._name}”的合并单元格过多", "请取消合并后再试。")
        elif name == "col" and said.get("hidden") in _YES:
            self._hidden_columns.update(range(int(said["min"]) - 1, min(int(said["max"]), COLUMNS)))

    def _refuse_dtd(self, *_said: object) -> None:
        raise BadOffice(HAS_DTD)


class _Formula:
    """A formula while its cell is read: the text, the stored result and its type, and whose text it shares."""

    __slots__ = ("kind", "result", "shared", "text")

    def __init__(self, shared: str, kind: str) -> None:
        self.shared, self.kind = shared, kind
        self.text: list[str] = []
        self.result: list[str] = []
