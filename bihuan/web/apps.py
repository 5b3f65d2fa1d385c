"""The home of templates and static files."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks

from bihuan.web import assets


class WebConfig(AppConfig):
    """Pages (页面)."""

    name = "bihuan.web"
    label = "web"
    verbose_name = "页面"

    def ready(self) -> None:
        """Have the start say which files are missing."""
        checks.register(_files_are_there)


def _files_are_there(**_: Any) -> list[checks.CheckMessage]:
    return [checks.Warning(sentence, id="web.W001") for sentence in assets.missing()]
