"""An empty office gets its administrators once; there are no default accounts."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bihuan.apps.units import queries
from bihuan.apps.units.models import Person
from tests.support.builders import viewer

pytestmark = pytest.mark.django_db


def passwords(capsys):
    return [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "一次性口令 " in line]


def test_a_new_database_has_no_account():
    assert not Person.objects.unscoped("test").exists()


def test_four_accounts_of_three_roles_with_one_time_passwords(capsys):
    call_command("first_admins", district="镜澜区")

    people = list(Person.objects.unscoped("test").order_by("pk"))
    roles = [next(iter(viewer(one, on=timezone.localdate()).roles)) for one in people]
    assert roles == ["system_admin", "security_admin", "security_admin", "audit_admin"]
    assert all(one.check_password(said) for one, said in zip(people, passwords(capsys), strict=True))
    assert all(one.must_change_password for one in people)
    assert queries.first_break() is None


def test_a_database_in_use_is_left_alone(cast, capsys):
    call_command("first_admins", if_empty=True)
    assert capsys.readouterr().out == ""

    with pytest.raises(CommandError, match="已有账号"):
        call_command("first_admins")
