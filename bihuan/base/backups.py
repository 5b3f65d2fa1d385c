"""Backups: one tar of database, files and a manifest; checked whole before anything is restored (备份与恢复)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedIOBase, BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.parse import unquote, urlsplit

from bihuan.base.refusals import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
BLOCK = 1 << 20


class BackupRefused(Refusal):
    """The backup is damaged, cut, or made by another version; nothing was touched."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: format, product version, database engine, applied migrations, chain head, members.

    members: name in the tar -> sha256 in hex. head: number and digest of the last event known before the copy.
    """

    format: int
    version: str
    made_at: str
    engine: str
    migrations: list[str]
    head: tuple[int, str]
    members: dict[str, str]


@dataclass(frozen=True)
class Source:
    """What is backed up: the database (a SQLite path or a PostgreSQL address) and the folder of files."""

    engine: str
    database: str
    files: Path
    version: str
    migrations: list[str]
    head: tuple[int, str]


def write_backup(source: Source, *, to: Path, made_at: datetime) -> Manifest:
    """Copy the database while it is in use, then the files; rows come first, so no row lacks its file.

    Raises: BackupRefused: the database's own tool failed, or the disk is full; nothing is left behind.
    """
    part = to.with_suffix(".part")
    try:
        with TemporaryDirectory(dir=to.parent) as folder:
            dump = Path(folder) / DATABASE
            _dump(source, dump)
            manifest = _write_tar(part, dump=dump, source=source, made_at=made_at)
        part.replace(to)
    except OSError as failure:
        raise BackupRefused(f"备份未写成({failure.strerror})。请核对“{to.parent}”的空间和权限后重做。") from failure
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _dump(source: Source, to: Path) -> None:
    if source.engine == "sqlite":
        with closing(sqlite3.connect(source.database)) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy)
        return
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}"], url=source.database)


def _write_tar(path: Path, *, dump: Path, source: Source, made_at: datetime) -> Manifest:
    """The members, each hashed while it is copied, then the manifest."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        with tarfile.open(fileobj=out, mode="w") as tar:
            members = {DATABASE: _add(tar, DATABASE, dump)}
            for name, file in _files_below(source.files):
                with suppress(FileNotFoundError):  # its row was refused meanwhile
                    members[f"files/{name}"] = _add(tar, f"files/{name}", file)
            facts = (source.version, made_at.isoformat(), source.engine, source.migrations, source.head)
            manifest = Manifest(FORMAT, *facts, members)
            _add_text(tar, MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Copy a file as long as it is now; its digest is of what was copied, also where somebody is still writing it."""
    with path.open("rb") as file:
        copied = _Copied(file)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), copied)
    return copied.digest.hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


class _Copied(BufferedIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        block = self._file.read(-1 if size is None else size)
        self.digest.update(block)
        return block


def _digest(stream: IO[bytes]) -> str:
    with stream:
        whole = hashlib.sha256()
        while block := stream.read(BLOCK):
            whole.update(block)
    return whole.hexdigest()


def checked_manifest(backup: Path, *, known_migrations: set[str]) -> Manifest:
    """Read the whole backup once and compare every member with the manifest.

    Raises: BackupRefused: not a backup, cut, damaged, or made by a version that this one does not know.
    """
    try:
        with tarfile.open(backup) as tar:
            manifest = _manifest_of(tar)
            found = {m.name: _digest(tar.extractfile(m) or _missing(m.name)) for m in tar if m.isfile()}
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as failure:
        raise BackupRefused(
            f"“{backup.name}”不是完整的备份文件({failure})。请换用另一份备份，现有数据未改动。"
        ) from failure
    found.pop(MANIFEST, None)
    wrong = sorted(
        name for name in found.keys() | manifest.members.keys() if found.get(name) != manifest.members.get(name)
    )
    if wrong:
        raise BackupRefused(f"备份中的“{wrong[0]}”与清单不符，文件已损坏。请换用另一份备份，现有数据未改动。")
    unknown = sorted(set(manifest.migrations) - known_migrations)
    if manifest.format != FORMAT or unknown:
        raise BackupRefused(f"该备份由{manifest.version}版制作，本版不能读取。请先安装该版本再恢复，现有数据未改动。")
    return manifest


def _manifest_of(tar: tarfile.TarFile) -> Manifest:
    member = tar.extractfile(MANIFEST)
    body = json.loads((member or _missing(MANIFEST)).read())
    return Manifest(**{**body, "head": (int(body["head"][0]), str(body["head"][1]))})


def _missing(name: str) -> IO[bytes]:
    raise KeyError(name)


def restore_backup(backup: Path, *, to: Path, database_url: str | None, known_migrations: set[str]) -> Manifest:
    """Lay a checked backup into an empty folder (and an empty PostgreSQL database where it came from one).

    Raises: BackupRefused: see `checked_manifest`; or the target is not empty, or of the other engine.
    """
    manifest = checked_manifest(backup, known_migrations=known_migrations)
    if to.exists() and any(to.iterdir()):
        raise BackupRefused(f"目标文件夹“{to}”不是空的。请另选一个空文件夹，现有数据未改动。")
    if manifest.engine == "postgres" and not database_url:
        raise BackupRefused("该备份来自PostgreSQL。请用 --database 给出一个空数据库的地址。")
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(backup) as tar:
        tar.extractall(to, filter="data")
    if manifest.engine == "postgres":
        _load(to / DATABASE, url=database_url or "")
    else:
        (to / DATABASE).rename(to / "bihuan.sqlite3")
    return manifest


def _load(dump: Path, *, url: str) -> None:
    """Load a dump of PostgreSQL, all or nothing; without it the folder is emptied again."""
    try:
        plain = ["--no-owner", "--no-privileges", "--single-transaction"]
        _run(["pg_restore", *plain, f"--dbname={urlsplit(url).path.lstrip('/')}", str(dump)], url=url)
    except BackupRefused:
        shutil.rmtree(dump.parent)
        raise
    dump.unlink()


def _run(command: list[str], *, url: str) -> None:
    """Run one of PostgreSQL's own tools against a database; its password stays off the command line."""
    places = Path("/usr/lib/postgresql").glob(f"*/bin/{command[0]}")
    tool = max(places, key=lambda place: float(place.parts[-3]), default=Path(command[0]))
    try:
        subprocess.run([tool, *command[1:]], env=_libpq(url), check=True, capture_output=True, text=True)
    except FileNotFoundError as failure:
        raise BackupRefused(f"找不到{command[0]}。请运行 sudo apt install postgresql-client 后再试。") from failure
    except subprocess.CalledProcessError as failure:
        raise BackupRefused(f"{command[0]}未完成：{failure.stderr.strip()}") from failure


def _libpq(url: str) -> dict[str, str]:
    """The address of a database as PostgreSQL's tools read it from their surroundings."""
    parts = urlsplit(url)
    said = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port or ""),
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.path.lstrip("/"),
    }
    return {**os.environ, **{name: unquote(value) for name, value in said.items() if value}}
