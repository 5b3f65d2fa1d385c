"""The head of a paper: title, day, publisher, meeting and place, wherever a site or an office writes them."""

import pytest

from bihuan.definitions import language
from bihuan.engine.text.meaning.places import place
from tests.support.reading import read

PROSE = "镜澜区召开经济工作会议，总结去年工作，部署今年任务，区领导和各部门负责人参加会议。"
TITLE = "镜澜区部署2026年经济工作"


def _head(*lines: str, prose: str = f"2月9日，{PROSE}", title: str = TITLE):
    return read("\n".join([title, *lines, prose]).encode()).document


@pytest.mark.parametrize(
    ("lines", "published", "publisher"),
    [
        (["发布时间：2026-02-10 09:30", "来源：镜澜日报"], "2026-02-10", "镜澜日报"),
        (["2026年2月10日　来源：镜澜融媒　作者：周样本"], "2026-02-10", "镜澜融媒"),
        (["来源：", "镜澜日报", "时间：", "2026/2/10"], "2026-02-10", "镜澜日报"),
        (["2026年03月01日 星期日", "发布日期：2026-02-10", "信息来源：区府办"], "2026-02-10", "区府办"),
        (["来源：省政府网站", "2026-02-10 08:12", "来源： ", "新华社"], "2026-02-10", "新华社"),
        (["[2026-02-10]", "【字号：大 中 小】"], "2026-02-10", None),
        (["浏览次数：1,024"], None, None),
    ],
)
def test_day_and_publisher_stand_in_lines_of_many_makes(lines, published, publisher):
    head = _head(*lines)

    assert (head.title, head.published, head.publisher) == (TITLE, published, publisher)


def test_the_table_above_an_official_paper_is_read():
    head = read(
        "\n".join(
            [
                "索引号：JL-2026-0012　主题分类：工业",
                "发文机关：镜澜区人民政府办公室　成文日期：2026-03-10",
                "发布日期：2026-03-12",
                "镜澜区人民政府办公室关于印发若干措施的通知",
                "各镇人民政府，区政府各部门：",
                "《若干措施》已经区政府同意，现印发给你们，请认真贯彻落实，确保各项任务落到实处。",
            ]
        ).encode()
    ).document

    assert head.title == "镜澜区人民政府办公室关于印发若干措施的通知"
    assert (head.published, head.publisher) == ("2026-03-12", "镜澜区人民政府办公室")


@pytest.mark.parametrize(
    ("prose", "publisher", "published"),
    [
        (f"镜澜日报3月5日讯 3月4日，{PROSE}", "镜澜日报", "2026-03-05"),
        (f"本报讯（记者 周样本）3月4日，{PROSE}", None, None),
        (f"新华社江城3月5日电 3月4日，{PROSE}", "新华社", "2026-03-05"),
    ],
)
def test_an_agency_and_its_day_stand_in_the_dateline(prose, publisher, published):
    head = _head(prose=prose)

    assert (head.publisher, head.published, head.held) == (publisher, published, "2026-03-04")


@pytest.mark.parametrize(
    ("prose", "held"),
    [
        (f"2月9日至10日，{PROSE}", "2026-02-09"),
        (f"2026年2月9日上午，{PROSE}", "2026-02-09"),
        (f"近日，{PROSE}", None),
        (f"22日上午，{PROSE}", None),
        ("镜澜区将于3月9日召开经济工作会议，目前各项筹备工作正在有序推进，相关材料已经印发。", None),
        ("截至2月9日，全区新开工项目36个，完成投资12.3亿元，主要指标好于预期、快于全市平均水平。", None),
    ],
)
def test_the_day_of_a_meeting_is_a_whole_day_on_which_it_was_held(prose, held):
    assert _head("发布时间：2026-02-11", prose=prose).held == held


def test_a_page_that_gives_two_lines_of_title_is_known_by_the_first():
    assert _head("——全区经济工作会议侧记").title == TITLE


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("镜澜区召开会议", "", "镜澜区"),
        ("澜江市镜澜区召开会议", "", "澜江市镜澜区"),
        ("中共镜澜县委召开全会", "", "镜澜县"),
        ("澜江市高新区召开会议", "", "澜江市高新区"),
        ("关于稳住全省工业大盘的措施", "", None),
        ("国务院召开常务会议", "3月4日，镜澜区委召开会议。", None),
        ("以项目促发展", "3月4日，镜澜区召开会议。", "镜澜区"),
        ("以项目促发展", "4月5日前报区政府办公室，全区上市企业达到9家，其中城区5家。", None),
    ],
)
def test_the_place_is_the_lowest_that_the_head_names(title, body, found):
    assert place(title, body=body, words=language().places) == found


def test_the_city_of_a_county_comes_from_the_national_table():
    words = language().places
    county, cities = next((name, cities) for name, cities in words.cities_of.items() if len(cities) == 1)
    assert place(f"{county}召开会议", body="", words=words) == cities[0] + county

    several, cities = next(
        (name, cities)
        for name, cities in words.cities_of.items()
        if len(cities) > 1 and all(city.endswith("市") for city in cities)
    )
    assert place(f"{several}召开会议", body="", words=words) == several
    assert place(f"{several}召开会议", body=f"{cities[1]}委领导到会。", words=words) == cities[1] + several
