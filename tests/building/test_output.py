"""Writing the output: whole files or none, nothing outside the folder, what did not change stays untouched."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.building.making.output import Artefact, Written, own_files, write_files
from pipeline.errors import UsageError
from pipeline.filing.look import Proof, digest_of
from tests.sample import both


def test_write_files__new_same_and_replaced(tmp_path: Path) -> None:
    assert write_files(tmp_path, "van-ban", both(b"a", b"b")).written is Written.NEW
    assert write_files(tmp_path, "van-ban", both(b"a", b"b")).written is Written.SAME
    ours = Proof(frozenset({digest_of(b"b")}))
    assert write_files(tmp_path, "van-ban", both(b"a", b"c"), ours).written is Written.REPLACED
    assert sorted(path.name for path in (tmp_path / "van-ban").iterdir()) == ["van-ban.docx", "van-ban.pdf"]
    assert (tmp_path / "van-ban" / "van-ban.pdf").read_bytes() == b"c"


def test_write_files__leaves_no_temporary_file(tmp_path: Path) -> None:
    write_files(tmp_path, "van-ban", both(b"a", b"b"))
    assert sorted(path.name for path in (tmp_path / "van-ban").iterdir()) == ["van-ban.docx", "van-ban.pdf"]


def test_write_files__what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    write_files(tmp_path, "van-ban", both(b"a", b"b"))
    before = (tmp_path / "van-ban" / "van-ban.pdf").stat().st_mtime_ns
    write_files(tmp_path, "van-ban", both(b"a", b"b"))
    assert (tmp_path / "van-ban" / "van-ban.pdf").stat().st_mtime_ns == before


def test_write_files__a_folder_in_the_place_of_a_file_is_kept_beside(tmp_path: Path) -> None:
    write_files(tmp_path, "van-ban", both(b"a", b"b"))
    pdf = tmp_path / "van-ban" / "van-ban.pdf"
    pdf.unlink()
    pdf.mkdir()
    (pdf / "ghi-chu.txt").write_text("của người dùng", "utf-8")
    pair = write_files(tmp_path, "van-ban", both(b"x", b"y"))
    (beside,) = pair.files[Artefact.PDF].beside
    assert (beside / "ghi-chu.txt").read_text("utf-8") == "của người dùng"
    assert pdf.read_bytes() == b"y"


def test_write_files__papers_take_the_umask_and_keep_the_permissions_they_had(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        pair = write_files(tmp_path, "van-ban", both(b"a", b"b"))
        assert [stat.S_IMODE(one.path.stat().st_mode) for one in pair.files.values()] == [0o640, 0o640]
        pair.files[Artefact.PDF].path.chmod(0o600)
        write_files(tmp_path, "van-ban", both(b"a", b"c"), Proof(frozenset({digest_of(b"b")})))
        assert stat.S_IMODE(pair.files[Artefact.PDF].path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_write_files__a_signed_word_file_keeps_both(tmp_path: Path) -> None:
    write_files(tmp_path, "van-ban", both(b"a", b"b"))
    docx = tmp_path / "van-ban" / "van-ban.docx"
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    signed = docx.read_bytes()
    pair = write_files(tmp_path, "van-ban", both(b"x", b"y"), Proof(frozenset({digest_of(b"b")})))
    assert (pair.written, docx.read_bytes()) == (Written.PROTECTED, signed)
    assert (tmp_path / "van-ban" / "van-ban.pdf").read_bytes() == b"b"


def test_paths__a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    inside = tmp_path / "ket-qua"
    inside.mkdir()
    (inside / "van-ban").symlink_to(outside)
    with pytest.raises(UsageError, match="ra ngoài"):
        own_files(inside, "van-ban")
