"""Each phrase is explained: which rule took it, or which came nearest."""

import pytest

from bihuan.definitions import language
from bihuan.engine.text import explained
from tests.support.reading import read

TEXT = (
    "云溪区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：云溪日报\n"
    "2月9日，云溪区召开经济工作会议。会上，区工信局作了表态发言。\n"
    "会议强调，要健全政银企对接机制，优化工作机制，做强新材料产业，完成投资30亿元。\n"
)


def _why(phrase):
    return explained(read(TEXT.encode()), phrase, language=language())


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("要健全", "这一句是任务：有“要、将、必须”一类的词，后面跟着要做的事。"),
        ("作了表态发言", "这一句不是任务：讲的是已经做了的事或会议情况。"),
        ("对接机制", "“政银企对接机制”识别为抓手。"),
        ("工信局", "“区工信局”识别为机构。"),
        ("新材料", "“新材料”识别为产业。"),
    ],
)
def test_what_was_taken_says_its_rule(phrase, sentence):
    assert sentence in [reason.sentence for reason in _why(phrase)]


def test_what_was_not_taken_says_which_rule_came_nearest():
    reason = _why("工作机制")[-1]

    assert not reason.is_taken
    assert reason.sentence.startswith("最接近的规则是抓手：有“机制”")


def test_removed_and_unknown_phrases_say_where_they_are():
    assert "在剔除的内容里" in _why("云溪日报")[0].sentence
    assert _why("没有的话")[0].sentence == "正文里没有“没有的话”。请核对文字，注意标点和简繁。"


def test_an_empty_phrase_is_answered():
    assert len(_why("")) == 1
