"""Forms of candidates; each carries the version that was shown and its own key (条目表单)."""

from __future__ import annotations

import secrets

from django import forms


def new_key() -> str:
    """A key by which the same form sent twice is known."""
    return secrets.token_urlsafe(16)


class CandidateForm(forms.Form):
    """What every form on a candidate carries."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class EditForm(CandidateForm):
    """The wording for the ledger; the quote stays."""

    text = forms.CharField(label="条目内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    owners = forms.CharField(label="文中责任单位", required=False, max_length=300)
    deadline = forms.CharField(
        label="文中时限", required=False, max_length=20, help_text="如 2026-12、2026-Q3、2026-06-30；文中没有可不填。"
    )


class SplitForm(CandidateForm):
    """A line a part."""

    parts = forms.CharField(
        label="每行一个条目", max_length=4000, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean_parts(self) -> list[str]:
        """The parts, empty lines left out; at least two."""
        parts = [line.strip() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        if len(parts) < 2:
            raise forms.ValidationError("请把内容分成两行以上，每行成为一个条目。")
        return parts


class MergeForm(CandidateForm):
    """The candidate to merge in, as it was shown."""

    other = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    other_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
