"""Whatever lies at a path, the answer comes at once: its bytes, or why not."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import Unreadable
from pipeline.intake.file import cause, is_text, read_file, shown, unreadable

MOST = 1000


def why(path: Path | str) -> str:
    started = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        read_file(path, most=MOST)
    assert time.monotonic() - started < 5
    assert caught.value.remedy
    return caught.value.message


def test_read_file__gives_all_up_to_the_limit_and_nothing_beyond(tmp_path: Path) -> None:
    file = tmp_path / "a"
    for size in (0, 1, MOST - 1, MOST):
        file.write_bytes(b"x" * size)
        assert read_file(file, most=MOST) == b"x" * size
    file.write_bytes(b"x" * (MOST + 1))
    assert "lớn hơn 1 kB" in why(file)


def test_read_file__a_sparse_file_of_three_gigabytes(tmp_path: Path) -> None:
    with (tmp_path / "to").open("wb") as stream:
        stream.truncate(3 * 2**30)
    assert "lớn hơn" in why(tmp_path / "to")


def test_read_file__what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert why(tmp_path / "khong-co") == "Không có tệp này."
    assert "không phải là thư mục" in why(tmp_path / "a" / "b")
    assert "quá dài" in why(tmp_path / ("a" * 5000))
    assert "ký tự không dùng được" in why(f"{tmp_path}/a\0b")
    assert "thư mục" in why(tmp_path)


def test_read_file__pipes_sockets_devices_and_loops_of_links(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong")
    assert "FIFO" in why(tmp_path / "ong")
    with socket.socket(socket.AF_UNIX) as one:
        place = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket has to be short
        try:
            one.bind("cong")
        finally:
            os.chdir(place)
        assert "socket" in why(tmp_path / "cong")
    assert "thiết bị" in why("/dev/zero")
    assert "thiết bị" in why("/dev/null")
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    assert "liên kết quay vòng" in why(tmp_path / "x")
    (tmp_path / "hong").symlink_to("di-dau")
    assert "Liên kết hỏng" in why(tmp_path / "hong")
    (tmp_path / "den-zero").symlink_to("/dev/zero")
    assert "thiết bị" in why(tmp_path / "den-zero")


def test_read_file__files_of_the_system_that_say_they_are_empty(tmp_path: Path) -> None:
    if Path("/proc/self/status").exists():
        assert read_file("/proc/self/status", most=2**20).startswith(b"Name:")
    (tmp_path / "khac").write_bytes(b"x")
    assert read_file(tmp_path / "khac", most=MOST) == b"x"


def test_read_file__without_the_right_to_read(tmp_path: Path) -> None:
    """Root, who runs many a test, may read everything: a child that is nobody asks."""
    file = tmp_path / "kin"
    file.write_bytes(b"x")
    file.chmod(0)
    folder = tmp_path
    while folder != folder.parent:
        if folder.stat().st_uid == os.getuid() and folder.name.startswith(("pytest-", "test_")):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o011)
        folder = folder.parent
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            read_file(file, most=MOST)
        except Unreadable as error:
            code = 0 if "không có quyền đọc" in error.message else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_read_file__one_that_is_being_written_is_not_half_read(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"0" * 10)
    ended = threading.Event()
    found: set[bytes] = set()
    refused: set[str] = set()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number = (number + 1) % 10
            file.write_bytes(str(number).encode() * 10)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(300):
            try:
                found.add(read_file(file, most=MOST))
            except Unreadable as error:
                refused.add(error.message)
    finally:
        ended.set()
        writer.join()
    # Cut to nothing is how it stands between two writings.
    assert all(one in {b"", one[:1] * 10} for one in found)
    assert all("đang được chương trình khác ghi" in one for one in refused)


def test_read_file__emptied_between_two_readings_without_a_trace_in_its_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Emptied, written, emptied within one tick of the clock of the disk: size and times are those from before.
    file = tmp_path / "a"
    file.write_bytes(b"")
    stamp = file.stat().st_mtime_ns
    read, calls = os.read, []

    def torn(handle: int, count: int) -> bytes:
        calls.append(count)
        if len(calls) <= 2:
            file.write_bytes(b"1111111111" if len(calls) == 1 else b"")
            os.utime(file, ns=(stamp, stamp))
        return read(handle, count)

    monkeypatch.setattr("pipeline.intake.file.os.read", torn)
    assert read_file(file, most=MOST) == b""
    assert len(calls) > 3  # read again


def test_cause__is_vietnamese() -> None:
    assert cause(PermissionError(13, "Permission denied")) == "không có quyền đọc"
    assert "quyền đọc" in unreadable("khong-co", PermissionError(13, "Permission denied")).message


def test_shown__any_name_can_be_printed() -> None:
    assert shown("thư mục/tệp.yaml") == "thư mục/tệp.yaml"
    odd = os.fsdecode(b"b\xff\n\x1b[2J.docx") if sys.platform != "win32" else "b\udcff\n\x1b[2J.docx"
    assert shown(odd).encode("utf-8")
    assert shown(odd).isprintable()
    assert not is_text(odd)
    assert is_text("tệp.docx")
