"""App messages of WeCom (企业微信应用消息), to one account each; none twice within four hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bihuan.base.messaging import tokens
from bihuan.base.messaging.answers import Letter, Refused, Shut, Unclear
from bihuan.base.messaging.wire import Wire, code_of

BAD_TOKEN, TOO_MANY, NOBODY = {40001, 40014, 42001}, {45009, 45033}, {40003, 60111, 81013}
SAME_FOR = 14_400
"""Seconds within which WeCom knows the same message again; the longest that it allows."""


@dataclass(frozen=True)
class WeCom:
    """An app of the office at WeCom: the office's number, the app's number, its secret."""

    wire: Wire
    account: str
    agent: str
    secret: str

    def send(self, letter: Letter) -> None:
        """Send one message.

        Raises: Shut, Unclear: to be tried again. Refused: never.
        """
        said = self._sent(letter)
        if code_of(said) in BAD_TOKEN:
            tokens.forget(self._key)
            said = self._sent(letter)
        code = code_of(said)
        if code in TOO_MANY:
            raise Shut(f"企业微信限制发送（错误码{code}）。")
        if code in NOBODY or (code == 0 and said.get("invaliduser")):
            raise Refused(f"企业微信里没有这个账号，或不在应用可见范围（错误码{code}）。")
        if code:
            raise Unclear(f"企业微信没有收下（错误码{code}）。", gateway=False)

    @property
    def _key(self) -> tuple[str, str]:
        return self.wire.address, self.account + self.agent

    def _sent(self, letter: Letter) -> dict[str, Any]:
        asked = {"corpid": self.account, "corpsecret": self.secret}
        token = tokens.token(self._key, lambda: self.wire.ask("/cgi-bin/gettoken", **asked))
        body = {
            "touser": letter.to,
            "msgtype": "text",
            "agentid": self.agent,
            "text": {"content": letter.text},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": SAME_FOR,
        }
        return self.wire.ask("/cgi-bin/message/send", body=body, access_token=token)
