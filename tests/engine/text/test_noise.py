"""Each kind of noise leaves the body, is kept with its reason, and nothing of the article goes with it."""

import pytest

from tests.support.reading import read

FIRST = "2月9日,镜澜区召开2026年经济工作会议,总结去年工作,部署今年任务,动员全区干部群众同心协力。"
SECOND = "会议指出,去年全区规上工业增加值同比增长6.4%,固定资产投资同比增长5.1%,主要指标好于预期。"
TITLE = "镜澜区召开2026年经济工作会议"
ARTICLE = f"{TITLE}\n{FIRST}\n{SECOND}"


def _read(text: str):
    return read(text.encode())


@pytest.mark.parametrize(
    ("noise", "kind"),
    [
        ("您当前的位置：首页 > 新闻中心 > 正文", "navigation"),
        ("【字号：大 中 小】 打印本页 关闭窗口", "navigation"),
        ("发布时间：2026-02-10 09:30", "date"),
        ("来源：镜澜日报", "source"),
        ("发布时间:2026-02-10  来源:镜澜日报", "date"),
        ("镜澜在线 > 新闻频道 > 要闻", "navigation"),
        ("作者：李示例", "byline"),
        ("图为会议现场。记者 李示例 摄", "caption"),
        ("微信图片_20260209.jpg", "image"),
        ("摘要 2月9日,镜澜区召开会议,区委书记王示例讲话。", "abstract"),
        ("股票代码 600999", "stock"),
    ],
)
def test_noise_above_the_article_is_removed(noise, kind):
    reading = _read(f"{noise}\n{ARTICLE}")

    assert reading.body == f"{FIRST}\n{SECOND}"
    assert kind in {piece.kind for piece in reading.removed}


@pytest.mark.parametrize(
    ("noise", "kind"),
    [
        ("责任编辑：李示例", "credit"),
        ("编辑:李示例 责编:王样本", "credit"),
        ("版权所有：镜澜区融媒体中心 未经授权禁止转载", "copyright"),
        ("地址：人民路1号 邮编：000000 电话：000-0000000", "contact"),
        ("相关新闻\n- 镜澜区召开安全生产会2026-02-01\n- 早春好时节2026-01-21", "related"),
        ("某某彩票网|某某棋牌大厅|体育投注平台|手机捕鱼下载", "advert"),
        ("友情链接： 某某棋牌官网 六合彩开奖 老虎机下载", "advert"),
        ("扫一扫在手机打开当前页", "navigation"),
    ],
)
def test_noise_below_the_article_is_removed(noise, kind):
    reading = _read(f"{ARTICLE}\n{noise}")

    assert reading.body == f"{FIRST}\n{SECOND}"
    assert kind in {piece.kind for piece in reading.removed}


def test_every_removed_piece_has_a_reason_in_chinese():
    reading = _read(f"来源：镜澜日报\n{ARTICLE}\n责任编辑：李示例")

    assert all(piece.reason for piece in reading.removed)


def test_an_article_that_stands_twice_is_read_once():
    reading = _read(f"{ARTICLE}\n{FIRST}\n{SECOND}")

    assert reading.body == f"{FIRST}\n{SECOND}"


def test_a_title_run_into_the_text_is_cut_off():
    reading = _read(f"{TITLE}\n{TITLE}{FIRST}")

    assert reading.body == FIRST


def test_sounds_in_brackets_are_removed_and_plain_brackets_kept():
    reading = _read("全區加快發(fā)展產(chǎn)業(yè)(園區),推進項(xiàng)目建設,確保全年目標任務圓滿完成(含續建)。")

    assert reading.body == "全区加快发展产业(园区),推进项目建设,确保全年目标任务圆满完成(含续建)。"


def test_a_reporters_credit_at_the_end_of_the_last_paragraph_is_removed():
    reading = _read(f"{ARTICLE}(记者 李示例 通讯员 王样本)")

    assert reading.body == f"{FIRST}\n{SECOND}"


def test_rests_of_tags_are_removed():
    assert _read(f"{FIRST}</span>&nbsp;").body == FIRST


def test_headings_between_paragraphs_stay():
    reading = _read(f"{TITLE}\n{FIRST}\n聚焦项目抓落实\n{SECOND}")

    assert reading.body == f"{FIRST}\n聚焦项目抓落实\n{SECOND}"


def test_lost_paragraph_breaks_are_found_at_ideographic_spaces():
    assert _read(f"{FIRST}　　{SECOND}").body == f"{FIRST}\n{SECOND}"


def test_who_signs_a_notice_and_its_day_stay():
    notice = f"各镇人民政府，区政府有关部门：\n{FIRST}\n镜澜区人民政府办公室\n2026年2月10日\n{SECOND}"

    assert _read(f"镜澜区人民政府办公室关于印发有关措施的通知\n{notice}").body == notice


def _shifted(text: str) -> str:
    """The text as a page shows it whose GBK bytes lost the lead byte of 。 (what befell real pages)."""
    whole = text.encode("gbk")
    place = whole.index("。".encode("gbk"))
    run, rest = whole[place + 1 : place + 1 + 12], whole[place + 1 + 12 :]
    return whole[:place].decode("gbk") + "?" + run.decode("gb18030", "ignore") + rest[1:].decode("gbk", "ignore")


def test_shifted_bytes_are_marked_and_never_silent():
    reading = _read(_shifted("坚持稳中求进。年初召开规划编制专题调研会,推动各项工作落地见效。"))

    assert reading.doubts
    assert any(finding.code == "doubtful_text" for finding in reading.findings)


def test_a_whole_run_of_shifted_bytes_is_repaired_and_marked():
    # 。“嶧 in GBK without its first byte, read one byte late: the last trail byte stands alone.
    late = "。“嶧".encode("gbk")[1:]
    garbled = "?" + late[:4].decode("gb18030") + late[4:].decode("ascii")

    reading = _read(f"大家围坐在一起想对策、谈未来{garbled}城的石榴又是一个好收成,产业越做越强。")

    assert "谈未来。“峄城的石榴" in reading.body
    assert [doubt.text for doubt in reading.doubts] == ["。“峄"]


def test_a_plain_question_is_no_damage():
    assert _read("实现这些目标,全区应该怎么干?在经济工作会议上,区委给出了响亮的回答。").doubts == ()


def test_lost_and_private_characters_are_marked():
    reading = _read("会议强调,要加快\ufffd设产业园区,推进\ue123项目建设,确保全年任务完成。")

    assert [doubt.text for doubt in reading.doubts] == ["\ufffd", "\ue123"]


def test_a_text_that_stands_twice_in_one_line_is_read_once():
    text = "".join(f"第{number}项任务由镜澜区各部门按职责分工推进落实。" for number in range(12))

    assert _read(f"{TITLE}\n{text}{text}").body == text


@pytest.mark.parametrize("gap", ["　　", "\u2003\u2003", "  ", "\xa0\xa0"])
def test_wide_gaps_after_a_sentence_part_paragraphs(gap):
    assert _read(f"{FIRST}{gap}{SECOND}").body == f"{FIRST}\n{SECOND}"
