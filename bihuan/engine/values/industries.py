"""Codes of industries, kept as text, and the section that each belongs to (国民经济行业分类).

Source: GB/T 4754-2017 with its amendment of 2019: 20 sections with letters, divisions of two digits in them.
"""

from __future__ import annotations

import re
import unicodedata

from bihuan.engine.values.findings import Finding

SECTIONS: dict[str, str] = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}
_LAST_DIVISIONS = {
    "A": 5,
    "B": 12,
    "C": 43,
    "D": 46,
    "E": 50,
    "F": 52,
    "G": 60,
    "H": 62,
    "I": 65,
    "J": 69,
    "K": 70,
    "L": 72,
    "M": 75,
    "N": 79,
    "O": 82,
    "P": 83,
    "Q": 85,
    "R": 90,
    "S": 96,
    "T": 97,
}
_FIRST_DIVISIONS = dict(zip(_LAST_DIVISIONS, (1, *(last + 1 for last in _LAST_DIVISIONS.values())), strict=False))
_CODE = re.compile(r"([A-T]?)(\d{2,4})|([A-T])", re.ASCII)


def read_industry(text: str, *, at: str = "") -> str | Finding | None:
    """A code of an industry as it is kept: two to four digits, or a section's letter alone (行业代码).

    Returns: None for nothing. The name behind a code, as in `2612 无机碱制造`, is left out.

    >>> read_industry("Ｃ2612 无机碱制造")
    '2612'
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if not said:
        return None
    first = re.split(r"[\s\-—:,、(]", said, maxsplit=1)[0].upper()
    found = _CODE.fullmatch(re.sub(r"[^A-Z0-9].*", "", first))
    code = (found[2] or found[3]) if found else ""
    section = section_of(code)
    if found is None or not section or (found[1] and found[1] != section):
        sentence = f"“{said[:30]}”不是行业代码。请填写国民经济行业分类（GB/T 4754）的2至4位数字，如2612。"
        return Finding("not_an_industry", at, sentence)
    return code


def section_of(code: str) -> str:
    """The letter of the section that a code belongs to; "" where there is none.

    >>> section_of("2612")
    'C'
    """
    if code in SECTIONS:
        return code
    division = int(code[:2]) if code[:2].isdigit() else 0
    return next((letter for letter, last in _LAST_DIVISIONS.items() if 0 < division <= last), "")


def divisions_of(section: str) -> range:
    """The two-digit divisions of a section (门类所含大类)."""
    return range(_FIRST_DIVISIONS[section], _LAST_DIVISIONS[section] + 1)
