"""Sample enterprises for the walk over all addresses (see `objects.py`); whoever has the right reads any."""

from __future__ import annotations

from itertools import count
from typing import Any

from bihuan.apps.units.models import Person
from tests.support.cast import Cast
from tests.support.enterprises import put_enterprise

_numbers = count(1)
Both = tuple[dict[str, Any], dict[str, Any]]


def enterprises(cast: Cast, person: Person) -> Both:
    """An enterprise that the leading unit put in; one of the stranger's."""
    own, other = (
        put_enterprise(by, name=f"远山第{next(_numbers)}试验厂") for by in (cast.lead_clerk, cast.stranger_clerk)
    )
    return {"enterprise_id": own.pk}, {"enterprise_id": other.pk}


enterprise_makers = {"enterprise": enterprises}
