"""The form of a correction, and of the decision on it (更正)."""

from __future__ import annotations

from typing import Any

from django import forms

from bihuan.apps.figures.mapping import fields_of
from bihuan.apps.figures.models import Observation
from bihuan.base.filetypes import EVIDENCE
from bihuan.engine.values import Indicator


class CorrectionForm(forms.Form):
    """What the figure must be, why, and on what paper; the unit's own word."""

    level = forms.CharField(label="更正后的数", required=False, max_length=60)
    growth = forms.CharField(label="更正后的增速", required=False, max_length=60)
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label="依据文件",
        required=False,
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{each}" for each in EVIDENCE), "aria-describedby": "id_file-hint"}
        ),
        help_text="更正所依据的函、表或截图，可以不附。",
    )

    def __init__(self, *args: Any, indicator: Indicator, row: Observation, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = fields_of(indicator)
        for name in ("level", "growth"):
            if name not in asked:
                del self.fields[name]
        if "level" in self.fields and row.level is not None:
            self.fields["level"].initial = f"{row.level.amount:f}"
        if "growth" in self.fields and row.growth is not None:
            self.fields["growth"].initial = f"{row.growth:f}"

    def said(self) -> dict[str, str]:
        """The figure as typed."""
        return {name: self.cleaned_data.get(name, "") for name in ("level", "growth")}


class DecisionForm(forms.Form):
    """Yes or no, with words; no number."""

    allow = forms.ChoiceField(choices=[("yes", "同意"), ("no", "不同意")])
    words = forms.CharField(label="意见", required=False, max_length=500)
