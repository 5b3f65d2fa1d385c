"""Web pages of many makers give the paper alone, its head, and nothing of the page around it."""

import random

import pytest

from tests.support.reading import read
from tests.support.reports import PAPERS
from tests.support.web_pages import page


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_a_paper_comes_whole_out_of_a_page(paper):
    chance = random.Random(paper.title)

    for _ in range(12):
        reading = read(page(paper, chance).encode())
        assert reading.body == paper.body
        head = reading.document
        assert (head.title, head.published, head.publisher) == (paper.title, "2026-02-10", "镜澜日报")


def _body(inside: str) -> str:
    return read(f"<html><head><title>题目</title></head><body>{inside}</body></html>".encode()).body


PROSE = "会议强调，要加快建设镇东产业园，引导企业增加研发投入，完善人才服务，确保年底前投产。"


def test_elements_that_are_never_closed_hide_nothing():
    assert _body(f"<div><p>{PROSE}<p>{PROSE[:-1]}达效。<ul><li>甲<li>乙</div>").startswith(
        f"{PROSE}\n{PROSE[:-1]}达效。"
    )


def test_a_quote_that_is_never_closed_costs_one_tag():
    assert PROSE in _body(f'<p class="a>甲</p><p>{PROSE}</p>')


def test_an_end_without_a_beginning_changes_nothing():
    assert _body(f"</div></nav></b><p>{PROSE}</p></span>") == PROSE


def test_text_that_looks_like_a_tag_is_text():
    assert "增速<10%" in _body(f"<p>{PROSE}增速<10%的企业要逐户走访，了解情况，帮助解决问题。</p>")


def test_a_container_named_like_furniture_is_text_where_it_holds_the_paper():
    article = "".join(f"<p>第{number}项任务：{PROSE}</p>" for number in range(4))

    assert _body(f'<div class="main share tools">{article}</div>').count("镇东产业园") == 4


def test_what_a_page_hides_is_not_read():
    hidden = '<p style="display : none">暗文甲</p><p hidden>暗文乙</p><template>暗文丙</template>'
    shown = '<p class="hidden-xs">明文</p>'

    original = read(f"<html><body>{hidden}{shown}<p>{PROSE}</p></body></html>".encode()).original
    assert "暗文" not in original
    assert "明文" in original


def test_the_head_of_a_page_states_the_facts_where_its_text_does_not():
    head = (
        '<meta name="ArticleTitle" content="镜澜区召开工作会议"><meta name="PubDate" content="2026-02-10 08:00">'
        '<meta name="ContentSource" content="镜澜日报">'
    )
    reading = read(f"<html><head>{head}</head><body><p>{PROSE}</p></body></html>".encode())

    found = reading.document
    assert (found.title, found.published, found.publisher) == ("镜澜区召开工作会议", "2026-02-10", "镜澜日报")


def test_a_million_unclosed_tags_are_read_in_a_moment():
    assert PROSE in _body("<b>" * 200_000 + "</i>" * 200_000 + f"<p>{PROSE}</p>")
