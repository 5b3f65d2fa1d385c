"""Bytes decoded with their way back (解码并留对应): what is lost is one U+FFFD for the bytes that say nothing."""

import codecs
import re

from bihuan.engine.text.opening.ways import Stretch, byte_length, joined

LOST = "\ufffd"
_ESCAPED = re.compile("[\ud800-\udfff]+")


def decoded(raw: bytes, *, encoding: str, start: int = 0) -> tuple[str, tuple[Stretch, ...]]:
    """The text of the bytes from `start` on, and where each stretch of it stands in them (解码).

    Encoding a stretch again gives its bytes; where it would not (a character with two codes), the stretch is no longer
    than that character.
    """
    writer = _Writer(encoding, start)
    if encoding.startswith("utf-16"):
        writer.take(raw[start : len(raw) - (len(raw) - start) % 2])
        writer.lose(raw[writer.place :])
        return writer.result()
    text = raw[start:].decode(encoding, "surrogateescape")
    if encoding == "utf-8" and not _ESCAPED.search(text):
        return text, (Stretch(0, len(text), start, len(raw), exact=True),)
    for line in raw[start:].splitlines(keepends=True):
        writer.take(line)
    return writer.result()


class _Writer:
    """Puts the text together piece by piece (逐段解码)."""

    def __init__(self, encoding: str, start: int) -> None:
        self._encoding, self.place = encoding, start
        self._errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
        self._pieces: list[str] = []
        self._length = 0
        self._stretches: list[Stretch] = []

    def take(self, piece: bytes) -> None:
        """Decode a piece that ends where a character ends."""
        text = piece.decode(self._encoding, self._errors)
        if text.encode(self._encoding, self._errors) != piece:
            self._one_by_one(piece)
            return
        done = 0
        for lost in _ESCAPED.finditer(text):
            self._keep(text[done : lost.start()])
            self.lose(lost.group().encode(self._encoding, self._errors))
            done = lost.end()
        self._keep(text[done:])

    def lose(self, piece: bytes) -> None:
        """Bytes that are no character."""
        if piece:
            self._add(LOST, len(piece), exact=False)

    def _keep(self, text: str) -> None:
        if text:
            self._add(text, byte_length(text, self._encoding), exact=True)

    def _one_by_one(self, piece: bytes) -> None:
        """A piece with characters that have two codes: byte after byte."""
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        begun = 0
        for number in range(len(piece)):
            text = decoder.decode(piece[number : number + 1], final=number == len(piece) - 1)
            if text:
                self._add(text, number + 1 - begun, exact=False)
                begun = number + 1
        if begun < len(piece):
            self.lose(piece[begun:])

    def _add(self, text: str, size: int, *, exact: bool) -> None:
        self._stretches.append(Stretch(self._length, len(text), self.place, self.place + size, exact))
        self._pieces.append(text)
        self._length += len(text)
        self.place += size

    def result(self) -> tuple[str, tuple[Stretch, ...]]:
        """The text and its stretches."""
        return "".join(self._pieces), joined(self._stretches)
