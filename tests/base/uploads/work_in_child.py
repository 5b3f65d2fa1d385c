"""Work that the tests let the child do, good and bad."""

import os
import signal
import socket
import time

from bihuan.base.filetypes import WrongType, check_file
from bihuan.base.refusals import Refusal

SEEN, READIED = [], []


def count(content, *, times):
    return {"length": len(content) * times}


def refuse(_content, *, sentence):
    raise WrongType(sentence)


def fail(_content):
    raise ZeroDivisionError


def die(_content):
    os._exit(7)


def kill_itself(_content):
    os.kill(os.getpid(), signal.SIGKILL)


def answer_nothing(_content):
    return object()


def number(_content):
    return os.getpid()


def template(_content):
    return os.getppid()


def open_files(_content):
    return sorted(int(each) for each in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{each}"))


def remember(content):
    before = list(SEEN)
    SEEN.append(len(content))
    return before


def tell_number_and_sleep(_content, *, pipe):
    with open(pipe, "w") as told:
        told.write(str(os.getpid()))
    time.sleep(60)


def take_memory(_content, *, megabytes):
    return len(bytearray(megabytes * 1024 * 1024))


def spin(_content):
    while True:
        pass


def sleep(_content):
    time.sleep(60)


def call(_content, *, port):
    socket.create_connection(("127.0.0.1", port), timeout=2).close()


def write(_content, *, path):
    with open(path, "w") as file:
        file.write("x")


def surroundings(_content):
    return list(os.environ)


def weigh(content, *, name):
    """What refused the file, the processor time it took, and by how much the most memory ever held rose."""
    refused, before = "", _peak()
    try:
        check_file(content, name=name, allowed=("docx", "xlsx"))
    except Refusal as refusal:
        refused = type(refusal).__name__
    return {"refusal": refused, "kilobytes": _peak() - before, "seconds": time.process_time()}


def _peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def kill_itself_named(content, *, name):
    kill_itself(content or name)


def warm_up():
    READIED.append(os.getpid())


def readied(_content):
    """How often this module was made ready, in the template and not here."""
    return len(READIED) if os.getpid() not in READIED else -1


def talk_without_end(_content):
    while True:
        os.write(1, b"a" * 1_000_000)
