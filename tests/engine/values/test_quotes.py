"""A quote and a finding check themselves (出处、问题提示)."""

import pytest

from bihuan.engine.values import Finding, Quote


def test_a_quote_fills_its_span():
    assert Quote("a" * 64, 3, 7, "规上工业").end == 7


@pytest.mark.parametrize(("start", "end", "text"), [(3, 7, "规上"), (7, 3, ""), (-1, 1, "规上")])
def test_a_quote_that_does_not_fill_its_span_cannot_be_built(start, end, text):
    with pytest.raises(ValueError):
        Quote("a" * 64, start, end, text)


def test_a_finding_says_where_and_what():
    assert str(Finding("not_a_number", "第3行", "“三十”不是数字。")) == "第3行：“三十”不是数字。"


def test_a_finding_without_a_sentence_cannot_be_built():
    with pytest.raises(ValueError, match="sentence"):
        Finding("not_a_number", "第3行", "")
