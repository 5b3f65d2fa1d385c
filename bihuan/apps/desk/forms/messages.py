"""The shape of settings of what goes out (外发设置的表单)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms

from bihuan.apps.desk.models import Channel

ACCOUNT = {"dingtalk": "应用标识", "wecom": "企业编号", "mail": "登录名"}
AGENT = {"dingtalk": "应用编号", "wecom": "应用编号", "mail": "发件地址"}
KINDS = {"digest": "每日汇总", "urgent": "催办、督办单、限时办理"}
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class GatewayForm(forms.Form):
    """One way out."""

    is_on = forms.BooleanField(label="启用", required=False)
    address = forms.CharField(label="接口地址", required=False, max_length=200)
    account = forms.CharField(label="账号", required=False, max_length=100)
    agent = forms.CharField(label="应用编号", required=False, max_length=100)
    site = forms.CharField(
        label="本系统的网址",
        required=False,
        max_length=200,
        help_text="收信人能打开的网址。填了，消息里就带办理链接。",
    )
    with_titles = forms.BooleanField(
        label="消息里写出事项名称",
        required=False,
        help_text="不勾选时只写类别和件数，登录后才看到内容。经公网的渠道建议不勾选。",
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, channel: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].label, self.fields["agent"].label = ACCOUNT[channel], AGENT[channel]

    def clean_site(self) -> str:
        """The address of this site, whole."""
        site: str = self.cleaned_data["site"].strip().rstrip("/")
        parts = urlsplit(site)
        if site and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username):
            raise forms.ValidationError("请填写完整网址，如 https://bihuan.example.gov.cn。")
        return site

    def clean_agent(self) -> str:
        """Without line breaks or blanks inside."""
        return "".join(self.cleaned_data["agent"].split())


class AccountsForm(forms.Form):
    """Lines of login and account."""

    lines = forms.CharField(
        label="登录名和账号",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="每行一人：登录名、账号，中间用逗号或空格隔开，可从表格粘贴。只写登录名即取消该人的账号。",
        error_messages={"required": "请至少填写一行。"},
    )


class SwitchesForm(forms.Form):
    """A person's own switches."""

    on = forms.MultipleChoiceField(
        label="要收哪些", required=False, widget=forms.CheckboxSelectMultiple, help_text="站内提醒不受影响，总能看到。"
    )
    quiet_from = forms.TimeField(label="免打扰起", required=False, widget=HOUR, input_formats=["%H:%M", "%H:%M:%S"])
    quiet_until = forms.TimeField(label="免打扰止", required=False, widget=HOUR, input_formats=["%H:%M", "%H:%M:%S"])

    def __init__(self, channels: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [  # type: ignore[attr-defined]
            (f"{channel}:{kind}", f"{Channel(channel).label}：{word}")
            for channel in channels
            for kind, word in KINDS.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Both ends of the quiet hours or none."""
        data: dict[str, Any] = super().clean() or {}
        if (data.get("quiet_from") is None) != (data.get("quiet_until") is None) and not self.errors:
            self.add_error("quiet_until", "起止时间请都填，或都不填。")
        return data

    def off(self) -> list[str]:
        """What is switched off."""
        on = set(self.cleaned_data["on"])
        return [code for code, _ in self.fields["on"].choices if code not in on]  # type: ignore[attr-defined]
