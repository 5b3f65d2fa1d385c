"""`bihuan read`: good files are kept, bad ones reported, words are never formulas, memory stays flat."""

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from bihuan.cli import app

REPORT = "会议强调,要加快建设镇东产业园,确保年底前投产。全区规上工业增加值同比增长6.4%,位居全市第二。"


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(app, ["read", *map(str, words)])


def _files(folder: Path, count: int, text: str = REPORT) -> list[Path]:
    paths = [folder / f"报告{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(text, encoding="utf-8")
    return paths


def test_each_file_becomes_one_json_file(run, tmp_path):
    paths = _files(tmp_path, 3)

    result = run(*paths, "--json", tmp_path / "out")

    assert result.exit_code == 0
    written = json.loads((tmp_path / "out" / "报告1.json").read_text(encoding="utf-8"))
    assert written["tasks"][0]["quote"].startswith("会议强调,要加快建设")


def test_two_files_of_one_name_become_two_json_files(run, tmp_path):
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(REPORT, encoding="utf-8")

    run(tmp_path / "甲", tmp_path / "乙", "--json", tmp_path / "out")

    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_bad_file_is_reported_and_the_good_ones_kept(run, tmp_path):
    good = _files(tmp_path, 1)
    bad = tmp_path / "扫描件.pdf"
    bad.write_bytes(b"%PDF-1.7")

    result = run(*good, bad, tmp_path / "没有.txt", "--json", tmp_path / "out")

    assert result.exit_code == 1
    assert "PDF" in result.output
    assert "没有这个文件" in result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["报告0.json"]


def test_the_workbook_holds_a_row_for_each_task_and_figure(run, tmp_path):
    run(*_files(tmp_path, 2), "--xlsx", tmp_path / "结果.xlsx")

    book = CalamineWorkbook.from_path(str(tmp_path / "结果.xlsx"))
    assert book.sheet_names == ["任务", "数据"]
    assert len(book.get_sheet_by_name("任务").to_python()) == 3
    assert [row[4] for row in book.get_sheet_by_name("数据").to_python()[1:3]] == [6.4, 2.0]


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t="])
def test_words_that_look_like_formulas_stay_words(run, tmp_path, opening):
    path = tmp_path / f"{opening.strip()}1+1.txt"
    path.write_text(f"会议强调，要加快落实。\n{opening}SUM(1,1)要加快建设产业园区。", encoding="utf-8")

    run(path, "--xlsx", tmp_path / "结果.xlsx")

    with zipfile.ZipFile(tmp_path / "结果.xlsx") as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name)
    assert "<f>" not in sheets


def test_without_a_place_for_the_result_the_command_says_what_to_add(run, tmp_path):
    result = run(*_files(tmp_path, 1))

    assert result.exit_code == 2
    assert "--json" in result.output


def test_memory_stays_flat_over_a_thousand_files(run, tmp_path):
    few, many = _files(tmp_path, 1) * 20, _files(tmp_path, 1) * 1000
    run(*few, "--xlsx", tmp_path / "warm.xlsx")

    peak_of_few = _peak(run, few, tmp_path)
    peak_of_many = _peak(run, many, tmp_path)

    assert peak_of_many < peak_of_few + 3_000_000


def _peak(run, paths, folder):
    tracemalloc.start()
    run(*paths, "--xlsx", folder / "结果.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_why_says_which_rule_took_a_phrase(run, tmp_path):
    (path,) = _files(tmp_path, 1)

    result = run(path, "--why", "镇东产业园")

    assert result.exit_code == 0
    assert "这一句是任务：有“要、将、必须”一类的词" in result.output
    assert "“镇东产业园”识别为机构" in result.output
