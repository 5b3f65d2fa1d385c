"""The forms of parcels: one, a file of many, and the conditions of the list (地块)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from bihuan.apps.projects.mapping import NewParcel
from bihuan.apps.projects.models import Parcel
from bihuan.base.form_fields import NumberField
from bihuan.engine.values import Unit

USUAL_USES = (
    "工业用地",
    "物流仓储用地",
    "商业用地",
    "商务金融用地",
    "城镇住宅用地",
    "科研用地",
    "教育用地",
    "医疗卫生用地",
    "公用设施用地",
    "交通场站用地",
)
"""Uses offered while typing; any other may be written."""
STATUS_WORDS = {
    "储备": Parcel.Status.RESERVED,
    "待供": Parcel.Status.RESERVED,
    "储备待供": Parcel.Status.RESERVED,
    "拟供": Parcel.Status.PLANNED,
    "已供": Parcel.Status.SUPPLIED,
    "闲置": Parcel.Status.IDLE,
}
"""How lists write a status."""
MERIDIANS = [("", "文件自己写明，或是经纬度"), *((str(each), f"中央经线{each}度") for each in range(75, 136, 3))]
UNKNOWN_TOWN = "请从列表里选属地；区外或不清楚的不填。"


def key_field() -> forms.CharField:
    """The hidden key by which a form sent twice is known."""
    return forms.CharField(widget=forms.HiddenInput, max_length=50)


def words(label: str, most: int, *, required: bool = True, help_text: str = "", **attrs: Any) -> forms.CharField:
    """A line of text, its refusals in words."""
    wrong = {"required": f"请填写“{label}”。", "max_length": f"“{label}”最多{most}字。"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, error_messages=wrong, widget=widget
    )


def area_field(label: str) -> NumberField:
    """An area in mu with at most two decimals."""
    wrong = {"max_decimal_places": f"“{label}”最多写两位小数。", "min_value": f"“{label}”不能小于0。"}
    return NumberField(
        unit=Unit.MU,
        label=label,
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        error_messages=wrong
        | {
            "max_digits": f"“{label}”太大，请核对单位是不是亩。",
            "max_whole_digits": f"“{label}”太大，请核对单位是不是亩。",
        },
    )


def shape_field(*, required: bool, help_text: str) -> forms.FileField:
    """A file of GeoJSON."""
    box = forms.FileInput(attrs={"accept": ".geojson,.json"})
    wrong = {"required": "请选择图形文件。", "empty": "文件是空的，请检查后重新选择。"}
    return forms.FileField(label="图形文件", required=required, widget=box, help_text=help_text, error_messages=wrong)


class ParcelForm(forms.Form):
    """One parcel."""

    form_key = key_field()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = words("地块编号", 40, help_text="宗地代码或收储编号，不重复。")
    name = words("名称", 100)
    use = words("用地性质", 60, list="uses")
    area = area_field("面积")
    status = forms.ChoiceField(
        label="状态",
        choices=[("", "请选择"), *Parcel.Status.choices],
        error_messages={
            "required": "请选择“状态”。",
            "invalid_choice": "状态只有储备待供、拟供、已供、闲置四种，“%(value)s”不在其中。",
        },
    )
    town = forms.TypedChoiceField(
        label="属地", coerce=int, required=False, empty_value=None, error_messages={"invalid_choice": UNKNOWN_TOWN}
    )
    document = words("依据", 200, help_text="收储批复、规划条件或供地方案的名称和文号。")
    note = words("备注", 500, required=False)

    def __init__(self, *args: Any, towns: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["form_key"].initial = uuid.uuid4().hex
        self.fields["town"].choices = [("", "请选择"), *towns]  # type: ignore[attr-defined]

    def said(self, shape: Mapping[str, Any] | None = None) -> NewParcel:
        """The parcel that the form says."""
        kept = self.cleaned_data
        plain = {name: kept[name].strip() for name in ("code", "name", "use", "status", "document", "note")}
        return NewParcel(**plain, area=kept["area"], town_id=kept["town"], shape=shape)


class ShapedParcelForm(ParcelForm):
    """One parcel with its shape."""

    shape = shape_field(
        required=False,
        help_text="GeoJSON文件，2000国家大地坐标系；不传就没有图形，以后可以补。更改时不传，原图形不动。",
    )
    meridian = forms.ChoiceField(
        label="坐标", choices=MERIDIANS, required=False, help_text="坐标是以米计、横坐标前又没有带号时才选。"
    )


class ParcelFileForm(forms.Form):
    """A list or a file of shapes, with what holds for all of it."""

    file = forms.FileField(
        label="文件",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.geojson,.json"}),
        help_text="清单用 .xlsx（按模板），图形用 .geojson；图形的属性里要有地块编号。",
        error_messages={"required": "请选择要导入的文件。", "empty": "文件是空的，请检查后重新选择。"},
    )
    document = words("依据", 200, required=False, help_text="文件里没写依据的行，用这里写的。")
    use = words("用地性质", 60, required=False, help_text="文件里没写的行，用这里写的。", list="uses")
    status = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "以文件为准"), *Parcel.Status.choices],
        help_text="文件里没写的行，用这里选的。",
    )
    meridian = ShapedParcelForm.base_fields["meridian"]
    is_update = forms.BooleanField(label="更新已登记的地块", required=False)
    is_trial = forms.BooleanField(label="先核对，不写入", required=False)

    def defaults(self) -> dict[str, str]:
        """What stands for what a row leaves out."""
        return {name: self.cleaned_data[name] for name in ("document", "use", "status")}


class ParcelFilter(forms.Form):
    """The conditions of the list."""

    q = forms.CharField(label="编号或名称", required=False, max_length=60)
    use = forms.ChoiceField(label="用地性质", required=False)
    status = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Parcel.Status.choices])
    town = forms.TypedChoiceField(label="属地", coerce=int, required=False, empty_value=None)
    least = area_field("面积从")
    most = area_field("面积到")

    def __init__(self, *args: Any, uses: Sequence[str], towns: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["use"].choices = [("", "全部"), *((each, each) for each in uses)]  # type: ignore[attr-defined]
        self.fields["town"].choices = [("", "全部"), *towns]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The conditions that are good; one that is not is left out, and the page says why."""
        return dict(self.cleaned_data) if self.is_bound and (self.is_valid() or self.cleaned_data) else {}


def row_form(said: Mapping[str, str], *, defaults: Mapping[str, str], towns: Sequence[Any]) -> ParcelForm:
    """A row of a file as the form that judges it (逐行检查)."""
    filled = {**{name: text for name, text in defaults.items() if text}, **said}
    status = filled.get("status", "")
    pairs = [pair for group in towns for pair in (group[1] if isinstance(group[1], list) else [group])]
    by_name = {name: str(pk) for pk, name in pairs}
    town = filled.get("town", "")
    typed = {**filled, "status": STATUS_WORDS.get(status, status), "town": by_name.get(town, town), "form_key": "row"}
    return ParcelForm(typed, towns=towns)
