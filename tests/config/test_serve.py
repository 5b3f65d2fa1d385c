"""Starting the site: what is refused before anything runs, in a sentence."""

from __future__ import annotations

import socket

import pytest

from bihuan.config import postgres, serve


@pytest.fixture
def start(monkeypatch, capsys):
    def with_environment(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        code = serve.main()
        return code, capsys.readouterr().err

    return with_environment


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "10.1.2.3:8000", "office.example:8000"])
def test_the_demonstration_runs_on_the_loopback_only(start, address):
    code, sentence = start(BIHUAN_MODE="demo", BIHUAN_ADDRESS=address)

    assert code == 2
    assert "只能在本机地址" in sentence


def test_a_port_in_use_is_named_with_the_remedy(start):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        address = f"127.0.0.1:{busy.getsockname()[1]}"

        code, sentence = start(BIHUAN_MODE="demo", BIHUAN_ADDRESS=address)

    assert code == 2
    assert address in sentence
    assert "ADDRESS=" in sentence


def test_the_apps_address_differs_from_the_owners_in_user_and_password_alone():
    address = postgres._with("postgres://owner:pw@db:5433/bihuan", user="bihuan_app", password="a/b")

    assert address == "postgres://bihuan_app:a%2Fb@db:5433/bihuan"


def test_the_server_is_asked_through_its_own_maintenance_database():
    assert postgres._with("postgres://owner@[::1]:5432/bihuan", database="postgres").endswith("[::1]:5432/postgres")
