from decimal import Decimal

from bihuan.engine.sites import Candidate, Site, SiteNeed, check, fits
from bihuan.engine.values import Quantity, Unit
from tests.support.land import DAY, line, square


def mu(text):
    return Quantity(Decimal(text), Unit.MU)


NEED = SiteNeed(mu("100"), mu("200"), ("工业用地",))


def candidate(code, area="120", use="工业用地", is_free=True, answers=()):
    return Candidate(code, use, None if area is None else mu(area), is_free, answers)


def test_the_parcel_with_the_least_spare_area_comes_first():
    ranked = fits(NEED, [candidate("A", "180"), candidate("B", "105"), candidate("C", "130")])

    assert [each.code for each in ranked] == ["B", "C", "A"]


def test_what_is_not_known_stands_between_what_fits_and_what_does_not():
    ranked = fits(NEED, [candidate("small", "50"), candidate("unknown", None), candidate("good")])

    assert [(each.code, each.word) for each in ranked] == [("good", "合适"), ("unknown", "待核实"), ("small", "不合适")]


def test_each_reason_against_says_its_numbers():
    (fit,) = fits(NEED, [candidate("A", "50", "商业用地", is_free=False)])

    against = [reason.sentence for reason in fit.reasons if reason.is_good is False]

    assert against == [
        "面积50亩，比所需100亩少50亩。",
        "用地性质为商业用地，项目需要工业用地；要用须先依法调整规划。",
        "已供出，不能再供。",
    ]


def test_a_parcel_on_farmland_does_not_fit_and_one_without_lines_is_not_refused():
    shape = square(0, 0, 300)
    answers = check(Site("A", shape), [line("permanent_basic_farmland", square(0, 0, 100))], on=DAY)

    ranked = fits(NEED, [candidate("A", answers=answers), candidate("B")])

    assert [(each.code, each.verdict) for each in ranked] == [("B", "fits"), ("A", "unfit")]


def test_what_a_need_does_not_say_does_not_matter_where_it_says_something():
    (fit,) = fits(SiteNeed(uses=("工业用地",)), [candidate("A", None)])

    assert fit.verdict == "fits"


def test_a_parcel_without_a_shape_says_so_once():
    lines = [line(code, square(0, 0, 10)) for code in ("river_range", "relic_range", "ecological_red_line")]
    (fit,) = fits(NEED, [candidate("A", answers=check(Site("A"), lines, on=DAY))])

    assert fit.verdict == "unsure"
    assert [reason.sentence for reason in fit.reasons if reason.is_good is None] == [
        "地块没有图形，与3条管控线无法套合。请补地块图形。"
    ]


def test_a_project_that_says_nothing_gets_no_verdict():
    (fit,) = fits(SiteNeed(), [candidate("A")])

    assert fit.verdict == "unsure"
