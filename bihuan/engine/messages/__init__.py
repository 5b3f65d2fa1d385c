"""When a message may go out, how long it may be, and when to try again (消息的时段、篇幅与重试)."""

from bihuan.engine.messages.fitting import fit
from bihuan.engine.messages.limits import GatewayLimits, build
from bihuan.engine.messages.pacing import may_go, next_try, rest_after
from bihuan.engine.messages.quiet import QuietHours, next_moment

__all__ = ["GatewayLimits", "QuietHours", "build", "fit", "may_go", "next_moment", "next_try", "rest_after"]
