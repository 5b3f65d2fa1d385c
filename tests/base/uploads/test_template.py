"""The template from which upload children are forked (A46): renewed in time, gone with its caller, blind to files."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from bihuan.base import upload_calls
from bihuan.base.uploads import ChildDied, TooBusy, in_child

WORK = "tests.base.uploads.work_in_child"
CALLER = f"""
import time
from bihuan.base import upload_calls
task = b'{{"target": "{WORK}:template", "size": 0, "cpu_seconds": 9, "memory_bytes": 999999999, "arguments": {{}}}}\\n'
print(upload_calls.answer("{WORK}", task, wall_seconds=30)[0].decode(), flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path


def ask(work, content=b"", **options):
    return in_child(f"{WORK}:{work}", content, **options)


def ends(process, *, within=5.0):
    """Whether a process is gone, or will be soon."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            with open(f"/proc/{process}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_each_file_has_a_child_of_its_own_from_one_template():
    numbers = {ask("number") for _ in range(3)}
    templates = {ask("template") for _ in range(3)}

    assert (len(numbers), len(templates)) == (3, 1)


def test_nothing_of_one_file_is_left_for_the_next():
    assert [ask("remember", b"abc"), ask("remember", b"d")] == [[], []]


def test_a_child_holds_nothing_open_but_its_own_connection():
    assert ask("open_files") == [0, 1, 2]


def test_the_template_runs_alone_so_that_forking_is_safe():
    ask("number")
    in_child("bihuan.apps.documents.mapping.readings:read_upload", "各街道。".encode(), name="a.txt")

    assert len(os.listdir(f"/proc/{ask('template')}/task")) == 1


def test_the_template_has_no_network_but_an_empty_one():
    if os.geteuid():
        pytest.skip("may need root")
    template = ask("template")

    with open(f"/proc/{template}/net/dev") as devices:
        assert [line.split(":")[0].strip() for line in devices.readlines()[2:]] == ["lo"]
    assert os.readlink(f"/proc/{template}/ns/net") != os.readlink("/proc/self/ns/net")


def test_a_killed_template_is_replaced_and_nobody_notices():
    before = ask("template")
    os.kill(before, signal.SIGKILL)

    after = ask("template")

    assert after != before


def test_a_template_killed_with_a_file_on_hand_is_replaced_and_the_file_is_opened_anew():
    before = ask("template")
    os.kill(before, signal.SIGSTOP)
    threading.Timer(0.5, os.kill, (before, signal.SIGKILL)).start()

    after = ask("template")

    assert after != before


def test_a_machine_too_busy_to_begin_is_not_the_files_fault(monkeypatch):
    template = ask("template")
    monkeypatch.setattr(upload_calls, "START_SECONDS", 0.2)
    os.kill(template, signal.SIGSTOP)
    try:
        with pytest.raises(TooBusy):
            ask("number")
    finally:
        os.kill(template, signal.SIGCONT)


def test_changed_definitions_make_a_new_template(tmp_path, monkeypatch):
    before = ask("template")
    monkeypatch.setenv("BIHUAN_DEFINITIONS", str(tmp_path))
    (tmp_path / "lamps").mkdir()
    with_folder = ask("template")
    (tmp_path / "lamps" / "own.yaml").write_text("code: own", encoding="utf-8")

    with_file = ask("template")

    assert len({before, with_folder, with_file}) == 3
    assert ends(before)
    assert ends(with_folder)


def test_a_child_over_its_time_is_dead_when_its_caller_is_told(tmp_path):
    ask("number")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    with pytest.raises(ChildDied, match="解析时间过长"):
        ask("tell_number_and_sleep", pipe=str(pipe), wall_seconds=3)

    assert ends(int(os.read(listening, 99)))
    os.close(listening)


def test_a_child_that_talks_without_end_is_ended():
    with pytest.raises(ChildDied):
        ask("talk_without_end", wall_seconds=30)


def test_the_template_ends_with_its_caller():
    caller = subprocess.Popen([sys.executable, "-c", CALLER], stdout=subprocess.PIPE)
    template = json.loads(caller.stdout.readline())["result"]

    caller.kill()
    caller.wait()
    caller.stdout.close()

    assert ends(template)


def test_a_forked_caller_starts_a_template_of_its_own():
    own = ask("template")
    ours, theirs = socket.socketpair()
    if not (child := os.fork()):
        try:
            theirs.send(str(ask("template")).encode())
        finally:
            os._exit(0)

    other = int(ours.recv(99))

    os.waitpid(child, 0)
    ours.close()
    theirs.close()
    assert other != own
    assert ends(other)
    assert ask("template") == own


def test_a_module_is_made_ready_before_it_is_asked_for():
    upload_calls.warm_up([f"{WORK}"])

    assert ask("readied") == 1


def test_files_at_once_are_answered_each_to_its_caller():
    answers = {}

    def send(length):
        answers[length] = ask("count", b"a" * length, times=1)["length"]

    threads = [threading.Thread(target=send, args=(10_000 * number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {10_000 * number: 10_000 * number for number in range(1, 9)}
