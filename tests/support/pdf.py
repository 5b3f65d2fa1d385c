"""PDF files made by hand for tests (测试用PDF): Chinese text through a predefined map, no font inside."""

from collections.abc import Iterable, Sequence

Placed = tuple[int, int, str]
WIDTH = 31


def paper(paragraphs: Iterable[str], *, lines_a_page: int = 30) -> bytes:
    """A PDF as a word processor makes it: lines of 31 signs, two signs indented, page numbers below."""
    lines: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        text, left = paragraph, 98
        while text:
            room = WIDTH - (2 if left == 98 else 0)
            lines.append((left, text[:room]))
            text, left = text[room:], 70
    pages = [lines[place : place + lines_a_page] for place in range(0, len(lines), lines_a_page)]
    return document([_page(page, number) for number, page in enumerate(pages, start=1)])


def _page(lines: Sequence[tuple[int, str]], number: int) -> list[Placed]:
    placed = [(left, 780 - 22 * row, text) for row, (left, text) in enumerate(lines)]
    return [*placed, (280, 40, f"- {number} -")]


def document(pages: Iterable[Sequence[Placed]], *, more: Iterable[bytes] = (), trailer: bytes = b"") -> bytes:
    """A PDF of pages of placed lines, with further objects behind them."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    kids = []
    for lines in pages:
        objects.append(stream(_drawn(lines)))
        objects.append(_sheet(len(objects)))
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    return assembled([*objects, *more], trailer=trailer)


def picture(sides: tuple[int, int] = (8, 8)) -> bytes:
    """A PDF of one page that is a picture without a word."""
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % sides
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
        b" /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        image + b" /Length 64 >>\nstream\n" + b"\x80" * 64 + b"\nendstream",
    ]
    return assembled(objects)


def stream(content: bytes, said: bytes = b"") -> bytes:
    """An object that holds content."""
    return b"<< /Length %d %s >>\nstream\n" % (len(content), said) + content + b"\nendstream"


def _drawn(lines: Sequence[Placed]) -> bytes:
    shown = (b"1 0 0 1 %d %d Tm <%s> Tj" % (x, y, text.encode("utf-16-be").hex().encode()) for x, y, text in lines)
    return b"BT /F1 14 Tf\n" + b"\n".join(shown) + b"\nET"


def _sheet(content: int) -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        b" /Contents %d 0 R >>" % content
    )


def assembled(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """Objects as a file, with the table that says where each stands."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
