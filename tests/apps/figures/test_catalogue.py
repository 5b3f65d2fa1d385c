"""An officer adds or changes an indicator in a form: an office row of the one store, checked, dated, in the log."""

import pytest

from bihuan.apps.figures import actions, queries
from bihuan.apps.units.models import Event, OfficeDefinition
from bihuan.base.refusals import Forbidden
from tests.support.builders import DAY, actor
from tests.support.observations import LATER

pytestmark = pytest.mark.django_db
NEW = "/figures/indicators/new/"
SAID = {
    "name": "低空经济产业营业收入",
    "aliases": "低空经济营收",
    "unit": "亿元",
    "published": "level growth",
    "period": "yes",
    "additive": "yes",
    "frequency": "month",
    "months": [str(month) for month in range(2, 13)],
    "direction": "more",
    "time_progress": "months",
    "growth": "nominal",
    "bureau": "统计局",
    "parent": "",
    "formula": "",
    "document": "关于增设监测指标的通知",
    "number": "无文号",
    "effective_on": DAY.isoformat(),
    "ends_on": "",
}


def wrong(answer):
    return {name: [str(each) for each in said] for name, said in answer.context["form"].errors.items()}


def test_an_indicator_of_the_office_is_listed_beside_what_ships(cast, client_of):
    client = client_of(cast.statistician)

    assert client.post(NEW, SAID).status_code == 302

    lines = {line.indicator.code: line for line in client.get("/figures/indicators/").context["lines"]}
    assert (lines["office_1"].own, lines["office_1"].months) == (True, "2—12月")
    assert (lines["exports"].own, lines["foreign_trade"].formula) == (False, "出口总额＋进口总额")


def test_it_is_one_event_and_one_row_of_the_store(cast, client_of):
    client_of(cast.statistician).post(NEW, SAID)

    row = OfficeDefinition.objects.get()
    assert (row.kind, row.code, row.source["number"]) == ("indicators", "office_1", "无文号")
    assert Event.objects.unscoped("test").get(seq=row.event_seq).kind == "definition.changed"


def test_a_formula_is_written_in_names_and_kept_in_codes(cast, client_of):
    said = {"name": "净出口", "formula": "出口总额 － 进口总额", "growth": "", "published": "level"}

    client_of(cast.statistician).post(NEW, SAID | said)

    assert queries.indicators_on(DAY)["office_1"].formula == "exports - imports"


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"formula": "出口额度 ＋ 进口总额"}, "formula", "“出口额度”不是已有指标的名称"),
        ({"formula": "税收占一般公共预算收入比重＋出口总额"}, "formula", "比率不能相加减"),
        ({"formula": "出口总额＋实际使用外资"}, "formula", "不是同一类计量单位，不能相加减"),
        ({"unit": "%"}, "additive", "各单位不能相加"),
        ({"frequency": "quarter"}, "months", "季度指标没有2月"),
        ({"growth": ""}, "growth", "要写明增速口径"),
        ({"name": "出口总额"}, "name", "已是指标"),
        ({"unit": "万美元", "parent": "grp"}, "parent", "请核对单位"),
        ({"months": []}, "months", "请填写“哪些月份有数”"),
    ],
)
def test_each_fault_is_said_beside_its_field(cast, client_of, said, field, sentence):
    answer = client_of(cast.statistician).post(NEW, SAID | said)

    assert answer.status_code == 422
    assert any(sentence in each for each in wrong(answer)[field]), wrong(answer)
    assert not OfficeDefinition.objects.exists()


def test_a_change_that_breaks_a_part_says_which_one(cast, client_of):
    client = client_of(cast.statistician)
    page = "/figures/indicators/grp/change/"
    form = client.get(page).context["form"]

    answer = client.post(
        page, {**form.initial, "unit": "万美元", "document": "通知", "number": "无文号", "ends_on": ""}
    )

    assert answer.status_code == 422
    assert any(
        "“第一产业增加值”按亿元计，“地区生产总值”按万美元计，前者不能是后者的一部分" in each
        for each in wrong(answer)["__all__"]
    )


def test_a_change_holds_from_its_day_on(cast, client_of):
    client = client_of(cast.statistician)
    page = "/figures/indicators/exports/change/"
    said = {**client.get(page).context["form"].initial, "bureau": "海关", "document": "通知", "number": "1号"}

    client.post(page, {**said, "effective_on": "2026-06-01", "ends_on": ""})

    assert queries.indicators_on(DAY)["exports"].bureau != "海关"
    later = DAY.replace(year=2026, month=6, day=1)
    assert queries.indicators_on(later)["exports"].bureau == "海关"


def test_a_new_indicator_can_be_asked_for_at_once(cast, client_of):
    client_of(cast.statistician).post(NEW, SAID)
    wanted = [actions.Wanted(cast.units.lead.pk, "office_1")]
    sides = {"form": "monthly", "month": queries.book(DAY).month_due(), "source": "通知"}

    actions.assign(cast.units.lead.pk, wanted, **sides, by=actor(cast.supervisor), now=LATER)

    page = client_of(cast.supervisor).get(f"/figures/?unit={cast.units.lead.pk}&month=2026-02")
    assert "低空经济产业营业收入" in page.content.decode()


def test_a_clerk_reads_the_catalogue_and_changes_nothing(cast, client_of):
    client = client_of(cast.lead_clerk)

    assert "增加指标" not in client.get("/figures/indicators/").content.decode()
    assert client.get(NEW).status_code == 403
    with pytest.raises(Forbidden):
        actions.define_indicator({}, by=actor(cast.lead_clerk), now=LATER)
