"""What a PDF may unpack to (PDF限额): its streams are unpacked once, piece by piece, before anything opens it."""

import re
import zlib
from collections.abc import Iterator

from bihuan.engine.office.archive import RATIO, UNPACKED, BadOffice

PAGES = 1_000
PIXELS = 400_000_000
_STREAM = re.compile(rb"(<<(?>[^>]|>(?!>\s*stream)){0,4000}>>)\s*stream\r?\n", re.DOTALL)
_FILTERS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
# The list of filters in an object of its own: no program writes it so, save to get past a check.
_ELSEWHERE = re.compile(rb"/Filter\s+\d+\s+\d+\s+R")
_SIDE = re.compile(rb"/(Width|Height)\s+(\d{1,9})")
_COUNT = re.compile(
    rb"/Type\s*/Pages\b(?>[^>]|>(?!>)){0,2000}?/Count\s+(\d{1,9})|/Count\s+(\d{1,9})(?>[^>]|>(?!>)){0,2000}?/Type\s*/Pages\b"
)
_SMALL = 20 * 1024 * 1024
_CHUNK = 1024 * 1024


def check_pdf(raw: bytes) -> None:
    """Refuse a PDF that unpacks to more than is read (检查PDF).

    Raises: BadOffice: streams packed twice, swelling streams, too many pages, a picture beyond all measure.
    """
    pages = max((int(found[1] or found[2]) for found in _COUNT.finditer(raw)), default=0)
    if pages > PAGES:
        raise BadOffice(f"共{pages}页，超过{PAGES}页的上限")
    unpacked = 0
    for head, start in _streams(raw):
        sides = {name: int(size) for name, size in _SIDE.findall(head)}
        if sides.get(b"Width", 0) * sides.get(b"Height", 0) > PIXELS:
            raise BadOffice(f"里面有{sides[b'Width']}×{sides[b'Height']}像素的图片，过大")
        if len(_FILTERS.findall(head)) > 1 or _ELSEWHERE.search(head):
            raise BadOffice("里面有反复压缩的内容，不像正常文件")
        if _FLATE.search(head):
            unpacked = _counted(raw, start, unpacked)


def _streams(raw: bytes) -> Iterator[tuple[bytes, int]]:
    for found in _STREAM.finditer(raw):
        yield found[1], found.end()


def _counted(raw: bytes, start: int, unpacked: int) -> int:
    """The count after one more stream; it ends where its own packing says, whatever the headers say."""
    packer = zlib.decompressobj()
    view = memoryview(raw)[start : start + len(raw)]
    rest: bytes | memoryview = view[:_CHUNK]
    place = len(rest)
    try:
        while rest:
            unpacked += len(packer.decompress(rest, _CHUNK))
            if unpacked > UNPACKED or (unpacked > _SMALL and unpacked > len(raw) * RATIO):
                raise BadOffice("解压后过大，不像正常文件")
            rest = packer.unconsumed_tail
            if not rest and not packer.eof:
                rest = view[place : place + _CHUNK]
                place += len(rest)
    except zlib.error:
        pass
    return unpacked
