"""The pass that DingTalk and WeCom ask for with each message, kept in memory while it is good (访问凭证)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bihuan.base.messaging.answers import Unclear
from bihuan.base.messaging.wire import code_of

MARGIN = 300.0
_kept: dict[tuple[str, str], tuple[str, float]] = {}


def token(key: tuple[str, str], fetch: Callable[[], dict[str, Any]]) -> str:
    """The pass of an account, fetched where none is kept or it ends within five minutes."""
    known = _kept.get(key)
    if known and known[1] > time.monotonic():
        return known[0]
    said = fetch()
    if code := code_of(said):
        raise Unclear(f"取不到访问凭证（错误码{code}），请核对账号和密钥。")
    fetched, seconds = said.get("access_token"), said.get("expires_in")
    if not isinstance(fetched, str) or not fetched or not isinstance(seconds, int):
        raise Unclear("对方的答复不是约定的格式。")
    _kept[key] = (fetched, time.monotonic() + max(seconds - MARGIN, 0))
    return fetched


def forget(key: tuple[str, str]) -> None:
    """The pass is no longer good."""
    _kept.pop(key, None)
