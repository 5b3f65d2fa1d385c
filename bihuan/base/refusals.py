"""A refusal is an exception with a name and its sentence; views turn it into a message (不予办理)."""


class Refusal(Exception):
    """The system declines to do this, and says why and what to do.

    sentence: plain Chinese for the person at the screen. status: the HTTP answer that fits.
    """

    status = 422

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Forbidden(Refusal):
    """The person has no right to this act."""

    status = 403


class Stale(Refusal):
    """Someone else changed the row meanwhile; carries both values so that nothing typed is lost.

    theirs, mine: label -> value, shown side by side.
    """

    status = 409

    def __init__(
        self,
        sentence: str = "该内容已被他人更新，请核对两方内容后再办。",
        *,
        theirs: dict[str, str] | None = None,
        mine: dict[str, str] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.theirs = theirs or {}
        self.mine = mine or {}
