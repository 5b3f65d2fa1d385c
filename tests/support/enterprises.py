"""Enterprises for tests; all names and codes are invented (企业)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bihuan.apps.enterprises import actions
from bihuan.apps.enterprises.models import Enterprise
from bihuan.apps.units.models import Person
from bihuan.engine.values import credit_check
from tests.support.builders import NOW, actor

SOURCE = "企业营业执照"
NEW = actions.NewEnterprise("澜山精密（镜澜）科技有限公司", source=SOURCE)


def code_of(number: int) -> str:
    """A valid code that no body has: its division does not exist."""
    body = f"91990000MA{number:07}"
    return body + credit_check(body)


def put_enterprise(by: Person, **said: Any) -> Enterprise:
    """An enterprise in the register."""
    return actions.add_enterprise(replace(NEW, **said), by=actor(by), now=NOW)
