"""The hash chain of the event log: each event's hash covers its whole canonical row and the hash before it (审计链)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

GENESIS = "0" * 64
ALGORITHMS = ("sha256", "sm3")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def link(row: Sequence[object], *, previous: str, algorithm: str) -> str:
    """Hash of one event over its row, the previous hash and the algorithm's name.

    Args: row: all columns but the hashes, in the order of the table, as JSON scalars. previous: 64 hex digits.
    Returns: 64 hex digits.
    """
    content = _encode([algorithm, previous, *row])
    return hashlib.new(algorithm, content.encode(), usedforsecurity=True).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold: the number of the event and what is wrong."""

    seq: int
    sentence: str


Link = tuple[Sequence[object], str, str, str]


def breaks(links: Iterable[Link], *, previous: str = GENESIS, first: int = 1) -> Iterator[Break]:
    """Walk the chain; yield where a number is missing, a link does not fit, or the content was changed.

    Args: links: (row, algorithm, previous hash, own hash), in order; row[0] is the number.
    """
    expected = first
    for row, algorithm, before, own in links:
        seq = row[0] if isinstance(row[0], int) else expected
        if row[0] != expected:
            yield Break(expected, f"第{expected}号事件缺失或编号被改动，此处为“{row[0]}”。")
        elif before != previous:
            yield Break(seq, f"第{seq}号事件与前一事件不相连。")
        if algorithm not in ALGORITHMS or link(row, previous=before, algorithm=algorithm) != own:
            yield Break(seq, f"第{seq}号事件的内容被改动。")
        previous, expected = own, seq + 1
