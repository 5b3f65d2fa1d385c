"""The ledger kind of docs/add-a-ledger-kind.md, laid out in a folder as the page says."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "add-a-ledger-kind.md"
BLOCK = re.compile(r"```yaml\n# (\S+\.yaml)\n(.*?)```", re.DOTALL)


def lay_out(folder: Path) -> Path:
    """Write the page's files into a folder of definitions."""
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
