"""A full demonstration district: all accounts, items and files, and the chain of its events holds."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command


@pytest.mark.drill
@pytest.mark.django_db
def test_the_standard_district_is_full_and_its_chain_holds():
    call_command("demo", size="standard", stdout=StringIO())

    counts = {name: apps.get_model(name)._base_manager.count() for name in ("work.Item", "work.Attachment")}
    people = apps.get_model("units", "Person")._base_manager.count()
    assert counts["work.Item"] >= 12_000
    assert counts["work.Attachment"] >= 10_000
    assert people >= 3_000
    assert apps.get_model("units", "Unit").objects.count() == 300
    call_command("verify_audit", stdout=StringIO())
