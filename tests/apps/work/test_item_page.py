"""The page of one item: what stands there, what this person may do, the forms in place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bihuan.apps.units.queries import timeline
from bihuan.apps.work.models import Item
from tests.support.items import DUE_ON, make_item

pytestmark = pytest.mark.django_db


def page(client, item):
    return client.get(reverse("work:item", args=[item.pk]))


def send(client, item, code, **fields):
    values = {"version": item.version, "form_key": f"key-{code}-{item.version}", **fields}
    return client.post(reverse("work:move", args=[item.pk, code]), values)


def evidence(name="验收说明.txt"):
    return SimpleUploadedFile(name, "已验收。".encode(), content_type="text/plain")


def test_the_page_shows_state_lamp_units_and_the_moves_of_this_person(cast, client_of):
    item = make_item(cast, "dispatched")

    answer = page(client_of(cast.lead_clerk), item)

    words = answer.content.decode()
    assert answer.status_code == 200
    assert "〔2026〕1号" in words
    assert reverse("work:move", args=[item.pk, "sign"]) in words
    assert "区财政局" in words
    assert reverse("work:move", args=[item.pk, "transfer"]) not in words


def test_why_other_moves_are_not_possible_is_said(cast, client_of):
    item = make_item(cast, "dispatched")

    words = page(client_of(cast.support_clerk), item).content.decode()

    assert "这一步不由您办理" in words
    assert "“签收”由牵头单位" in words


def test_a_stranger_gets_the_page_of_a_missing_item(cast, client_of):
    item, client = make_item(cast, "dispatched"), client_of(cast.stranger_clerk)

    unseen, missing = page(client, item), client.get(reverse("work:item", args=[999_999]))

    assert (unseen.status_code, missing.status_code) == (404, 404)


def test_the_page_is_read_not_written(cast, client_of):
    item = make_item(cast, "dispatched")

    assert client_of(cast.lead_clerk).post(reverse("work:item", args=[item.pk])).status_code == 405


def test_the_timeline_equals_the_event_log(cast, client_of):
    item = make_item(cast, "under_review")

    answer = page(client_of(cast.supervisor), item)

    assert len(answer.context["page"].entries) == timeline("work.item", [item.pk]).count()


def test_the_page_asks_the_database_at_most_fifteen_times(cast, client_of, django_assert_max_num_queries):
    item, client = make_item(cast, "under_review"), client_of(cast.supervisor)
    page(client, item)

    with django_assert_max_num_queries(15):
        page(client, item)


def test_a_form_comes_in_place_and_names_its_effect(cast, client_of):
    item = make_item(cast, "dispatched")

    answer = client_of(cast.lead_clerk).get(
        reverse("work:move", args=[item.pk, "sign"]), headers={"HX-Request": "true"}
    )

    words = answer.content.decode()
    assert "<html" not in words
    assert "提交后事项转为“签收”" in words


def test_the_loop_is_walked_through_the_browser(cast, client_of):
    office, second = client_of(cast.supervisor), client_of(cast.second_supervisor)
    clerk, head = client_of(cast.lead_clerk), client_of(cast.lead_head)
    values = {"kind": "key_task", "title": "建成标准厂房2万平方米", "source_kind": "meeting", "form_key": "new-1"}
    office.post(reverse("work:register"), {**values, "act": "register"})
    item = Item.objects.unscoped("the test looks at everything").get()

    steps = (
        (office, "dispatch", {"unit": cast.units.lead.pk, "due_on": DUE_ON}),
        (clerk, "sign", {}),
        (clerk, "plan", {"nodes": "一季度；2026-03-31；开工\n二季度；2026-04-30；竣工"}),
        (clerk, "report_progress", {"text": "主体封顶。", "problems": "用电未通", "percent": "60"}),
        (head, "submit_feedback", {"text": "已竣工。", "consent": "on", "evidence": evidence()}),
        (office, "open_review", {}),
        (second, "pass_review", {"opinion": "属实。"}),
        (second, "write_off", {"opinion": "同意销号。"}),
    )
    for client, code, fields in steps:
        answer = send(client, item, code, **fields)
        assert answer.status_code == 302, (code, answer.content.decode())
        item.refresh_from_db()

    assert item.state == "written_off"
    words = page(office, item).content.decode()
    assert "用电未通" in words
    assert "验收说明.txt" in words


def test_what_is_missing_is_named_and_what_was_typed_is_kept(cast, client_of):
    item = make_item(cast, "in_progress")

    answer = send(client_of(cast.lead_head), item, "request_extension", reason="汛期停工", text="", new_due_on="")

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "汛期停工" in words
    assert "请填写“新的办理时限”" in words


def test_a_stale_form_shows_both_sides_and_keeps_the_text(cast, client_of):
    item, clerk = make_item(cast, "in_progress"), client_of(cast.lead_clerk)
    send(client_of(cast.lead_head), item, "report_progress", text="甲的进展")

    answer = send(clerk, item, "report_progress", text="乙的进展")

    words = answer.content.decode()
    assert answer.status_code == 409
    assert cast.lead_head.name in words
    assert words.count("乙的进展") >= 2
    item.refresh_from_db()
    assert f'value="{item.version}"' in words


def test_the_same_form_sent_twice_is_one_report_and_the_same_answer(cast, client_of):
    item, clerk = make_item(cast, "in_progress"), client_of(cast.lead_clerk)

    answers = [send(clerk, item, "report_progress", text="完成5家。") for _ in range(2)]

    assert [(each.status_code, each.headers["Location"]) for each in answers] == [(302, f"/items/{item.pk}/")] * 2
    assert item.reports.filter(kind="progress").count() == 1


def test_a_reader_without_the_right_gets_the_loops_sentence(cast, client_of):
    item = make_item(cast, "dispatched")

    answer = send(client_of(cast.support_clerk), item, "sign")

    assert answer.status_code == 403
    assert "不能办理" in answer.content.decode()


def test_a_file_is_for_those_who_see_the_item(cast, client_of):
    item = make_item(cast, "in_progress")
    send(client_of(cast.lead_head), item, "submit_feedback", text="完成。", consent="on", evidence=evidence())
    address = reverse("work:file", args=[item.pk, item.attachments.get().pk])

    own, other = client_of(cast.support_clerk).get(address), client_of(cast.stranger_clerk).get(address)

    assert own.status_code == 200
    assert b"".join(own.streaming_content).decode() == "已验收。"
    assert other.status_code == 404


def test_a_wrong_file_is_refused_and_the_text_is_kept(cast, client_of):
    item = make_item(cast, "in_progress")
    wrong = SimpleUploadedFile("程序.exe", b"MZ....")

    answer = send(client_of(cast.lead_clerk), item, "report_progress", text="完成5家。", evidence=wrong)

    assert answer.status_code == 422
    assert "完成5家。" in answer.content.decode()


def test_a_registering_form_without_a_title_is_refused(cast, client_of):
    answer = client_of(cast.supervisor).post(
        reverse("work:register"), {"kind": "key_task", "source_kind": "meeting", "form_key": "n", "target": "20家"}
    )

    assert answer.status_code == 422
    assert "请填写“标题”" in answer.content.decode()
    assert "20家" in answer.content.decode()


def test_who_may_not_register_does_not_see_the_form(cast, client_of):
    assert client_of(cast.statistician).get(reverse("work:register")).status_code == 403
    assert client_of(cast.supervisor).delete(reverse("work:register")).status_code == 405


@pytest.mark.parametrize(
    ("state", "whose"),
    [("dispatched", "区工业和信息化局"), ("under_review", "区委区政府督查室"), ("written_off", "")],
)
def test_the_page_names_whose_turn_it_is(cast, client_of, state, whose):
    item = make_item(cast, state)

    assert page(client_of(cast.supervisor), item).context["page"].waits_for == whose


def test_the_last_report_of_the_lead_unit_stands_at_the_top(cast, client_of):
    item = make_item(cast, "in_progress")
    send(client_of(cast.lead_clerk), item, "report_progress", text="已走访企业三十家。")

    shown = page(client_of(cast.supervisor), item)

    assert shown.context["page"].latest.text == "已走访企业三十家。"
    assert "最近进展" in shown.content.decode()


def test_the_newest_step_of_the_timeline_stands_first(cast, client_of):
    item = make_item(cast, "under_review")

    words = page(client_of(cast.supervisor), item).content.decode()

    assert words.index("<b>开始审核</b>") < words.index("<b>签收</b>")


def test_what_nobody_filled_in_is_named_in_one_line(cast, client_of):
    item = make_item(cast, "dispatched")

    assert "责任人" in page(client_of(cast.supervisor), item).context["page"].unfilled
