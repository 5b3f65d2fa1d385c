"""The second reader's setting, and what it said of a reading (第二读取器)."""

from __future__ import annotations

from collections.abc import Iterable

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping import second as mapping
from bihuan.base.scope import Viewer


def second_reader(viewer: Viewer) -> models.SecondReader | None:
    """The setting in force; None while nobody has set one."""
    return models.SecondReader.objects.visible_to(viewer).order_by("-pk").first()


def second_of(reading: models.Reading) -> models.SecondReading | None:
    """What the second reader said of a reading; None where it was not asked."""
    return getattr(reading, "second", None)


def both_readers(rows: Iterable[models.Candidate], reading: models.Reading) -> mapping.Both | None:
    """Where the readers differ; None where the second has not answered."""
    second = second_of(reading)
    if second is None or second.state != models.SecondReading.State.DONE:
        return None
    return mapping.both(rows, second.entries)
