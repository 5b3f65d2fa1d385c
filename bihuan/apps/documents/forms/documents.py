"""Forms of documents (文件表单)."""

from __future__ import annotations

from typing import Any

from django import forms

from bihuan.apps.documents.models import Sort
from bihuan.base.filetypes import DOCUMENTS, FILE_BYTES
from bihuan.base.form_fields import ReadDayField


class DayInput(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class UploadForm(forms.Form):
    """A file, or text pasted in its place; one of the two."""

    file = forms.FileField(
        label="选择文件",
        required=False,
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{each}" for each in DOCUMENTS), "aria-describedby": "id_file-hint"}
        ),
        help_text="可上传 .txt、.html、.docx、.xlsx、.pdf（不含扫描件），不超过20MB。"
        "原件逐字节保存，同一文件只存一份。",
    )
    pasted = forms.CharField(
        label="或粘贴文字",
        required=False,
        max_length=FILE_BYTES // 4,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    title = forms.CharField(label="标题", required=False, max_length=200, help_text="可不填，读取后自动取文中标题。")
    kind = forms.ChoiceField(label="文件类别", choices=Sort.choices, initial="report")

    def clean(self) -> dict[str, Any]:
        """One source of words, not none and not two."""
        values = super().clean() or {}
        has_file, has_text = bool(values.get("file")), bool((values.get("pasted") or "").strip())
        if has_file and has_text:
            self.add_error("pasted", "已选择文件，请清空粘贴的文字，或不选文件。")
        if not has_file and not has_text and "file" not in self.errors:
            self.add_error("file", "请选择一个文件，或在下面粘贴文字。")
        return values

    def content(self) -> tuple[bytes, str]:
        """The bytes to keep and their name; pasted words are kept as a text file."""
        if self.cleaned_data["file"]:
            return self.cleaned_data["file"].read(), self.cleaned_data["file"].name
        words = self.cleaned_data["pasted"].replace("\r\n", "\n")
        first = self.cleaned_data["title"] or next(line.strip() for line in words.splitlines() if line.strip())
        return words.encode(), f"{first[:60]}.txt"


class EncodingForm(forms.Form):
    """The encoding that a person found right."""

    encoding = forms.CharField(label="编码", max_length=20)


class PlaceForm(forms.Form):
    """A removed piece by its place in the original, and the reading that was looked at."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=1)


class CorrectForm(forms.Form):
    """The head of a paper put right."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="文件类别", choices=Sort.choices)
    title = forms.CharField(label="标题", max_length=200)
    held_on = ReadDayField(label="召开日期", required=False, widget=DayInput())
    published_on = ReadDayField(label="发布日期", required=False, widget=DayInput())


class LibraryForm(forms.Form):
    """The filters of the list; all of them stand in the address."""

    q = forms.CharField(label="标题或文中词语", required=False, max_length=100)
    kind = forms.ChoiceField(label="文件类别", required=False, choices=(("", "全部"), *Sort.choices))
    from_on = ReadDayField(label="日期起", required=False, widget=DayInput())
    to_on = ReadDayField(label="日期止", required=False, widget=DayInput())
