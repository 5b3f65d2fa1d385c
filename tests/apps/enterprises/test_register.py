"""The register of enterprises: one entry an enterprise, every change told, doubles said and not joined silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError

from bihuan.apps.enterprises import actions, queries
from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.units.models import Event
from bihuan.base.refusals import Forbidden, Stale
from tests.support.builders import DAY, NOW, actor, viewer
from tests.support.enterprises import NEW, code_of, put_enterprise


def change(row, by, *, why="企业更名", version=None, **said):
    new = replace(NEW, name=row.name, code=row.code or "", unit_id=row.unit_id)
    sides = {"by": actor(by), "now": NOW}
    return actions.change_enterprise(row.pk, replace(new, **said), version=version or row.version, why=why, **sides)


def events(cast, kind):
    return list(Event.objects.visible_to(viewer(cast.audit_admin)).filter(kind=kind))


def test_an_enterprise_is_kept_with_its_event(cast):
    row = put_enterprise(cast.lead_clerk, code=f" {code_of(7).lower()} ", unit_id=cast.units.town.pk, industry="C3545")

    (event,) = events(cast, "enterprise.added")
    assert (row.code, row.industry, row.registrar_unit) == (code_of(7), "3545", cast.units.lead)
    assert (event.object_id, event.person_name) == (row.pk, "陈知远")
    assert "石桥镇" in event.after


def test_an_unknown_code_is_kept_as_unknown(cast):
    first, second = put_enterprise(cast.lead_clerk), put_enterprise(cast.lead_clerk, name="澜山第二试验厂")

    assert (first.code, second.code) == (None, None)


def test_a_code_that_cannot_be_right_is_refused(cast):
    with pytest.raises(actions.BadEnterprise, match="校验不过"):
        put_enterprise(cast.lead_clerk, code=code_of(7)[:-1] + ("0" if code_of(7)[-1] != "0" else "1"))


@pytest.mark.parametrize("name", ["澜山精密(镜澜)科技有限公司", "澜山精密【镜澜】 科技有限公司"])
def test_the_same_name_written_otherwise_is_refused(cast, name):
    put_enterprise(cast.lead_clerk)

    with pytest.raises(actions.BadEnterprise, match="已有同名的存续企业“澜山精密（镜澜）科技有限公司”"):
        put_enterprise(cast.stranger_clerk, name=name)


def test_the_same_code_is_refused_with_the_name_it_has(cast):
    put_enterprise(cast.lead_clerk, code=code_of(7))

    with pytest.raises(actions.BadEnterprise, match="已登记为“澜山精密（镜澜）科技有限公司”"):
        put_enterprise(cast.lead_clerk, name="另一家公司", code=code_of(7))


def test_a_name_is_free_again_when_its_enterprise_is_gone(cast):
    change(put_enterprise(cast.lead_clerk), cast.lead_clerk, status="deregistered", why="已办理注销登记")

    assert put_enterprise(cast.lead_clerk).name == NEW.name


def test_the_database_itself_keeps_one_living_name(cast):
    row = put_enterprise(cast.lead_clerk)
    row.pk = None

    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "请填写企业名称"),
        ({"source": " "}, "请填写数据来源"),
        ({"registered_on": DAY + timedelta(days=1)}, "还没有到"),
        ({"industry": "机械"}, "不是行业代码"),
    ],
)
def test_what_cannot_be_so_is_refused(cast, said, why):
    with pytest.raises(actions.BadEnterprise, match=why):
        put_enterprise(cast.lead_clerk, **said)


def test_an_enterprise_stands_in_a_town_or_park(cast):
    with pytest.raises(actions.BadEnterprise, match="请选镇街或园区"):
        put_enterprise(cast.lead_clerk, unit_id=cast.units.support.pk)


def test_the_same_form_sent_twice_gives_one_entry(cast):
    first, second = (actions.add_enterprise(NEW, by=actor(cast.lead_clerk), now=NOW, key="k") for _ in range(2))

    assert first == second
    assert len(events(cast, "enterprise.added")) == 1


def test_a_change_tells_what_it_was_what_it_is_and_why(cast):
    row = put_enterprise(cast.lead_clerk, code=code_of(7))

    change(row, cast.lead_clerk, name="澜山精工科技有限公司")

    (event,) = events(cast, "enterprise.changed")
    assert ("澜山精密" in event.before, "澜山精工" in event.after, event.why) == (True, True, "企业更名")
    assert "source" not in event.after


def test_a_change_needs_a_reason(cast):
    with pytest.raises(actions.BadEnterprise, match="请写明变更原因"):
        change(put_enterprise(cast.lead_clerk), cast.lead_clerk, name="新名称有限公司", why=" ")


def test_who_was_slower_sees_both_sides(cast):
    row = put_enterprise(cast.lead_clerk)
    change(row, cast.lead_clerk, place="一号路1号")

    with pytest.raises(Stale) as refused:
        change(row, cast.lead_head, place="二号路2号")

    assert (refused.value.theirs, refused.value.mine) == ({"住所": "一号路1号"}, {"住所": "二号路2号"})


def test_its_town_may_change_it_and_a_stranger_may_not(cast):
    row = put_enterprise(cast.lead_clerk, unit_id=cast.units.town.pk)

    assert change(row, cast.town_clerk, place="一号路1号").place == "一号路1号"
    with pytest.raises(Forbidden, match="由石桥镇、区工业和信息化局维护"):
        change(row, cast.stranger_clerk, place="二号路2号")


def test_a_statistician_reads_and_does_not_write(cast):
    with pytest.raises(Forbidden):
        put_enterprise(cast.statistician)


def test_a_double_stays_and_is_offered_no_more(cast):
    double = put_enterprise(cast.lead_clerk, name="澜山精密公司")
    whole = put_enterprise(cast.lead_clerk, code=code_of(7))

    sides = {"version": double.version, "why": "同一份营业执照", "by": actor(cast.supervisor), "now": NOW}
    merged = actions.merge_enterprise(double.pk, whole.pk, **sides)

    assert merged.same_as == whole
    assert [pk for pk, _ in queries.enterprise_choices(viewer(cast.lead_clerk))] == [whole.pk]
    assert [event.why for event in events(cast, "enterprise.merged")] == ["同一份营业执照"]


def test_two_codes_are_two_enterprises(cast):
    one = put_enterprise(cast.lead_clerk, code=code_of(7))
    other = put_enterprise(cast.lead_clerk, name="另一家公司", code=code_of(8))

    with pytest.raises(actions.BadEnterprise, match="不是同一家企业"):
        actions.merge_enterprise(one.pk, other.pk, version=1, why="名称相近", by=actor(cast.supervisor), now=NOW)


def test_there_is_no_field_for_a_target_or_a_figure():
    names = {field.name for field in Enterprise._meta.get_fields()}

    assert not any(word in name for name in names for word in ("target", "goal", "figure", "expected", "plan"))


def test_many_come_in_whole_each_with_its_event(cast):
    several = [replace(NEW, name=f"试验{number}厂", code=code_of(number)) for number in range(30)]

    rows = actions.add_enterprises(several, by=actor(cast.lead_clerk), now=NOW)

    assert {event.object_id for event in events(cast, "enterprise.added")} == {row.pk for row in rows}


@pytest.mark.parametrize("second", [{"name": "试验1厂", "code": code_of(3)}, {"name": "试验2厂", "code": code_of(1)}])
def test_many_come_in_not_at_all_where_one_stands_already(cast, second):
    put_enterprise(cast.lead_clerk, name="试验1厂", code=code_of(1))

    with pytest.raises(actions.BadEnterprise, match="一家也没有登记"):
        actions.add_enterprises([replace(NEW), replace(NEW, **second)], by=actor(cast.lead_clerk), now=NOW)

    assert queries.enterprises(viewer(cast.lead_clerk)).count() == 1
