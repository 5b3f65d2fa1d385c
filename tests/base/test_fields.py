"""Decimals are kept exactly, on both databases (A23)."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from bihuan.apps.work.models import Item
from tests.support.items import make_item


def test_ten_times_a_tenth_is_one(cast):
    for _ in range(10):
        make_item(cast)
    Item.objects.visible_to(_everyone()).update(progress=Decimal("0.1"))

    total = Item.objects.visible_to(_everyone()).aggregate(total=Sum("progress"))["total"]

    assert total == 1


@pytest.mark.parametrize("written", ["0", "12.5", "99.99", "100"])
def test_what_was_written_is_read_back(cast, written):
    item = make_item(cast)
    item.progress = Decimal(written)
    item.save()
    item.refresh_from_db()

    assert item.progress == Decimal(written)


def test_a_third_decimal_place_is_refused_not_rounded(cast):
    item = make_item(cast)
    item.progress = Decimal("33.333")

    with pytest.raises(ValueError, match="two decimal places"):
        item.save()


def _everyone():
    from datetime import date

    from bihuan.base.scope import Viewer

    return Viewer.worker(on=date(2026, 3, 2))
