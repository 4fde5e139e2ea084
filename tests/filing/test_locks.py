"""Locks of a folder: one at a time, gone with the process however it ends, and known on drives without locks too."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.filing.locks import Purpose, only_one

PURPOSE = Purpose(name="lock", holder="Một lần dựng khác", otherwise="hoặc chọn thư mục khác")

# A process that takes the lock, says so and keeps it until it is killed; on a drive without locks with a code of refusal.
_HOLDER = """
import errno, sys, time
from pathlib import Path
if sys.argv[2]:
    import fcntl
    def refuse(*_):
        raise OSError(getattr(errno, sys.argv[2]), "no locks here")
    fcntl.flock = refuse
from pipeline.filing.locks import Purpose, only_one
from pipeline.errors import UsageError
try:
    with only_one(Path(sys.argv[1]), Purpose(name="lock", holder="Một lần dựng khác"), wait=0):
        print("held", flush=True)
        time.sleep(float(sys.argv[3]))
except UsageError as refused:
    print(refused, refused.remedy, flush=True)
"""


def _holder(folder: Path, *, refusal: str = "", seconds: float = 60) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder), refusal, str(seconds)], stdout=subprocess.PIPE, text=True
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_only_one__second_hears_who_holds_it(tmp_path: Path) -> None:
    first = _holder(tmp_path)
    try:
        assert _line(first) == "held\n"
        heard: list[str] = []
        with (
            pytest.raises(UsageError, match=f"đang được một lần dựng khác ghi vào.*tiến trình {first.pid} ") as refused,
            only_one(tmp_path, PURPOSE, wait=0.2, tell=heard.append),
        ):
            pass
        assert refused.value.remedy == "Chờ lần ấy xong rồi chạy lại; hoặc chọn thư mục khác."
        assert len(heard) == 1
        assert str(first.pid) in heard[0]
    finally:
        first.kill()
        first.communicate()


def test_only_one__waits_for_the_first(tmp_path: Path) -> None:
    first = _holder(tmp_path, seconds=0.5)
    assert _line(first) == "held\n"
    with only_one(tmp_path, PURPOSE, wait=60):
        assert first.wait(60) == 0
    first.communicate()


@pytest.mark.parametrize("refusal", ["", "ENOSYS", "EOPNOTSUPP", "ENOLCK"])
def test_only_one__killed_holder_holds_nothing(tmp_path: Path, refusal: str) -> None:
    first = _holder(tmp_path, refusal=refusal)
    assert _line(first) == "held\n"
    second = _holder(tmp_path, refusal=refusal)
    assert "đang được một lần dựng khác ghi vào" in _line(second)
    second.communicate()
    first.kill()
    first.communicate()
    third = _holder(tmp_path, refusal=refusal, seconds=0)
    assert _line(third) == "held\n"
    third.communicate()
    again = _holder(tmp_path, refusal=refusal, seconds=0)
    assert _line(again) == "held\n"
    again.communicate()


def test_only_one__child_processes_do_not_keep_it(tmp_path: Path) -> None:
    with only_one(tmp_path, PURPOSE):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        started = time.monotonic()
        with only_one(tmp_path, PURPOSE, wait=0):
            assert time.monotonic() - started < 30
    finally:
        child.kill()
        child.wait()


def test_only_one__folder_that_takes_no_file(tmp_path: Path) -> None:
    place = tmp_path / "tệp"
    place.write_text("không phải thư mục")
    with pytest.raises(UsageError, match="là một tệp, không phải thư mục"), only_one(place, PURPOSE):
        pass
    (tmp_path / "ra" / ".vanthu" / "lock").mkdir(parents=True)
    with pytest.raises(UsageError, match="Không khóa được thư mục"), only_one(tmp_path / "ra", PURPOSE):
        pass


def test_only_one__damaged_note_is_no_trouble(tmp_path: Path) -> None:
    with only_one(tmp_path, PURPOSE):
        (tmp_path / ".vanthu" / "lock.json").write_bytes(b"\xff{")
        with pytest.raises(UsageError, match=r"ghi vào$"), only_one(tmp_path, PURPOSE, wait=0):
            pass
