"""One message, and what a gateway may answer to it (外发的一条消息及答复)."""

from __future__ import annotations

from dataclasses import dataclass

from bihuan.base.refusals import Refusal


@dataclass(frozen=True)
class Letter:
    """One message to one account; `key` stays the same however often it is tried."""

    to: str
    subject: str
    text: str
    key: str


class BadAddress(Refusal):
    """The address of a gateway is none that may be spoken to."""


class Unclear(Exception):
    """Nobody knows whether it went out, or it did not this time: it is tried again with the same key.

    gateway: whether the whole gateway is ill, so that others need not be tried now.
    """

    def __init__(self, sentence: str, *, gateway: bool = True) -> None:
        super().__init__(sentence)
        self.sentence, self.gateway = sentence, gateway


class Shut(Unclear):
    """The gateway has had too many and lets nothing through for a while."""


class Refused(Exception):
    """This message will never go out this way, as to an account that does not exist."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
