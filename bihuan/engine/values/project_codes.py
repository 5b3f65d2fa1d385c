"""The national code of an investment project, and what is wrong in one (国家统一项目代码).

Source: general knowledge of the national platform of approvals of investment projects since 2017, to be checked: year
and month of registering (4 digits), administrative division (6), industry (2), kind of project (2), running number (6).
"""

from __future__ import annotations

import re
import unicodedata

from bihuan.engine.values.findings import Finding

PARTS = (("年月", 4), ("行政区划", 6), ("行业", 2), ("项目类型", 2), ("流水号", 6))
LENGTH = sum(digits for _, digits in PARTS)
MONTHS = range(1, 13)
_DASHES = re.compile(r"[-‐‑‒–—―−－ \t]+")


def read_project_code(text: str, *, at: str = "") -> str | Finding | None:
    """A code as the platform writes it, 2609-370100-04-01-123456; a Finding says what is wrong in it; None for nothing.

    >>> read_project_code("２６０９３７０１０００４０１１２３４５６")
    '2609-370100-04-01-123456'
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = _DASHES.sub("", plain)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()):
        return Finding("project_code_sign", at, f"项目代码只有数字和短横，“{plain}”里有别的字符，请对照备案证核对。")
    if len(digits) != LENGTH:
        sentence = f"项目代码应为{LENGTH}位数字（如2609-370100-04-01-123456），“{plain}”是{len(digits)}位，请核对。"
        return Finding("project_code_length", at, sentence)
    if int(digits[2:4]) not in MONTHS:
        return Finding("project_code_month", at, f"项目代码第3、4位是月份，不会是“{digits[2:4]}”，请对照备案证核对。")
    return _with_dashes(digits)


def _with_dashes(digits: str) -> str:
    parts, start = [], 0
    for _, length in PARTS:
        parts.append(digits[start : start + length])
        start += length
    return "-".join(parts)
