"""Numbers of a text: found with unit and direction; months, days and numbers of papers are none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bihuan.engine.analysis import Source, printed_numbers, traced, unsourced

GROWTH = Source(1, "规上工业增加值增速", Decimal("-1.2"), "%", "区统计局", is_signed=True)
LEVEL = Source(2, "固定资产投资", Decimal("1234.5"), "亿元", "区统计局")
SOURCES = (GROWTH, LEVEL)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026年1—10月，按启政〔2026〕12号文件，第3期", []),
        ("11月20日至25日、2026-11-20、全年", []),
        ("完成1,234.5亿元", [("1234.5", "亿元")]),
        ("完成１２.５％", [("12.5", "%")]),
        ("同比下降1.2%", [("-1.2", "%")]),
        ("下降，但仍有1.2%", [("1.2", "%")]),
        ("回落至5.6%", [("5.6", "%")]),
        ("降幅比1—9月扩大0.4个百分点", [("-0.4", "个百分点")]),
        ("降幅比1—9月收窄0.4个百分点", [("0.4", "个百分点")]),
        ("比年度目标5.0%低0.6个百分点", [("5.0", "%"), ("-0.6", "个百分点")]),
        ("位次后移2位，后2个月", [("-2", "位"), ("2", "个月")]),
    ],
)
def test_numbers_are_found_with_unit_and_direction(words, found):
    assert [(str(each.value), each.unit) for each in printed_numbers(words)] == found


def test_each_number_leads_to_its_entry():
    pieces = traced("完成1,234.5亿元，同比下降1.2%。", SOURCES)

    assert [(piece.words, piece.source and piece.source.number) for piece in pieces] == [
        *(("完成", None), ("1,234.5亿元", 2), ("，同比下降", None), ("1.2%", 1), ("。", None)),
    ]
    assert not unsourced("完成1234.5亿元，同比下降1.2%。", SOURCES)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("同比下降1.3%", "“1.3%”不在数据来源里，没有保存。来源里相近的有：规上工业增加值增速-1.2%。"),
        ("同比增长1.2%", "“1.2%”的升降与来源相反：规上工业增加值增速是-1.2%。"),
        ("完成1234.5万元", "“1234.5万元”不在数据来源里"),
        ("增长百分之六", "“百分之六”是汉字数字，核对不了来源。请写成阿拉伯数字。"),
        ("完成近三百亿元", "“三百亿元”是汉字数字"),
    ],
)
def test_a_number_without_source_is_named_with_what_to_do(words, says):
    assert any(says in finding.sentence for finding in unsourced(words, SOURCES))
