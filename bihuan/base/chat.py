"""Asking one configured machine of the office's own network by the OpenAI chat protocol (第二读取器的线路).

Only the configured address is spoken to: it must lead to a private address, which is looked up once and then used;
no redirect is followed, no proxy asked, and an answer has a time and a size that it must not exceed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bihuan.base.refusals import Refusal

SECONDS, BYTES = 60, 2_000_000
PATH = "/chat/completions"


class BadAddress(Refusal):
    """The address cannot be one of the office's own network."""


class NoAnswer(Refusal):
    """The other machine did not answer as it should; the sentence says how."""


@dataclass(frozen=True)
class Endpoint:
    """An address that speaks the protocol (接口地址), as http://10.0.0.8:8000/v1, and the model to ask for."""

    address: str
    model: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        more = parts.username or parts.query or parts.fragment
        if parts.scheme not in ("http", "https") or not parts.hostname or more:
            raise BadAddress("请填写完整地址，如 http://10.0.0.8:8000/v1，不带用户名和参数。")
        try:
            parts.port  # noqa: B018 - a wrong port raises when it is asked for
        except ValueError as error:
            raise BadAddress("地址中的端口不对，请填写1至65535之间的数字。") from error

    def private_ip(self) -> str:
        """The address of this machine in the office's own network.

        Raises: BadAddress: it leads elsewhere. NoAnswer: no such machine is known.
        """
        parts = urlsplit(self.address)
        try:
            found = socket.getaddrinfo(parts.hostname, self.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NoAnswer("找不到这个地址对应的机器，请核对地址。") from error
        ips = [str(each[4][0]) for each in found]
        if not ips or not all(_is_own(ip) for ip in ips):
            raise BadAddress("这个地址不在本单位内网，正文不能发往外网。请填写内网地址。")
        return ips[0]

    @property
    def port(self) -> int:
        """The port of the address, or that of its scheme."""
        parts = urlsplit(self.address)
        return parts.port or (443 if parts.scheme == "https" else 80)


def _is_own(ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_private and not (address.is_link_local or address.is_multicast or address.is_unspecified)


def ask(
    endpoint: Endpoint,
    messages: Sequence[dict[str, str]],
    *,
    token: str = "",
    seconds: float = SECONDS,
    most: int = BYTES,
) -> str:
    """What the model answers to these messages.

    Raises: BadAddress, NoAnswer: always with a sentence; never waits longer than `seconds`.
    """
    until = time.monotonic() + seconds
    connection = _connection(endpoint, seconds)
    wanted = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request("POST", _path(endpoint), json.dumps(wanted, ensure_ascii=False).encode(), headers)
        return _said(_body(connection.getresponse(), until=until, most=most))
    except TimeoutError as error:
        raise NoAnswer("第二读取器没有在限定时间内答复。") from error
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer("第二读取器连接不上，请核对地址和机器状态。") from error
    finally:
        connection.close()


def _path(endpoint: Endpoint) -> str:
    return urlsplit(endpoint.address).path.rstrip("/") + PATH


def _connection(endpoint: Endpoint, seconds: float) -> http.client.HTTPConnection:
    """A connection to the address that was looked up; for https the name is checked against its certificate."""
    ip, host = endpoint.private_ip(), urlsplit(endpoint.address).hostname or ""
    plain = http.client.HTTPConnection(host, endpoint.port, timeout=seconds)
    try:
        plain.sock = socket.create_connection((ip, endpoint.port), timeout=seconds)
        if endpoint.address.startswith("https"):
            plain.sock = ssl.create_default_context().wrap_socket(plain.sock, server_hostname=host)
    except OSError as error:
        plain.close()
        raise NoAnswer("第二读取器连接不上，请核对地址和机器状态。") from error
    return plain


def _body(response: http.client.HTTPResponse, *, until: float, most: int) -> bytes:
    if response.status != http.client.OK:
        raise NoAnswer(f"第二读取器没有给出结果（状态{response.status}）。")
    body = bytearray()
    while piece := response.read1(65536):
        body += piece
        if len(body) > most:
            raise NoAnswer("第二读取器的答复过长，没有采用。")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)


def _said(body: bytes) -> str:
    """The text of the first choice."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoAnswer("第二读取器的答复不是约定的格式。") from error
    if not isinstance(said, str):
        raise NoAnswer("第二读取器的答复不是约定的格式。")
    return said
