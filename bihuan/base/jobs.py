"""Work in the background: a task is queued when its transaction commits, and the worker runs it (后台任务)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

__all__ = ["enqueue", "task"]


def enqueue(job: Any, **arguments: Any) -> None:
    """Queue a task (made with `@task()`) once the transaction has committed; arguments are plain JSON values."""
    transaction.on_commit(partial(job.enqueue, **arguments))
