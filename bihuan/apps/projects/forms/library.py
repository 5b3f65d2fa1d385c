"""What may be asked of the library of projects, as it stands in the address (项目库筛选)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from bihuan.apps.projects.forms.fields import MoneyInput
from bihuan.apps.projects.models import Batch, Level, Nature
from bihuan.apps.projects.queries import FLAGS, SORTS, Choices, Wanted


class LibraryForm(forms.Form):
    """All conditions of the library; every one may stay open. What cannot be read is said and asks nothing."""

    q = forms.CharField(label="名称、编号、代码、建设单位", required=False, max_length=60)
    stage = forms.MultipleChoiceField(label="阶段", required=False, widget=forms.CheckboxSelectMultiple)
    unit = forms.TypedChoiceField(label="牵头单位", required=False, coerce=int, empty_value=None)
    town = forms.TypedChoiceField(label="属地", required=False, coerce=int, empty_value=None)
    nature = forms.ChoiceField(label="建设性质", required=False, choices=[("", "全部"), *Nature.choices])
    leader = forms.ChoiceField(label="责任领导", required=False)
    year = forms.TypedChoiceField(label="重点清单年度", required=False, coerce=int, empty_value=None)
    level = forms.ChoiceField(label="清单级别", required=False, choices=[("", "全部"), *Level.choices])
    batch = forms.ChoiceField(label="清单类别", required=False, choices=[("", "全部"), *Batch.choices])
    programme = forms.TypedChoiceField(label="专项片区", required=False, coerce=int, empty_value=None)
    flag = forms.MultipleChoiceField(
        label="标记",
        required=False,
        choices=[(code, word) for code, (word, _) in FLAGS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    total_from = MoneyInput(label="总投资不低于（万元）")
    total_to = MoneyInput(label="总投资不高于（万元）")
    sort = forms.ChoiceField(
        label="排序",
        required=False,
        widget=forms.HiddenInput,
        choices=[("", ""), *((f"{sign}{name}", name) for name in SORTS for sign in ("", "-"))],
    )

    def __init__(self, data: Any, *, stages: Mapping[str, str], choices: Choices) -> None:
        super().__init__(data, auto_id="id_%s")
        fields: dict[str, Any] = self.fields
        fields["stage"].choices = list(stages.items())
        fields["unit"].choices = [("", "全部"), *choices.units]
        fields["town"].choices = [("", "全部"), *choices.towns]
        fields["leader"].choices = [("", "全部"), *((name, name) for name in choices.leaders)]
        fields["year"].choices = [("", "全部"), *((year, f"{year}年") for year in choices.years)]
        fields["programme"].choices = [("", "全部"), *((row.pk, row.name) for row in choices.programmes)]

    @property
    def more(self) -> list[Any]:
        """Conditions that are folded away until one is used."""
        names = ("nature", "leader", "year", "level", "batch", "programme", "total_from", "total_to", "flag")
        return [self[name] for name in names]

    @property
    def uses_more(self) -> bool:
        """Whether one of them is used."""
        return any(bound.data for bound in self.more)

    def wanted(self) -> Wanted:
        """The conditions that could be read."""
        self.is_valid()
        said = self.cleaned_data
        plain: dict[str, Any] = {
            name: said.get(name) for name in ("unit", "town", "year", "programme", "total_from", "total_to")
        }
        words: dict[str, Any] = {name: said.get(name) or "" for name in ("nature", "level", "batch", "leader", "sort")}
        return Wanted(
            words=said.get("q") or "",
            stages=tuple(said.get("stage") or ()),
            flags=tuple(said.get("flag") or ()),
            **plain,
            **words,
        )
