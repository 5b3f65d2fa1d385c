"""A project enters a stage; evidence for it (进入阶段、佐证材料)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bihuan.apps.projects.forms.fields import DayField, key_field, version_field, words_field
from bihuan.base.filetypes import EVIDENCE


class EnterForm(forms.Form):
    """Which stage, from which day; going back says why (进入阶段)."""

    version = version_field()
    stage = forms.ChoiceField(label="阶段", error_messages={"required": "请选择阶段。"})
    on = DayField(
        label="进入日期", help_text="实际进入的日期，不是填表的日期。", error_messages={"required": "请填写进入日期。"}
    )
    words = words_field("说明", 500, rows=2, required=False, hint="推进可不填；退回要写明原因。")

    def __init__(self, *args: Any, stages: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["stage"].choices = list(stages)


class EvidenceForm(forms.Form):
    """One paper or picture: what it is, its number and day, its file (佐证材料)."""

    form_key = key_field()
    code = forms.ChoiceField(label="什么材料", error_messages={"required": "请选择是什么材料。"})
    file = forms.FileField(
        label="文件", required=False, help_text="图片、PDF、办公文件，20MB以内；只有文号也可以先登记。"
    )
    document_number = words_field("文号", 100, required=False, hint="如：启发改备〔2026〕12号。")
    issued_on = DayField(label="材料日期", required=False)
    text = words_field("名称或说明", 300, required=False, hint="不填就用材料的名称。")

    def __init__(self, *args: Any, words: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["code"].choices = [("", "请选择"), *words.items()]
        fields["file"].widget.attrs["accept"] = ",".join(f".{each}" for each in EVIDENCE)
