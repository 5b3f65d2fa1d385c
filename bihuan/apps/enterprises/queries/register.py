"""The register of enterprises: all, one, those that a form offers, those of a name (企业名录)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus
from bihuan.base.rights import right
from bihuan.base.scope import Viewer
from bihuan.engine.values import enterprise_key, read_credit_code


def enterprises(viewer: Viewer) -> QuerySet[Enterprise]:
    """All enterprises in reach, by name, with their towns (企业名录)."""
    return Enterprise.objects.visible_to(viewer).select_related("unit", "same_as").order_by("name", "pk")


def enterprise(enterprise_id: int, viewer: Viewer) -> Enterprise:
    """One enterprise; else it does not exist."""
    rows = Enterprise.objects.visible_to(viewer).select_related("unit", "same_as", "registrar_unit")
    found: Enterprise | None = rows.filter(pk=enterprise_id).first()
    if found is None:
        raise Http404
    return found


def enterprise_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """Living enterprises as a form's choices, each with its code where it is known (可选企业)."""
    rows = _living(viewer).order_by("name", "pk").values_list("pk", "name", "code")
    return [(pk, f"{name}（{code}）" if code else name) for pk, name, code in rows]


def enterprises_called(names: Iterable[str], viewer: Viewer) -> dict[str, Enterprise]:
    """Living enterprises by their names as compared (`engine.values.enterprise_key`); one query."""
    keys = {enterprise_key(name) for name in names} - {""}
    return {row.name_key: row for row in _living(viewer).filter(name_key__in=keys)} if keys else {}


def found_as(words: str, viewer: Viewer) -> Enterprise | None:
    """The living enterprise that a code or a whole name means; None where there is none (按代码或全称找企业)."""
    code = read_credit_code(words)
    if isinstance(code, str) and (found := _living(viewer).filter(code=code).first()):
        return found
    return enterprises_called([words], viewer).get(enterprise_key(words))


def keeps(viewer: Viewer, row: Enterprise) -> bool:
    """Whether this viewer may change an entry: the town where it stands, who put it in, or the whole district."""
    reach = right(viewer, "enterprise.change")
    own = row.unit_id in viewer.unit_ids or row.registrar_unit_id in viewer.unit_ids
    return reach == "all" or (reach != "no" and own)


def _living(viewer: Viewer) -> QuerySet[Enterprise]:
    return Enterprise.objects.visible_to(viewer).filter(status=EnterpriseStatus.ACTIVE, same_as=None)
