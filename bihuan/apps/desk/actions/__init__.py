"""What the desk writes: digests, notices, suggestions and their answers."""

from bihuan.apps.desk.actions.notices import notice_move, pass_on_urge, read_notice, send_digests
from bihuan.apps.desk.actions.suggestions import AlreadyAnswered, answer_suggestion, send_suggestion

__all__ = [
    "AlreadyAnswered",
    "answer_suggestion",
    "notice_move",
    "pass_on_urge",
    "read_notice",
    "send_digests",
    "send_suggestion",
]
