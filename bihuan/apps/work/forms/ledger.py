"""What may be asked of a ledger, as it stands in the address (台账筛选)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from bihuan.apps.work.forms.fields import DayField
from bihuan.apps.work.models import Campaign, Source, Urge
from bihuan.apps.work.queries import Rulebook, Wanted, urgency
from bihuan.apps.work.queries.columns import BY_CODE, EMPTY_COLUMNS
from bihuan.base.form_fields import NumberField
from bihuan.engine.values import Unit

LAMP_WORDS = (("red", "红灯"), ("yellow", "黄灯"), ("blue", "蓝灯"), ("green", "绿灯"), ("grey", "不亮灯"))
PARTIES = (("lead", "牵头"), ("responsible", "责任"), ("support", "配合"), ("any", "牵头或参与"))


class Ticks(forms.MultipleChoiceField):
    """Several of a few choices."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Any, label: str) -> None:
        super().__init__(choices=choices, label=label, required=False)


class LedgerForm(forms.Form):
    """All conditions of the ledger; every one may stay open. What cannot be read is said beside it and asks nothing."""

    q = forms.CharField(label="查找", required=False, max_length=60)
    kind = forms.ChoiceField(label="台账", required=False)
    party = forms.ChoiceField(label="单位关系", required=False, choices=PARTIES)
    due_from = DayField(label="时限自", required=False)
    due_to = DayField(label="时限至", required=False)
    dispatched_from = DayField(label="交办自", required=False)
    dispatched_to = DayField(label="交办至", required=False)
    closed_from = DayField(label="办结自", required=False)
    closed_to = DayField(label="办结至", required=False)
    progress_from = NumberField(
        unit=Unit.PERCENT, label="进度不低于（%）", required=False, max_digits=5, decimal_places=2
    )
    progress_to = NumberField(
        unit=Unit.PERCENT, label="进度不高于（%）", required=False, max_digits=5, decimal_places=2
    )
    year = forms.IntegerField(label="年度", required=False, min_value=2000, max_value=2100)
    campaign = forms.ChoiceField(label="专项行动", required=False)
    sort = forms.ChoiceField(label="排序", required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, book: Rulebook, units: Sequence[Any], campaigns: Iterable[Campaign]) -> None:
        super().__init__(data, auto_id="id_%s")
        self.campaign_paths = {campaign.code: campaign.path for campaign in campaigns}
        names = {campaign.code: f"{'　' * (campaign.depth - 1)}{campaign.name}" for campaign in campaigns}
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", "全部台账"), *((code, kind.name) for code, kind in book.kinds.items())]
        fields["campaign"].choices = [("", "全部"), *names.items()]
        fields["sort"].choices = [("", ""), *((f"{sign}{code}", code) for code in BY_CODE for sign in ("", "-"))]
        statuses = dict.fromkeys((row.code, row.word) for row in book.statuses.rows) if book.statuses else {}
        fields["status"] = Ticks(label="状态", choices=sorted(statuses, key=lambda status: urgency(status[0])))
        fields["lamp"] = Ticks(label="状态灯", choices=LAMP_WORDS)
        fields["slip"] = Ticks(label="已发督办单", choices=[(str(each), each.label) for each in Urge.SLIPS])
        fields["units"] = forms.TypedMultipleChoiceField(
            label="单位", choices=units, coerce=int, required=False, widget=forms.SelectMultiple(attrs={"size": 7})
        )
        fields["state"] = Ticks(label="办理环节", choices=list(book.states().items()))
        fields["source"] = Ticks(label="事项来源", choices=Source.choices)
        fields["grade"] = Ticks(label="缓急", choices=_grades(book))
        empties = [(code, f"{BY_CODE[code].word}未填") for code in EMPTY_COLUMNS]
        fields["empty"] = Ticks(label="空项", choices=empties)

    def wanted(self) -> Wanted:
        """The conditions that could be read."""
        self.is_valid()
        said = self.cleaned_data
        several = ("status", "lamp", "slip", "state", "source", "grade", "empty")
        asked: dict[str, Any] = {name: tuple(said.get(name) or ()) for name in several}
        for name in ("due", "dispatched", "closed", "progress"):
            asked[name] = (said.get(f"{name}_from"), said.get(f"{name}_to"))
        return Wanted(
            kind=said.get("kind") or "",
            words=said.get("q") or "",
            units=tuple(said.get("units") or ()),
            party=said.get("party") or "lead",
            campaign_path=self.campaign_paths.get(said.get("campaign") or "", ""),
            year=said.get("year"),
            sort=said.get("sort") or "",
            **asked,
        )


def _grades(book: Rulebook) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for kind in book.kinds.values():
        found |= dict(kind.grades or {})
    return list(found.items())
