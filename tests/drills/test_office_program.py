"""Files that we write, opened by an office program that is not ours (LibreOffice); skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bihuan.engine.office import SheetColumn, sheet
from tests.support.papers import PAPERS, made

SOFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.drill, pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")]


def converted(content: bytes, name: str, kind: str, folder: Path) -> bytes:
    """The file as the office program saves it in another format."""
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / f"{Path(name).stem}.{kind.partition(':')[0]}").read_bytes()


def test_text_is_no_formula_and_numbers_are_numbers_in_another_program(tmp_path: Path) -> None:
    texts = ["=1+1", "+8613", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "甲"]
    rows = [[text, -number] for number, text in enumerate(texts, start=1)]
    columns = (SheetColumn("名称"), SheetColumn("数", "number"))

    shown = converted(
        sheet("台账", note="", columns=columns, rows=rows),
        "a.xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        tmp_path,
    )

    lines = shown.decode().splitlines()[3:]
    assert [line.rpartition(",")[0].strip('"').replace('""', '"') for line in lines] == texts
    assert [line.rpartition(",")[2] for line in lines] == [f"-{number}" for number in range(1, 7)]


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_a_paper_opens_and_prints(code: str, tmp_path: Path) -> None:
    printed = converted(made(code, PAPERS[code]), f"{code}.docx", "pdf", tmp_path)

    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type/Page/") + printed.count(b"/Type /Page\n") >= 1
