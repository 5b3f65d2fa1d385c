"""An app of the office at a messenger: its token, its answers (应用消息)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from bihuan.base.messaging import tokens
from bihuan.base.messaging.answers import Letter, Refused, Shut, Unclear
from bihuan.base.messaging.wire import Wire, code_of

BAD_TOKEN = {40001, 40014, 42001}


@dataclass(frozen=True)
class MessengerApp(ABC):
    """An app of the office at a messenger: its account, its number, its secret; one message to one person each."""

    wire: Wire
    account: str
    agent: str
    secret: str

    word: ClassVar[str]
    too_many: ClassVar[set[int]]
    nobody: ClassVar[set[int]]
    nobody_word: ClassVar[str]

    def send(self, letter: Letter) -> None:
        """Send one message.

        Raises: Shut, Unclear: to be tried again. Refused: never.
        """
        said = self._sent(letter)
        if code_of(said) in BAD_TOKEN:
            tokens.forget(self._key)
            said = self._sent(letter)
        code = code_of(said)
        if code in self.too_many:
            raise Shut(f"{self.word}限制发送（错误码{code}）。")
        if code in self.nobody or (code == 0 and said.get("invaliduser")):
            raise Refused(f"{self.nobody_word}（错误码{code}）。")
        if code:
            raise Unclear(f"{self.word}没有收下（错误码{code}）。", gateway=False)

    @property
    def _key(self) -> tuple[str, str]:
        """Under which its token is kept."""
        return self.wire.address, f"{self.account}/{self.agent}"

    def _sent(self, letter: Letter) -> dict[str, Any]:
        token = tokens.token(self._key, self._ask_token)
        return self._post(letter, token)

    @abstractmethod
    def _ask_token(self) -> dict[str, Any]:
        """Ask for a token."""

    @abstractmethod
    def _post(self, letter: Letter, token: str) -> dict[str, Any]:
        """Post one message; what the messenger answers."""
