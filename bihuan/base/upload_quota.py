"""A file that is sent is stored up to its limit and no further, whatever the sender says of its length (上传限额)."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from bihuan.base.filetypes import FILE_BYTES


class QuotaHandler(FileUploadHandler):
    """First of the upload handlers: lets one piece more through than the limit; `check_size` then refuses the file."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting anew."""
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, or None once the limit is passed: later handlers then store nothing more."""
        if self.passed > FILE_BYTES:
            return None
        self.passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one make the file."""
