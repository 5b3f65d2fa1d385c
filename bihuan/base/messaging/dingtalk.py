"""Work notices of DingTalk (钉钉工作通知), to one account each."""

from __future__ import annotations

from typing import Any, ClassVar

from bihuan.base.messaging.answers import Letter
from bihuan.base.messaging.app import MessengerApp


class DingTalk(MessengerApp):
    """An app of the office at DingTalk: its key, its number, its secret."""

    word: ClassVar[str] = "钉钉"
    too_many: ClassVar[set[int]] = {90002, 90005, 90018, 130101, 45009}
    nobody: ClassVar[set[int]] = {33012, 40031, 60121}
    nobody_word: ClassVar[str] = "钉钉里没有这个账号"

    def _ask_token(self) -> dict[str, Any]:
        return self.wire.ask("/gettoken", appkey=self.account, appsecret=self.secret)

    def _post(self, letter: Letter, token: str) -> dict[str, Any]:
        message = {"msgtype": "text", "text": {"content": letter.text}}
        body = {"agent_id": self.agent, "userid_list": letter.to, "msg": message}
        return self.wire.ask("/topapi/message/corpconversation/asyncsend_v2", body=body, access_token=token)
