"""Forms of two years side by side (两年对照表单)."""

from __future__ import annotations

from django import forms


class LastYearForm(forms.Form):
    """The paper to set beside this one."""

    last = forms.IntegerField(min_value=1, max_value=2**62)


class RenamedForm(LastYearForm):
    """Two names and whether they are one industry's."""

    was = forms.CharField(max_length=60)
    name = forms.CharField(max_length=60)
    answer = forms.ChoiceField(choices=(("same", "是同一产业"), ("other", "不是")))
