"""How fast is the office's paper? 50,000 x 20 out and in beside openpyxl, a task table of 300 rows beside python-docx.

Run: make bench-office
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from time import perf_counter
from typing import Any

import docx
import openpyxl

from bihuan.definitions import ledger_columns, paper_layout, paper_wording
from bihuan.engine.office import SheetColumn, papers, sheet
from bihuan.engine.office.sheets import marked
from bihuan.engine.office.tables import find_tables, read_rows
from bihuan.engine.office.workbook import open_workbook
from bihuan.engine.values import Finding

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
DAY = date(2026, 12, 1)
WORDS = ("编号", "事项", "类别", "事项来源", "任务内容", "年度目标", "牵头领导", "牵头单位", "责任单位", "配合单位")
MORE = ("责任人", "联络员", "联系电话", "交办时间", "完成时限", "进展", "存在问题", "下步措施", "总投资", "备注")
KINDS = {"交办时间": "day", "完成时限": "day", "总投资": "number"}


def rows() -> list[list[Any]]:
    """A ledger of an invented district."""
    units = ["区发改局", "区工信局", "区住建局", "城东街道"]
    made = []
    for number in range(ROWS):
        day = date(2026, 1, 1) + timedelta(days=number % 365)
        texts = [
            f"〔2026〕{number}号",
            f"第{number}项",
            "工业",
            "会议",
            f"完成第{number}项工程主体建设",
            "投用",
            "张某",
        ]
        named = [units[number % 4], units[(number + 1) % 4], units[(number + 2) % 4], "李某", "王某", "13800001234"]
        made.append([*texts, *named, day, day + timedelta(days=90), "推进中", "", "", Decimal(number) / 100, ""])
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and what came of it."""
    began = perf_counter()
    made = work()
    return perf_counter() - began, made


def ours_out(table: list[list[Any]]) -> bytes:
    columns = [SheetColumn(word, KINDS.get(word, "text")) for word in (*WORDS, *MORE)]
    return sheet("台账", note="", columns=columns, rows=table)


def peer_out(table: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append([*WORDS, *MORE])
    for row in table:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def peer_in(content: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    return sum(1 for _ in book.active.iter_rows(values_only=True))


def read(workbook: Any) -> Any:
    known = ledger_columns(DAY)
    (table,) = find_tables(workbook, known=known, year=2026).tables
    return read_rows(table, words=known.words, resolve=lambda name: [name])


def task_table() -> bytes:
    tasks = tuple(
        papers.TableTask(
            str(number), f"第{number}项", "工业", "完成主体工程建设，年内投入使用。", "3.2亿元", "", "张某", "区发改局"
        )
        for number in range(300)
    )
    paper = papers.TaskTable("启明区重点工作", "工作报告", DAY, tasks)
    return papers.task_table(paper, wording=paper_wording("task_table", DAY), layout=paper_layout(DAY))


def peer_table() -> bytes:
    book = docx.Document()
    table = book.add_table(0, 7)
    for number in range(300):
        cells = table.add_row().cells
        for cell, words in zip(cells, (str(number), "任务", "内容", "目标", "张某", "区发改局", "年底"), strict=True):
            cell.text = words
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> None:
    """Print the table."""
    table = rows()
    out, content = timed(lambda: ours_out(table))
    peer_out_s, peer_content = timed(lambda: peer_out(table))
    opened_s, workbook = timed(lambda: open_workbook(content))
    peer_in_s, _ = timed(lambda: peer_in(content))
    read_s, found = timed(lambda: read(workbook))
    wrong = [Finding("x", f"台账!B{row}", "请核对。") for row in range(4, ROWS, 100)]
    marked_s, _ = timed(lambda: marked(content, workbook, wrong, headings={"台账": 2}))
    paper_s, _ = timed(task_table)
    peer_paper_s, _ = timed(peer_table)
    sizes = f"{len(content) / 1e6:.1f} MB (peer {len(peer_content) / 1e6:.1f} MB)"
    print(f"{ROWS:,} rows x {len(WORDS + MORE)} columns, {sizes}")
    print(f"{'':44}{'ours':>8}{'peer':>8}   peer/ours")
    for name, ours, peer in (
        ("xlsx out (openpyxl, write only)", out, peer_out_s),
        ("xlsx opened, marks included (openpyxl, read)", opened_s, peer_in_s),
        (f"table found and {len(found.rows):,} rows read as typed values", read_s, None),
        ("own file back with 500 rows marked", marked_s, None),
        ("docx of 300 rows (python-docx, no layout)", paper_s, peer_paper_s),
    ):
        ratio = f"{peer / ours:8.2f}" if peer is not None else ""
        print(f"{name:44}{ours:7.2f}s{f'{peer:7.2f}s' if peer is not None else '':>8}   {ratio}")


if __name__ == "__main__":
    main()
