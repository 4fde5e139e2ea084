"""Checking files of anybody: what fails is set aside, in one process or in several."""

from __future__ import annotations

import os
import pickle
import zipfile
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Name, Pdf, Stream

from pipeline.app.illustrate import write_pages
from pipeline.app.inspect import MAX_BYTES, _judge_file, files_in, inspect, read_limited
from pipeline.app.mend import mend, targets
from pipeline.checking.house import UNKNOWN_HOUSE
from pipeline.checking.rules.registry import RULES
from pipeline.errors import EnvironmentMissing, Unreadable, UsageError, VanthuError
from pipeline.intake.confined import each_confined
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import Engine
from tests import standins
from tests.building.test_file_kind import word97
from tests.sample import TEMPLATES, sample


def no_engine() -> Engine:
    raise EnvironmentMissing("Không tìm thấy LibreOffice trên máy này.", "Cài đặt.")


def failing() -> Engine:
    return Engine(command=standins.command("nothing"), version="0", start_seconds=20, document_seconds=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tep")
    document = next(one for one in sample().documents if one.id == "cong-van-ubnd")
    (place / "a.docx").write_bytes(make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile))
    (place / "b.pdf").write_bytes(b"")
    (place / "c.doc").write_bytes(word97(encrypted=False))
    return place


def test_inspect__one_result_for_each_path_in_order_and_each_told_once(folder: Path) -> None:
    done: list[Path] = []
    paths = files_in(folder)
    first, empty, old = inspect(paths, engine=no_engine, on_done=done.append)
    assert sorted(done) == list(paths)
    assert first.report is not None
    assert first.report.sound
    assert isinstance(empty.trouble, Unreadable)
    assert isinstance(old.trouble, EnvironmentMissing)


def test_inspect__libreoffice_is_asked_for_only_where_it_is_needed(folder: Path) -> None:
    (one,) = inspect((folder / "a.docx",), engine=no_engine)
    assert one.trouble is None


def test_inspect__an_old_file_that_cannot_be_converted_is_set_aside(folder: Path) -> None:
    (one,) = inspect((folder / "c.doc",), engine=failing)
    assert isinstance(one.trouble, Unreadable)
    assert ".docx" in one.trouble.remedy


def test_inspect__several_processes_say_the_same_as_one(folder: Path) -> None:
    paths = [folder / name for name in ("a.docx", "b.pdf")]
    many = [folder / f"ban-{number}.docx" for number in range(8)]
    for path in many:
        path.write_bytes((folder / "a.docx").read_bytes())
    try:
        results = inspect([*paths, *many], jobs=2, engine=no_engine)
    finally:
        for path in many:
            path.unlink()
    (alone,) = inspect(paths[:1])
    assert alone.report is not None
    reports = [one.report for one in results if one.report is not None]
    assert len(reports) == 9
    assert all(one.results == alone.report.results for one in reports)
    assert results[1].trouble is not None


def test_inspect__only_the_rules_asked_for(folder: Path) -> None:
    codes = [RULES[0].code]
    (one,) = inspect((folder / "a.docx",), codes=codes)
    assert one.report is not None
    assert [result.rule.code for result in one.report.results] == codes


def test_paper__survives_pickling(folder: Path) -> None:
    (one,) = inspect((folder / "a.docx",))
    assert one.report is not None
    assert pickle.loads(pickle.dumps(one.report.paper)).components == one.report.paper.components


def test_read_limited__too_large(tmp_path: Path) -> None:
    with (tmp_path / "to.pdf").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(Unreadable, match="200 MB"):
        read_limited(tmp_path / "to.pdf")


def test_write_pages__without_libreoffice_the_page_has_no_pictures_and_it_is_said(folder: Path, tmp_path: Path) -> None:
    inspected = inspect(files_in(folder), engine=no_engine)
    result = write_pages(inspected, tmp_path / "trang", engine=no_engine)
    assert [path.name for path in result.pages] == ["a.docx.html"]
    assert result.without_pictures[0][0].endswith("a.docx")
    index = (tmp_path / "trang" / "index.html").read_text("utf-8")
    assert "a.docx.html" in index
    assert "Tệp rỗng" in index


def test_write_pages__files_of_the_same_name_get_pages_of_their_own(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac" / "A.docx"
    other.parent.mkdir()
    other.write_bytes((folder / "a.docx").read_bytes())
    inspected = inspect((folder / "a.docx", other))
    result = write_pages(inspected, tmp_path / "trang", engine=no_engine)
    assert [path.name for path in result.pages] == ["a.docx.html", "A.docx-2.html"]


def test_targets__nothing_is_written_over(tmp_path: Path) -> None:
    one, two = tmp_path / "a.docx", tmp_path / "x" / "a.doc"
    one.write_bytes(b"x")
    assert targets((one,), tmp_path / "moi.docx") == {one: tmp_path / "moi.docx"}
    assert targets((one,), tmp_path / "ra") == {one: tmp_path / "ra" / "a.docx"}
    for paths, output in (
        ((one,), one),
        ((one, two), tmp_path / "b.docx"),
        ((one, two), tmp_path / "ra"),
        ((one,), tmp_path),
    ):
        with pytest.raises(UsageError):
            targets(paths, output)


def bomb(path: Path) -> Path:
    """A PDF of a few kilobytes whose page unfolds, in two steps, to half a gigabyte."""
    packer = zlib.compressobj(9)
    blanks = b" " * 2**24
    once = b"".join(packer.compress(blanks) for _ in range(32)) + packer.flush()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        stream = Stream(pdf, b"")
        stream.write(zlib.compress(once, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]))
        page.Contents = stream
        pdf.save(path, compress_streams=False)
    return path


def test_judging__a_pdf_that_unfolds_to_more_than_the_memory_takes_no_other_file_with_it(
    folder: Path, tmp_path: Path
) -> None:
    files = [(bomb(tmp_path / "bom.pdf"), UNKNOWN_HOUSE), (folder / "a.docx", UNKNOWN_HOUSE)]
    assert files[0][0].stat().st_size < 100_000
    (_, fallen), (_, sound) = each_confined(partial(_judge_file, codes=None), files, workers=1, memory=2**28)
    assert isinstance(fallen, Unreadable)
    assert "bộ nhớ" in fallen.message
    assert not isinstance(sound, VanthuError)
    assert sound.paper is not None


def spoilt_part(docx: bytes, part: str) -> bytes:
    """The same file with another sum for one part."""
    place = docx.rindex(part.encode()) - 46
    assert docx[place : place + 4] == b"PK\x01\x02"
    return docx[: place + 16] + b"\0\1\2\3" + docx[place + 20 :]


def test_inspect__a_damaged_part_that_nobody_reads_is_no_reason_to_refuse(folder: Path, tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO((folder / "a.docx").read_bytes())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("docProps/thumbnail.jpeg", b"anh")
        target.writestr("../../ngoai.txt", b"x")
    path = tmp_path / "hong.docx"
    path.write_bytes(spoilt_part(made.getvalue(), "docProps/thumbnail.jpeg"))
    (one,) = inspect((path,))
    assert one.report is not None
    mended = mend(path, tmp_path / "sua.docx")
    assert mended.trouble is not None
    assert "docProps/thumbnail.jpeg" in mended.trouble.message
    path.write_bytes(spoilt_part(made.getvalue(), "word/document.xml"))
    (one,) = inspect((path,))
    assert isinstance(one.trouble, Unreadable)


def test_files_in__what_is_no_plain_file_is_told_and_not_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.docx").symlink_to("khong-co.docx")
    (tmp_path / "c.docx").symlink_to("/dev/zero")
    (tmp_path / "d.docx").mkdir()
    inspected = inspect(files_in(tmp_path), engine=no_engine)
    assert [one.path.name for one in inspected] == ["a.pdf", "b.docx", "c.docx"]
    assert all(isinstance(one.trouble, Unreadable) for one in inspected)
