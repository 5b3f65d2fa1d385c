"""Names of projects for comparing: which two may be one project under two names (项目名称比对)."""

from __future__ import annotations

import re
import unicodedata

_EMPTY_WORDS = re.compile(r"(建设)?(项目|工程)$|^(20\d\d年)")
SHORTEST_PART = 5
"""A shorter name inside a longer one says nothing."""


def project_key(name: str) -> str:
    """What two ways to write one name have in common: no signs, no 项目 or 工程 at the end, no year in front.

    >>> project_key("智能传感器生产线（一期）建设项目")
    '智能传感器生产线一期'
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    bare = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")
    return _EMPTY_WORDS.sub("", _EMPTY_WORDS.sub("", bare)) or bare


def is_near_name(one: str, other: str) -> bool:
    """Whether two names may be of one project (相近): alike when compared, or one inside the other.

    >>> is_near_name("智能传感器生产线项目", "智能传感器生产线建设工程")
    True
    """
    first, second = sorted((project_key(one), project_key(other)), key=len)
    return bool(first) and (first == second or (len(first) >= SHORTEST_PART and first in second))
