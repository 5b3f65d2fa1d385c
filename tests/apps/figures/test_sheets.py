"""A unit's month: drafted, sent, returned, approved, locked, reopened; every figure a version (A19, A20)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from bihuan.apps.figures import actions, queries
from bihuan.apps.figures.models import Observation, Sheet
from bihuan.apps.units.queries import timeline
from bihuan.base.refusals import Forbidden, Refusal, Stale
from bihuan.engine.values import Quantity, Unit
from tests.support.builders import actor, give_post, viewer
from tests.support.observations import CODES, FEBRUARY, FORM, GOOD, JANUARY, LATER, approve, ask, push, send, typed_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    ask(cast)
    return cast


def page(cast, *, month=FEBRUARY, person=None):
    who = viewer(person or cast.lead_clerk)
    book = queries.book(who.on)
    return queries.sheet_page(who, unit_id=cast.units.lead.pk, month=month, book=book, form=book.form)


def figures(cast):
    return {row.indicator: row for row in Observation.objects.visible_to(viewer(cast.statistician))}


def test_a_sent_month_gives_each_figure_its_first_version_as_it_was_typed(asked):
    sheet = send(asked)

    trade = figures(asked)["foreign_trade"]
    assert (sheet.state, trade.version, trade.sheet_id) == ("submitted", 1, sheet.pk)
    assert (str(trade.level), trade.growth) == ("12.50亿元", Decimal("5.6"))
    assert trade.level_smallest == 125_000_000_000


def test_sending_leaves_one_event_with_the_figures(asked):
    sheet = send(asked)

    last = timeline("figures.sheet", [sheet.pk]).last()
    assert last.kind == "figures.submitted"
    assert "12.50亿元" in last.after
    assert {row.event_seq for row in figures(asked).values()} == {last.seq}


def test_a_month_sent_twice_is_stored_once(asked):
    send(asked)

    with pytest.raises(Refusal, match="已报待审，不能再填"):
        send(asked)

    rows = Observation.objects.visible_to(viewer(asked.statistician))
    assert sorted(rows.values_list("indicator", "version")) == sorted((code, 1) for code in CODES)


def test_a_january_that_does_not_exist_is_not_asked_and_says_why(asked):
    lines = {line.indicator.code: line for line in page(asked, month=JANUARY).lines}

    assert lines["gross_industrial_output"].asked == ()
    assert lines["gross_industrial_output"].why == "1月不单独调查，1—2月合并报"
    assert lines["foreign_trade"].asked == ("level", "growth")


def test_fields_asked_are_counted(asked):
    assert page(asked).asked == 4 * 2 + 1


def test_a_figure_known_from_elsewhere_is_never_asked(asked):
    push(
        asked.units.lead,
        "exports",
        FEBRUARY,
        level=Quantity(Decimal(3), Unit.HUNDRED_MILLION_YUAN),
        by=asked.supervisor,
    )

    found = page(asked)

    assert {line.indicator.code for line in found.lines if not line.asked} == {"exports"}
    assert found.known == 1


def test_a_draft_is_no_figure_and_waits_for_any_colleague(asked):
    typed = typed_for(asked.units.lead, codes=("exports",))
    actions.save_draft(asked.units.lead.pk, typed, month=FEBRUARY, form=FORM, by=actor(asked.lead_clerk), now=LATER)

    lines = {line.indicator.code: line for line in page(asked, person=asked.lead_liaison).lines}
    assert figures(asked) == {}
    assert lines["exports"].typed == GOOD


def test_a_month_with_gaps_is_sent_only_when_said_so(asked):
    with pytest.raises(actions.BadSheet, match="还有2格没有填"):
        send(asked, exports={"level": "", "growth": ""})

    send(asked, exports={"level": "", "growth": ""}, with_gaps=True)

    assert "exports" not in figures(asked)


def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(asked):
    with pytest.raises(actions.BadSheet) as refused:
        send(asked, exports={"level": "三十"})

    key = f"{asked.units.lead.pk}-exports"
    assert [str(one) for one in refused.value.findings[key]] == [
        "“出口总额”绝对数：“三十”不是数字，请填写阿拉伯数字，单位写在表头。"
    ]
    assert figures(asked) == {}
    assert {line.key: line.typed for line in page(asked).lines}[key]["level"] == "三十"


def test_zero_is_a_figure(asked):
    send(asked, exports={"level": "0", "growth": "-100"})

    assert str(figures(asked)["exports"].level) == "0亿元"


def test_a_returned_sheet_comes_back_with_new_versions_of_what_changed_alone(asked):
    sheet = send(asked)
    sides = {"version": sheet.version, "by": actor(asked.statistician), "now": LATER}
    actions.return_sheet(sheet.pk, "出口与海关数不一致，请核实", **sides)

    send(asked, exports={"level": "11.9"})

    rows = list(Observation.objects.visible_to(viewer(asked.statistician)).filter(indicator="exports"))
    assert [(row.version, str(row.level), row.reason) for row in rows] == [
        (1, "12.50亿元", ""),
        (2, "11.9亿元", "退回后改报：出口与海关数不一致，请核实"),
    ]
    assert figures(asked)["foreign_trade"].version == 1


def test_a_return_needs_words(asked):
    sheet = send(asked)

    with pytest.raises(Refusal, match="请写明退回的理由"):
        actions.return_sheet(sheet.pk, " ", version=sheet.version, by=actor(asked.statistician), now=LATER)


def test_what_was_sent_can_be_taken_back_before_it_is_checked(asked):
    sheet = send(asked)

    back = actions.withdraw_sheet(sheet.pk, version=sheet.version, by=actor(asked.lead_clerk), now=LATER)

    assert back.state == "draft"
    with pytest.raises(Refusal, match="草稿"):
        actions.withdraw_sheet(sheet.pk, version=back.version, by=actor(asked.lead_clerk), now=LATER)


def test_a_reviewer_cannot_fill_in(asked):
    with pytest.raises(Forbidden):
        send(asked, by=asked.statistician)
    with pytest.raises(Forbidden):
        send(asked, by=asked.supervisor)


def test_another_units_month_is_not_there(asked):
    with pytest.raises(Http404):
        send(asked, by=asked.stranger_clerk)


def test_who_sent_does_not_approve(asked):
    ask(asked, asked.units.administration)
    give_post(asked.statistician, asked.units.administration, "clerk")
    sheet = send(asked, asked.units.administration, by=asked.statistician)

    with pytest.raises(Refusal, match="须由另一人审核"):
        approve(asked, sheet)


def test_of_two_reviewers_the_second_is_told(asked):
    sheet = send(asked)
    approve(asked, sheet)

    with pytest.raises(Stale):
        actions.return_sheet(sheet.pk, "请核实", version=1, by=actor(asked.statistician), now=LATER)


def test_a_figure_is_asked_of_one_unit_alone(asked):
    with pytest.raises(Refusal, match="一个数只向一个单位要"):
        ask(asked, asked.units.support, of=asked.units.lead)


def test_nothing_is_asked_without_a_ground(cast):
    wanted = [actions.Wanted(cast.units.lead.pk, "exports")]
    sides = {"form": FORM, "month": FEBRUARY, "by": actor(cast.supervisor), "now": LATER}

    with pytest.raises(Refusal, match="依据"):
        actions.assign(cast.units.lead.pk, wanted, source=" ", **sides)


class TestTheLock:
    """An approved or locked month holds, whichever way one writes (A20)."""

    @pytest.fixture(params=["approved", "locked"])
    def held(self, asked, request):
        sheet = approve(asked, send(asked))
        if request.param == "locked":
            actions.lock_month(FEBRUARY, form=FORM, by=actor(asked.statistician), now=LATER)
        sheet.refresh_from_db()
        assert sheet.state == request.param
        return sheet

    def test_the_form_is_closed(self, asked, held):
        with pytest.raises(Refusal, match="申请更正"):
            send(asked, exports={"level": "1"})

    def test_a_draft_is_refused(self, asked, held):
        typed = typed_for(asked.units.lead)
        with pytest.raises(Refusal, match="申请更正"):
            actions.save_draft(held.unit_id, typed, month=FEBRUARY, form=FORM, by=actor(asked.lead_clerk), now=LATER)

    def test_a_pushed_figure_is_refused(self, asked, held):
        level = Quantity(Decimal(1), Unit.HUNDRED_MILLION_YUAN)
        for state in ("flash", "final", "revised"):
            with pytest.raises(IntegrityError), transaction.atomic():
                push(asked.units.lead, "exports", FEBRUARY, level=level, by=asked.supervisor, state=state, reason="改")

    def test_a_saved_row_is_refused(self, asked, held):
        row = figures(asked)["exports"]
        row.pk, row.version, row.reason, row.sheet = None, 2, "改", None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)

    def test_plain_sql_is_refused(self, asked, held):
        for statement in (
            "UPDATE figures_observation SET level_mantissa = 1",
            "DELETE FROM figures_observation",
            "UPDATE figures_sheet SET state = 'draft'",
            "UPDATE figures_sheet SET state = 'reopened', version = version + 1",
            "UPDATE figures_sheet SET month = month + 1",
            "DELETE FROM figures_sheetfact",
        ):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)

    def test_it_does_not_help_to_stop_asking_for_the_figure(self, asked, held):
        rows = queries.assignments(viewer(asked.supervisor), month=FEBRUARY)
        sides = {"month": JANUARY, "why": "停报", "by": actor(asked.supervisor), "now": LATER}
        actions.end_assignments([row.pk for row in rows], **sides)

        with pytest.raises(IntegrityError), transaction.atomic():
            push(
                asked.units.lead,
                "exports",
                FEBRUARY,
                level=Quantity(Decimal(1), Unit.HUNDRED_MILLION_YUAN),
                by=asked.supervisor,
                state="final",
            )

    def test_it_opens_from_above_with_a_reason(self, asked, held):
        sides = {"version": held.version, "by": actor(asked.statistician), "now": LATER}
        with pytest.raises(Refusal, match="理由"):
            actions.reopen_sheet(held.pk, "", **sides)

        actions.reopen_sheet(held.pk, "海关更正了二月出口", **sides)
        send(asked, exports={"level": "12.9"})

        assert figures(asked)["exports"].reason == "重开后改报：海关更正了二月出口"

    def test_the_unit_itself_cannot_open_it(self, asked, held):
        with pytest.raises(Forbidden):
            actions.reopen_sheet(held.pk, "改", version=held.version, by=actor(asked.lead_head), now=LATER)


def test_locking_a_month_leaves_what_is_not_approved(asked):
    ask(asked, asked.units.town)
    approve(asked, send(asked))
    send(asked, asked.units.town, by=asked.town_clerk)

    outcomes = actions.lock_month(FEBRUARY, form=FORM, by=actor(asked.statistician), now=LATER)

    assert [(one.done, one.sentence) for one in outcomes] == [(True, ""), (False, "已报待审，审核通过后才能锁定。")]
    assert set(Sheet.objects.visible_to(viewer(asked.statistician)).values_list("state", flat=True)) == {
        "locked",
        "submitted",
    }
