"""What the audit administrator asks the log (审计查询)."""

from __future__ import annotations

from django import forms

from bihuan.apps.units.models import Event
from bihuan.base.event_words import EVENTS, OBJECTS
from bihuan.base.form_fields import ReadDayField


class AuditFilter(forms.Form):
    """Filters of the log."""

    person = forms.CharField(label="人员", required=False)
    kind = forms.ChoiceField(label="事件", required=False, choices=[("", "全部"), *EVENTS.items()])
    object_kind = forms.ChoiceField(label="对象类别", required=False, choices=[("", "全部"), *OBJECTS.items()])
    object_id = forms.IntegerField(label="对象编号", required=False)
    result = forms.ChoiceField(label="结果", required=False, choices=[("", "全部"), *Event.Result.choices])
    from_on = ReadDayField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_on = ReadDayField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
