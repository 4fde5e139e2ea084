"""Which files are read: links, hidden files, sizes, encodings."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.workspace.decoding import decode
from pipeline.workspace.folder import RecordFolder, record_files
from pipeline.workspace.limits import LIMITS, Limits
from pipeline.workspace.load import load

_RECORD = "loại: cán bộ\ndanh sách: []\n"


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(_RECORD, encoding="utf-8")


def _codes(folder: Path, limits: Limits = LIMITS) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.file) for finding in load(folder, limits=limits).findings]


def test_record_files__only_records_in_order(tmp_path: Path) -> None:
    _write(tmp_path, "b.yaml", "a/c.yml", "a/D.YAML", "a.yaml~", "a.yaml.bak", ".an.yaml", ".git/x.yaml", "ghi-chu.txt")
    _write(tmp_path, "output/ket-qua.yaml")
    assert record_files(tmp_path, LIMITS) == RecordFolder(("a/D.YAML", "a/c.yml", "b.yaml"), ())


def test_record_files__empty_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="không có tệp hồ sơ nào"):
        record_files(tmp_path, LIMITS)


def test_record_files__notepad_suffix_is_told(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", "hop.yaml.txt")
    assert _codes(tmp_path) == [("DL-009", "hop.yaml.txt")]


def test_record_files__link_out_of_the_folder(tmp_path: Path) -> None:
    _write(tmp_path, "ngoai.yaml", "ho-so/a.yaml")
    (tmp_path / "ho-so/b.yaml").symlink_to(tmp_path / "ngoai.yaml")
    (tmp_path / "ho-so/c").symlink_to(tmp_path)
    (tmp_path / "ho-so/d.yaml").symlink_to(Path("..") / "ngoai.yaml")
    found = _codes(tmp_path / "ho-so")
    assert found == [("DL-006", "b.yaml"), ("DL-006", "c"), ("DL-006", "d.yaml")]


def test_record_files__links_in_a_circle(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "c.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "vong").mkdir()
    (tmp_path / "vong/lai").symlink_to(tmp_path)
    assert _codes(tmp_path) == [("DL-006", "b.yaml"), ("DL-006", "c.yaml"), ("DL-007", "vong/lai")]


def test_record_files__link_inside_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert _codes(tmp_path) == [("DL-007", "b.yaml")]


def test_record_files__pipe_does_not_block(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    os.mkfifo(tmp_path / "b.yaml")
    assert _codes(tmp_path) == [("DL-008", "b.yaml")]


def test_record_files__too_many(tmp_path: Path) -> None:
    _write(tmp_path, *(f"{n}.yaml" for n in range(4)))
    assert _codes(tmp_path, Limits(files=3)) == [("DL-005", None)]


def test_load__file_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("loại: cán bộ\n# " + "x" * 100, encoding="utf-8")
    assert _codes(tmp_path, Limits(file_bytes=100)) == [("DL-004", "a.yaml")]


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("loại: cán bộ".encode("utf-16"), "DL-002", 1, 1),
        ("loại: cán bộ".encode("utf-16-le"), "DL-002", 1, 1),
        (b"MZ\x00\x01\x02 some program here", "DL-003", 1, 1),
        (b"\xff\xfe", "DL-003", 1, 1),
        (b"\xff\xfea", "DL-003", 1, 1),
        ("loại: cán bộ\x07".encode("utf-16")[:-1], "DL-002", 1, 1),
        (b"\x00" * 64, "DL-003", 1, 1),
        ("tên: a\ntên: ".encode() + b"C\xe9ng h\xdfa", "DL-001", 2, 7),
        (b"a\x07b", "DL-031", 1, 2),
    ],
)
def test_decode__refuses(content: bytes, code: str, line: int, column: int) -> None:
    _, findings = decode(content, "a.yaml")
    assert [(item.code, item.line, item.column) for item in findings] == [(code, line, column)]


def test_decode__a_file_cut_within_a_letter_is_told_as_cut_wherever_it_is_cut() -> None:
    whole = "loại: công văn\ntrích yếu: Đẩy mạnh chuyển đổi số ở cơ sở\n".encode()
    for end in range(len("loại".encode()), len(whole)):
        text, findings = decode(whole[:end], "a.yaml")
        messages = [(item.code, "cắt cụt" in item.message, "UniKey" in item.hint) for item in findings]
        assert messages == ([("DL-001", True, False)] if text is None else [])


@pytest.mark.parametrize(
    "content", [b"C\xe9", b"t\xean: C\xe9ng h\xdf", "tên: ".encode() + b"C\xe9ng v", "tên".encode() + b" \xff"]
)
def test_decode__letters_of_an_old_encoding_are_not_told_as_cut(content: bytes) -> None:
    _, (finding,) = decode(content, "a.yaml")
    assert "bảng mã cũ" in finding.message


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xfe\xff", b"\xff\xfea", b"\x00" * 64])
def test_decode__says_no_more_than_is_known(content: bytes) -> None:
    _, (finding,) = decode(content, "a.yaml")
    assert "UTF-16" not in finding.message + finding.hint
    assert "Notepad" not in finding.message + finding.hint


def test_decode__byte_order_mark_and_line_ends() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r", "a.yaml") == ("a: 1\nb: 2\n", ())


def test_decode__names_the_old_encodings() -> None:
    _, (finding,) = decode(b"\xb5", "a.yaml")
    assert all(name in finding.message for name in ("TCVN3", "VNI", "Windows-1258"))
    assert "UniKey" in finding.hint


def test_load__a_name_that_is_no_text_is_told_and_can_be_printed(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    odd = os.fsdecode(b"b\xff.yaml")
    (tmp_path / odd).write_text(_RECORD, encoding="utf-8")
    (tmp_path / os.fsdecode(b"thu\xff")).mkdir()
    (tmp_path / os.fsdecode(b"c\xfe.yaml")).symlink_to("a.yaml")
    found = load(tmp_path).findings
    assert [one.code for one in found] == ["DL-066"] * 3
    assert all(f"{one.message}{one.file}{one.hint}".encode() for one in found)


def test_load__a_pipe_among_the_records_holds_nobody(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    os.mkfifo(tmp_path / "ong.yaml")
    assert _codes(tmp_path) == [("DL-008", "ong.yaml")]


_OFFICE = "# bộ hồ sơ\nloại: văn phòng\ntên: Văn phòng\nnăm: 2026\n"


def _office(folder: Path, name: str, text: str = _OFFICE) -> None:
    _write(folder, name)
    (folder / name).write_text(text, encoding="utf-8")


def test_load__an_office_within_an_office_is_passed_over_and_named(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", "xa/b.yaml", "xa/c/d.yaml", "khac/e.yaml", "xa-khac.yaml")
    _office(tmp_path, "van-phong.yaml")
    _office(tmp_path, "xa/vp.yaml", unicodedata.normalize("NFD", _OFFICE).replace("\n", "\r\n"))
    _office(tmp_path, "xa/c/vp.yaml")
    (tmp_path / "xa/e.yaml.txt").write_text("", encoding="utf-8")
    found = record_files(tmp_path, LIMITS)
    assert found == RecordFolder(("a.yaml", "khac/e.yaml", "van-phong.yaml", "xa-khac.yaml"), (), ("xa",))
    loaded = load(tmp_path)
    assert (loaded.findings, loaded.offices_inside) == ((), ("xa",))
    assert record_files(tmp_path / "xa", LIMITS).offices_inside == ("c",)


def test_load__an_office_below_a_folder_that_has_none_is_the_folders(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    _office(tmp_path, "chung/vp.yaml")
    assert (load(tmp_path).findings, load(tmp_path).offices_inside) == ((), ())
    _office(tmp_path, "rieng/vp.yaml")
    assert _codes(tmp_path) == [("DL-206", "rieng/vp.yaml")]
