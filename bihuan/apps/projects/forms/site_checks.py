"""What a project needs of a site, and its drawn site (用地需求、用地范围)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bihuan.apps.projects.forms.parcels import MERIDIANS, area_field, shape_field
from bihuan.apps.projects.mapping import in_mu
from bihuan.engine.sites import SiteNeed


class NeedForm(forms.Form):
    """Area from and to, use, town."""

    least = area_field("需要面积从")
    most = area_field("到")
    use = forms.ChoiceField(label="用地性质", required=False)
    town = forms.TypedChoiceField(label="属地", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, uses: Sequence[str], towns: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["use"].choices = [("", "不限"), *((each, each) for each in uses)]  # type: ignore[attr-defined]
        self.fields["town"].choices = [("", "全部"), *towns]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """From is not more than to."""
        kept = super().clean() or self.cleaned_data
        least, most = kept.get("least"), kept.get("most")
        if least is not None and most is not None and least > most:
            raise forms.ValidationError("“需要面积从”大于“到”，请核对。")
        return kept

    def need(self) -> SiteNeed:
        """The need as the engine takes it; nothing where the form is wrong."""
        if not self.is_valid():
            return SiteNeed()
        kept = self.cleaned_data
        return SiteNeed(in_mu(kept["least"]), in_mu(kept["most"]), (kept["use"],) if kept["use"] else ())


class SiteShapeForm(forms.Form):
    """The land that a project takes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    shape = shape_field(required=True, help_text="GeoJSON文件，2000国家大地坐标系。几个图形合成一块用地。")
    meridian = forms.ChoiceField(
        label="坐标", choices=MERIDIANS, required=False, help_text="坐标是以米计、横坐标前又没有带号时才选。"
    )
