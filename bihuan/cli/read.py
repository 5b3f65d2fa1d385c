"""`bihuan read`: documents read one by one (读文件), as JSON files and one workbook, without the site."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import track
from xlsxwriter.exceptions import FileCreateError

from bihuan.cli.workbook import ReadingsBook
from bihuan.definitions import language
from bihuan.engine.text import Reading, explained, to_json
from bihuan.engine.text import read as read_bytes

_LARGEST = 20 * 1024 * 1024
# What a reviewer should look at; the file was read well all the same.
_FOR_REVIEW = ("doubtful_text", "count_differs")
_console = Console(stderr=True)


@dataclass
class Outcome:
    """What became of a run (处理结果): how many were read, and what was wrong with which file."""

    good: int = 0
    bad: list[tuple[Path, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def read(
    files: Annotated[
        list[Path], typer.Argument(help="要读取的文件：txt、html、docx、xlsx、pdf，也可以是目录。", metavar="文件…")
    ],
    json_dir: Annotated[Path | None, typer.Option("--json", help="每个文件写一份JSON到这个目录。")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="把任务和数据写进这个Excel文件。")] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="文件的编码；不写则自动识别，有疑问会提示。")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="说明这个词句为什么识别成任务、机构等，或为什么没有。", metavar="词句")
    ] = None,
) -> None:
    """读取文件，找出任务、数据、人员和机构，每条都带原句和位置。"""
    if why is not None:
        _explain(list(_all_files(files)), why, encoding=encoding)
    if json_dir is None and xlsx is None:
        raise typer.BadParameter("请用 --json 目录 或 --xlsx 文件 说明结果写到哪里。")
    try:
        outcome = _run(list(_all_files(files)), json_dir=json_dir, xlsx=xlsx, encoding=encoding)
    except (OSError, FileCreateError) as refused:
        _console.print(f"结果写不进去：{refused}。请检查目录和权限，以及Excel文件是否正打开着。", markup=False)
        raise typer.Exit(2) from refused
    _report(outcome)
    raise typer.Exit(1 if outcome.bad else 0)


def _explain(paths: list[Path], phrase: str, *, encoding: str | None) -> NoReturn:
    """Say of each file what the reader made of a phrase, and end."""
    outcome = Outcome()
    for path in paths:
        reading = _reading(path, outcome, encoding=encoding)
        if reading is None:
            continue
        typer.echo(f"{path.name}：")
        for reason in explained(reading, phrase, language=language()):
            quoted = "" if reason.start is None else f"「{reading.body[reason.start : reason.end]}」"
            typer.echo(f"  {'✓' if reason.is_taken else '·'} {reason.sentence}{quoted}")
    if outcome.bad:
        _report(outcome)
    raise typer.Exit(1 if outcome.bad else 0)


def _all_files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named."""
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
        else:
            yield path


def _run(paths: list[Path], *, json_dir: Path | None, xlsx: Path | None, encoding: str | None) -> Outcome:
    """Read one file after another; nothing of a file stays in memory after it is written."""
    outcome = Outcome()
    with ExitStack() as stack:
        book = stack.enter_context(ReadingsBook(xlsx)) if xlsx else None
        for path in track(paths, description="读取", console=_console, transient=True):
            reading = _reading(path, outcome, encoding=encoding)
            if reading is not None:
                _keep(reading, path, outcome, json_dir=json_dir, book=book)
        if book is not None and xlsx is not None and book.left_out:
            outcome.bad.append((xlsx, f"工作表已满，有{book.left_out}行没有写入。请分几批读取，或用--json。"))
    return outcome


def _reading(path: Path, outcome: Outcome, *, encoding: str | None) -> Reading | None:
    try:
        if path.stat().st_size > _LARGEST:
            outcome.bad.append((path, "文件超过20MB的上限。请删去图片或拆成几个文件后再读取。"))
            return None
        reading = read_bytes(path.read_bytes(), language=language(), filename=path.name, encoding=encoding)
    except OSError as refused:
        outcome.bad.append((path, _unopened(refused)))
        return None
    outcome.bad += [(path, finding.sentence) for finding in reading.findings if finding.code not in _FOR_REVIEW]
    return None if not reading.original else reading


def _unopened(refused: OSError) -> str:
    if isinstance(refused, FileNotFoundError):
        return "没有这个文件。请检查路径。"
    if isinstance(refused, PermissionError):
        return "没有权限读取这个文件。请检查权限。"
    return f"文件打不开（{refused.strerror}）。请检查路径和权限。"


def _keep(reading: Reading, path: Path, outcome: Outcome, *, json_dir: Path | None, book: ReadingsBook | None) -> None:
    if json_dir is not None:
        json_dir.mkdir(parents=True, exist_ok=True)
        target = json_dir / f"{_free_name(path, outcome)}.json"
        target.write_text(json.dumps(to_json(reading), ensure_ascii=False, indent=1), encoding="utf-8")
    if book is not None:
        book.add(path.name, reading)
    outcome.good += 1


def _free_name(path: Path, outcome: Outcome) -> str:
    """The file's own name; with its ending, then a number, where another file has it already."""
    names = [path.stem, path.name, *(f"{path.name}-{number}" for number in range(2, len(outcome.names) + 3))]
    name = next(name for name in names if name not in outcome.names)
    outcome.names.add(name)
    return name


def _report(outcome: Outcome) -> None:
    _console.print(f"读取完成：{outcome.good}个文件。")
    if outcome.bad:
        _console.print(f"有{len(outcome.bad)}处问题：")
    for path, sentence in outcome.bad:
        _console.print(f"  {path}：{sentence}", markup=False, soft_wrap=True)
