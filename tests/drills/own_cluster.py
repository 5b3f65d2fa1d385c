"""A PostgreSQL of a drill's own, which may be killed and may fill its disk."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from tests.drills.running_site import below
from tests.run import as_postgres, free_port, start_cluster, start_server, tool


class Cluster:
    """A PostgreSQL of our own, in a folder that the server's account may enter."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.data = start_cluster(self.folder, self.port)
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/bihuan"

    def kill(self) -> None:
        """SIGKILL to the server and each of its processes.

        Its notes of itself are taken away: where nobody collects dead processes, it would be taken for a live one.
        """
        note = self.data / "postmaster.pid"
        server = int(note.read_text().splitlines()[0])
        for pid in (server, *below(server)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for left in (note, *self.folder.glob(".s.PGSQL.*")):
            left.unlink()

    def start(self) -> None:
        """Start again; the server recovers from its log."""
        start_server(self.folder, self.port)

    def end(self) -> None:
        """Stop it and throw it away."""
        as_postgres([tool("pg_ctl") or "pg_ctl", "-D", str(self.data), "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)
