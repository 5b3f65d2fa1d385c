"""Forms of signing in and of the password (登录、口令)."""

from __future__ import annotations

from typing import Any

from django import forms


class SignInForm(forms.Form):
    """Name and password; both may be pasted."""

    username = forms.CharField(
        label="登录名",
        max_length=40,
        error_messages={"required": "请填写登录名。"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "class": "form-control"}),
    )
    password = forms.CharField(
        label="口令",
        strip=False,
        max_length=128,
        error_messages={"required": "请填写口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "form-control"}),
    )


class PasswordForm(forms.Form):
    """The present password and the new one, twice."""

    present = forms.CharField(
        label="现用口令",
        strip=False,
        max_length=128,
        error_messages={"required": "请填写现用口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "form-control"}),
    )
    new = forms.CharField(
        label="新口令",
        strip=False,
        max_length=128,
        help_text="不少于10个字符；大写字母、小写字母、数字、其他符号至少三类；不含登录名和常见词。可以粘贴。",
        error_messages={"required": "请填写新口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "form-control"}),
    )
    again = forms.CharField(
        label="再填一遍新口令",
        strip=False,
        max_length=128,
        error_messages={"required": "请再填一遍新口令。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "form-control"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_present(self) -> str:
        """The present password must be right."""
        if not self.person.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError("现用口令不正确。")
        return str(self.cleaned_data["present"])

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same."""
        fields = super().clean() or {}
        if fields.get("new") and fields.get("again") and fields["new"] != fields["again"]:
            self.add_error("again", "两遍新口令不一样，请重新填写。")
        return fields
