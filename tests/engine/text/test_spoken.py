"""Decisions as they are spoken at a meeting."""

from datetime import date

import pytest

from bihuan.definitions import calendar, language
from bihuan.engine.text import UnitNames, spoken

ON = date(2026, 11, 25)
FGJ, ZRJ, KFQ, ZJJ, CZJ = range(1, 6)
NAMES = {
    FGJ: ("区发展和改革局", "区发改局"),
    ZRJ: ("区自然资源局", ""),
    KFQ: ("启明经济开发区管理委员会", "开发区管委会"),
    ZJJ: ("区住房和城乡建设局", "区住建局"),
    CZJ: ("区财政局", ""),
}


def proposed(line):
    names = UnitNames(NAMES, language().unit_names)
    return spoken(line, on=ON, names=names, language=language(), calendar=calendar())


@pytest.mark.parametrize(
    ("line", "lead", "support", "due_on"),
    [
        ("发改局牵头，十个项目月底前逐个定开工日。", FGJ, (), date(2026, 11, 30)),
        ("冷链园区用地指标，由自然资源局会同开发区管委会12月10日前拿出解决办法。", ZRJ, (KFQ,), date(2026, 12, 10)),
        ("请住建局下周五前把供暖保障方案报上来", ZJJ, (), date(2026, 12, 4)),
        ("发改局会同财政局清理拖欠账款，年底前还清。", FGJ, (CZJ,), date(2026, 12, 31)),
        ("自然资源局负责，5个工作日内完成征收。", ZRJ, (), date(2026, 12, 2)),
        ("会同财政局，由发改局3月底前拿出资金方案", FGJ, (CZJ,), date(2027, 3, 31)),
    ],
)
def test_a_spoken_line_tells_who_leads_who_helps_and_by_when(line, lead, support, due_on):
    found = proposed(line)

    assert (found.lead, found.support, found.due_on, found.doubts) == (lead, support, due_on, ())


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("发改局牵头，十个项目逐个定开工日。", "十个项目逐个定开工日"),
        ("冷链园区用地，由自然资源局会同开发区管委会拿出办法。", "冷链园区用地，拿出办法"),
        ("发改局会同财政局、住建局清理欠款。", "清理欠款"),
        ("请住建局核实，财政局配合。", "核实，财政局配合"),
    ],
)
def test_the_title_leaves_out_who_leads_and_who_stands_beside(line, title):
    assert proposed(line).title == title


def test_what_a_line_does_not_say_is_asked_and_not_guessed():
    found = proposed("大家抓紧推进。")

    assert (found.lead, found.due_on) == (None, None)
    assert found.doubts == ("这句话没有说由谁牵头，请选定。", "这句话没有说什么时候办完，请填写。")
