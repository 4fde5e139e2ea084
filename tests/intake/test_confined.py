"""A process for foreign content: what it does to itself, it does to nobody else."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil
import pytest

from pipeline.errors import Refused, Unreadable
from pipeline.intake.confined import Confined, each_confined

ITEMS = ("5", "exit", "7", "memory", "endless", "raise", "refuse", "unsent", "11")


def work(item: str) -> object:
    """Something for each way to fall."""
    if item == "exit":
        os._exit(3)
    if item == "memory":
        return sum(len(bytearray(2**26)) for one in [[bytearray(2**26) for _ in range(200)]] for _ in one)
    if item == "endless":
        while True:
            pass
    if item == "raise":
        raise KeyError(item)
    if item == "refuse":
        raise Refused("không", "thôi")
    if item == "unsent":
        return lambda: None
    return int(item) * 2


def told(found: object) -> str:
    return found.message if isinstance(found, Unreadable | Refused) else str(found)


@pytest.mark.parametrize("workers", [1, 2])
def test_each_confined__one_that_falls_takes_nothing_with_it(workers: int) -> None:
    others = set(psutil.Process().children())
    found = {
        item: told(result) for item, result in each_confined(work, ITEMS, workers=workers, memory=2**28, seconds=1)
    }
    assert sorted(found) == sorted(ITEMS)
    assert (found["5"], found["7"], found["11"]) == ("10", "14", "22")
    assert "dừng đột ngột" in found["exit"]
    assert "bộ nhớ" in found["memory"]
    assert "quá 1 giây" in found["endless"]
    assert "vấp lỗi" in found["raise"]
    assert "KeyError" in found["raise"]
    assert found["refuse"] == "không"
    assert "vấp lỗi" in found["unsent"]
    left = set(psutil.Process().children()) - others
    assert not [one for one in left if one.status() != psutil.STATUS_ZOMBIE]


def test_confined__serves_one_after_another_and_begins_again_after_a_fall() -> None:
    with Confined(memory=2**28, seconds=1) as room:
        assert room.call(os.getpid) == room.call(os.getpid) != os.getpid()
        with pytest.raises(Unreadable, match="dừng đột ngột"):
            room.call(work, "exit")
        assert room.call(work, "4") == 8
        with pytest.raises(Refused):
            room.call(work, "refuse")
        with pytest.raises(Unreadable, match="vấp lỗi") as caught:
            room.call(work, "raise")
        assert "Traceback" in caught.value.__notes__[0]


def test_confined__ends_with_its_parent(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with Confined() as room:
            (tmp_path / "pid").write_text(str(room.call(os.getpid)), encoding="ascii")
            room.call(time.sleep, 60)
        os._exit(0)
    ended = time.monotonic() + 30
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text("ascii"):
        assert time.monotonic() < ended
        time.sleep(0.01)
    pid = int((tmp_path / "pid").read_text("ascii"))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < ended
        time.sleep(0.01)


def test_confined__what_was_begun_gives_its_own_result_in_whatever_order_it_is_asked_for() -> None:
    with Confined(memory=2**28, seconds=1, workers=2) as room:
        for item in ("5", "exit", "7", "5"):
            room.begin(work, item)
        assert [room.call(work, item) for item in ("7", "5", "11", "5")] == [14, 10, 22, 10]
        with pytest.raises(Unreadable, match="dừng đột ngột"):
            room.call(work, "exit")
        room.begin(work, "endless")
        room.begin(work, "refuse")
        assert room.call(work, "4") == 8  # both processes are at work: one is waited for, and its answer kept
        with pytest.raises(Unreadable, match="quá 1 giây"):
            room.call(work, "endless")
        with pytest.raises(Refused):
            room.call(work, "refuse")
