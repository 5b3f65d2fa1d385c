"""How roles and rights are written (角色、授权)."""

from __future__ import annotations

from typing import Any

from django import template

from bihuan.engine.loop import ROLES

register = template.Library()


@register.filter
def role_word(code: str) -> str:
    """经办人 for clerk."""
    return ROLES.get(code, code)


@register.filter
def post_words(post: Any) -> str:
    """经办人（综合科科员): the role, and the title where it says more."""
    word = role_word(post.role)
    return f"{word}（{post.title}）" if post.title and post.title != word else word


@register.filter
def grant_words(grant: Any) -> str:
    """What a right is, in one phrase."""
    if grant.kind == "proxy":
        return f"代{grant.leader.name}办理"
    if grant.kind == "portfolio":
        return f"分管{grant.unit.name}"
    return f"{grant.unit.name} · {post_words(grant)}"
