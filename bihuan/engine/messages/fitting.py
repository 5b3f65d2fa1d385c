"""A text within so many bytes, cut between characters (按字节截短)."""

from __future__ import annotations

MORE = "……"


def fit(text: str, most: int | None, *, tail: str = "") -> str:
    """Text and tail in at most so many bytes of UTF-8; the text is cut, the tail never (截短).

    >>> fit("催办：建成厂房", 21, tail=" /1")
    '催办：建…… /1'
    """
    if most is None or len((text + tail).encode()) <= most:
        return text + tail
    room = most - len((MORE + tail).encode())
    if room < 0:
        raise ValueError("the tail alone is longer than the message may be")
    return text.encode()[:room].decode(errors="ignore") + MORE + tail
