"""Passwords: what a good one is (profile mlps3, 等保三级), and one-time ones (口令)."""

from __future__ import annotations

import secrets
import string
from typing import Any

from django.core.exceptions import ValidationError

# No look-alikes (0 O 1 l I): a one-time password is read from paper and typed.
LETTERS = "abcdefghijkmnpqrstuvwxyz"
CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"
LOCAL_WORDS = ("bihuan", "admin", "password", "qwerty", "zhengfu", "gongzuo", "123456", "abcdef")


def one_time_password() -> str:
    """A random password of 14 characters and three classes, easy to read from paper (一次性口令)."""
    picked = [secrets.choice(kind) for kind in (LETTERS, CAPITALS, DIGITS)]
    picked += [secrets.choice(LETTERS + CAPITALS + DIGITS) for _ in range(9)]
    secrets.SystemRandom().shuffle(picked)
    text = "".join(picked)
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


class ThreeClassesValidator:
    """At least three of: capitals, small letters, digits, other signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password of fewer classes."""
        kinds = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
        found = sum(any(sign in kind for sign in password) for kind in kinds)
        found += any(all(sign not in kind for kind in kinds) for sign in password)
        if found < 3:
            raise ValidationError("口令须含大写字母、小写字母、数字、其他符号中的三类。", code="three_classes")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return "大写字母、小写字母、数字、其他符号，至少三类"


class LengthValidator:
    """Ten characters or more; long ones are welcome."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a short password."""
        if len(password) < 10:
            raise ValidationError("口令不少于10个字符。", code="too_short")
        if len(password) > 128:
            raise ValidationError("口令不超过128个字符。", code="too_long")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return "不少于10个字符"


class LocalWordsValidator:
    """Not the login name, not the usual words with signs around them."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password made around a word that everyone would try."""
        plain = password.lower()
        own = [word.lower() for word in (getattr(user, "login", ""), getattr(user, "name", "")) if len(word) > 1]
        for word in (*LOCAL_WORDS, *own):
            if word in plain:
                raise ValidationError(f"口令不要含“{word}”这类容易猜到的词。", code="local_word")

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return "不含登录名、姓名和常见词"
