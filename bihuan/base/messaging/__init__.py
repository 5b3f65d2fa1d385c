"""Lines to the machines that pass messages on: DingTalk, WeCom, mail (外发线路)."""

from bihuan.base.messaging.answers import BadAddress, Letter, Refused, Shut, Unclear
from bihuan.base.messaging.dingtalk import DingTalk
from bihuan.base.messaging.mail import Mail
from bihuan.base.messaging.wecom import WeCom
from bihuan.base.messaging.wire import Reach, check_address, reach

__all__ = [
    "BadAddress",
    "DingTalk",
    "Letter",
    "Mail",
    "Reach",
    "Refused",
    "Shut",
    "Unclear",
    "WeCom",
    "check_address",
    "reach",
]
