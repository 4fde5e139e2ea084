"""`vanthu init` as a clerk and as a script meet it."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.print_init import start_office
from pipeline.errors import UsageError
from pipeline.workspace.load import load
from tests.program import vanthu
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
    assert f"vanthu build '{folder}'" in result.stdout
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
    start_office(tmp_path / "a", GIVEN)
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
        ("signer", "Bà Lê", "--signer", "không phải họ và tên"),
        ("clerk", "Ông Bùi", "--clerk", "không phải họ và tên"),
        ("committee", "Ban Chỉ đạo", "--committee", "không dùng"),
    ],
)
def test_init__an_answer_that_cannot_stand_is_refused_with_its_option(
    key: str, value: str, option: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=option) as refused:
        start_office(tmp_path / "a", GIVEN | {key: value})
    assert said in refused.value.message
    assert refused.value.remedy
    assert not (tmp_path / "a").exists()


def test_init__leaves_a_folder_in_use_alone(tmp_path: Path) -> None:
    (tmp_path / "thu.yaml").write_text("loại: công văn\n", "utf-8")
    with pytest.raises(UsageError, match=r"thu\.yaml"):
        start_office(tmp_path, GIVEN)
    assert [path.name for path in tmp_path.iterdir()] == ["thu.yaml"]


def test_init__a_second_time_is_refused(tmp_path: Path) -> None:
    start_office(tmp_path, GIVEN)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="đã có"):
        start_office(tmp_path, GIVEN)
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


def test_init__within_another_office_is_refused(tmp_path: Path) -> None:
    start_office(tmp_path / "w", GIVEN)
    for inner in ("con", "van-ban/con", "con/chau"):
        with pytest.raises(UsageError, match="nằm trong bộ hồ sơ") as refused:
            start_office(tmp_path / "w" / inner, GIVEN)
        assert "vanthu new" in refused.value.remedy
    assert not (tmp_path / "w" / "con").exists()
    assert load(tmp_path / "w").findings == ()


@pytest.mark.parametrize("inner", ["con", "ket-qua/con"])
def test_init__around_another_office_is_refused(inner: str, tmp_path: Path) -> None:
    start_office(tmp_path / "w" / inner, GIVEN)
    with pytest.raises(UsageError, match="đã có bộ hồ sơ"):
        start_office(tmp_path / "w", GIVEN)
    assert not (tmp_path / "w" / "van-phong.yaml").exists()


def test_init__schemas_alone_in_the_folder_above_are_no_office(tmp_path: Path) -> None:
    (tmp_path / ".schema").mkdir()
    start_office(tmp_path / "w", GIVEN)
    assert load(tmp_path / "w").findings == ()


PROVINCE = {key: value for key, value in GIVEN.items() if key != "superior"} | {
    "kind": "ubnd tỉnh",
    "name": "tỉnh Sông Thương",
}


@pytest.mark.parametrize(
    "written", ["về cải cách hành chính", "Về cải cách hành chính", "Ban Chỉ đạo về cải cách hành chính"]
)
def test_init__a_committee_keeps_its_noun_and_is_shown(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_office(tmp_path / "a", PROVINCE | {"committee": written})
    assert "Ban Chỉ đạo: Ban Chỉ đạo về cải cách hành chính; ký hiệu: BCĐCCHC." in capsys.readouterr().out
    loaded = load(tmp_path / "a")
    assert loaded.findings == ()
    assert [committee.name for committee in loaded.office.committees] == ["Ban Chỉ đạo về cải cách hành chính"]


LONG_NAMES = [
    ("doanh nghiệp", "Công ty TNHH Một thành viên Đầu tư Phát triển Công nghệ"),
    ("trường", "Trường THPT Chuyên Lê Hồng Phong Nam Định Cơ sở Hai"),
]


@pytest.mark.parametrize(("kind", "name"), LONG_NAMES)
def test_init__a_long_abbreviation_is_asked_for_not_proposed(kind: str, name: str, tmp_path: Path) -> None:
    given = GIVEN | {"kind": kind, "name": name, "superior": "Sở Xây dựng tỉnh Sông Thương"}
    with pytest.raises(UsageError, match="--symbol") as refused:
        start_office(tmp_path / "a", given)
    assert "chữ ngắn" in refused.value.message
    start_office(tmp_path / "a", given | {"symbol": "TNST"})
    assert load(tmp_path / "a").findings == ()


def test_init__a_long_abbreviation_is_a_question_without_an_answer_at_a_terminal(tmp_path: Path) -> None:
    options = ("--kind", LONG_NAMES[0][0], "--agency", LONG_NAMES[0][1], "--superior", "", "--place", "Sông Thương")
    others = (*PEOPLE, "--title", "Giám đốc", "--year", "2026")
    code, shown = at_a_terminal("init", tmp_path / "a", *options, *others, typed="\nCNST\n")
    assert code == 0, shown
    assert "CTTNHH" not in shown
    assert "ký hiệu: CNST" in shown


@pytest.mark.parametrize("name", ["new\nline", "hai chữ", "nháy'đơn", 'nháy"kép', "$(x)", "hồ-sơ"])
def test_init__the_next_command_can_be_pasted_into_a_shell(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_office(tmp_path / name, GIVEN)
    _, _, command = capsys.readouterr().out.rpartition("  vanthu build ")
    assert shlex.split(command) == [str(tmp_path / name), "--output", "ket-qua"]
