"""Names as the index keeps them, and what a person typed as the index is asked (搜索用字)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bihuan.apps.desk.models import Findable
from bihuan.base.registries import Named
from bihuan.engine.sounds import Sounds
from bihuan.engine.text import simplify

MOST_TERMS = 6


def typed(words: str) -> list[str]:
    """The words that a person asks for: simplified, narrow, small."""
    return plain(words).replace("'", "").split()[:MOST_TERMS]


@lru_cache(maxsize=2000)
def plain(text: str) -> str:
    """Text in simplified characters, narrow signs and small letters."""
    return simplify(unicodedata.normalize("NFKC", text)).lower()


def to_row(named: Named, *, source: str, sounds: Sounds, version: str) -> Findable:
    """One thing as a row of the index."""
    names = [" ".join(plain(name).split()) for name in named.names]
    codes = ["".join(plain(code).split()) for code in named.codes]
    spelt = [sounds.spell(name, is_person=named.is_person) for name in names]
    likely = dict.fromkeys(each for one in spelt for each in one.main)
    others = dict.fromkeys(each for one in spelt for each in one.others if each not in likely)
    return Findable(
        source=source,
        object_id=named.object_id,
        text=f"\n{chr(10).join((*names, *codes))}\n",
        sounds=f" {' '.join(likely)} ",
        others=f" {' '.join(others)} " if others else "",
        made_by=version,
    )
