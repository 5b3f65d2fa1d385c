"""Orders told plainly, the heads over them, who is to do them and by when: made-up meetings of districts."""

import pytest

from tests.support.reading import read

NEWS = "云溪区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：云溪日报\n"


def _tasks(body: str):
    return read((NEWS + body).encode()).tasks


def _quotes(body: str) -> list[str]:
    return [each.quote.text for each in _tasks(body)]


def test_a_unit_that_acts_among_orders_is_told_to():
    body = (
        "会议要求，区发改局要把问题列成清单。区经信局牵头，会同供电公司，3月底前走访一遍。"
        "区财政局下发督办函，必要时收回额度。\n"
    )
    assert [each.owners for each in _tasks(body)] == [("区发改局",), ("区经信局", "供电公司"), ("区财政局",)]


def test_a_unit_that_acts_in_a_report_is_not():
    body = "去年，区商务局办好消费季，发放消费券1200万元。区财政局下发资金8000万元，企业纷纷点赞。\n"
    assert _quotes(body) == []


@pytest.mark.parametrize(
    "said",
    [
        "谁的项目谁负责到底，不准中途换人",
        "企业的难题一律进入平台，48小时内答复",
        "每家企业每年检查不超过4次",
        "对亮红灯的逐项注明卡点",
    ],
)
def test_a_limit_directs_where_the_text_directs(said):
    assert _quotes(f"会议要求，区审批局要优化服务流程、压减办事材料。{said}。\n")[1:] == [said]


def test_a_limit_told_in_a_report_does_not_direct():
    assert _quotes("去年，全区优化服务流程。每家企业每年检查不超过4次。\n") == []


def test_short_sentences_that_open_paragraphs_head_them():
    body = (
        "工业要顶上去。区工信局要盯紧设备到货，3月底前投产。\n投资要补上来。区发改局要抓紧开工。\n"
        "消费要旺起来。区商务局要办好夜市。\n"
    )
    assert [each.section[-1] for each in _tasks(body)] == ["工业要顶上去", "投资要补上来", "消费要旺起来"]


def test_a_sentence_before_points_only_heads_them_and_its_unit_goes_on():
    body = "下一步，区发展改革局将强化责任，推动项目落地。一是督促项目开工，推动镇街配合。二是加强监督，完善机制。\n"
    assert [(each.quote.text[:2], each.owners) for each in _tasks(body)] == [
        ("一是", ("区发展改革局",)),
        ("二是", ("区发展改革局",)),
    ]


def test_growth_told_by_a_bound_is_a_target():
    (task,) = _tasks("李四说，今年的账已经算清楚了：地区生产总值增长6.5%以上，规上工业增加值增长8%左右。\n")
    assert task.deadline == "2026"


def test_what_a_head_of_unit_vows_is_a_task_whatever_he_reports_first():
    said = "区招商局局长李四说，今年我们加了码，新签约项目不少于30个"
    assert _quotes(said + "。\n") == [said]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("区住建局要在本月25日前办结手续", "2026-02-25"),
        ("某某产业园要抓紧建设，计划今年10月份一期投产", "2026-10"),
        ("要支持某某项目建设，2027年6月竣工", "2027-06"),
        ("一季度占全年的分量重，各部门要按旬会商", None),
    ],
)
def test_a_deadline_is_the_day_that_the_sentence_sets(said, due):
    assert [each.deadline for each in _tasks(f"会议强调，{said}。\n")] == [due]


def test_departments_told_by_their_fields_are_one_owner():
    (task,) = _tasks("会议强调，税务、财政部门要算清税源账。\n")
    assert task.owners == ("税务、财政部门",)


def test_who_answers_for_all_that_comes_is_beside_those_of_each_measure():
    head = "云江省人民政府办公厅关于印发云江省氢能产业发展行动方案的通知\n发布时间：2025-05-12\n"
    body = (
        "一、主要任务\n以下均需各市政府、云新区管委会负责。\n"
        "（一）推进示范应用。鼓励企业带头，联合省能源局推广车辆。（省发展改革委牵头，省科技厅按职责分工负责）\n"
    )
    assert read((head + body).encode()).tasks[-1].owners == ("省发展改革委", "省科技厅", "各市政府", "云新区管委会")
