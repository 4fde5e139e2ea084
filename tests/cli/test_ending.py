"""How a command ends: the machine's refusals in words, public_names of bugs in one place and few of them, the log of a build."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.app import build_log
from pipeline.app.build_log import LOG, BuildLog, Logged
from pipeline.cli.command_end import is_of_machine, log_bug, say_machine
from pipeline.errors import Refused
from pipeline.filing.locks import FOLDER
from tests.sample import ROOT


def test_log_bug__a_few_stay_in_one_known_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME", str(tmp_path))
    for number in range(13):
        place = Path(log_bug(KeyError(f"lần {number}")))
        assert place.parent == tmp_path / "vanthu"
        assert f"lần {number}" in place.read_text("utf-8")
    assert len(list((tmp_path / "vanthu").iterdir())) == 10


def test_log_bug__where_nothing_can_be_written_the_trace_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tep").write_bytes(b"")
    for name in ("LOCALAPPDATA", "XDG_STATE_HOME", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "tep"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tep"))
    assert "KeyError: 'x'" in log_bug(KeyError("x"))


def test_machine__what_it_refused_is_said_and_what_is_a_bug_is_not_taken_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/ra/a.pdf")
    assert is_of_machine(full) is full
    assert say_machine(full) == 3
    said = capsys.readouterr().err
    assert "hết chỗ trống trên đĩa: /ra/a.pdf" in said
    assert "chạy lại" in said
    assert is_of_machine(MemoryError()) is not None
    assert is_of_machine(RuntimeError("can't start new thread")) is not None
    for bug in (KeyError("x"), RuntimeError("x"), OSError("không có số"), ValueError("x")):
        assert is_of_machine(bug) is None


def _full(*arguments: str) -> subprocess.CompletedProcess[str]:
    with Path("/dev/full").open("w") as full:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT, timeout=300,
        )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("list", "fixtures"), ("list", "fixtures", "--json"), ("new", "công văn")])
def test_command__what_cannot_be_printed_is_said_once_and_nothing_of_papers(arguments: tuple[str, ...]) -> None:
    ended = _full(*arguments)
    assert ended.returncode == 3
    assert ended.stderr.count("Máy không làm được") == 1, ended.stderr
    assert "đầu ra của lệnh" in ended.stderr
    assert "văn bản đã xong" not in ended.stderr


def test_machine__papers_that_are_done_are_spoken_of_where_papers_are_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/ra/a.pdf")
    for command, done in (("build", True), ("list", False)):
        monkeypatch.setattr("sys.argv", ["vanthu", command, "ho-so"])
        say_machine(full)
        assert ("Các văn bản đã xong vẫn còn" in capsys.readouterr().err) is done


def test_build_log__a_line_for_each_stage_and_paper(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    said: list[str] = []
    log = BuildLog(tmp_path, say=said.append)
    with log.kept():
        log.note("Word", "cong-van", 0.25, "xong")
        log.note("ghi", "cong-van", 0.01, "mới; không có lỗi")
    lines = (tmp_path / FOLDER / LOG).read_text("utf-8").splitlines()
    assert [line.split("  ")[-1] for line in lines] == ["xong", "mới; không có lỗi", "xong"]
    assert "cong-van" in lines[0]
    assert "0.250 s" in lines[0]
    assert [line.split()[0] for line in said] == ["Word", "ghi", "dựng"]


def test_build_log__is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FOLDER).mkdir()
    monkeypatch.setattr(build_log, "_LARGEST", 2000)
    for _ in range(100):
        with BuildLog(tmp_path).kept():
            pass
    kept = sorted((tmp_path / FOLDER).iterdir())
    assert [one.name for one in kept] == ["log.cu.txt", LOG]
    assert sum(one.stat().st_size for one in kept) < 5000


def test_build_log__makes_no_folder_and_stops_no_build(tmp_path: Path) -> None:
    with BuildLog(tmp_path / "ra").kept():
        pass
    assert not (tmp_path / "ra").exists()
    (tmp_path / FOLDER / LOG).mkdir(parents=True)
    with BuildLog(tmp_path).kept():
        pass


def fail(error: Exception) -> None:
    raise error


def test_build_log__holds_the_trace_of_a_bug_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    log = BuildLog(tmp_path)
    with pytest.raises(Logged) as caught, log.kept():
        fail(KeyError("lỗi của mình"))
    assert caught.value.place == tmp_path / FOLDER / LOG
    assert "KeyError: 'lỗi của mình'" in caught.value.place.read_text("utf-8")
    with pytest.raises(Refused), BuildLog(tmp_path).kept():
        fail(Refused("hồ sơ sai"))
    assert "Traceback" not in caught.value.place.read_text("utf-8").split("hồ sơ sai")[-1]
