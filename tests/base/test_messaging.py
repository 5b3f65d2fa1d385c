"""The lines to outside speak to listed machines only, never to this one, and follow no redirect (A62)."""

from __future__ import annotations

from datetime import datetime

import pytest

from bihuan.base.messaging import BadAddress, Unclear, check_address, reach
from bihuan.base.messaging.wire import Wire
from tests.support.sink import Sink, listening


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "::1", "169.254.169.254", "0.0.0.0", "::ffff:127.0.0.1", "224.0.0.1", "fe80::1"]
)
def test_this_machine_and_link_local_addresses_are_never_reached(host):
    with listening(Sink(datetime.now)) as sink:
        with pytest.raises(BadAddress):
            reach(host, sink.port, 0.5)

        assert sink.fetched == 0


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://example.com", "名单"),
        ("http://oapi.dingtalk.com", "https"),
        ("https://oapi.dingtalk.com@example.com/", "完整地址"),
        ("https://oapi.dingtalk.com/?to=x", "完整地址"),
        ("https://oapi.dingtalk.com:99999", "端口"),
        ("file:///etc/passwd", "完整地址"),
        ("oapi.dingtalk.com", "完整地址"),
        ("https://OAPI.dingtalk.com.evil.test", "名单"),
    ],
)
def test_an_address_off_the_list_is_refused_with_the_reason(address, why):
    with pytest.raises(BadAddress, match=why):
        check_address(address, channel="dingtalk", allowed=())


@pytest.mark.parametrize(
    "address", ["https://oapi.dingtalk.com", "https://ding.gov.test:8443/base", "http://ding.gov.test"]
)
def test_published_and_listed_machines_are_allowed(address):
    check_address(address, channel="dingtalk", allowed=("ding.gov.test",))


def test_a_redirect_is_an_unclear_answer_and_not_followed():
    with listening(Sink(datetime.now, mode="leads on")) as sink:
        line = Wire("http://gateway.test", 0.5, sink.reach)

        with pytest.raises(Unclear, match="302"):
            line.ask("/x", body={})

        assert sink.fetched == 0
