"""The line to a second reader: one private address, no redirect, a time and a size (A46, A60)."""

import socket
import time

import pytest

from bihuan.base.chat import BadAddress, Endpoint, NoAnswer, ask
from tests.support.chat import reply, speaking

MESSAGES = [{"role": "user", "content": "正文"}]


def test_the_models_words_come_back():
    with speaking(lambda asked, _: asked["messages"][-1]["content"] + "好") as (address, heard):
        assert ask(Endpoint(address, "m"), MESSAGES) == "正文好"

    assert heard[0]["model"] == "m"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://10.0.0.1",
        "10.0.0.1",
        "http://",
        "http://u:p@10.0.0.1",
        "http://10.0.0.1?x=1",
        "http://10.0.0.1:99999",
        "file:///x",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BadAddress):
        Endpoint(address, "m")


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::ffff:8.8.8.8", "2001:4860:4860::8888"]
)
def test_an_address_outside_of_the_offices_network_is_never_spoken_to(ip, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (ip, 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was made"))

    with pytest.raises(BadAddress, match="内网"):
        ask(Endpoint("http://reader.office", "m"), MESSAGES)


def test_one_outside_address_among_several_is_enough_to_refuse(monkeypatch):
    both = [(2, 1, 6, "", (ip, 80)) for ip in ("10.0.0.1", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with pytest.raises(BadAddress):
        Endpoint("http://reader.office", "m").private_ip()


def test_a_redirect_is_not_followed():
    with speaking(lambda *_: "不该来这里") as (other, heard):
        elsewhere = {"Location": f"{other}/chat/completions"}

        with (
            speaking(lambda _, handler: reply(handler, 307, {}, **elsewhere)) as (address, _),
            pytest.raises(NoAnswer, match="307"),
        ):
            ask(Endpoint(address, "m"), MESSAGES)

    assert heard == []


@pytest.mark.parametrize(
    ("status", "said", "words"),
    [
        (500, {}, "500"),
        (200, {}, "格式"),
        (200, b"{", "格式"),
        (200, {"choices": [{"message": {"content": 3}}]}, "格式"),
    ],
)
def test_a_bad_answer_is_a_sentence(status, said, words):
    with (
        speaking(lambda _, handler: reply(handler, status, said)) as (address, _),
        pytest.raises(NoAnswer, match=words),
    ):
        ask(Endpoint(address, "m"), MESSAGES)


def test_too_long_an_answer_is_cut_off():
    with speaking(lambda *_: "长" * 9000) as (address, _), pytest.raises(NoAnswer, match="过长"):
        ask(Endpoint(address, "m"), MESSAGES, most=1000)


def test_a_slow_answer_is_not_waited_for():
    began = time.monotonic()

    with speaking(lambda *_: time.sleep(1)) as (address, _), pytest.raises(NoAnswer, match="时间"):
        ask(Endpoint(address, "m"), MESSAGES, seconds=0.2)

    assert time.monotonic() - began < 5


def test_nobody_there_is_a_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(NoAnswer, match="连接不上"):
        ask(Endpoint(f"http://127.0.0.1:{port}", "m"), MESSAGES, seconds=2)
