"""Versions, past days, corrections, release days, the desk: what each person sees of a figure (A19, A22)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.apps.desk.models import Notice
from bihuan.apps.figures import actions, mapping, queries
from bihuan.apps.figures.models import Observation
from bihuan.base.fields import exact, parts
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.engine.indicators import MonthSpan, State
from bihuan.engine.values import Month, Quantity, Unit
from tests.support.builders import DAY, actor, viewer
from tests.support.observations import FEBRUARY, LATER, approve, ask, push, send

pytestmark = pytest.mark.django_db
BILLION = Unit.HUNDRED_MILLION_YUAN
FIRST = datetime(2026, 3, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def held(cast):
    """The leading unit's exports of February, approved."""
    ask(cast)
    approve(cast, send(cast))
    return Observation.objects.visible_to(viewer(cast.statistician)).get(indicator="exports")


def asked_for(cast, row, *, by=None, reason="海关更正", **said):
    said = {"level": "12.9", "growth": "6.1", **said}
    return actions.ask_correction(row.pk, said, reason=reason, by=actor(by or cast.lead_clerk), now=LATER)


def test_a_correction_is_a_new_version_with_its_reason_and_who_allowed_it(cast, held):
    row = asked_for(cast, held)

    actions.decide_correction(row.pk, allow=True, by=actor(cast.statistician), now=LATER)

    new, old = queries.versions(viewer(cast.lead_clerk), unit_id=held.unit_id, indicator="exports", month=FEBRUARY)
    assert (new.version, str(new.level), new.reason) == (2, "12.9亿元", "海关更正")
    assert (new.correction.decided_by_name, old.version, str(old.level)) == (cast.statistician.name, 1, "12.50亿元")


def test_a_refused_correction_changes_nothing(cast, held):
    row = asked_for(cast, held)

    actions.decide_correction(row.pk, allow=False, words="与海关数一致，不改", by=actor(cast.statistician), now=LATER)

    assert Observation.objects.visible_to(viewer(cast.statistician)).filter(indicator="exports").count() == 1


def test_whoever_asked_finds_the_answer_in_the_inbox(cast, held):
    row = asked_for(cast, held)

    actions.decide_correction(row.pk, allow=False, words="与海关数一致，不改", by=actor(cast.statistician), now=LATER)

    notice = Notice.objects.visible_to(viewer(cast.lead_clerk)).get(rule="figures.correction_refused")
    assert (notice.title, notice.text) == ("数据更正：2026年2月出口总额", "未同意。与海关数一致，不改。")
    assert notice.url == f"/figures/cell/{held.unit_id}/exports/2026-02/"


def test_only_the_reporting_unit_asks_and_only_another_decides(cast, held):
    with pytest.raises(Forbidden):
        asked_for(cast, held, by=cast.statistician)
    row = asked_for(cast, held)
    with pytest.raises(Forbidden):
        actions.decide_correction(row.pk, allow=True, by=actor(cast.lead_head), now=LATER)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"reason": " "}, "理由"),
        ({"level": "12.50", "growth": "5.6"}, "和原来一样"),
        ({"level": "", "growth": ""}, "更正后的数"),
        ({"level": "十二"}, "不是数字"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(cast, held, said, why):
    with pytest.raises(Refusal, match=why):
        asked_for(cast, held, **said)


def test_a_second_correction_waits_for_the_first(cast, held):
    asked_for(cast, held)

    with pytest.raises(Refusal, match="等审核"):
        asked_for(cast, held, level="13")


amounts = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False, allow_infinity=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(edits=st.lists(st.tuples(st.integers(0, 40), amounts), min_size=1, max_size=12))
def test_a_read_as_of_any_day_gives_what_was_known_then(cast, edits):
    month = Month(2025, 1 + Observation.objects.visible_to(viewer(cast.statistician)).count() % 12)
    code = "foreign_trade"
    known, day = {}, 0
    for number, (days, amount) in enumerate(edits):
        day += days
        now = FIRST + timedelta(days=day, minutes=number)
        push(
            cast.units.town,
            code,
            month,
            level=Quantity(amount, BILLION),
            by=cast.statistician,
            now=now,
            reason="更正",
        )
        known[now.date()] = amount

    for on, amount in known.items():
        stands = queries.standing(viewer(cast.statistician), months=[month], indicators=[code], known_on=on)
        assert stands[cast.units.town.pk, code, month].level.amount == amount


@pytest.mark.drill
def test_a_thousand_edits_replay_as_of_every_day(cast):
    """As `make drill` runs it (A19): a plain history kept beside says what stood on the evening of each day."""
    chance, history, stood = Random(19), {}, {}
    codes = ("exports", "imports", "deposits", "loans")
    for number in range(1000):
        now = FIRST + timedelta(days=number // 10, minutes=number)
        unit = chance.choice((cast.units.town, cast.units.lead))
        key = (unit.pk, chance.choice(codes), Month(2025, chance.randrange(1, 13)))
        amount = Quantity(Decimal(chance.randrange(-(10**8), 10**8)).scaleb(-2), BILLION)
        push(unit, *key[1:], level=amount, by=cast.statistician, now=now, reason="更正")
        stood[key] = str(amount)
        history[now.date()] = dict(stood)

    months = [Month(2025, number) for number in range(1, 13)]
    for on, then in history.items():
        found = queries.standing(viewer(cast.statistician), months=months, known_on=on)
        assert {key: str(row.level) for key, row in found.items()} == then


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_two_columns_keep_a_decimal_with_all_its_places(number):
    assert str(exact(*parts(number))) == str(number.quantize(Decimal("0.0001")))


def test_a_later_state_stands_before_an_earlier_and_forecasts_stand_apart(cast):
    town = cast.units.town
    for state, amount in (("final", "3"), ("flash", "1"), ("forecast", "9")):
        push(town, "exports", FEBRUARY, level=Quantity(Decimal(amount), BILLION), by=cast.statistician, state=state)

    eyes = viewer(cast.statistician)
    key = (town.pk, "exports", FEBRUARY)
    assert str(queries.standing(eyes, months=[FEBRUARY])[key].level) == "3亿元"
    assert str(queries.standing(eyes, months=[FEBRUARY], forecasts=True)[key].level) == "9亿元"


class TestTheReleaseDay:
    """The district's figure of February is released on 25 March; today is 2 March (R4)."""

    @pytest.fixture
    def waiting(self, cast):
        ask(cast, cast.units.support, of=cast.units.district, codes=("exports",), owner=cast.units.support)
        level = Quantity(Decimal("86.4"), BILLION)
        sides = {"by": cast.statistician, "now": FIRST, "released_on": date(2026, 3, 25)}
        push(cast.units.district, "exports", FEBRUARY, level=level, **sides)
        return cast

    def shown(self, cast, person, *, on=DAY):
        who = viewer(person, on=on)
        book = queries.book(on)
        read = queries.around(who, months=[FEBRUARY], unit_ids=[cast.units.district.pk], book=book)
        return read.cell((cast.units.district.pk, "exports", FEBRUARY))

    def test_others_see_that_it_waits_and_no_number(self, waiting):
        cell = self.shown(waiting, waiting.stranger_clerk)

        assert (cell.state, cell.row, cell.why) == (State.EMBARGOED, None, "2026-03-25发布")

    def test_on_its_day_everyone_sees_it(self, waiting):
        cell = self.shown(waiting, waiting.stranger_clerk, on=date(2026, 3, 25))

        assert str(cell.level) == "86.4亿元"

    def test_who_answers_for_it_and_who_checks_it_see_it_before(self, waiting):
        assert str(self.shown(waiting, waiting.support_clerk).level) == "86.4亿元"
        assert str(self.shown(waiting, waiting.statistician).level) == "86.4亿元"

    def test_the_cube_says_the_same(self, waiting):
        who, book = viewer(waiting.stranger_clerk), queries.book(DAY)

        made = queries.cube(who, book=book, span=MonthSpan(2026, 1))

        assert made.state(waiting.units.district.pk, "exports", FEBRUARY) is State.EMBARGOED
        assert made.level(waiting.units.district.pk, "exports", FEBRUARY) is None

    def test_no_page_shows_the_number(self, waiting, client_of):
        level, soon = Quantity(Decimal("7753.1"), BILLION), date.today() + timedelta(days=9)
        district, month = waiting.units.district, Month(2026, 6)
        push(district, "exports", month, level=level, by=waiting.statistician, released_on=soon)
        clerk, office = client_of(waiting.stranger_clerk), client_of(waiting.statistician)

        for page in (
            "/figures/?month=2026-06",
            f"/figures/cell/{district.pk}/exports/2026-06/",
            "/figures/indicator/exports/?month=2026-06",
        ):
            assert "7,753.1" in office.get(page).content.decode(), page
            told = clerk.get(page).content.decode()
            assert "7,753.1" not in told, page
            assert "未到发布日" in told, page


def test_missing_not_due_and_zero_are_three_things(cast):
    ask(cast)
    push(cast.units.lead, "exports", FEBRUARY, level=Quantity(Decimal(0), BILLION), by=cast.statistician)
    who = viewer(cast.statistician, on=date(2026, 3, 30))
    book = queries.book(who.on)
    read = queries.around(who, months=[FEBRUARY, Month(2026, 1)], unit_ids=[cast.units.lead.pk], book=book)

    def word(code, month=FEBRUARY):
        return read.cell((cast.units.lead.pk, code, month)).word

    assert word("exports") == "快报数"
    assert word("foreign_trade") == "尚未报送"
    assert word("gross_industrial_output", Month(2026, 1)) == "本月无数"
    assert word("imports") == "无需填报"


def test_a_cube_holds_what_was_entered(cast, held):
    made = queries.cube(viewer(cast.statistician), book=queries.book(DAY), span=MonthSpan(2025, 2))

    assert made.level(held.unit_id, "exports", FEBRUARY) == held.level
    assert made.rate(held.unit_id, "exports", FEBRUARY) == 5.6


def test_the_desk_tells_a_clerk_of_the_month_and_a_reviewer_of_what_was_sent(cast):
    ask(cast)
    line = queries.FigureLines(viewer(cast.lead_clerk, on=date(2026, 3, 16))).find("todo", 9)[0]
    assert (line.title, line.remind, line.group) == ("2026年2月数据填报", "要填9格", "soon")

    send(cast)

    assert queries.FigureLines(viewer(cast.lead_clerk)).find("todo", 9) == []
    assert [one.word for one in queries.FigureLines(viewer(cast.statistician)).find("todo", 9)] == ["数据审核"]


def test_an_amount_that_does_not_fit_is_refused_in_words(cast):
    book = queries.book(DAY)
    for said in ("1234567890123456", "1.234567890123"):
        _, findings = mapping.read_entry({"level": said}, book.indicators["exports"], words=book.words)
        assert findings, said
