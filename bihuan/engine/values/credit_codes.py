"""The unified social credit code of an enterprise or body, and what is wrong in one (统一社会信用代码).

Source: GB 32100-2015: 18 characters out of 31 (no I, O, S, V, Z); 1 who registered it, 2 what kind it is, 3-8 the
administrative division (digits), 9-17 the body itself, 18 the check, reckoned with powers of 3 modulo 31.
"""

from __future__ import annotations

import unicodedata

from bihuan.engine.values.findings import Finding

LENGTH = 18
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = len(SIGNS)
_WEIGHTS = tuple(3**place % _MODULUS for place in range(LENGTH - 1))
_VALUE = {sign: value for value, sign in enumerate(SIGNS)}
_DIVISION = range(3, 9)
_LOOKS_LIKE = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U或Y"}


def read_credit_code(text: str, *, at: str = "") -> str | Finding | None:
    """A code as its register writes it, in half-width capitals without spaces; a Finding says what is wrong in it.

    Returns: None for nothing. The right check character is never offered: which of the 18 is wrong nobody knows.

    >>> read_credit_code("９１350100m000100y43")
    '91350100M000100Y43'
    """
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return (_fault(code, shown=text.strip(), at=at) or code) if code else None


def _fault(code: str, *, shown: str, at: str) -> Finding | None:
    if len(code) != LENGTH:
        sentence = f"统一社会信用代码应为18位，“{_short(shown)}”是{len(code)}位，请对照营业执照核对。"
        return Finding("credit_code_length", at, sentence)
    for place, sign in enumerate(code, start=1):
        if said := _cannot_stand(sign, place):
            sentence = f"统一社会信用代码第{place}位{said}（{shown}），请对照营业执照改正。"
            return Finding("credit_code_sign", at, sentence)
    if code[-1] != credit_check(code[:-1]):
        sentence = f"“{shown}”校验不过：18位中至少有一位写错，或有两位写颠倒，请对照营业执照逐位核对。"
        return Finding("credit_code_check", at, sentence)
    return None


def _cannot_stand(sign: str, place: int) -> str:
    """Why a character cannot stand at its place; empty where it can."""
    if sign not in _VALUE:
        hint = f"，是否应为{_LOOKS_LIKE[sign]}" if sign in _LOOKS_LIKE else ""
        return f"不会是“{sign}”{hint}"
    if place in _DIVISION and not sign.isdigit():
        return f"应为数字，不会是“{sign}”"
    return ""


def credit_check(body: str) -> str:
    """The check character of the first 17 (校验码).

    >>> credit_check("91350100M000100Y4")
    '3'
    """
    total = sum(_VALUE[sign] * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return SIGNS[-total % _MODULUS]


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:28]}……"
