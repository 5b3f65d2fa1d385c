"""The mood of sentences, the years of a review, who signs and who answers: made-up papers of the genre."""

import pytest

from tests.support.reading import read

NEWS = "云溪区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：云溪日报\n"
REPORT = "2026年云江省政府工作报告\n2026-02-03\n来源：云江日报\n"
PLAN = "云江省人民政府办公厅关于印发云江省氢能产业发展行动方案的通知\n发布时间：2025-05-12\n"


def _tasks(head: str, body: str):
    return [each.quote.text for each in read((head + body).encode()).tasks]


def _periods(head: str, body: str) -> list[tuple[str, str, str | None]]:
    return [(each.name, f"{each.value}{each.unit}", each.period) for each in read((head + body).encode()).figures]


def test_what_a_thing_was_made_into_is_no_promise():
    body = "在监管执法领域，云溪区创新联合检查制度，将企业年迎检次数从12次降至6次，办理时限压缩79天。"
    found = read((NEWS + body).encode())
    assert found.tasks == ()
    assert {each.status for each in found.figures} == {"actual"}
    assert [(str(each.value), each.measure) for each in found.figures][-1] == ("-79", "growth")


def test_a_report_directs_from_its_targets_on():
    body = (
        "今年经济社会发展的主要预期目标是：地区生产总值增长5%左右；居民收入增长与经济增长同步。\n"
        "一、扩大内需\n（一）促进消费。实施消费提振行动，新增首店50家。\n"
    )
    assert _tasks(REPORT, body) == [
        "今年经济社会发展的主要预期目标是：地区生产总值增长5%左右",
        "居民收入增长与经济增长同步",
        "实施消费提振行动，新增首店50家",
    ]


def test_short_sentences_head_the_longer_ones_that_take_them_up():
    body = (
        "重点做好八个方面工作。\n（一）促进消费投资良性互动。突出内需主导，拓展增量、提升效益。\n深入实施提振消费行动。"
        "适应消费结构变化，优化政策工具，激发消费潜能。培育新型消费。发展数字消费、绿色消费，引进首店。"
        "拓展文旅消费。激活省内文旅消费需求，提升省外游客吸引力。\n"
    )
    found = read((REPORT + body).encode()).tasks
    assert [each.section[-1] for each in found] == ["深入实施提振消费行动", "培育新型消费", "拓展文旅消费"]


def test_a_list_announced_with_its_first_head_directs_and_is_no_task():
    body = "会议强调，要聚焦工作部署，突出抓好五个方面工作：一是抓工业稳增长。推动重点企业扩能，完善服务机制。"
    assert _tasks(NEWS, body) == ["推动重点企业扩能，完善服务机制"]


def test_reactions_in_a_report_are_no_tasks():
    body = "各企业负责人围绕规划编制积极建言献策，介绍了投资计划，大家表示，将继续积极融入建设。"
    assert _tasks(NEWS, body) == []


def test_a_review_tells_what_was_reached_by_the_last_year_and_done_in_all():
    body = (
        "这五年，经济实力跃上新台阶。一般公共预算收入从360亿元增长到430亿元，规上工业增加值年均增长6.5%，"
        "实验室达到8个、研发机构54家，累计新开工项目3000个。"
    )
    assert _periods(REPORT, body) == [
        ("一般公共预算收入", "360亿元", "2020"),
        ("一般公共预算收入", "430亿元", "2025"),
        ("规上工业增加值", "6.5%", "2021/2025"),
        ("实验室", "8个", "2025"),
        ("研发机构", "54家", "2025"),
        ("新开工项目", "3000个", "2021/2025"),
    ]


def test_months_of_one_task_are_not_those_of_the_next():
    body = "会议要求，要抓好项目建设。一季度集中开工30个项目。区发改局要建立储备库，储备项目100个。"
    assert [period for _, _, period in _periods(NEWS, body)] == ["2026-01/2026-03", "2026"]


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("由区审批局牵头，区住建局、区水务局按职责分工负责，要优化流程。", {"区审批局", "区住建局", "区水务局"}),
        ("下一步，省发展改革委将会同省科技厅，指导项目单位完善手续。", {"省发展改革委", "省科技厅"}),
        ("全委上下要保持昂扬斗志，抓好收官。", {"全委上下"}),
        ("各地各部门主要负责同志要亲自抓、带头干。", {"各地各部门主要负责同志"}),
        ("要优化自由贸易试验区布局范围，推进港口建设。", set()),
        ("要治理砂基砂堤，全面建成干流应急治理工程。", set()),
    ],
)
def test_those_who_answer_for_a_task_are_all_named(said, owners):
    (task,) = read((NEWS + said).encode()).tasks
    assert set(task.owners) == owners


def test_a_bracket_of_many_is_read_to_its_end():
    body = (
        "二、重点任务\n（一）推进示范应用。鼓励各市采购公交车，完善网络。"
        "（省发展改革委牵头，省工业和信息化厅、省科技厅等有关部门和各市政府、云新区管委会按职责分工负责）\n"
    )
    (task,) = read((PLAN + body).encode()).tasks
    assert task.owners == ("省发展改革委", "省工业和信息化厅", "省科技厅", "各市政府", "云新区管委会")


@pytest.mark.parametrize(
    ("said", "signer", "others"),
    [
        ("区委副书记、区长赵六与区住建局、丙林镇签订《目标责任书》。", "区委、区政府", ("区住建局", "丙林镇")),
        ("甲河镇、区住建局分别与区政府签订目标责任书。", "区政府", ("甲河镇", "区住建局")),
        ("会议最后，甲河镇党委书记李四、区商务局局长王五向区委递交责任状。", "区委", ("甲河镇", "区商务局")),
        ("区委、区政府主要负责同志与甲河镇、乙山街道签订责任书。", "区委、区政府", ("甲河镇", "乙山街道")),
    ],
)
def test_leaders_sign_for_their_bodies(said, signer, others):
    (found,) = read((NEWS + said).encode()).commitments
    assert (found.signer, found.signed_with) == (signer, others)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("完善各族群众共享资源开发、项目建设等收益机制。", ["各族群众共享资源开发、项目建设等收益机制"]),
        ("推行“同标准受理”“多证联办”，压减环节。", ["同标准受理", "多证联办"]),
        ("支持河源集团建设氢冶金示范工程。", ["氢冶金示范工程"]),
        ("开展“局长走流程”，完善“免申即享”政策清单。", ["局长走流程", "“免申即享”政策清单"]),
    ],
)
def test_tools_reach_back_to_the_verb_that_founds_them(said, names):
    plain = [each.name.replace("“", "").replace("”", "") for each in read((NEWS + said).encode()).instruments]
    assert plain == [name.replace("“", "").replace("”", "") for name in names]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("科技创新和产业创新双向奔赴。", []),
        ("形成土地节约、资源集约、产业聚集的县域特色产业发展新模式。", []),
        ("茶叶、食用菌等十大乡村特色产业加快发展。", ["茶叶", "食用菌"]),
        ("组织钢铁、工程机械等企业与国家工程对接。", ["钢铁", "工程机械"]),
        ("做强电子信息、智能机器人等战略性支柱产业集群。", ["电子信息", "智能机器人"]),
        ("以电子信息为主导，生物医药、环保为新兴，现代物流为支撑。", ["电子信息", "生物医药", "环保", "现代物流"]),
    ],
)  # fmt: skip
def test_industries_are_things_in_a_row(said, names):
    assert [each.name for each in read((NEWS + said).encode()).industries] == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("省数据和政务服务局、国家统计局云江调查总队参加。", ["省数据和政务服务局", "国家统计局云江调查总队"]),
        ("省人大财经委、民进云江省委、省委有关负责同志参加。", ["省人大财经委", "民进云江省委", "省委"]),
        ("新增国家级企业技术中心8家、产权运营中心2家。", []),
        ("建设国际消费中心，优化海关监管条件。", []),
    ],
)
def test_bodies_of_more_kinds(said, names):
    assert [each.name for each in read((NEWS + said).encode()).bodies] == names


def test_schemes_count_sums_and_added_parts():
    body = (
        "云溪区落实五大战略定位，建设“两个屏障”、“两个基地”、“一个桥头堡”。\n"
        "构建“四维一体”体系，打造“机制＋阵地＋队伍＋服务”格局。\n推动重点产业“四链”融合，改变“二人转”局面。\n"
    )
    found = {each.name: each.parts for each in read((NEWS + body).encode()).frameworks}
    assert found["五大战略定位"][0].members == ("两个屏障", "两个基地", "一个桥头堡")
    assert found["四维一体"][0].members == ("机制", "阵地", "队伍", "服务")
    assert "四链" in found
    assert "二人转" not in found
