"""Speaking to one allowed machine and no other (外发线路): no redirect, no proxy, never this machine itself.

What is sent and what comes back is never logged, and no answer's words are kept: they might repeat a secret.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bihuan.base.messaging.answers import BadAddress, Unclear

SECONDS, BYTES = 10.0, 100_000
PUBLIC = {"dingtalk": "oapi.dingtalk.com", "wecom": "qyapi.weixin.qq.com"}
"""Where each provider's own service stands; others are allowed one by one in the settings (BIHUAN_MESSAGE_HOSTS)."""
Reach = Callable[[str, int, float], socket.socket]


def reach(host: str, port: int, seconds: float) -> socket.socket:
    """A connection to a machine, by an address that was looked up once and looked at.

    Raises: BadAddress: it leads to this machine itself or to no proper machine. OSError: it cannot be reached.
    """
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(map(_is_proper, found)):
        raise BadAddress("这个地址指向本机或链路本地地址，不能作为外发地址。")
    return socket.create_connection((found[0], port), timeout=seconds)


def _is_proper(ip: str) -> bool:
    address = ipaddress.ip_address(ip.split("%", maxsplit=1)[0])
    address = getattr(address, "ipv4_mapped", None) or address
    bad = address.is_loopback, address.is_link_local, address.is_multicast, address.is_unspecified, address.is_reserved
    return not any(bad)


def check_address(address: str, *, channel: str, allowed: Iterable[str]) -> None:
    """Refuse an address that is not whole, not safe, or not on the list of allowed machines.

    Raises: BadAddress: says which.
    """
    parts = urlsplit(address)
    wanted = ("smtp", "smtps") if channel == "mail" else ("https", "http")
    if parts.scheme not in wanted or not parts.hostname or parts.username or parts.query or parts.fragment:
        sample = "smtps://mail.example.gov.cn:465" if channel == "mail" else f"https://{PUBLIC[channel]}"
        raise BadAddress(f"请填写完整地址，如 {sample}，不带用户名和参数。")
    try:
        parts.port  # noqa: B018 - a wrong port raises when it is asked for
    except ValueError as error:
        raise BadAddress("地址中的端口不对，请填写1至65535之间的数字。") from error
    if parts.scheme == "http" and parts.hostname == PUBLIC.get(channel):
        raise BadAddress("公网地址请用 https。")
    if parts.hostname not in {*allowed, PUBLIC.get(channel)}:
        raise BadAddress(f"{parts.hostname} 不在允许外发的主机名单里。请运维人员先把它加入 BIHUAN_MESSAGE_HOSTS。")


@dataclass(frozen=True)
class Wire:
    """A way to one machine by HTTP."""

    address: str
    seconds: float = SECONDS
    reach: Reach = reach

    def ask(self, path: str, *, body: Any = None, **query: str) -> dict[str, Any]:
        """The JSON object that the machine answers with, to a GET or, with a body, to a POST.

        Raises: Unclear: with a sentence; never waits longer than twice `seconds`.
        """
        until = time.monotonic() + self.seconds
        parts = urlsplit(self.address)
        target = f"{parts.path.rstrip('/')}{path}" + (f"?{urlencode(query)}" if query else "")
        sent = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        try:
            connection = self._connection()
            try:
                connection.request(
                    "GET" if sent is None else "POST", target, sent, {"Content-Type": "application/json"}
                )
                return _said(_body(connection.getresponse(), until=until))
            finally:
                connection.close()
        except TimeoutError as error:
            raise Unclear("对方没有在限定时间内答复。") from error
        except (OSError, http.client.HTTPException) as error:
            raise Unclear("连接不上对方，或连接中断。") from error

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        host, is_safe = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_safe else 80)
        connection = http.client.HTTPConnection(host, port, timeout=self.seconds)
        plain = self.reach(host, port, self.seconds)
        plain.settimeout(self.seconds)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_safe else plain
        return connection


def _body(response: http.client.HTTPResponse, *, until: float) -> bytes:
    if response.status != http.client.OK:
        raise Unclear(f"对方答复异常（状态{response.status}）。")
    body = bytearray()
    while piece := response.read1(65536):
        body += piece
        if len(body) > BYTES:
            raise Unclear("对方的答复过长，没有采用。")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unclear("对方的答复不是约定的格式。") from error
    if not isinstance(said, dict):
        raise Unclear("对方的答复不是约定的格式。")
    return said


def code_of(said: dict[str, Any]) -> int:
    """The error code of an answer; 0 is success."""
    code = said.get("errcode")
    if not isinstance(code, int) or isinstance(code, bool):
        raise Unclear("对方的答复不是约定的格式。")
    return code
