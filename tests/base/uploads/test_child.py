"""T sandbox (A46): the child that opens files may die; its death is a message."""

import fcntl
import os
import socket

import pytest

from bihuan.base.filetypes import WrongType
from bihuan.base.uploads import ChildDied, TooBusy, UploadRefused, in_child


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path


def test_the_answer_comes_back():
    answer = in_child("tests.base.uploads.work_in_child:count", b"abc", times=2)

    assert answer == {"length": 6}


def test_a_refusal_keeps_its_name_and_sentence():
    with pytest.raises(UploadRefused) as refused:
        in_child("tests.base.uploads.work_in_child:refuse", b"", sentence="不收。")

    assert (refused.value.code, refused.value.sentence) == (WrongType.__name__, "不收。")


@pytest.mark.parametrize("work", ["fail", "die", "kill_itself", "answer_nothing"])
def test_a_dead_child_is_a_message(work):
    with pytest.raises(ChildDied) as died:
        in_child(f"tests.base.uploads.work_in_child:{work}", b"")

    assert died.value.status == 422


def test_a_child_over_its_memory_is_a_message():
    with pytest.raises(ChildDied):
        in_child("tests.base.uploads.work_in_child:take_memory", b"", megabytes=2048)


def test_a_child_over_its_processor_time_is_a_message():
    with pytest.raises(ChildDied, match="超出限制"):  # and not that it took too long by the clock
        in_child("tests.base.uploads.work_in_child:spin", b"", cpu_seconds=1)


def test_a_child_that_sleeps_is_ended():
    with pytest.raises(ChildDied):
        in_child("tests.base.uploads.work_in_child:sleep", b"", wall_seconds=1)


def test_the_child_reaches_no_network():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(ChildDied):
            in_child("tests.base.uploads.work_in_child:call", b"", port=listener.getsockname()[1])


def test_the_child_writes_no_file(tmp_path):
    with pytest.raises(ChildDied):
        in_child("tests.base.uploads.work_in_child:write", b"", path=str(tmp_path / "x"))


def test_the_child_knows_no_keys(monkeypatch):
    monkeypatch.setenv("BIHUAN_SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://x")

    names = in_child("tests.base.uploads.work_in_child:surroundings", b"")

    assert not {"BIHUAN_SECRET_KEY", "DATABASE_URL"} & set(names)


def test_no_third_file_is_opened_at_once(tmp_path):
    folder = tmp_path / "places"
    folder.mkdir()
    taken = [os.open(folder / f"upload-{number}.lock", os.O_RDWR | os.O_CREAT) for number in range(2)]
    for handle in taken:
        fcntl.flock(handle, fcntl.LOCK_EX)

    with pytest.raises(TooBusy):
        in_child("tests.base.uploads.work_in_child:count", b"abc", times=1, wait_seconds=0.1)

    for handle in taken:
        os.close(handle)


def test_a_place_is_free_again_afterwards():
    for _ in range(3):
        in_child("tests.base.uploads.work_in_child:count", b"abc", times=1, wait_seconds=0.1)
