"""Which unit should lead a task, from duties and earlier assignments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from bihuan.engine.text.assign import Assigner, Suggestion, suggest, town_warning

HERE = Path(__file__).parent
UNITS = yaml.safe_load((HERE / "assign_duties.yaml").read_text())
CASES = yaml.safe_load((HERE / "assign_cases.yaml").read_text())
DUTIES = {unit: lines["duties"] for unit, lines in UNITS.items()}
NAMES = {unit: lines["names"] for unit, lines in UNITS.items()}


@pytest.fixture(scope="module")
def answers() -> Sequence[tuple[str | None, Suggestion]]:
    assigner = Assigner(DUTIES, NAMES)
    return [(case["unit"], assigner.suggest(case["task"])) for case in CASES]


def test_the_hundred_tasks_are_as_promised():
    assert len(CASES) == 100
    assert len(UNITS) == 25
    assert sum(case["unit"] is None for case in CASES) == 20


def test_the_right_unit_stands_first_or_among_the_first_three(answers, capsys):
    owned = [(unit, answer) for unit, answer in answers if unit]
    first = sum(bool(answer.ranked) and answer.ranked[0].unit == unit for unit, answer in owned)
    three = sum(unit in [line.unit for line in answer.ranked[:3]] for unit, answer in owned)
    with capsys.disabled():
        print(f"\n牵头建议: 首位命中 {first}/{len(owned)}, 前三命中 {three}/{len(owned)}")

    assert first >= 70
    assert three >= 75


def test_what_is_sure_is_mostly_right_and_what_belongs_to_none_is_mostly_not_sure(answers, capsys):
    sure = [unit == answer.unit for unit, answer in answers if answer.sure]
    unsure = [unit is None for unit, answer in answers if not answer.sure]
    with capsys.disabled():
        print(f"有把握 {len(sure)} 条, 其中对 {sum(sure)}; 没有把握 {len(unsure)} 条, 其中确无归属 {sum(unsure)}")

    assert sum(sure) / len(sure) >= 0.9
    assert sum(unsure) >= 16


def test_the_reason_names_the_words_that_decided():
    answer = suggest("汛前完成3座小型水库除险加固", duties=DUTIES, names=NAMES)

    assert answer.unit == "水利"
    assert "水库除险加固" in answer.because


def test_a_unit_named_in_the_task_comes_first():
    answer = suggest("由教育局牵头开展用电安全检查", duties=DUTIES, names=NAMES)

    assert answer.ranked[0].unit == "教育"
    assert answer.because == "文中点名“教育局”。"


def test_a_unit_named_only_as_a_helper_is_not_taken_for_the_lead():
    answer = suggest("水利局要会同财政局做好水库除险加固", duties=DUTIES, names=NAMES)

    assert answer.unit == "水利"
    assert "财政" not in [line.unit for line in answer.ranked]


def test_a_task_that_no_duty_knows_is_left_to_a_person():
    answer = suggest("持续深化扫黑除恶", duties=DUTIES, names=NAMES)

    assert answer.unit is None
    assert answer.because == "没有单位的职责与此事项明显相符，请人工确定。"


def test_two_units_that_fit_alike_are_both_named():
    answer = suggest("办好龙舟赛事", duties={**DUTIES, "甲局": ["龙舟赛事组织"], "乙局": ["龙舟赛事保障"]})

    assert not answer.sure
    assert "甲局" in answer.because
    assert "乙局" in answer.because


def test_earlier_assignments_count_and_are_named_as_the_reason():
    history = [("做好退役军人安置和双拥模范城创建", "民政")]

    answer = suggest("推动双拥模范城创建", duties=DUTIES, names=NAMES, history=history)

    assert answer.ranked[0].unit == "民政"
    assert "以往交其牵头" in answer.ranked[0].because


def test_an_empty_task_has_no_suggestion():
    assert suggest("", duties=DUTIES).ranked == ()


def test_a_town_is_warned_of_what_was_taken_back():
    warning = town_warning("开展招商引资，引进项目5个", listed=["人居环境整治"], taken_back=["招商引资任务"])

    assert warning is not None
    assert "上级收回" in warning


def test_a_town_is_warned_of_what_its_list_does_not_hold():
    assert "不在" in (town_warning("查处网络诈骗案件", listed=["人居环境整治"]) or "")


def test_a_town_is_not_warned_of_its_own_duty():
    assert town_warning("深入推进农村人居环境整治", listed=["人居环境整治"]) is None
