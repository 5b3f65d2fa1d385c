from bihuan.engine.text import origin, simplify, to_json
from tests.support.reading import read, reread

PAGE = """首页 > 新闻中心 > 正文
【字号:大 中 小】
镜澜区召开2026年经济工作会议
发布时间：2026-02-10
来源：镜澜日报
2月9日,镜澜区召开2026年经济工作会议,总结2025年工作,部署2026年重点任务,全区上下备受鼓舞。
会议强调,要激活创新主体。加快建设镇东产业园,做强一批龙头企业,确保年底前投产。
责任编辑:李某
版权所有:镜澜区融媒体中心 未经授权禁止转载
"""


def test_the_body_is_the_article_alone():
    reading = read(PAGE.encode())

    assert reading.body.startswith("2月9日,镜澜区召开")
    assert reading.body.endswith("确保年底前投产。")


def test_each_removed_piece_stands_where_it_says_and_says_why():
    reading = read(PAGE.encode())

    assert {piece.kind for piece in reading.removed} == {
        "navigation",
        "title",
        "date",
        "source",
        "credit",
        "copyright",
    }
    assert all(reading.original[piece.start : piece.end] == piece.text for piece in reading.removed)


def test_a_task_is_the_sentence_not_its_heading():
    reading = read(PAGE.encode())

    assert [task.quote.text for task in reading.tasks] == ["加快建设镇东产业园,做强一批龙头企业,确保年底前投产"]
    assert reading.tasks[0].section == ("要激活创新主体",)


def test_the_quote_of_a_task_leads_back_to_the_original():
    reading = read(PAGE.encode())
    start, end = origin(reading, *reading.tasks[0].span)

    assert reading.original[start:end] == reading.tasks[0].quote.text


def test_a_removed_piece_can_be_put_back():
    reading = read(PAGE.encode())
    credit = next(piece for piece in reading.removed if piece.kind == "credit")

    again = reread(reading, keep=[credit])

    assert again.body.endswith("责任编辑:李某")
    assert credit not in again.removed


def test_traditional_text_is_read_as_simplified_and_shown_as_it_was():
    reading = read("會議要求,要加快建設產業園區,推進臺賬式管理,確保全年任務完成。".encode())

    assert "台账式管理" in reading.body
    assert "臺賬式管理" in reading.original


def test_simplified_text_is_as_long_as_before_and_keeps_names():
    assert simplify("乾隆年間的瞭望臺,著名景點") == "乾隆年间的瞭望台,著名景点"


def test_the_json_form_carries_spans():
    form = to_json(read(PAGE.encode()))

    start, end = form["tasks"][0]["span"]
    assert form["body"][start:end] == form["tasks"][0]["quote"]
