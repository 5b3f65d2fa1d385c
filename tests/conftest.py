"""Closes the network, gives every test the cast and its clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

import bihuan.config.sessions  # noqa: F401 - begins sessions; else only from the first request of a process on
from bihuan.base import paces
from tests.support import cast as casting
from tests.support import database, laws, network, prepared

laws.set_examples()


def pytest_configure(config: pytest.Config) -> None:
    prepared.begin_round()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        prepared.end_round()


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.close(patch)
        database.let_flush_pass(patch)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        prepared.start_tests_from_it(patch)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        database.end_other_sessions()


@pytest.fixture(autouse=True)
def _fresh_paces(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test did counts for no other, though its people have the same numbers."""
    monkeypatch.setattr(paces, "_done", {})


@pytest.fixture
def cast(db: None) -> casting.Cast:
    """The people of the district with their set rights."""
    return casting.make_cast()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """A browser in which this person is signed in."""

    def signed_in(person: Any, **options: Any) -> Client:
        client = Client(**options)
        person.refresh_from_db()
        client.force_login(person, backend="bihuan.base.login.PersonBackend")
        return client

    return signed_in
