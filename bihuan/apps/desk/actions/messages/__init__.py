"""What leaves the house: written with the notice, sent by the worker, set by the system administrator (外发)."""

from bihuan.apps.desk.actions.messages.accounts import BadAccounts, set_accounts
from bihuan.apps.desk.actions.messages.delivering import deliver
from bihuan.apps.desk.actions.messages.gateways import resend, set_gateway
from bihuan.apps.desk.actions.messages.handing_over import hand_over
from bihuan.apps.desk.actions.messages.switches import set_switches

__all__ = ["BadAccounts", "deliver", "hand_over", "resend", "set_accounts", "set_gateway", "set_switches"]
