"""Traditional characters read as simplified ones (繁体转简体), one for one, so that every place stays where it was."""

import re
from operator import ne

from bihuan.engine.text.cleaning.characters import SIMPLIFIED, TRADITIONAL

# Beside OpenCC's table: characters that it leaves to its phrases, and one as Hong Kong writes it.
_FURTHER = ("瞭藉衞", "了借卫")
_SIMPLE = dict(zip(TRADITIONAL + _FURTHER[0], SIMPLIFIED + _FURTHER[1], strict=True))
_TRADITIONAL = re.compile(f"[{''.join(_SIMPLE)}]")

# Words in which the character stays what it is in simplified writing too.
_KEPT = re.compile("乾隆|乾坤|乾清|瞭望|角徵羽|康乾|乾县|乾縣|乾安|乾陵|藉藉|狼藉|慰藉|蕴藉|蘊藉|沈吟|甚么|什么")

# 著 is the particle 着 in traditional writing, save in these words.
_PARTICLE = re.compile("(?<![显名原专昭卓编论巨土译遗拙所合])著(?![名作称述书者])")


def simplify(text: str) -> str:
    """The text in simplified characters (简体), as long as it was.

    >>> simplify("臺賬式管理,乾隆年間")
    '台账式管理,乾隆年间'
    """
    read = text if _SIMPLE.keys().isdisjoint(text) else _TRADITIONAL.sub(lambda found: _SIMPLE[found[0]], text)
    if _KEPT.search(text):
        read = _with_kept_words(read, text)
    if "著" in text and _is_traditional(text, read):
        read = _PARTICLE.sub("着", read)
    return read


def _is_traditional(text: str, read: str) -> bool:
    """Whether the text as a whole is written so: one character in thirty differs."""
    return sum(map(ne, text, read)) * 30 >= len(text)


def _with_kept_words(read: str, text: str) -> str:
    characters = list(read)
    for kept in _KEPT.finditer(text):
        word = kept.group()
        first = word.replace("縣", "县").replace("蘊", "蕴")
        characters[kept.start() : kept.end()] = first
    return "".join(characters)
