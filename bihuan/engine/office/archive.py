"""Office files are zip archives (压缩包): unpacked in pieces, counted while that is done, never beyond the limits."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

MEMBERS = 2_000
UNPACKED = 200 * 1024 * 1024
RATIO = 100
FREE = 1024 * 1024
CHUNK = 256 * 1024
_DTD_MARKS = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class BadOffice(Exception):
    """An office file that is not read (办公文件无法读取), with the reason in Chinese."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@contextmanager
def opened(raw: bytes) -> Iterator["Archive"]:
    """The archive in the bytes of a file (打开压缩包).

    Raises: BadOffice: damaged, locked, too many members.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            if len(archive.infolist()) > MEMBERS:
                raise BadOffice(f"里面有{len(archive.infolist())}个文件，超过{MEMBERS}个的上限")
            yield Archive(archive, size=len(raw))
    except _DAMAGE as damage:
        raise BadOffice("文件已损坏或加了密码") from damage


class Archive:
    """Members of an archive, unpacked under one count (逐块解压): whatever the file's headers say."""

    def __init__(self, archive: zipfile.ZipFile, *, size: int) -> None:
        self._archive, self._size = archive, size
        self._unpacked = 0
        self.names = archive.namelist()

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member piece by piece; each piece is looked at for a DTD with the end of the one before it.

        Raises: BadOffice: no such member, beyond the limits, or a DTD.
        """
        if name not in self.names:
            raise BadOffice(f"里面没有正文（{name}）")
        tail = b""
        with self._archive.open(name) as stream:
            while piece := stream.read(CHUNK):
                self._count(len(piece))
                seen = tail + piece
                if any(mark in seen for mark in _DTD_MARKS):
                    raise BadOffice("正文的XML带有DTD声明，可能借此引入外部内容")
                tail = seen[-32:]
                yield piece

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > UNPACKED:
            raise BadOffice(f"解压后超过{UNPACKED // 1024 // 1024}MB的上限")
        if self._unpacked > FREE and self._unpacked > self._size * RATIO:
            raise BadOffice(f"解压后膨胀超过{RATIO}倍，不像正常文件")


class Stream:
    """Pieces as a file that a parser reads from (逐块读取)."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        size = size if size > 0 else len(self._rest)
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece
