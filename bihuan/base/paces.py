"""How often one person may do what costs the machine: so many times a minute, and no more (频率限制).

Counted in this process: with several web processes a person gets at most that many times each. Nothing is written.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any

from bihuan.base.refusals import Refusal

MINUTE, KEPT = 60.0, 5000
_done: dict[tuple[str, object], deque[float]] = {}


class TooOften(Refusal):
    """This person has done this too often within a minute."""

    status = 429


def at_most(times: int, act: str, *, only: str = "", clock: Callable[[], float] = time.monotonic) -> Callable[..., Any]:
    """A view that one person may open so many times a minute; beyond that it says so and what to do.

    Args: act: what it is called, as 搜索. only: the one method that counts, as POST; else all do.
    """

    def limited(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def paced(request: Any, *args: Any, **kwargs: Any) -> Any:
            if only in ("", request.method):
                take(act, request.viewer.person_id, times=times, now=clock())
            return view(request, *args, **kwargs)

        return paced

    return limited


def take(act: str, who: object, *, times: int, now: float) -> None:
    """Count one doing.

    Raises: TooOften: it was done so many times within the last minute.
    """
    if len(_done) > KEPT:
        _forget(now)
    done = _done.setdefault((act, who), deque())
    while done and done[0] <= now - MINUTE:
        done.popleft()
    if len(done) >= times:
        wait = int(done[0] + MINUTE - now) + 1
        raise TooOften(f"{act}过于频繁，每分钟最多{times}次。请{wait}秒后再试。")
    done.append(now)


def _forget(now: float) -> None:
    for key in [key for key, done in _done.items() if not done or done[-1] <= now - MINUTE]:
        del _done[key]
