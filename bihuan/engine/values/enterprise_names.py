"""Names of enterprises for comparing: full width, brackets and spaces make no other enterprise (企业名称比对)."""

from __future__ import annotations

import unicodedata

_BRACKETS = str.maketrans(dict.fromkeys("[{〔【〈《「『〖", "(") | dict.fromkeys("]}〕】〉》」』〗", ")"))


def enterprise_key(name: str) -> str:
    """What two ways to write one name have in common; "" for a name without a letter.

    >>> enterprise_key("澜山 精密（试验）有限公司") == enterprise_key("澜山精密(试验)有限公司")
    True
    """
    half = unicodedata.normalize("NFKC", name).translate(_BRACKETS).casefold()
    return "".join(sign for sign in half if unicodedata.category(sign)[0] not in "ZC")
