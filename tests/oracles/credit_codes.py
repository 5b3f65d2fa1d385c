"""The check of a credit code by trying all 31 characters against the table of weights, as GB 32100-2015 prints it."""

from __future__ import annotations

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SIGNS = [*"0123456789", *(sign for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if sign not in "IOSVZ")]


def check_by_trial(body: str) -> str:
    """The one character with which the weighted sum is a multiple of 31."""
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    (found,) = [sign for value, sign in enumerate(SIGNS) if (total + value) % 31 == 0]
    return found
