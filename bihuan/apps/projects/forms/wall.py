"""What may be asked of the wall chart, as it stands in the address (挂图筛选)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from bihuan.apps.projects.queries import Choices, Wanted
from bihuan.apps.projects.queries.wall import WAYS
from bihuan.base.form_fields import ReadDayField
from bihuan.engine.charts import Zoom

ZOOMS: dict[Zoom, str] = {"month": "按月看", "quarter": "按季看", "year": "按年看"}
LAMPS = (("", "全部"), ("red", "有红灯"), ("yellow", "有黄灯"))
PAPERS = {"a3": "A3", "a4": "A4"}


class WallForm(forms.Form):
    """Conditions of the wall; every one may stay open. What cannot be read asks nothing."""

    q = forms.CharField(label="名称、编号、建设单位", required=False, max_length=60)
    by = forms.ChoiceField(label="分组", required=False, choices=[(code, word) for code, (word, _) in WAYS.items()])
    unit = forms.TypedChoiceField(label="牵头单位", required=False, coerce=int, empty_value=None)
    leader = forms.ChoiceField(label="责任领导", required=False)
    programme = forms.TypedChoiceField(label="专项、片区或产业链", required=False, coerce=int, empty_value=None)
    stage = forms.ChoiceField(label="阶段", required=False)
    lamp = forms.ChoiceField(label="四灯", required=False, choices=LAMPS)
    late = forms.BooleanField(label="只看晚于承诺的", required=False)
    zoom = forms.ChoiceField(required=False, choices=list(ZOOMS.items()), widget=forms.HiddenInput)
    at = ReadDayField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, stages: Mapping[str, str], choices: Choices) -> None:
        super().__init__(data, auto_id="id_%s")
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [("", "全部"), *choices.units]
        fields["leader"].choices = [("", "全部"), *((name, name) for name in choices.leaders)]
        fields["programme"].choices = [("", "全部"), *((row.pk, row.name) for row in choices.programmes)]
        fields["stage"].choices = [("", "全部"), *stages.items()]

    def wanted(self) -> Wanted:
        """The conditions that could be read; only projects that go on."""
        said = self._said()
        return Wanted(
            words=said.get("q") or "",
            stages=(said["stage"],) if said.get("stage") else (),
            unit=said.get("unit"),
            leader=said.get("leader") or "",
            programme=said.get("programme"),
            flags=("running",),
            sort="name",
        )

    @property
    def way(self) -> str:
        """How projects are put together."""
        return self._said().get("by") or "unit"

    @property
    def zoom_asked(self) -> Zoom:
        """Month, quarter or year."""
        said: Zoom = self._said().get("zoom") or "quarter"
        return said

    @property
    def is_late_only(self) -> bool:
        """Whether only projects that will miss their promise are asked for."""
        return bool(self._said().get("late"))

    @property
    def lamp_asked(self) -> str:
        """The colour of which a lamp is to be."""
        return self._said().get("lamp") or ""

    def day(self, today: date) -> date:
        """The day around which is looked."""
        on: date | None = self._said().get("at")
        return on if on is not None and 1990 <= on.year <= 2070 else today

    def _said(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
