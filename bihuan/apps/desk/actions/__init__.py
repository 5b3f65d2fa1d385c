"""What the desk writes: digests, notices and their way out, suggestions and their answers."""

from bihuan.apps.desk.actions.instructions import instruct
from bihuan.apps.desk.actions.messages import (
    BadAccounts,
    deliver,
    resend,
    set_accounts,
    set_gateway,
    set_switches,
)
from bihuan.apps.desk.actions.notices import notice_move, read_notice, send_digests, tell
from bihuan.apps.desk.actions.search import keep_up, rebuild_index
from bihuan.apps.desk.actions.suggestions import AlreadyAnswered, answer_suggestion, send_suggestion

__all__ = [
    "AlreadyAnswered",
    "BadAccounts",
    "answer_suggestion",
    "deliver",
    "instruct",
    "keep_up",
    "notice_move",
    "read_notice",
    "rebuild_index",
    "resend",
    "send_digests",
    "send_suggestion",
    "set_accounts",
    "set_gateway",
    "set_switches",
    "tell",
]
