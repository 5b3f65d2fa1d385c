"""Everything a person does to an item goes through one door."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from bihuan.apps.units.queries import timeline
from bihuan.apps.work import actions, queries
from bihuan.apps.work.actions import effects
from bihuan.base.refusals import Stale
from bihuan.engine.loop import EFFECTS
from tests.support.builders import NOW, actor, viewer
from tests.support.items import DUE_ON, answers_of, kept, make_item, move, new_item

LATER = NOW + timedelta(days=1)


def events(item):
    return list(timeline("work.item", [item.pk]))


def test_a_task_goes_from_register_to_written_off(cast):
    item = make_item(cast, "written_off")

    assert item.state == "written_off"
    assert [event.kind for event in events(item)] == ["work.drafted"] + ["work.moved"] * 8
    assert item.written_off_on == NOW.date()
    assert item.is_frozen


def test_every_effect_of_the_loop_has_its_function():
    assert set(effects.EFFECTS) == set(EFFECTS)


def test_an_unseen_item_does_not_exist(cast):
    item = make_item(cast, "dispatched")

    with pytest.raises(Http404):
        move(item, "sign", cast, who="stranger_clerk")


def test_a_refused_move_is_recorded_with_its_sentence(cast):
    item = make_item(cast, "dispatched")

    with pytest.raises(actions.NotAllowed) as refused:
        move(item, "sign", cast, who="support_clerk")

    last = events(item)[-1]
    assert (last.result, last.why) == ("refused", refused.value.sentence)
    assert refused.value.status == 403
    item.refresh_from_db()
    assert item.state == "dispatched"


def test_a_missing_answer_is_named(cast):
    item = make_item(cast, "in_progress")

    with pytest.raises(actions.Incomplete, match="情况说明"):
        move(item, "report_progress", cast, who="lead_clerk", text="")


def test_a_stale_move_shows_both_sides(cast):
    item = make_item(cast, "in_progress")
    seen = item.version
    move(item, "report_progress", cast, who="lead_clerk", text="3月完成5家。")

    with pytest.raises(Stale) as refused:
        actions.move_item(
            item.pk, "report_progress", version=seen, answers={"text": "我的文字"}, by=actor(cast.lead_head), now=LATER
        )

    assert refused.value.mine == {"情况说明": "我的文字"}
    assert refused.value.theirs["最近办理人"] == cast.lead_clerk.name


def test_the_same_form_twice_is_one_move(cast):
    item = make_item(cast, "in_progress")
    seen = item.version
    for _ in range(2):
        done = actions.move_item(
            item.pk,
            "report_progress",
            version=seen,
            answers={"text": "3月完成5家。"},
            by=actor(cast.lead_clerk),
            now=LATER,
            key="form-1",
        )

    assert done.version == seen + 1
    assert item.reports.filter(kind="progress").count() == 1


def test_the_same_new_item_twice_is_one_item(cast):
    made = [actions.register(new_item(cast), by=actor(cast.supervisor), now=NOW, key="form-9") for _ in range(2)]

    assert made[0].pk == made[1].pk


def test_numbers_have_no_gap_even_after_a_failure(cast):
    make_item(cast)
    with pytest.raises(actions.BadItem):
        actions.register(new_item(cast, title=" "), by=actor(cast.supervisor), now=NOW)

    assert make_item(cast).number == 2


def test_a_transfer_leaves_one_lead_and_keeps_the_other_in_history(cast):
    item = make_item(cast, "dispatched")

    item = move(item, "transfer", cast, who="supervisor", unit=cast.units.town.pk, reason="属地办理")

    now = list(item.parties.filter(role="lead", to_at=None))
    assert [party.unit_name for party in now] == ["石桥镇"]
    assert item.lead_unit_id == cast.units.town.pk
    assert item.parties.get(role="lead", to_at__isnull=False).unit_name == "区工业和信息化局"
    with pytest.raises(Http404):
        move(item, "sign", cast, who="lead_clerk")


def test_write_off_needs_evidence(cast):
    item = make_item(cast, "closed")
    item.attachments.all().delete()

    with pytest.raises(actions.NotAllowed, match="佐证"):
        move(item, "write_off", cast)


def test_write_off_needs_a_second_person(cast):
    item = make_item(cast, "in_progress")
    item = move(
        item,
        "submit_feedback",
        cast,
        who="supervisor",
        **answers_of("submit_feedback", cast),
        paper=[kept("盖章件.pdf")],
    )
    item = move(item, "open_review", cast)

    with pytest.raises(actions.NotAllowed, match="本人"):
        move(item, "pass_review", cast, who="supervisor")


def test_the_office_acts_on_paper_and_both_names_are_kept(cast):
    item = make_item(cast, "dispatched")
    with pytest.raises(actions.NotAllowed, match="纸质件"):
        move(item, "sign", cast, who="supervisor")

    item = move(item, "sign", cast, who="supervisor", paper=[kept("签收单.pdf")])

    last = events(item)[-1]
    assert (last.person_name, last.acted_for) == (cast.supervisor.name, "区工业和信息化局")
    assert kept("签收单.pdf").sha256 in last.evidence
    assert item.attachments.get(kind="paper").acted_for == "区工业和信息化局"


def test_a_proxy_closes_for_the_leader_and_both_names_are_kept(cast):
    said = {"instruction_text": "抓紧办理。", "instructed_on": "2026-03-01"}
    item = make_item(cast, kind="instruction", extra=said, sponsor_leader_id=cast.leader.pk)
    for code in ("dispatch", "sign", "submit_feedback", "open_review", "pass_review"):
        item = move(item, code, cast)

    item = move(item, "close", cast, who="proxy", remark="已阅。")

    assert item.state == "closed"
    last = events(item)[-1]
    assert (last.person_name, last.acted_for) == (cast.proxy.name, cast.leader.name)


def test_an_extension_is_asked_granted_and_known_from_then_on(cast):
    item = make_item(cast, "in_progress")
    new = date(2026, 6, 30)
    asked = {"reason": "汛期停工", "new_due_on": new, "text": "完成一半", "consent": True}

    item = move(item, "request_extension", cast, who="lead_head", at=LATER, **asked)
    item = move(item, "grant_extension", cast, who="supervisor", at=LATER, new_due_on=new)

    assert (item.state, item.due_on, item.extension_count) == ("in_progress", new, 1)
    assert [fact.due_on for fact in item.due_facts.filter(known_at__lt=LATER)][-1] == DUE_ON
    assert item.extensions.get().decision == "granted"


def test_time_on_the_shelf_moves_the_due_day_on(cast):
    item = make_item(cast, "in_progress")
    day = {"reason": "等待上级审批", "review_on": date(2026, 3, 20)}
    item = move(item, "suspend", cast, who="supervisor", at=NOW + timedelta(days=1), **day)

    item = move(item, "resume", cast, who="supervisor", at=NOW + timedelta(days=8), text="上级已批复")

    assert item.due_on == date(2026, 5, 11)  # five working days stood still; May 9 is a working Saturday
    assert item.pauses.get().reason == "等待上级审批"


def test_a_unit_breaks_its_item_down_and_cannot_hand_in_before_the_parts(cast):
    item = make_item(cast, "in_progress")
    parts = [actions.ChildPlan("培育企业名单", cast.units.lead.pk), actions.ChildPlan("逐企走访", cast.units.town.pk)]

    item = move(item, "break_down", cast, who="lead_head", children=parts)

    children = list(item.children.order_by("number"))
    assert [(child.lead_name, child.state) for child in children] == [
        ("区工业和信息化局", "dispatched"),
        ("石桥镇", "dispatched"),
    ]
    assert children[0].registrar_unit_id == cast.units.lead.pk
    with pytest.raises(actions.NotAllowed, match="子事项"):
        move(item, "submit_feedback", cast)


def test_a_batch_names_what_did_not_go_and_why(cast):
    good, bad = make_item(cast), make_item(cast, lead_unit_id=None, support_unit_ids=())

    done = actions.batch_dispatch({good.pk: good.version, bad.pk: bad.version}, by=actor(cast.supervisor), now=NOW)

    assert [outcome.done for outcome in done] == [True, False]
    assert "牵头单位" in done[1].sentence


def test_looking_back_at_all_reopens_nothing_by_itself(cast):
    item = make_item(cast, "written_off")

    done = actions.look_back(
        written_off_from=NOW.date(),
        written_off_to=NOW.date(),
        share=100,
        seed="2026Q1",
        by=actor(cast.supervisor),
        now=LATER,
    )

    item.refresh_from_db()
    assert (done.total, [outcome.done for outcome in done.outcomes]) == (1, [True])
    assert item.state == "look_back"


def test_a_town_raises_a_joint_matter_and_the_department_answers(cast):
    new = new_item(cast, kind="joint_matter", title="园区断头路", support_unit_ids=(), due_on=None)
    item = actions.register(new, by=actor(cast.town_head), now=NOW)
    item = move(item, "dispatch", cast, who="town_head")
    item = move(item, "sign", cast)

    item = move(item, "first_answer", cast, who="lead_clerk", at=NOW + timedelta(hours=2), text="已安排现场踏勘。")

    assert item.first_answer_at == NOW + timedelta(hours=2)
    assert item.parties.get(role="asker").unit_name == "石桥镇"


def test_a_return_and_a_new_hand_in_keep_the_day_right(cast):
    item = make_item(cast, "under_review")
    assert item.done_on == NOW.date()

    item = move(item, "return_item", cast, who="supervisor", reason="佐证不清")

    assert (item.state, item.done_on, item.return_count) == ("returned", None, 1)


def test_a_leader_may_take_a_copy_for_information(cast):
    item = make_item(cast, "dispatched")

    actions.copy_to(item.pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=NOW)
    actions.copy_to(item.pk, unit_ids=[cast.units.stranger.pk], by=actor(cast.supervisor), now=NOW)

    assert item.copies.count() == 1
    with pytest.raises(actions.NotAllowed):
        move(item, "sign", cast, who="stranger_clerk")


def test_once_opened_a_dispatch_is_not_taken_back(cast):
    item = make_item(cast, "dispatched")

    page = queries.item_page(item.pk, viewer(cast.lead_clerk), now=LATER)

    opened = actions.open_item(item, state=page.state, standings=page.standings, by=actor(cast.lead_clerk), now=LATER)

    assert opened
    with pytest.raises(actions.NotAllowed, match="打开"):
        move(item, "recall_dispatch", cast, who="supervisor", reason="发错")
