"""Sample enterprises for the walk over all addresses (see `objects.py`); whoever has the right reads any."""

from __future__ import annotations

from itertools import count
from typing import Any

from bihuan.apps.enterprises.models import EnterpriseImport
from bihuan.apps.projects.models import ProjectImport
from bihuan.apps.units.models import Person, Unit
from bihuan.base import files
from tests.support.builders import NOW
from tests.support.cast import Cast
from tests.support.enterprises import put_enterprise
from tests.support.sheets import workbook_of

_numbers = count(1)
Both = tuple[dict[str, Any], dict[str, Any]]


def enterprises(cast: Cast, person: Person) -> Both:
    """An enterprise that the leading unit put in; one of the stranger's."""
    own, other = (
        put_enterprise(by, name=f"远山第{next(_numbers)}试验厂") for by in (cast.lead_clerk, cast.stranger_clerk)
    )
    return {"enterprise_id": own.pk}, {"enterprise_id": other.pk}


def enterprise_imports(cast: Cast, person: Person) -> Both:
    """A table that the leading unit brought; one of the stranger's."""

    def brought(unit: Unit) -> dict[str, Any]:
        file = files.keep(workbook_of(["企业名称", "所在镇街"], ["试验厂", "石桥镇"]), name="企业表.xlsx")
        said = {"state": "read", "at": NOW, "by_name": "某人", "unit_name": unit.name}
        said |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size}
        return {"import_id": EnterpriseImport.objects.create(unit=unit, **said).pk}

    return brought(cast.units.lead), brought(cast.units.stranger)


def project_imports(cast: Cast, person: Person) -> Both:
    """A table of projects that the leading unit brought; one of the stranger's."""

    def brought(unit: Unit) -> dict[str, Any]:
        file = files.keep(workbook_of(["项目名称", "牵头单位"], ["标准厂房", unit.name]), name="项目表.xlsx")
        said = {"state": "read", "at": NOW, "by_name": "某人", "unit_name": unit.name}
        said |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size}
        return {"import_id": ProjectImport.objects.create(unit=unit, **said).pk}

    return brought(cast.units.lead), brought(cast.units.stranger)


enterprise_makers = {
    "enterprise": enterprises,
    "enterprise_import": enterprise_imports,
    "project_import": project_imports,
}
