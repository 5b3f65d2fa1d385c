"""PostgreSQL with two roles: the owner migrates, the app's role cannot touch the event log (库权分离)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql


def ensure_database(owner_url: str) -> None:
    """Create the database where the server has none of that name yet."""
    name = urlsplit(owner_url).path.lstrip("/")
    with psycopg.connect(_with(owner_url, database="postgres"), autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(
                sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name))
            )


DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings without which PostgreSQL acknowledges what a loss of power would take away."""


def check_durability(owner_url: str) -> None:
    """Refuse a server or a database that is set to lose what it acknowledged."""
    with psycopg.connect(owner_url) as server:
        shown = {name: server.execute(sql.SQL("SHOW {}").format(sql.Identifier(name))).fetchone() for name in DURABLE}
    lax = [name for name, value in shown.items() if value and value[0] in ("off", "local")]
    if lax:
        raise SystemExit(f"PostgreSQL的{'、'.join(lax)}未打开，断电时会丢失已经办理的内容。请打开后再启动。")


def ensure_app_role(owner_url: str, *, app_url: str | None) -> str:
    """Make sure that the app's own role exists and may sign in; returns the app's address.

    Args: app_url: the app's address where the office gave one; else a role is made, named after the database.
    """
    target = urlsplit(app_url or owner_url)
    name = target.username or "" if app_url else target.path.lstrip("/") + "_app"
    password = target.password if app_url else secrets.token_urlsafe(24)
    with psycopg.connect(owner_url, autocommit=True) as server:
        known = server.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        if known and known[0]:
            raise SystemExit(f"应用账号“{name}”是超级用户，能改动审计记录。请另给一个普通账号。")
        if not known or not app_url:
            verb = sql.SQL("ALTER" if known else "CREATE")
            statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}")
            server.execute(statement.format(verb, sql.Identifier(name), sql.Literal(password or "")))
    return app_url or _with(owner_url, user=name, password=password)


def grant_app_role(owner_url: str, *, app_url: str, append_only: Iterable[str]) -> None:
    """Let the app read and write its tables, and only add to the append-only ones."""
    role = sql.Identifier(urlsplit(app_url).username or "")
    with psycopg.connect(owner_url) as server:
        for statement in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        ):
            server.execute(sql.SQL(statement).format(role))
        for table in append_only:
            revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON TABLE {} FROM {}")
            server.execute(revoke.format(sql.Identifier(table), role))


def _with(url: str, *, database: str | None = None, user: str | None = None, password: str | None = None) -> str:
    """The same address with another database, or another user."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    login = parts.netloc.rpartition("@")[0] if user is None else f"{quote(user)}:{quote(password or '', safe='')}"
    netloc = f"{login}@{host}{port}" if login else f"{host}{port}"
    return urlunsplit((parts.scheme, netloc, f"/{database}" if database else parts.path, parts.query, ""))
