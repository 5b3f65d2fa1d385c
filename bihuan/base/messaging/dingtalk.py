"""Work notices of DingTalk (钉钉工作通知), to one account each."""

from __future__ import annotations

from dataclasses import dataclass

from bihuan.base.messaging import tokens
from bihuan.base.messaging.answers import Letter, Refused, Shut, Unclear
from bihuan.base.messaging.wire import Wire, code_of

BAD_TOKEN, TOO_MANY, NOBODY = {40001, 40014, 42001}, {90002, 90005, 90018, 130101, 45009}, {33012, 40031, 60121}


@dataclass(frozen=True)
class DingTalk:
    """An app of the office at DingTalk: its key, its number, its secret."""

    wire: Wire
    account: str
    agent: str
    secret: str

    def send(self, letter: Letter) -> None:
        """Send one message.

        Raises: Shut, Unclear: to be tried again. Refused: never.
        """
        code = self._sent(letter)
        if code in BAD_TOKEN:
            tokens.forget(self._key)
            code = self._sent(letter)
        if code in TOO_MANY:
            raise Shut(f"钉钉限制发送（错误码{code}）。")
        if code in NOBODY:
            raise Refused(f"钉钉里没有这个账号（错误码{code}）。")
        if code:
            raise Unclear(f"钉钉没有收下（错误码{code}）。", gateway=False)

    @property
    def _key(self) -> tuple[str, str]:
        return self.wire.address, self.account

    def _sent(self, letter: Letter) -> int:
        asked = {"appkey": self.account, "appsecret": self.secret}
        token = tokens.token(self._key, lambda: self.wire.ask("/gettoken", **asked))
        message = {"msgtype": "text", "text": {"content": letter.text}}
        body = {"agent_id": self.agent, "userid_list": letter.to, "msg": message}
        return code_of(self.wire.ask("/topapi/message/corpconversation/asyncsend_v2", body=body, access_token=token))
