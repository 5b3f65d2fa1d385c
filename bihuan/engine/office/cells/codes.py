"""Codes and numbers that are no amounts (代码与号码): kept as text, and checked by the rule of each."""

from __future__ import annotations

import re

from bihuan.engine.office.cells.words import Raw, is_blank, plain, shown, tidy, written_number
from bihuan.engine.values import Finding, credit_codes

_MOBILE = re.compile(r"(?:\+?86-?)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\(?(0\d{2,3})\)?-?)?([2-9]\d{6,7})(?:(?:-|转)(\d{1,6}))?")
_SERVICE = re.compile(r"[48]00-?\d{3}-?\d{4}")
_BETWEEN_PHONES = re.compile(r"[、,;/|\n]|(?<=\d)\s{2,}(?=\d)|(?<=\d{11})\s+(?=\d)")
TOO_LONG_FOR_A_NUMBER = 10**15


def read_code(raw: Raw, *, at: str, digits: int = 0) -> str | Finding | None:
    """A code or number kept as text (读编号): leading zeros stay.

    Args: digits: to how many digits the cell's format fills a number with leading zeros (格式000000).
    Returns: a Finding where the file holds a number of over 15 digits, whose last digits a spreadsheet has lost.
    """
    if is_blank(raw):
        return None
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        if abs(raw) >= TOO_LONG_FOR_A_NUMBER:
            return _lost_digits(raw, at)
        return written_number(float(raw)).zfill(digits)
    return tidy(raw)


def read_credit_code(raw: Raw, *, at: str) -> str | Finding | None:
    """A unified social credit code (统一社会信用代码), checked as `values.credit_codes` says."""
    said = read_code(raw, at=at)
    return credit_codes.read_credit_code(said, at=at) if isinstance(said, str) else said


def read_phones(raw: Raw, *, at: str) -> tuple[str, ...] | Finding | None:
    """Telephone numbers (读电话), one or several: mobile, landline with area code and extension, 400 and 800."""
    if is_blank(raw):
        return None
    said = written_number(float(raw)) if isinstance(raw, float | int) and not isinstance(raw, bool) else tidy(raw)
    numbers = tuple(plain(part) for part in _BETWEEN_PHONES.split(_half_width(said)) if plain(part))
    for number in numbers:
        if not is_phone(number):
            sentence = f"“{number}”不是完整的电话号码，请写11位手机号，或区号-座机号-分机号。"
            return Finding("not_a_phone", at, sentence)
    return tuple(_phone(number) for number in numbers)


def _half_width(text: str) -> str:
    return text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}).replace("—", "-").replace("－", "-")


def is_phone(number: str) -> bool:
    """Whether a text is one telephone number (是否电话号码)."""
    return any(form.fullmatch(number) for form in (_MOBILE, _LANDLINE, _SERVICE))


def _phone(number: str) -> str:
    """A mobile number without 86; others as written."""
    mobile = _MOBILE.fullmatch(number)
    return mobile[1] if mobile else number


def _lost_digits(raw: Raw, at: str) -> Finding:
    sentence = (
        f"超过15位的号码被当成了数字（{shown(raw)}），末尾几位已被表格软件改成0，原号码找不回来。"
        "请先把单元格设为文本格式，再重新填写。"
    )
    return Finding("digits_lost", at, sentence)
