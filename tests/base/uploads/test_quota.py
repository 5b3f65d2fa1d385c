"""A file far over the limit is stored no further than the limit, and refused (V5.2.1)."""

from io import BytesIO

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from bihuan.base.filetypes import FILE_BYTES
from bihuan.base.upload_quota import QuotaHandler


def received(size):
    file = BytesIO(b"a" * size)
    file.name = "a.txt"
    body = encode_multipart(BOUNDARY, {"file": file})
    handlers = [QuotaHandler(), MemoryFileUploadHandler(), TemporaryFileUploadHandler()]
    meta = {"CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(body))}
    _, files = MultiPartParser(meta, BytesIO(body), handlers).parse()
    with files["file"] as stored:
        return stored.size, len(stored.read())


def test_a_small_file_passes_whole():
    assert received(100_000) == (100_000, 100_000)


def test_a_large_file_is_stored_up_to_its_limit():
    counted, stored = received(FILE_BYTES * 2)

    assert counted > FILE_BYTES
    assert stored < FILE_BYTES + 1024 * 1024
