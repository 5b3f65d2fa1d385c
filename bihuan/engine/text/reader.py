"""The first reader (阅读器): the stages in their order, from bytes to what the document says."""

import hashlib
from collections.abc import Iterable

from bihuan.engine.text.cleaning.body import Run
from bihuan.engine.text.cleaning.body import origin as _origin
from bihuan.engine.text.cleaning.clean import Cleaned, Removed, clean
from bihuan.engine.text.language import Language
from bihuan.engine.text.meaning.meaning import understood
from bihuan.engine.text.opening.original import Original, open_original
from bihuan.engine.text.opening.refusals import Refused
from bihuan.engine.text.opening.ways import Ways
from bihuan.engine.text.reading import Origin, Reading, Span
from bihuan.engine.values import Finding


def read(raw: bytes, *, language: Language, filename: str | None = None, encoding: str | None = None) -> Reading:
    """Read a document (读取文件): never raises; what is wrong with the file is a finding of the reading.

    Args: filename: only its ending is used, to tell a page without a head. encoding: what a person chose, or None.
    """
    source = hashlib.sha256(raw).hexdigest()
    at = filename or ""
    try:
        original = open_original(raw, filename=filename, encoding=encoding, words=language.page)
    except Refused as refused:
        return Reading(source, "", findings=(Finding(refused.code, at, str(refused)),))
    if original.text is None:
        return _asking(source, original, at=at)
    return _read(source, original, language=language, at=at, kept=frozenset())


def reread(reading: Reading, *, language: Language, keep: Iterable[Removed | Span]) -> Reading:
    """Read again with removed pieces put back (恢复剔除内容): a new reading; those put back before stay so.

    Raises: KeyError: a piece that was not removed from this document.
    """
    known = {(piece.start, piece.end) for piece in reading.removed}
    places = {(piece.start, piece.end) if isinstance(piece, Removed) else piece for piece in keep}
    if unknown := places - known - reading.kept:
        raise KeyError(sorted(unknown)[0])
    at = reading.findings[0].at if reading.findings else ""
    return _read(reading.source, reading.opened, language=language, at=at, kept=reading.kept | places)


def origin(reading: Reading, start: int, end: int) -> Span:
    """Where a stretch of the body stands in the original (原文位置)."""
    return _origin(reading.runs, start, end)


def way_back(reading: Reading, start: int, end: int) -> Origin:
    """Where a stretch of the body stands in its file (原件位置): bytes of a text, else pages, paragraphs or cells.

    Raises: IndexError: the body has no such stretch.
    """
    return origin_of(reading.runs, reading.opened.ways, original=reading.original, start=start, end=end)


def origin_of(runs: tuple[Run, ...], ways: Ways, *, original: str, start: int, end: int) -> Origin:
    """`way_back` from the kept parts of a reading (由留存数据回查)."""
    first, last = _origin(runs, start, end)
    return Origin(first, last, ways.in_bytes(original, first, last), ways.names(first, last))


def _asking(source: str, original: Original, *, at: str) -> Reading:
    names = "、".join(candidate.encoding for candidate in original.candidates) or "utf-8、gb18030、big5、utf-16"
    if original.is_mixed:
        sentence = "文件里有的行是UTF-8编码，有的行是GB18030编码，按哪一种都有乱码。请把两部分分别另存为UTF-8后再上传。"
        return Reading(source, "", candidates=original.candidates, findings=(Finding("mixed_encodings", at, sentence),))
    sentence = f"无法确定文件编码，可能是：{names}。请看各编码的开头文字，选出正确的一种后再读取。"
    return Reading(source, "", candidates=original.candidates, findings=(Finding("encoding_in_doubt", at, sentence),))


def _read(source: str, original: Original, *, language: Language, at: str, kept: frozenset[Span]) -> Reading:
    text = original.text or ""
    cleaned = clean(original, words=language.cleaning, keep=kept)
    reading = Reading(
        source,
        original.encoding,
        original=text,
        body=cleaned.body,
        runs=cleaned.runs,
        removed=cleaned.removed,
        doubts=cleaned.doubts,
        opened=original,
        kept=kept,
        findings=original.findings + tuple(_findings(cleaned, at=at)),
    )
    return understood(reading, language=language)


def _findings(cleaned: Cleaned, *, at: str) -> Iterable[Finding]:
    if not cleaned.body.strip():
        yield Finding("no_body", at, "文件里没有找到正文。请确认文件内容，或从剔除内容中恢复需要的部分。")
    if cleaned.doubts:
        sentence = f"正文有{len(cleaned.doubts)}处文字存疑，已标出。请对照来源核对后再使用。"
        yield Finding("doubtful_text", at, sentence)
