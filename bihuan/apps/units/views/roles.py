"""Who may do what, printed from docs/roles.csv (权限说明)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bihuan.base.rights import matrix, role_codes
from bihuan.engine.loop import ROLES

REACHES = {"no": "—", "own": "本单位", "portfolio": "分管范围", "all": "全部"}


@require_GET
def roles(request: Any) -> HttpResponse:
    """The matrix of rights in words."""
    lines = [(line["name"], [REACHES[line[role]] for role in role_codes()]) for line in matrix().values()]
    return render(request, "units/roles.html", {"roles": [ROLES[role] for role in role_codes()], "lines": lines})
