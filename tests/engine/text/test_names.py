"""Names in made-up sentences of the genre: each kind found by rule, in forms that no list holds."""

import pytest

from tests.support.reading import read

HEAD = "云溪区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：云溪日报\n"
OPENING = "2月9日，云溪区召开经济工作会议，总结去年工作。\n"


def _read(said: str):
    return read((HEAD + OPENING + said).encode())


def _names(found) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("区工信局、商务局、文旅局要落实好各项政策。", ["区工信局", "区商务局", "区文旅局"]),
        ("清水县委网信办、县总工会、团县委、县残联参加。", ["清水县委网信办", "县总工会", "团县委", "县残联"]),
        ("县科经局邀请统计局、复兴镇、洲头乡参加会商会。", ["县科经局", "统计局", "复兴镇", "洲头乡"]),
        ("白石区柳河镇党委书记、云河街道党工委书记发言。", ["柳河镇", "云河街道"]),
        ("支持华丰纺织、中科曙星、红辉机电等骨干企业扩能。", ["华丰纺织", "中科曙星", "红辉机电"]),
        (
            "云溪亲和源投资（集团）有限公司、国网云溪供电公司签约。",
            ["云溪亲和源投资（集团）有限公司", "国网云溪供电公司"],
        ),
        ("加快综治中心、公共法律服务中心一体化运行。", ["综治中心", "公共法律服务中心"]),
        ("贯彻省委、市委经济工作会议精神，抓好落实。", []),
        ("各镇街、各部门和有关单位要高度重视，建设一批特色小镇。", []),
    ],
)
def test_bodies_are_found_by_the_word_that_ends_them(said, names):
    assert _names(_read(said).bodies) == names


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("区委副书记、区长赵和平出席会议。", [("赵和平", "区委副书记、区长")]),
        ("管委会副主任张弛、何莉分别通报。", [("张弛", "管委会副主任"), ("何莉", "管委会副主任")]),
        ("镇党委书记吴晨海针对全年工作提出意见。", [("吴晨海", "镇党委书记")]),
        ("柳林街道党工委书记郑雪说，要抓项目。", [("郑雪", "柳林街道党工委书记")]),
        ("由常务副县长李学军任组长，石桥镇镇长何志明表示支持。", [("李学军", "常务副县长"), ("何志明", "石桥镇镇长")]),
        ("区长欧阳明主持，副区长王磊、区委办公室主任李强出席。",
         [("欧阳明", "区长"), ("王磊", "副区长"), ("李强", "区委办公室主任")]),
        ("出席会议的区领导有：方志强、买买提·艾力。", [("方志强", "区领导"), ("买买提·艾力", "区领导")]),
        ("王立军、李晓东、何平参加会议。", [("王立军", None), ("李晓东", None), ("何平", None)]),
        ("方案指出，全会强调，区委要求抓好落实。", []),
        ("区领导方志强、孙小梅参加会议。", [("方志强", "区领导"), ("孙小梅", "区领导")]),
        ("各位局长高度重视，书记项目和主任会议制度要坚持。", []),
    ],
)  # fmt: skip
def test_people_are_found_beside_their_roles(said, people):
    assert [(each.name, each.role) for each in _read(said).people] == people


@pytest.mark.parametrize(
    ("said", "industries"),
    [
        ("做大做强电子信息、高端装备两大主导产业。", [("电子信息", "leading"), ("高端装备", "leading")]),
        ("打造千亿级绿色石化、五百亿级新材料产业集群。", [("绿色石化", None), ("新材料", None)]),
        ("主导产业为机械制造、木业家居。", [("机械制造", "leading"), ("木业家居", "leading")]),
        ("发展楼宇经济、首店经济、直播经济。", [("楼宇经济", None), ("首店经济", None), ("直播经济", None)]),
        ("壮大紫砂陶、绿茶、红色旅游产业。", [("紫砂陶", None), ("绿茶", None), ("红色旅游", None)]),
        ("培育光伏组件、动力电池全产业链。", [("光伏组件", "chain"), ("动力电池", "chain")]),
        ("新材料、大数据与物联网、新能源汽车和智能网联汽车等3个产业集群壮大。",
         [("新材料", None), ("大数据与物联网", None), ("新能源汽车和智能网联汽车", None)]),
        ("推动传统产业转型升级，提升产业结构，发展民营经济。", []),
    ],
)  # fmt: skip
def test_industries_are_found_in_lists_and_after_verbs(said, industries):
    assert [(each.name, each.kind) for each in _read(said).industries] == industries


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("建立健全政银企常态化对接机制，完善重大项目领导包联制度。", ["政银企常态化对接机制", "重大项目领导包联制度"]),
        ("建立本土龙头企业和重大项目培育库。", ["本土龙头企业和重大项目培育库"]),
        ("建立规上企业培育、骨干企业提升和企业需求等清单。", ["规上企业培育清单", "骨干企业提升清单", "企业需求清单"]),
        ("开展“千名干部助千企”行动，推行“园区+基金”招商模式。", ["千名干部助千企行动", "园区+基金招商模式"]),
        ("持续优化项目推进机制，实施企业梯次培育计划。", ["项目推进机制", "企业梯次培育计划"]),
        ("制定服务业扩能提质行动方案，推行首席服务员制度、“一企一策”。",
         ["服务业扩能提质行动方案", "首席服务员制度", "一企一策"]),
        ("完善体制机制，建立长效机制，优化工作机制。", []),
    ],
)  # fmt: skip
def test_tools_keep_what_stands_before_their_last_word(said, tools):
    assert [each.strip("“”") for each in _names(_read(said).instruments)] == tools


def _plain(name: str) -> str:
    return name.replace("“", "").replace("”", "")


def test_points_and_clauses_give_the_parts_of_a_scheme():
    said = "做到“三个聚焦”，一要聚焦产业强区，抓好招商。二要聚焦项目建设，扩大投资。三要聚焦民生改善，办好实事。"

    scheme = _read(said).frameworks[0]

    assert (scheme.name, scheme.parts[0].members) == ("三个聚焦", ("产业强区", "项目建设", "民生改善"))


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "用“一港两翼三链”概括。“一港”就是亿吨级甲河港，“两翼”是东翼的装备园和西翼的食品城，“三链”是装备链、食品链、药材链。",
            [(1, "港", ("甲河港",)), (2, "翼", ("装备园", "食品城")), (3, "链", ("装备链", "食品链", "药材链"))],
        ),
        (
            "以“三问三比”检视，问思路比站位、问项目比进度、问服务比口碑。",
            [(3, "问", ("思路", "项目", "服务")), (3, "比", ("站位", "进度", "口碑"))],
        ),
        (
            "提出“3510”计划，即主攻乳业、风电、药材3条产业链，建设5个特色园区，到2027年培育10家链主企业。",
            [(3, "产业链", ("乳业", "风电", "药材")), (5, "特色园区", ()), (10, "链主企业", ())],
        ),
        ("健全“三个一”机制，即一条链、一位领导、一套政策；", [(3, "一", ("一条链", "一位领导", "一套政策"))]),
        ("推动创新链、产业链、资金链、人才链“四链”融合。", [(4, "链", ("创新链", "产业链", "资金链", "人才链"))]),
        ("紧扣泵阀制造、日用陶瓷、竹木家居“三支柱”产业，", [(3, "支柱", ("泵阀制造", "日用陶瓷", "竹木家居"))]),
    ],
)  # fmt: skip
def test_schemes_told_piece_by_piece_or_digit_by_digit_have_their_parts(said, parts):
    found = {each.name: each for each in _read(said).frameworks}

    whole = max(found.values(), key=lambda each: len(each.parts))
    assert [(part.count, part.label, part.members) for part in whole.parts] == parts


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("区财政局下发提示函，各单位建立交办、督办、销号三本台账。", ["提示函", "交办台账", "督办台账", "销号台账"]),
        ("要把项目列成“未开工清单”，绘制产业全景图、技术路线图。", ["未开工清单", "产业全景图", "技术路线图"]),
        ("召开“突破甲河”攻坚年动员大会，办好“金秋惠购季”。", ["突破甲河攻坚年", "金秋惠购季"]),
        ("调度由“月调度”改为“周碰头”，成熟一家办一家。", ["周碰头", "月调度"]),
        ("坚决打好污染防治攻坚战，抓好投资消费稳定增长攻坚战。", ["投资消费稳定增长攻坚战"]),
    ],
)
def test_tools_of_a_district_are_known_by_form_and_quotation(said, tools):
    assert sorted(_plain(each) for each in _names(_read(said).instruments)) == sorted(tools)


@pytest.mark.parametrize(
    ("said", "trades"),
    [
        ("紧扣泵阀制造、日用陶瓷、竹木家居“三支柱”产业，抓好升级。", ["泵阀制造", "日用陶瓷", "竹木家居"]),
        ("“三链”是海工装备链、冷链食品链、道地药材链。", ["海工装备", "冷链食品", "道地药材"]),
        ("毛竹、香菇是我们的看家宝，要留在村里。", ["毛竹", "香菇"]),
        ("苜蓿、青贮玉米种植要跟着牧场走。", ["苜蓿", "青贮玉米"]),
        ("乳业产业链总链长李四出席，风电装备链由王五任链长。", ["乳业", "风电装备"]),
        ("锂电隔膜、特种玻璃两个行业合计拉动增长4.7个百分点。", ["锂电隔膜", "特种玻璃"]),
        ("完善资金链、人才链、政策链，小麦、玉米种植面积稳定。", []),
    ],
)
def test_trades_are_known_by_their_chains_goods_and_rows(said, trades):
    assert _names(_read(said).industries) == trades


def test_a_sum_takes_the_schemes_that_it_counts():
    said = "落实“1+2+2”思路。锚定“一个总目标”。抓好园区建设、项目招引两大重点任务。强化两项保障，优化机制、提升能力。"

    scheme = next(each for each in _read(said).frameworks if each.name == "1+2+2")

    assert [(part.count, part.label) for part in scheme.parts] == [(1, "总目标"), (2, "重点任务"), (2, "保障")]


def test_a_scheme_that_counts_other_than_it_lists_is_noted():
    said = "全区推进产业升级、项目建设、创新驱动、民生改善“五大行动”，各项工作有序开展。"

    reading = _read(said)

    assert reading.frameworks[0].parts == ()
    assert [each.sentence for each in reading.findings if each.code == "count_differs"] == [
        "“五大行动”说是5个，文中列出4个：产业升级、项目建设、创新驱动、民生改善。请核对原文。"
    ]


@pytest.mark.parametrize(
    ("said", "signed"),
    [
        ("会上，区长李样本代表区政府与区发改局、柳林街道等12个单位签订目标责任书。",
         ("区政府", ("区发改局", "柳林街道"), "目标责任书")),
        ("各镇街、区直有关部门向区委、区政府递交了《2026年目标任务责任书》。",
         ("区委、区政府", ("各镇街", "区直有关部门"), "2026年目标任务责任书")),
        ("县商务局、石桥镇主要负责人作表态发言，并向县政府递交了责任状。",
         ("县政府", ("县商务局", "石桥镇"), "责任状")),
    ],
)  # fmt: skip
def test_letters_are_signed_and_handed_over(said, signed):
    found = _read(said).commitments[0]

    assert (found.signer, found.signed_with, found.instrument) == signed


@pytest.mark.parametrize(
    ("body", "tasks"),
    [
        ("会议强调，要抓好落实。加紧清理拖欠账款，重视解决地方困难。", ["加紧清理拖欠账款，重视解决地方困难"]),
        ("会议强调，要抓好落实。要互通工作信息，及时反馈招商线索；要抓好项目投资，推动签约项目落地。",
         ["要互通工作信息，及时反馈招商线索", "要抓好项目投资，推动签约项目落地"]),
        ("过去一年，全区上下创新机制，将审批环节从20个压减至8个。", []),
        ("要更加紧密团结起来，奋力开创新局面。", []),
    ],
)  # fmt: skip
def test_plain_verbs_direct_and_exhortations_do_not(body, tasks):
    assert [each.quote.text for each in _read(body).tasks] == tasks


def test_the_goals_of_a_plan_are_tasks():
    head = "云溪区特色产业振兴工作方案\n"
    body = "一、总体要求\n（一）主要目标\n全区规上工业增加值增长9%以上。到2027年，特色产业营业收入达到300亿元。\n"

    tasks = read((head + body).encode()).tasks

    assert [each.quote.text for each in tasks] == [
        "全区规上工业增加值增长9%以上",
        "到2027年，特色产业营业收入达到300亿元",
    ]


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("云溪经开区党工委书记、管委会主任赵宏伟表示，将紧盯招引目标，6月底前建成标准厂房。", "云溪经开区"),
        ("区商务局局长李样本：围绕招商突破，今年引进亿元项目20个。", "区商务局"),
        ("柳林街道党工委书记郑雪说，全年盘活闲置楼宇，将建立楼长制。", "柳林街道"),
    ],
)
def test_what_a_unit_promises_is_its_own(said, unit):
    task = _read(said).tasks[0]

    assert (task.owners, task.is_pledge) == ((unit,), True)


def test_what_a_meeting_demands_is_no_pledge():
    task = _read("会议要求，区商务局要抓好招商引资，建立项目台账。").tasks[0]

    assert (task.owners, task.is_pledge) == (("区商务局",), False)


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ("管委会交通建设局每月开一次推进会，由党工委督查办晒账。", ["管委会交通建设局", "党工委督查办"]),
        ("发改、统计部门要按旬会商，少一个点都要说清缘由。", []),
        ("宏曜隔膜、明澈玻璃两户企业贡献了六成增量。", ["宏曜隔膜", "明澈玻璃"]),
        ("授予李光明等8人“云溪优秀企业家”称号。", []),
    ],
)
def test_bodies_of_a_district_are_told_from_fields_people_and_trades(said, bodies):
    assert _names(_read(said).bodies) == bodies
