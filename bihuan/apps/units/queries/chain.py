"""Where the event log stands, and whether it holds (审计链)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from bihuan.apps.units import mapping, models
from bihuan.base import chain
from bihuan.base.anchors import Anchor, Anchors
from bihuan.base.chain import Break

AT = {  # the moment as text, past the driver's conversions, which cost more than the hashing
    "postgresql": """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "sqlite": "CAST(at AS TEXT)",
}


def chain_head() -> tuple[int, str]:
    """Number and digest of the last event."""
    head = models.ChainHead.objects.get(pk=1)
    return head.seq, head.digest


def first_break(*, home: Path | None = None, holds: tuple[int, str] | None = None) -> Break | None:
    """The first place where the log does not hold; None where it does.

    Streams the raw rows, then holds the end against the head row and each anchor against the event it names. People
    may go on writing: the head is read before and after, and the end must lie between.
    Args: holds: number and digest of an event that the log must hold, as a backup's manifest names it.
    """
    anchors = Anchors(home or settings.HOME)
    written, head = anchors.read(), chain_head()
    walk = _Walk(wanted={head[0]} | {anchor.seq for anchor in written} | ({holds[0]} if holds else set()))
    broken = walk.first_break() or _head_break(walk, before=head) or _missing_event(walk, holds)
    forged = anchors.forged(written)
    if forged and not broken:
        return Break(0, f"锚点文件第{forged}行不是本系统写下的。")
    return broken or _anchor_break(walk, written)


@dataclass
class _Walk:
    """One pass over the log; keeps the last number and the digests of the numbers that anchors name."""

    wanted: set[int]
    digests: dict[int, str] = field(default_factory=lambda: {0: chain.GENESIS})
    last: tuple[int, str] = (0, chain.GENESIS)

    def first_break(self) -> Break | None:
        """The first break; an unreadable row is one."""
        try:
            return next(chain.breaks(self._links()), None)
        except DatabaseError as error:
            seq = self.last[0] + 1
            return Break(seq, f"第{seq}号事件读不出，数据库文件损坏({error})。请停止使用，核对最近的备份。")

    def _links(self) -> Iterator[chain.Link]:
        for link in _raw_links():
            seq = link[0][0]
            if isinstance(seq, int):
                self.last = (seq, link[3])
                if seq in self.wanted:
                    self.digests[seq] = link[3]
            yield link


def _head_break(walk: _Walk, *, before: tuple[int, str]) -> Break | None:
    seq, digest = chain_head()
    if walk.last == (seq, digest):
        return None
    grew = before[0] < seq and walk.digests.get(before[0]) == before[1] and before[0] <= walk.last[0] < seq
    if grew:
        return None  # the rest was written while the log was read
    return Break(min(seq, walk.last[0]) + 1, f"日志止于第{walk.last[0]}号，链首却记着第{seq}号：末尾被截去或添加。")


def _missing_event(walk: _Walk, holds: tuple[int, str] | None) -> Break | None:
    if holds is None or walk.digests.get(holds[0]) == holds[1]:
        return None
    return Break(holds[0], f"第{holds[0]}号事件缺失，或不是所要的那一条：这份日志不是从同一条链来的。")


def _anchor_break(walk: _Walk, written: list[Anchor]) -> Break | None:
    for anchor in written:
        if walk.digests.get(anchor.seq) != anchor.digest:
            return Break(anchor.seq, f"第{anchor.seq}号事件与{anchor.at}的锚点不符：其后被截去，或全部重写过。")
    return None


def _raw_links() -> Iterator[chain.Link]:
    """Raw rows of the log as links, streamed out of one state of the log."""
    postgresql = connection.vendor == "postgresql"
    # PostgreSQL streams within a transaction only; on SQLite one would take the write lock.
    whole = transaction.atomic() if postgresql else nullcontext()
    names = [AT[connection.vendor] if name == "at" else f'"{name}"' for name in mapping.CHAINED]
    columns = ", ".join([*names, "algorithm", "previous", "digest"])
    with whole, _unreadable_text_as_marks(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM units_event ORDER BY seq")  # noqa: S608 - names of our own
        while rows := cursor.fetchmany(5000):
            for row in rows:
                content = list(row[:-3])
                if not postgresql:
                    content[1] = mapping.moment_of_sqlite(content[1])
                yield content, row[-3], row[-2], row[-1]


@contextmanager
def _unreadable_text_as_marks() -> Iterator[None]:
    """A flipped byte may leave text that is no UTF-8: SQLite then hands out marks, which do not fit the digest."""
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    raw.text_factory = _lenient
    try:
        yield
    finally:
        raw.text_factory = str


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
