"""The folder of one installation (安装目录): database, kept files, keys and anchors belong together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent


def home_of(env: Mapping[str, str]) -> Path:
    """BIHUAN_HOME where it is given; else `var/MODE`, and `var/MODE-NAME` for the PostgreSQL database NAME.

    Each database has a home of its own: anchors of one log held against another would call a sound log broken.
    """
    if given := env.get("BIHUAN_HOME"):
        return Path(given)
    mode, database = env.get("BIHUAN_MODE", "demo"), env.get("DATABASE_URL", "")
    name = urlsplit(database).path.strip("/") if database.startswith("postgres") else ""
    return ROOT / "var" / (f"{mode}-{name}" if name else mode)
