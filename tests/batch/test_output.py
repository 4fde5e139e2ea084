"""Writing the output: whole files or none, nothing outside the folder, what did not change stays untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.output import Written, paths, write_file, write_pair
from pipeline.errors import UsageError


def test_write_pair__new_same_and_replaced(tmp_path: Path) -> None:
    assert write_pair(tmp_path, "van-ban", b"a", b"b") is Written.NEW
    assert write_pair(tmp_path, "van-ban", b"a", b"b") is Written.SAME
    assert write_pair(tmp_path, "van-ban", b"a", b"c") is Written.REPLACED
    assert (tmp_path / "van-ban" / "van-ban.pdf").read_bytes() == b"c"


def test_write_pair__leaves_no_temporary_file(tmp_path: Path) -> None:
    write_pair(tmp_path, "van-ban", b"a", b"b")
    assert sorted(path.name for path in (tmp_path / "van-ban").iterdir()) == ["van-ban.docx", "van-ban.pdf"]


def test_write_pair__what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    write_pair(tmp_path, "van-ban", b"a", b"b")
    before = (tmp_path / "van-ban" / "van-ban.pdf").stat().st_mtime_ns
    write_pair(tmp_path, "van-ban", b"a", b"b")
    assert (tmp_path / "van-ban" / "van-ban.pdf").stat().st_mtime_ns == before


def test_write_pair__a_place_that_cannot_be_written_leaves_the_old_files(tmp_path: Path) -> None:
    write_pair(tmp_path, "van-ban", b"a", b"b")
    pdf = tmp_path / "van-ban" / "van-ban.pdf"
    pdf.unlink()
    pdf.mkdir()  # a folder where the file should go
    with pytest.raises(OSError, match="van-ban"):
        write_pair(tmp_path, "van-ban", b"x", b"y")
    assert not list((tmp_path / "van-ban").glob(".van-ban*"))


def test_paths__a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    inside = tmp_path / "ket-qua"
    inside.mkdir()
    (inside / "van-ban").symlink_to(outside)
    with pytest.raises(UsageError, match="ra ngoài"):
        paths(inside, "van-ban")


def test_write_file__makes_folders_and_replaces_whole(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.txt"
    write_file(target, b"mot")
    write_file(target, b"hai")
    assert target.read_bytes() == b"hai"
    assert [path.name for path in target.parent.iterdir()] == ["b.txt"]
