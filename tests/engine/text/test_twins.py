"""Two reports of one meeting are found in a library, compared sentence by sentence, and shown as one."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.text import Headings, TwinIndex, changed_words, compared, judged, most_holders, of_values, prints
from bihuan.engine.text.twins.prints import LENGTH
from tests.support.reports import DISPATCH, MEETING, PAPERS

HEAD = Headings(title=MEETING.title, held="2026-02-09", place="镜澜区")
OTHER = (
    "澜江早报讯 昨日，镜澜区召开2026年经济工作会议。",
    "记者从会上获悉，去年全区规上工业增加值同比增长6.4%，固定资产投资增长5.2%，新增规上企业23家。",
    "会议强调，要把项目建设作为头号工程，加快建设镇东产业园，力争一季度新开工项目36个，年底前全部入库纳统。",
    "会上，区工信局、区商务局、望湖街道作了表态发言，区委、区政府与各责任单位签订了目标责任书。",
    "会后，与会人员观摩了恒远装备二期项目现场。",
)


def _library() -> TwinIndex:
    index = TwinIndex()
    for number, paper in enumerate(PAPERS):
        index.add(number, prints(paper.body * 3), Headings(title=paper.title, held=None, place="镜澜区"))
    return index


def test_the_same_article_elsewhere_is_found_whatever_its_script_signs_and_breaks():
    again = MEETING.body.replace("，", ",").replace("\n", "　　").replace("会议", "會議")

    (twin,) = _library().twins(prints(again), HEAD)

    assert (twin.key, twin.kind) == (PAPERS.index(MEETING), "same_text")
    assert twin.because.startswith("较短的一篇约100%")


def test_another_report_of_the_same_meeting_is_found_by_its_passages():
    index = _library()

    found = index.twins(prints("\n".join(OTHER)), HEAD)

    assert [twin.key for twin in found] == [PAPERS.index(MEETING)]
    assert found[0].kind == "same_source"


def test_few_words_in_common_count_only_with_the_day_and_place_of_the_meeting():
    sizes, elsewhere = (60, 90), Headings(held="2026-02-10", place="镜澜区")

    assert judged("a", 8, sizes=sizes, documents=(HEAD, elsewhere)) is None
    assert judged("a", 8, sizes=sizes, documents=(HEAD, HEAD)).kind == "same_event"


def test_papers_of_other_events_are_no_twins():
    index = _library()

    for number, paper in enumerate(PAPERS):
        assert {twin.key for twin in index.twins(prints(paper.body * 3), Headings())} == {number}


def test_papers_come_and_go_one_by_one():
    index = _library()
    index.remove(PAPERS.index(MEETING))
    assert index.twins(prints(MEETING.body), HEAD) == []

    index.add("new", prints(MEETING.body), HEAD)
    assert [twin.key for twin in index.twins(prints(MEETING.body), HEAD)] == ["new"]


def test_set_phrases_that_many_papers_share_count_for_nothing():
    phrase = "坚持以高质量发展为首要任务，统筹发展和安全，推动经济实现质的有效提升和量的合理增长。" * 2
    index = TwinIndex()
    for number in range(60):
        index.add(
            number, prints(phrase + f"第{number}次会议研究了第{number}号事项的办理情况和下一步安排。"), Headings()
        )

    assert index.twins(prints(phrase + "本次会议讨论了水库除险加固工程。"), Headings()) == []


def test_kept_values_are_the_prints_again():
    taken = prints(MEETING.body)

    assert of_values(reversed(taken.values)) == taken
    assert all(0 <= value < 2**62 for value in taken.values)


@given(st.text(alphabet="区委政府会议要求的了项目建设企业一二三", max_size=400), st.integers(0, 200))
def test_the_prints_of_a_part_are_prints_of_the_whole(text, cut):
    assert set(prints(text[cut:]).values) <= set(prints(text).values)


@given(st.text(alphabet="区委政府会议", max_size=200), st.text(alphabet="区委政府会议", max_size=200))
def test_two_texts_share_no_more_prints_than_strings(one, other):
    common = {one[at : at + LENGTH] for at in range(len(one) - LENGTH + 1)} & {
        other[at : at + LENGTH] for at in range(len(other) - LENGTH + 1)
    }

    assert prints(one).shared(prints(other)) <= len(common)


def test_a_library_of_thousands_answers_at_once():
    chance = random.Random(2)
    words = [sign for paper in PAPERS for sign in paper.body if sign.isalnum()]
    index = TwinIndex()
    for number in range(2_000):
        index.add(number, prints("".join(chance.choices(words, k=1_500))), Headings())
    index.add("own", prints(MEETING.body), HEAD)
    began = time.perf_counter()

    assert [twin.key for twin in index.twins(prints(MEETING.body), HEAD)] == ["own"]
    assert time.perf_counter() - began < 0.5


def _kinds(first: str, second: str) -> list[str]:
    return [each.kind for each in compared(first, second).merged]


def test_what_two_reports_say_alike_otherwise_and_alone_is_told_apart():
    other = "\n".join(OTHER)
    comparison = compared(MEETING.body, other)

    kinds = [each.kind for each in comparison.merged]
    assert kinds.count("conflict") == 1
    assert "same" in kinds
    assert "changed" in kinds
    assert other[slice(*comparison.merged[-1].second)] == OTHER[-1].rstrip("。")


def test_numbers_that_differ_are_named():
    (conflict,) = compared(MEETING.body, "\n".join(OTHER)).conflicts

    assert conflict.numbers == (("5.1%",), ("5.2%",))


def test_the_merged_view_holds_every_sentence_of_both_once_and_in_order():
    first, second = MEETING.body, "\n".join(OTHER)
    merged = compared(first, second).merged

    starts = [each.first[0] for each in merged if each.first]
    assert starts == sorted(starts)
    assert len({each.second for each in merged if each.second}) == sum(each.second is not None for each in merged)
    assert {each.first for each in merged if each.first} == {
        each.first for each in compared(first, "").merged if each.first
    }


def test_a_text_compared_with_itself_has_no_differences():
    assert compared(MEETING.body, MEETING.body).differences == ()


def test_other_texts_have_nothing_in_common():
    assert set(_kinds(MEETING.body, DISPATCH.body)) <= {"first_only", "second_only"}


@given(st.lists(st.sampled_from([line for paper in PAPERS for line in paper.paragraphs]), unique=True, max_size=12))
def test_every_sentence_is_on_one_side_at_least(lines):
    text = "\n".join(lines)
    half = "\n".join(lines[::2])

    assert all(each.kind in ("same", "first_only") for each in compared(text, half).merged)


def test_changed_words_are_put_side_by_side():
    assert changed_words("要加快建设产业园", "要抓紧建设产业园区") == [("加快", "抓紧"), ("", "区")]


def test_only_a_library_that_is_large_enough_tells_what_is_a_set_phrase():
    assert [most_holders(papers) for papers in (3, 40, 41, 200)] == [3, 40, 4, 10]


def test_papers_of_two_days_are_never_called_one_paper():
    days = [Headings(title=MEETING.title, held=held, place="镜澜区") for held in ("2025-02-09", "2026-02-09")]
    twin = judged("a", 97, sizes=(100, 100), documents=(days[0], days[1]))

    assert twin.kind == "same_source"
    assert "召开日期不同（2025-02-09、2026-02-09）" in twin.because
