"""The workbook of `bihuan read` (读取结果表): a row a task, a row a figure; words are strings, never formulas."""

from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter

from bihuan.engine.text import Figure, Reading, Task

_TASKS = ("文件", "任务原句", "期限", "责任单位", "所在章节", "正文起", "正文止")
_FIGURES = ("文件", "指标", "主体", "报告期", "数值", "单位", "类型", "目标或实际", "原句", "正文起", "正文止")
_MEASURES = {"growth": "增长", "level": "总量", "share": "占比", "count": "数量", "rank": "位次"}
_STATUSES = {"actual": "实际", "target": "目标"}
_WIDTHS = {"任务原句": 70, "原句": 60, "指标": 26, "文件": 22, "所在章节": 30, "责任单位": 24, "主体": 14}
_ROWS = 1_048_575
_LONGEST = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class ReadingsBook:
    """A workbook that grows row by row and keeps none of them in memory (逐行写入)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._book = xlsxwriter.Workbook(str(path), _OPTIONS)
        self._words = self._book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._head = self._book.add_format({"bold": True, "bg_color": "#E7EEF7", "border": 1})
        self._tasks = _Sheet(self._book.add_worksheet("任务"), _TASKS, self._head, self._words)
        self._figures = _Sheet(self._book.add_worksheet("数据"), _FIGURES, self._head, self._words)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    @property
    def left_out(self) -> int:
        """Rows that a sheet could not hold any more (写不下的行数)."""
        return self._tasks.left_out + self._figures.left_out

    def add(self, name: str, reading: Reading) -> None:
        """The rows of one document."""
        for task in reading.tasks:
            self._tasks.add(_task_row(name, task))
        for figure in reading.figures:
            self._figures.add(_figure_row(name, figure))


class _Sheet:
    """One sheet with its frozen head row."""

    def __init__(self, sheet: object, heads: tuple[str, ...], head: object, words: object) -> None:
        self._sheet, self._words, self._row = sheet, words, 0
        self.left_out = 0
        sheet.freeze_panes(1, 1)  # type: ignore[attr-defined]
        for column, text in enumerate(heads):
            sheet.set_column(column, column, _WIDTHS.get(text, 10))  # type: ignore[attr-defined]
            sheet.write_string(0, column, text, head)  # type: ignore[attr-defined]

    def add(self, cells: tuple[str | float | None, ...]) -> None:
        if self._row >= _ROWS:
            self.left_out += 1
            return
        self._row += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, column, _fitting(cell), self._words)  # type: ignore[attr-defined]
            elif cell is not None:
                self._sheet.write_number(self._row, column, cell)  # type: ignore[attr-defined]


def _fitting(text: str) -> str:
    """A cell holds so many characters and no more; what is cut says so."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 12] + "…（全文见JSON）"


def _task_row(name: str, task: Task) -> tuple[str | float | None, ...]:
    owners, section = "、".join(task.owners), " > ".join(task.section)
    return name, task.quote.text, task.deadline, owners, section, task.quote.start, task.quote.end


def _figure_row(name: str, figure: Figure) -> tuple[str | float | None, ...]:
    measure, status = _MEASURES[figure.measure], _STATUSES[figure.status]
    words = (name, figure.name, figure.subject, figure.period, float(figure.value), figure.unit, measure, status)
    return *words, figure.quote.text, *figure.span
