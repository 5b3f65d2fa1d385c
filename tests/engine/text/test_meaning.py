"""What a report says is found kind by kind: tasks, figures, people, bodies, schemes, tools, letters."""

from decimal import Decimal

import pytest

from tests.support.reading import read

HEAD = "镜澜区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：镜澜日报\n"


def _read(body: str, head: str = HEAD):
    return read((head + body).encode())


def _tasks(body: str, head: str = HEAD) -> list[str]:
    return [task.quote.text for task in _read(body, head).tasks]


def _figures(body: str) -> list[tuple[str, float, str, str]]:
    return [(each.name, float(each.value), each.unit, each.measure) for each in _read(body).figures]


@pytest.mark.parametrize(
    "sentence",
    [
        "各镇街要加强分析研判，确保重点项目按期投产",
        "必须抓好安全生产和环保工作，持续推进重点领域排查整治",
        "下一步，区工信局将实施龙头企业培育计划，引导企业增加研发投入",
        "力争新增规上工业企业20家，推动一批项目竣工投产达效",
        "今年主要预期目标是：地区生产总值增长6%左右，粮食产量保持稳定",
    ],
)
def test_a_sentence_that_directs_is_a_task(sentence):
    assert _tasks(f"2月9日，镜澜区召开经济工作会议，区领导和各部门负责人参加会议。\n{sentence}。") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "去年全区新增规上工业企业20家，完成了全年目标任务，取得积极成效",
        "2月9日，镜澜区召开会议，总结去年工作，部署今年重点任务",
        "今年工作的总体要求是坚持稳中求进，要把握新发展阶段，贯彻新发展理念",
        "全区主要经济指标高于全市平均水平，重要领域改革有序推进",
        "现将有关措施印发给你们，请认真组织实施，要件齐备后报送",
    ],
)
def test_a_sentence_that_reports_or_guides_is_no_task(sentence):
    assert _tasks(f"{sentence}。\n会议由区委副书记主持，各镇街和区直部门负责人在主会场参加会议。") == []


def test_plain_verbs_direct_after_a_demand_and_not_after_a_report():
    body = (
        "会议强调，要激活创新主体。引导企业增加研发投入，建设一批创新平台，完善服务。\n"
        "全区实施项目126个，建设步伐加快，建立跟踪服务制度，群众满意度提高了。"
    )

    assert _tasks(body) == ["引导企业增加研发投入，建设一批创新平台，完善服务"]


def test_the_measures_of_a_plan_direct_and_their_bracket_names_the_owners():
    head = "镜澜区人民政府关于促进工业稳增长若干措施的通知\n发布时间：2026-03-01\n"
    body = (
        "为深入贯彻落实全区经济工作会议精神，加快壮大工业经济总量，现提出如下措施。\n"
        "一、建立企业培育库。每年摸排临规企业，逐企建档立卡，动态更新完善。（责任单位：区工信局，各镇（含街道）政府）"
    )

    reading = _read(body, head)

    assert [task.quote.text for task in reading.tasks] == ["每年摸排临规企业，逐企建档立卡，动态更新完善"]
    assert reading.tasks[0].owners == ("区工信局", "各镇政府")
    assert reading.tasks[0].section == ("一、建立企业培育库",)


def test_the_unit_of_the_head_who_speaks_owns_his_promises():
    body = "镜澜区工信局局长王示例表示，将全面落实会议精神，把规划图变为施工图。实施企业培育计划，完善跟踪服务。"

    assert [task.owners for task in _read(body).tasks] == [("镜澜区工信局",), ("镜澜区工信局",)]


def test_whom_the_heading_tells_owns_what_follows():
    body = "会议强调，各地要坚持目标导向和问题导向，聚焦关键。一是加快推进重点项目。二是强化统计服务，做到应统尽统。"

    assert [task.owners for task in _read(body).tasks] == [("各地",), ("各地",)]


def test_what_is_announced_as_tasks_directs_to_the_end_of_its_list():
    body = (
        "会议确定，今年经济工作抓好以下重点任务。\n一是坚持内需主导。深入实施提振消费行动，扩大优质商品供给。\n"
        "二是坚持创新驱动。制定科技人才发展方案，完善服务保障。\n会议由区长主持，各部门负责人参加会议，气氛热烈。"
    )

    assert _tasks(body) == ["深入实施提振消费行动，扩大优质商品供给", "制定科技人才发展方案，完善服务保障"]


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("年底前", "2026-12"),
        ("6月底前", "2026-06"),
        ("9月15日前", "2026-09-15"),
        ("一季度", "2026-Q1"),
        ("到2027年", "2027"),
        ("尽快", None),
    ],
)
def test_a_deadline_is_made_whole_with_the_year_of_the_document(said, deadline):
    reading = _read(f"会议要求，各部门要加快审批进度，{said}建成镇东产业园一期工程，同步完善配套设施。")

    assert reading.tasks[0].deadline == deadline


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("规上工业增加值同比增长6.4%", ("规上工业增加值", 6.4, "%", "growth")),
        ("固定资产投资下降3.3%", ("固定资产投资", -3.3, "%", "growth")),
        ("全区实现地区生产总值412.5亿元", ("地区生产总值", 412.5, "亿元", "level")),
        ("民间投资占比达到64.7%", ("民间投资占比", 64.7, "%", "share")),
        ("全区拥有高新技术企业1,277家", ("高新技术企业", 1277, "家", "count")),
        ("实施9个城市更新项目", ("城市更新项目", 9, "个", "count")),
        ("税收收入增速居全市第二", ("税收收入增速", 2, "位", "rank")),
        ("农业总产值超过13亿元", ("农业总产值", 13, "亿元", "level")),
    ],
)
def test_a_figure_has_name_value_unit_and_measure(said, figure):
    assert figure in _figures(f"2025年，{said}，各项工作有序推进。")


def test_numbers_told_apart_by_respectively_go_to_their_names():
    found = _figures("一产、二产、三产增加值分别增长6%、5.2%、4.8%，分别居全市第二、第七、第九。")

    assert found == [
        ("一产增加值", 6, "%", "growth"),
        ("二产增加值", 5.2, "%", "growth"),
        ("三产增加值", 4.8, "%", "growth"),
        ("一产增加值", 2, "位", "rank"),
        ("二产增加值", 7, "位", "rank"),
        ("三产增加值", 9, "位", "rank"),
    ]


def test_a_clause_without_a_name_takes_the_name_before_it():
    found = _figures("地区生产总值412亿元，增长6.1%，高于全市0.7个百分点。")

    assert [each[0] for each in found] == ["地区生产总值", "地区生产总值", "地区生产总值高于全市"]


def test_crossed_thresholds_give_a_figure_each():
    assert [each[1] for each in _figures("生产总值连续跨越300亿元、350亿元、400亿元大关，实力增强。")] == [
        300,
        350,
        400,
    ]


def test_from_and_to_give_the_former_year_and_this_one():
    figures = _read("2025年，常住人口由上年72.9万人增加到73.2万人，城镇化率达69.1%。").figures

    assert [(each.value, each.period) for each in figures[:2]] == [(Decimal("72.9"), "2024"), (Decimal("73.2"), "2025")]


@pytest.mark.parametrize(
    "said",
    [
        "部署5项重点任务",
        "招引亿元以上项目",
        "打造‘10亿元楼’",
        "落实“125510”思路",
        "2月9日召开会议",
        "聚焦8条主导产业链",
    ],
)
def test_numbers_of_names_classes_and_lists_are_no_figures(said):
    assert _figures(f"全区上下{said}，各项工作有序推进。") == []


def test_periods_come_from_the_words_before_the_number():
    figures = _read("今年1-5月份，全区规上工业增加值增长6.4%；2024年全区税收收入31亿元。").figures

    assert [each.period for each in figures] == ["2026-01/2026-05", "2024"]


def test_a_figure_of_a_task_is_a_target():
    figures = _read("会议强调，各部门要加大力度，确保全年固定资产投资增长8%以上，推动项目开工建设。").figures

    assert [(each.status, each.bound) for each in figures] == [("target", "at_least")]


def test_people_come_with_their_whole_role():
    body = "镜澜区委书记王示例讲话，区委副书记、区长李样本主持会议。赵甲、钱乙、孙丙丁等区领导参加会议。"

    assert [(each.name, each.role) for each in _read(body).people] == [
        ("王示例", "镜澜区委书记"),
        ("李样本", "区委副书记、区长"),
        ("赵甲", "区领导"),
        ("钱乙", "区领导"),
        ("孙丙丁", "区领导"),
    ]


def test_reporters_are_no_people_of_the_document():
    assert _read("记者李示例从发布会获悉，全区经济运行平稳，各项工作有序推进。").people == ()


def test_bodies_are_told_apart_by_kind():
    reading = _read("镜澜区委、区工信局、临江街道和镜澜经济开发区负责人参加，镜澜重工有限公司作表态发言。")

    assert [(each.name, each.kind) for each in reading.bodies] == [
        ("镜澜区委", "party"),
        ("区工信局", "department"),
        ("临江街道", "town"),
        ("镜澜经济开发区", "zone"),
        ("镜澜重工有限公司", "enterprise"),
    ]


def test_industries_take_the_tier_of_their_row():
    reading = _read("全区构建以高端装备、生物医药、智能制造三大产业为主导，以文化旅游、现代会展两大产业为特色的体系。")

    assert [(each.name, each.kind) for each in reading.industries] == [
        ("高端装备", "leading"),
        ("生物医药", "leading"),
        ("智能制造", "leading"),
        ("文化旅游", "characteristic"),
        ("现代会展", "characteristic"),
    ]


def test_schemes_are_found_and_set_phrases_are_not():
    reading = _read("坚持“两个确立”，聚焦“六大生态”，落实“1+3+3”思路，做强高端装备、新材料、数字经济三大主导产业。")

    assert [each.name for each in reading.frameworks] == ["六大生态", "1+3+3", "三大主导产业"]
    assert reading.frameworks[2].parts[0].members == ("高端装备", "新材料", "数字经济")


@pytest.mark.parametrize(
    ("said", "label", "members"),
    [
        ("开展产业升级、项目建设、创新驱动等“十大提升行动”", "提升行动", ("产业升级", "项目建设", "创新驱动")),
        ("突出做好“融强靓改”四篇文章", "文章", ("融", "强", "靓", "改")),
        ("强化三项保障,持续优化机制、重塑作风、提升能力,注入新动能", "保障", ("优化机制", "重塑作风", "提升能力")),
        ("围绕“策划一批、开工一批、达产一批”的要求抓项目", "一批", ("策划", "开工", "达产")),
    ],
)
def test_the_parts_of_a_scheme_are_as_many_as_it_counts(said, label, members):
    scheme = _read(f"会议指出，全区{said}，各项工作取得积极成效。").frameworks[0]

    assert [(part.label, part.members) for part in scheme.parts] == [(label, members)]


def test_parts_told_over_several_sentences_are_gathered():
    body = "".join(f"要创优{each}生态，提升竞争力。落实各项措施，完善服务体系。\n" for each in ("创新", "产业", "市场"))

    scheme = _read(f"会议强调，要聚焦创优“三大生态”，推动高质量发展。\n{body}").frameworks[0]

    assert scheme.parts[0].members == ("创新生态", "产业生态", "市场生态")


def test_a_digit_scheme_takes_the_rows_that_its_digits_count():
    rows = "以甲材、乙药两大产业为主导，以丙游、丁展、戊链三大产业为特色，以己流、庚融两大产业为支撑"

    matching = _read(f"全区构建{rows}的“232”现代化产业体系。").frameworks[0]
    other = _read(f"全区构建{rows}的“235”现代化产业体系。").frameworks[0]

    assert [part.count for part in matching.parts] == [2, 3, 2]
    assert other.parts == ()


def test_tools_are_found_by_their_kind():
    reading = _read("建立“政策库”，完善任务清单，成立工作专班，实施“育苗”工程，健全区镇联动机制，定下时间表。")

    assert [(each.name, each.kind) for each in reading.instruments] == [
        ("政策库", "library"),
        ("任务清单", "list"),
        ("工作专班", "team"),
        ("育苗工程", "campaign"),
        ("区镇联动机制", "mechanism"),
        ("时间表", "plan"),
    ]


def test_a_signing_names_both_sides_and_the_letter():
    reading = _read("2月9日，镜澜区召开会议。区委、区政府分别与区工信局、投促局，临江街道签订了目标责任书。")

    signing = reading.commitments[0]
    assert (signing.signer, signing.signed_with) == ("区委、区政府", ("区工信局", "区投促局", "临江街道"))
    assert (signing.instrument, signing.signed_on) == ("目标责任书", "2026-02-09")


def test_the_head_gives_title_days_publisher_and_place():
    document = _read(
        "2月9日，镜澜区召开2026年经济工作会议，总结去年工作，部署今年任务，各部门参加。", HEAD.replace("镜澜", "镜澜")
    ).document

    assert (document.title, document.published) == ("镜澜区召开2026年经济工作会议", "2026-02-10")
    assert (document.publisher, document.held, document.place) == ("镜澜日报", "2026-02-09", "镜澜区")
