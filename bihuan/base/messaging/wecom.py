"""App messages of WeCom (企业微信应用消息), to one account each; none twice within four hours."""

from __future__ import annotations

from typing import Any, ClassVar

from bihuan.base.messaging.answers import Letter
from bihuan.base.messaging.app import MessengerApp

SAME_FOR = 14_400
"""Seconds within which WeCom knows the same message again; the longest that it allows."""


class WeCom(MessengerApp):
    """An app of the office at WeCom: the office's number, the app's number, its secret."""

    word: ClassVar[str] = "企业微信"
    too_many: ClassVar[set[int]] = {45009, 45033}
    nobody: ClassVar[set[int]] = {40003, 60111, 81013}
    nobody_word: ClassVar[str] = "企业微信里没有这个账号，或不在应用可见范围"

    def _ask_token(self) -> dict[str, Any]:
        return self.wire.ask("/cgi-bin/gettoken", corpid=self.account, corpsecret=self.secret)

    def _post(self, letter: Letter, token: str) -> dict[str, Any]:
        body = {
            "touser": letter.to,
            "msgtype": "text",
            "agentid": self.agent,
            "text": {"content": letter.text},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": SAME_FOR,
        }
        return self.wire.ask("/cgi-bin/message/send", body=body, access_token=token)
