"""`vanthu init` as a clerk and as a script meet it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.starting import make_office
from pipeline.errors import UsageError
from pipeline.workspace.load import load
from tests.cli.test_commands import vanthu
from tests.sample import ROOT

SCRIPT = ("--kind", "sở", "--agency", "Sở Nội vụ", "--superior", "tỉnh Sông Thương")
PEOPLE = ("--signer", "Bà Trần Thị Lan", "--clerk", "Ông Lê Văn Bình")


def at_a_terminal(*arguments: str | Path, typed: str) -> tuple[int, str]:
    """Run the command with a terminal of its own; what it shows there, and its exit code."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return process.returncode, shown.decode()


def test_init__by_options_makes_an_office_that_validates(tmp_path: Path) -> None:
    folder = tmp_path / "hồ sơ"
    result = vanthu("init", folder, *SCRIPT, *PEOPLE)
    assert (result.returncode, result.stderr) == (0, "")
    for file in ("van-phong.yaml", "co-quan.yaml", "can-bo.yaml", "van-ban/cong-van-thu.yaml", "ký hiệu: SNV"):
        assert file in result.stdout
    assert f'vanthu build "{folder}"' in result.stdout
    assert (folder / ".schema" / "cong-van.schema.json").is_file()
    sound = vanthu("validate", folder)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "2 văn bản có thể dựng" in sound.stdout


def test_init__says_which_options_are_missing_and_never_waits(tmp_path: Path) -> None:
    nothing = vanthu("init", tmp_path / "a")
    assert nothing.returncode == 2
    assert all(option in nothing.stderr for option in ("--kind", "--agency", "--signer", "--clerk", "ubnd xã"))
    some = vanthu("init", tmp_path / "a", "--kind", "trường", "--agency", "Trường Tiểu học An Bình", *PEOPLE)
    assert some.returncode == 2
    assert "--superior" in some.stderr
    assert "--signer" not in some.stderr
    assert not (tmp_path / "a").exists()


GIVEN = {"kind": "so", "name": "Sở Nội vụ", "superior": "tỉnh Sông Thương"} | {
    "signer": "Bà Trần Thị Lan",
    "clerk": "Ông Lê Văn Bình",
}


def test_init__a_kind_without_its_marks_is_still_the_kind(tmp_path: Path) -> None:
    make_office(tmp_path / "a", GIVEN)
    assert (tmp_path / "a" / "co-quan.yaml").is_file()


@pytest.mark.parametrize(
    ("key", "value", "option", "said"),
    [
        ("name", "SỞ NỘI VỤ", "--agency", "in hoa"),
        ("name", "Sở {{ nội vụ }}", "--agency", "ký tự không dùng"),
        ("superior", "huyện An Đông", "--superior", "cấp huyện"),
        ("signer", "ThS. Trần Thị Lan", "--signer", "học vị"),
        ("clerk", "lê văn bình", "--clerk", "viết hoa"),
        ("symbol", "snv", "--symbol", "ký hiệu"),
        ("year", "26", "--year", "không dùng được"),
        ("title", "Phó Giám đốc", "--title", "cấp phó"),
        ("committee", "Ban Chỉ đạo", "--committee", "không dùng"),
    ],
)
def test_init__an_answer_that_cannot_stand_is_refused_with_its_option(
    key: str, value: str, option: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=option) as refused:
        make_office(tmp_path / "a", GIVEN | {key: value})
    assert said in refused.value.message
    assert refused.value.remedy
    assert not (tmp_path / "a").exists()


def test_init__leaves_a_folder_in_use_alone(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text("loại: công văn\n", "utf-8")
    with pytest.raises(UsageError, match=r"thu\.yaml"):
        make_office(tmp_path, GIVEN)
    assert [path.name for path in tmp_path.iterdir()] == ["thu.yaml"]


def test_init__a_second_time_is_refused(tmp_path: Path) -> None:
    make_office(tmp_path, GIVEN)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="đã có"):
        make_office(tmp_path, GIVEN)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_init__asks_at_a_terminal_and_asks_again(tmp_path: Path) -> None:
    answers = [
        "4",
        "TRƯỜNG TIỂU HỌC",
        "Trường Tiểu học An Bình",
        "UBND xã An Bình",
        "",
        "",
        "lan",
        "Bà Trần Thị Lan",
        "",
    ]
    answers += ["Ông Lê Văn Bình", "2025"]
    code, shown = at_a_terminal("init", tmp_path / "a", typed="\n".join(answers) + "\n")
    assert code == 0, shown
    for words in ("1. ubnd tỉnh", "toàn chữ in hoa", "[An Bình]", "[TTHAB]", "[Hiệu trưởng]", "không phải họ và tên"):
        assert words in shown
    loaded = load(tmp_path / "a")
    assert loaded.findings == ()
    assert loaded.office.settings is not None
    assert loaded.office.settings.year == 2025
    assert [person.name for person in loaded.office.people] == ["Trần Thị Lan", "Lê Văn Bình"]


def test_init__end_of_input_at_a_terminal_ends_it(tmp_path: Path) -> None:
    code, _ = at_a_terminal("init", tmp_path / "a", typed="4\n\x04")
    assert code == 130
    assert not (tmp_path / "a").exists()
