"""Two years' reports side by side: dropped, raised, lowered, new, renamed; cases of our own writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import language
from bihuan.engine.text import read, two_years

LAST = """镜澜区召开2025年经济工作会议
发布时间：2025-01-10
1月8日，镜澜区召开2025年经济工作会议。会议指出，2024年全区地区生产总值增长6.1%，规上工业增加值增长7.5%。
2025年，力争地区生产总值增长6.5%左右，固定资产投资增长8%，招商引资到位资金突破120亿元，城镇登记失业率控制在4%以内，新增规上工业企业20家。
要实施“三大攻坚行动”，构建“2+3”产业体系，做大做强绿色建材、智能家电两大主导产业，培育数字文创产业。
要加快建设镇东产业园，确保年底前投产。要推进石桥片区老旧小区改造，完成12个小区改造。要打通青石路断头路。
"""
THIS = """镜澜区召开2026年经济工作会议
发布时间：2026-01-09
1月7日，镜澜区召开2026年经济工作会议。会议指出，2025年全区地区生产总值增长6.2%，固定资产投资增长5.1%。镇东产业园建成投产。
2026年，力争地区生产总值增长6%左右，招商引资到位资金突破150亿元，城镇登记失业率控制在4%以内，社会消费品零售总额增长7%。
要实施“五大提升工程”，构建“2+3”产业体系，做大做强绿色新型建材、智能家电两大主导产业，培育康养旅游产业。
要继续推进石桥片区老旧小区改造，再完成8个小区改造。
"""


def reading(text):
    return read(text.encode(), language=language())


def changes(last, this):
    return two_years(reading(last), reading(this), words=language().years)


@pytest.fixture(scope="module")
def found():
    return changes(LAST, THIS)


def names(found, kind):
    return [change.name for change in found if change.kind == kind]


def test_a_promise_of_last_year_that_is_not_mentioned_is_named(found):
    assert names(found, "task_dropped") == ["要打通青石路断头路"]


def test_a_target_that_is_not_mentioned_is_named(found):
    assert names(found, "target_dropped") == ["规上工业企业"]


def test_raised_lowered_and_kept_targets_are_told_apart(found):
    assert names(found, "raised") == ["招商引资到位资金"]
    assert names(found, "lowered")[0] == "地区生产总值"
    assert names(found, "kept") == ["城镇登记失业率"]


def test_a_target_whose_outcome_is_told_is_not_missed(found):
    assert names(found, "reported") == ["固定资产投资"]


def test_new_targets_and_new_schemes_are_named(found):
    assert names(found, "target_new")[0] == "社会消费品零售总额"
    assert names(found, "framework_new") == ["五大提升工程"]
    assert names(found, "framework_dropped") == ["三大攻坚行动"]


def test_a_renamed_industry_is_asked_and_never_merged(found):
    asked = [(change.was, change.name) for change in found if change.kind == "industry_renamed"]

    assert asked == [("绿色建材", "绿色新型建材")]
    bare = [[name.removesuffix("产业") for name in names(found, kind)] for kind in ("industry_dropped", "industry_new")]
    assert bare == [["数字文创"], ["康养旅游"]]


@pytest.mark.parametrize("sides", [(LAST, THIS), (THIS, LAST)])
def test_every_line_rests_on_words_of_its_report(sides):
    bodies = [reading(side).body for side in sides]

    for change in changes(*sides):
        for body, quote in zip(bodies, (change.last, change.this), strict=True):
            assert quote is None or body[quote.start : quote.end] == quote.text


CASES = [
    ("固定资产投资增长8%", "固定资产投资增长9%", "raised"),
    ("固定资产投资增长8%", "固定资产投资增长7.5%", "lowered"),
    ("招商引资到位资金突破9000万元", "招商引资到位资金突破1.2亿元", "raised"),
    ("招商引资到位资金突破1亿元", "招商引资到位资金突破10000万元", "kept"),
    ("新增规上工业企业20家", "加大规上工业企业培育力度", None),
    ("新增规上工业企业20家", "办好中小学午餐", "target_dropped"),
]
HEAD = (
    "镜澜区召开{0}年经济工作会议\n1月8日，镜澜区召开{0}年经济工作会议。{0}年，力争社会消费品零售总额突破90亿元，{1}。\n"
)


@pytest.mark.parametrize(("last", "this", "kind"), CASES)
def test_one_target_against_the_next_year(last, this, kind):
    found = changes(HEAD.format(2025, last), HEAD.format(2026, this))

    told = [change.kind for change in found if change.name != "社会消费品零售总额" and change.kind != "target_new"]
    assert told == ([kind] if kind else [])


PROMISES = [
    ("要加快建设镇东产业园，确保年底前投产", "镇东产业园建成投产", True),
    ("要推进石桥片区老旧小区改造", "石桥片区老旧小区改造全面完工", True),
    ("要打通青石路断头路", "青石路断头路顺利通车", True),
    ("要加快建设镇东产业园", "要加快建设临江大桥", False),
    ("各部门要深入推进营商环境建设，开展企业走访", "要持续推进农村厕所改造", False),
    ("要建设老年食堂", "会议强调，要抓好秋粮收储", False),
]


@pytest.mark.parametrize(("last", "this", "is_mentioned"), PROMISES)
def test_what_counts_as_mentioned(last, this, is_mentioned):
    dropped = names(changes(f"会议强调，{last}。", f"会议指出，{this}。"), "task_dropped")

    assert bool(dropped) is not is_mentioned


NUMBERS = st.lists(st.integers(1, 99), min_size=4, max_size=4)
INDICATORS = ("固定资产投资", "社会消费品零售总额", "规上工业增加值", "地区生产总值")


def report(numbers):
    said = "，".join(f"{name}增长{number}%" for name, number in zip(INDICATORS, numbers, strict=True))
    return f"会议强调，2026年要力争{said}。要加快建设镇东产业园。"


@given(NUMBERS)
def test_a_report_beside_itself_changed_nothing(numbers):
    assert {change.kind for change in changes(report(numbers), report(numbers))} <= {"kept"}


@given(NUMBERS, NUMBERS)
def test_what_is_raised_one_way_is_lowered_the_other_way(last, this):
    there, back = changes(report(last), report(this)), changes(report(this), report(last))

    assert sorted(names(there, "raised")) == sorted(names(back, "lowered"))
    assert sorted(names(there, "lowered")) == sorted(names(back, "raised"))
