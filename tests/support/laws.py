"""How many examples a law is tried on: few by default, `BIHUAN_EXAMPLES=5000` for many."""

import os

from hypothesis import settings


def set_examples() -> None:
    """The same few examples at every run; others, and as many as asked for, where the variable is set."""
    asked = os.environ.get("BIHUAN_EXAMPLES")
    settings.register_profile("bihuan", max_examples=int(asked or 60), derandomize=asked is None, deadline=None)
    settings.load_profile("bihuan")
