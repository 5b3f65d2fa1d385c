"""Anchors: heads of the event chain written down outside the database, so that a cut tail is seen (锚点)."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Anchor:
    """Where the chain stood at a moment."""

    at: str
    seq: int
    digest: str
    mac: str


class Anchors:
    """The file of anchors and its key, both readable by the owner only."""

    def __init__(self, home: Path) -> None:
        self.path = home / "audit.anchors"
        self.key_path = home / "anchor.key"

    def add(self, *, seq: int, digest: str, at: datetime) -> Anchor:
        """Write the head down; each anchor seals the one before it too."""
        written = self.read()
        if written and (written[-1].seq, written[-1].digest) == (seq, digest):
            return written[-1]
        moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        anchor = Anchor(moment, seq, digest, self._mac(moment, seq, digest, written[-1].mac if written else ""))
        if not self.path.exists():
            self.path.touch(mode=0o600)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([anchor.at, anchor.seq, anchor.digest, anchor.mac]) + "\n")
        return anchor

    def read(self) -> list[Anchor]:
        """All anchors, the oldest first."""
        if not self.path.exists():
            return []
        with self.path.open(encoding="utf-8") as file:
            return [Anchor(*json.loads(line)) for line in file if line.strip()]

    def forged(self, anchors: Iterable[Anchor]) -> int | None:
        """Number of the first line that was not written with our key; None where all are ours."""
        before = ""
        for line, anchor in enumerate(anchors, start=1):
            if not hmac.compare_digest(anchor.mac, self._mac(anchor.at, anchor.seq, anchor.digest, before)):
                return line
            before = anchor.mac
        return None

    def _mac(self, at: str, seq: int, digest: str, before: str) -> str:
        return hmac.new(self._key(), f"{before}|{at}|{seq}|{digest}".encode(), hashlib.sha256).hexdigest()

    def _key(self) -> bytes:
        if not self.key_path.exists():
            self.key_path.touch(mode=0o600)
            self.key_path.write_text(secrets.token_hex(32))
        return self.key_path.read_text().strip().encode()
