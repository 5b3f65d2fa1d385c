"""The forms of planning lines: a new one, and ending one (管控线)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from bihuan.apps.projects.forms.parcels import MERIDIANS, key_field, shape_field, words
from bihuan.apps.projects.mapping import NewLine
from bihuan.base.form_fields import ReadDayField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST_CODES = 5_000
_BETWEEN = re.compile(r"[\s,，、;；]+")


class LineForm(forms.Form):
    """A planning line: drawn, as a list, or the word that the district has none."""

    form_key = key_field()
    kind = forms.ChoiceField(label="类别", error_messages={"required": "请选择“类别”。"})
    name = words("名称", 100, help_text="如：全区永久基本农田、青河河道管理范围。")
    document = words("依据", 200, help_text="划定或公布这条线的文件名称和文号。")
    from_on = ReadDayField(label="起效日期", widget=DAY, error_messages={"required": "请填写“起效日期”。"})
    to_on = ReadDayField(label="失效日期", widget=DAY, required=False)
    shape = shape_field(required=False, help_text="GeoJSON文件，2000国家大地坐标系。几个图形合成一条线。")
    meridian = forms.ChoiceField(
        label="坐标", choices=MERIDIANS, required=False, help_text="坐标是以米计、横坐标前又没有带号时才选。"
    )
    codes = forms.CharField(
        label="地块名单",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="没有图形时，写在线内的地块编号，用逗号或换行分开。",
    )
    has_none = forms.BooleanField(label="依据文件写明本区没有这类范围", required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["kind"].choices = [("", "请选择"), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one way to say where the line is."""
        kept = super().clean() or self.cleaned_data
        said = [bool(kept.get("shape")), bool(self.listed()), bool(kept.get("has_none"))]
        if "shape" not in self.errors and sum(said[:2]) == 0 and not said[2]:
            raise forms.ValidationError("请上传图形文件，或写地块名单；本区没有这类范围的，勾选最后一项。")
        if said[2] and any(said[:2]):
            raise forms.ValidationError("既勾选了“本区没有这类范围”，又传了图形或名单，请核对。")
        if len(self.listed()) > MOST_CODES:
            raise forms.ValidationError(f"名单超过{MOST_CODES}个地块，请改用图形。")
        return kept

    def listed(self) -> tuple[str, ...]:
        """The codes of the list, each once."""
        text = self.cleaned_data.get("codes", "")
        return tuple(dict.fromkeys(code for code in _BETWEEN.split(text) if code))

    def said(self, shape: Mapping[str, Any] | None) -> NewLine:
        """The line that the form says."""
        kept = self.cleaned_data
        return NewLine(
            kind=kept["kind"],
            name=kept["name"].strip(),
            document=kept["document"].strip(),
            from_on=kept["from_on"],
            to_on=kept["to_on"],
            parcels=self.listed(),
            shape=shape,
        )


class EndLineForm(forms.Form):
    """The last day of a line, and why."""

    to_on = ReadDayField(label="失效日期", widget=DAY, error_messages={"required": "请填写“失效日期”。"})
    why = words("原因和依据", 300, help_text="如：新的划定方案已批复（文号）。")
