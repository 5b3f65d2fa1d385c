"""Which encoding the bytes are in (编码): named, marked, provable, or asked for; never guessed in silence."""

import codecs
from dataclasses import dataclass

from bihuan.engine.text.opening.commonness import commonness
from bihuan.engine.text.opening.decoding import decoded
from bihuan.engine.text.opening.ways import Stretch

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_WORDS = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "big5hkscs": "big5hkscs",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
}
_SAMPLE = 20_000
_LIKELY = 0.35
_CLEAR = 0.15
_MIXED = 0.02


@dataclass(frozen=True)
class Candidate:
    """An encoding in which the bytes make sense (候选编码), with the first line it gives."""

    encoding: str
    preview: str
    likeness: float


@dataclass(frozen=True)
class Decoded:
    """The decoded text with its way back, or, where it is in doubt, None and the candidates to ask about (待选编码)."""

    text: str | None
    encoding: str
    candidates: tuple[Candidate, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    is_mixed: bool = False


def decode(raw: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of the bytes (解码). Lost characters stay as U+FFFD for the reader to mark.

    Args: encoding: what a person chose, or None to find it.
    Raises: LookupError: `encoding` is not the name of one.
    """
    if encoding is not None:
        return in_encoding(raw, canonical(encoding))
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return in_encoding(raw, name)
    return _found(raw)


def in_encoding(raw: bytes, name: str) -> Decoded:
    """The text in one encoding, without its mark (按指定编码解码)."""
    marks = [mark for mark, of in _MARKS if raw.startswith(mark) and of.startswith(name[:5])]
    name = next((of for mark, of in _MARKS if marks and mark == marks[0]), name)
    text, stretches = decoded(raw, encoding=name, start=len(marks[0]) if marks else 0)
    return Decoded(text, name, stretches=stretches)


def canonical(encoding: str) -> str:
    """The encoding's one name here: GBK and GB2312 are read as their superset GB18030."""
    name = codecs.lookup(encoding.strip()).name
    if not codecs.lookup(name)._is_text_encoding:
        raise LookupError(encoding)
    return _WORDS.get(name, name)


def _found(raw: bytes) -> Decoded:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(raw) or _weighed(raw)
    # Where every second byte is nought: that is UTF-16 of plain signs.
    return _weighed(raw) if "\x00" in text[:_SAMPLE] else in_encoding(raw, "utf-8")


def _mixed(raw: bytes) -> Decoded | None:
    """None but where some lines are UTF-8 alone and others GB18030 alone: two files run together, to be asked about."""
    wide = local = 0
    for line in raw.splitlines():
        if line.isascii():
            continue
        is_wide, is_local = _decodes(line, "utf-8"), _decodes(line, "gb18030")
        wide += len(line) * (is_wide and commonness(line.decode("utf-8")) >= _LIKELY)
        local += len(line) * (is_local and not is_wide and commonness(line.decode("gb18030")) >= _LIKELY)
    if min(wide, local) <= _MIXED * (wide + local):
        return None
    found = [_candidate(name, raw.decode(name, errors="replace")) for name in ("utf-8", "gb18030")]
    return Decoded(None, "", tuple(_ranked(found)), is_mixed=True)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _weighed(raw: bytes) -> Decoded:
    """The encoding that makes by far the most sense, else the candidates."""
    fitting = [candidate for candidate in _candidates(raw) if candidate.likeness >= _LIKELY]
    if not fitting:
        return _damaged(raw)
    best, *others = _ranked(fitting)
    if others and best.likeness - others[0].likeness < _CLEAR:
        return Decoded(None, "", (best, *others))
    return in_encoding(raw, best.encoding)


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: -candidate.likeness)


def _candidates(raw: bytes) -> list[Candidate]:
    found = []
    for name in _OTHERS:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        found.append(_candidate(name, text))
    return found


def _candidate(name: str, text: str) -> Candidate:
    return Candidate(name, " ".join(text[:400].split())[:60], round(commonness(text[:_SAMPLE]), 4))


def _damaged(raw: bytes) -> Decoded:
    """No encoding fits the whole: the one that loses least, if it clearly makes sense."""
    found = _ranked([_candidate(name, raw.decode(name, errors="replace")) for name in ("utf-8", *_OTHERS)])
    best, second, *_ = found
    if best.likeness < _LIKELY or best.likeness - second.likeness < _CLEAR:
        return Decoded(None, "", tuple(found))
    return in_encoding(raw, best.encoding)
