"""Acts on many items, and copies, through the browser."""

from django.urls import reverse

from bihuan.apps.work.models import Item
from tests.support.items import make_item


def test_looking_back_draws_the_share_that_was_said(cast, client_of):
    items = [make_item(cast, "written_off") for _ in range(3)]
    day = items[0].written_off_on
    said = {"written_off_from": day, "written_off_to": day, "share": 50, "seed": "2026年第一季度"}

    client_of(cast.supervisor).post(reverse("work:look_back"), said)

    assert Item.objects.unscoped("the test counts").filter(state="look_back").count() == 2


def test_a_look_back_whose_days_are_turned_is_refused_and_kept(cast, client_of):
    said = {"written_off_from": "2026-05-01", "written_off_to": "2026-04-01", "share": 50, "seed": "抽查"}

    answer = client_of(cast.supervisor).post(reverse("work:look_back"), said)

    assert answer.status_code == 422
    assert "止日早于起日" in answer.content.decode()
    assert "抽查" in answer.content.decode()


def test_a_copy_lets_a_unit_read_and_nothing_more(cast, client_of):
    item, reader = make_item(cast, "dispatched"), client_of(cast.stranger_clerk)
    page = reverse("work:item", args=[item.pk])
    assert reader.get(page).status_code == 404

    client_of(cast.supervisor).post(reverse("work:copy", args=[item.pk]), {"unit_ids": [cast.units.stranger.pk]})

    assert "这一步不由您办理" in reader.get(page).content.decode()


def test_a_copy_to_nobody_is_refused(cast, client_of):
    item = make_item(cast, "dispatched")

    answer = client_of(cast.supervisor).post(reverse("work:copy", args=[item.pk]), {})

    assert answer.status_code == 422
    assert item.copies.count() == 0
