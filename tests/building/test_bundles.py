"""Merged PDFs of a build: made with the papers, made anew when any of them is, never lost, never silently replaced."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from pipeline.building.making.built import Bundled
from pipeline.building.making.bundles import make_bundles
from pipeline.building.making.output import Artefact, Written, bundle_path, own_files
from pipeline.building.state.manifest import JOURNAL, load_manifest, save_manifest
from pipeline.filing.locks import FOLDER
from pipeline.papers.official_document import OfficialDocument
from pipeline.register.frozen import Frozen
from pipeline.typeset.pdf.assemble import page_count
from tests.cli.test_commands import edit
from tests.pki import identity, sign, signer
from tests.program import vanthu
from tests.sample import OFFICE, sample

LEADING, ATTACHED = "to-trinh-kinh-phi", "cong-van-ubnd"


@cache
def _documents() -> tuple[OfficialDocument, ...]:
    """The submission with a letter enclosed."""
    by_id = {one.id: one for one in sample().documents}
    return (replace(by_id[LEADING], enclosed=(ATTACHED,)), by_id[ATTACHED])


def _blank(pages: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True)
        return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder with the PDFs of both papers."""
    for key, pages in ((LEADING, 2), (ATTACHED, 1)):
        _, pdf = own_files(tmp_path, key).values()
        pdf.parent.mkdir()
        pdf.write_bytes(_blank(pages))
    return tmp_path


def _make(folder: Path, documents: tuple[OfficialDocument, ...] | None = None) -> Bundled:
    (found,) = make_bundles(documents or _documents(), {LEADING}, folder=folder)
    return found


def test_make_bundles__once_and_then_nothing_to_do(folder: Path) -> None:
    first = _make(folder)
    assert (first.written, first.pages, first.findings) == (Written.NEW, 3, ())
    assert first.path == folder / LEADING / f"{LEADING}-tron-bo.pdf"
    assert page_count(first.path.read_bytes()) == 3
    written = first.path.stat().st_mtime_ns
    assert _make(folder).written is Written.SAME
    save_manifest(folder, load_manifest(folder))
    assert (_make(folder).written, first.path.stat().st_mtime_ns) == (Written.SAME, written)


def test_make_bundles__only_what_the_build_concerns(folder: Path) -> None:
    assert make_bundles(_documents(), {"thong-bao-lich"}, folder=folder) == ()
    assert make_bundles(_documents()[1:], {ATTACHED}, folder=folder) == ()
    (found,) = make_bundles(_documents(), {ATTACHED}, folder=folder)
    assert found.written is Written.NEW


def test_make_bundles__nobody_asked_for_the_leading_paper(folder: Path) -> None:
    own_files(folder, LEADING)[Artefact.PDF].unlink()
    assert make_bundles(_documents(), {ATTACHED}, folder=folder) == ()


def test_make_bundles__an_enclosed_paper_changed(folder: Path) -> None:
    _make(folder)
    own_files(folder, ATTACHED)[Artefact.PDF].write_bytes(_blank(4))
    again = _make(folder)
    assert (again.written, again.pages) == (Written.REPLACED, 6)
    assert _make(folder).written is Written.SAME


def test_make_bundles__gone_is_made_again(folder: Path) -> None:
    before = _make(folder).path.read_bytes()
    bundle_path(folder, LEADING).unlink()
    assert _make(folder).written is Written.NEW
    assert bundle_path(folder, LEADING).read_bytes() == before


def test_make_bundles__changed_by_hand_is_kept_beside(folder: Path) -> None:
    path = _make(folder).path
    path.write_bytes(path.read_bytes() + b"\n%by hand")
    edited = path.read_bytes()
    found = _make(folder)
    assert [one.code for one in found.findings] == ["DUNG-09"]
    (aside,) = path.parent.glob(f"{LEADING}-tron-bo.sua-tay-*.pdf")
    assert aside.read_bytes() == edited
    assert path.read_bytes() != edited


def test_make_bundles__signed_is_never_touched(folder: Path) -> None:
    path = _make(folder).path
    signed = path.read_bytes() + b"\n/ByteRange [0 1 2 3]"
    path.write_bytes(signed)
    untouched = _make(folder)
    assert (untouched.written, untouched.findings) == (Written.PROTECTED, ())
    own_files(folder, ATTACHED)[Artefact.PDF].write_bytes(_blank(4))
    outdated = _make(folder)
    assert (outdated.written, [one.code for one in outdated.findings]) == (Written.PROTECTED, ["DUNG-06"])
    assert path.read_bytes() == signed


@pytest.mark.parametrize("lost", ["deleted", "cut off", "of another version"])
def test_make_bundles__signed_is_never_touched_where_the_record_is_lost(folder: Path, lost: str) -> None:
    path = _make(folder).path
    signed = path.read_bytes() + b"\n/ByteRange [0 1 2 3]"
    path.write_bytes(signed)
    record = folder / FOLDER / JOURNAL
    if lost == "deleted":
        shutil.rmtree(folder / FOLDER)
    elif lost == "cut off":
        record.write_bytes(record.read_bytes()[:40])
    else:
        record.write_bytes(record.read_bytes().replace(b'"form":3', b'"form":99'))
    own_files(folder, ATTACHED)[Artefact.PDF].write_bytes(_blank(4))
    assert _make(folder).written is Written.PROTECTED
    assert path.read_bytes() == signed


def test_make_bundles__unknown_is_kept_beside(folder: Path) -> None:
    path = _make(folder).path
    theirs = path.read_bytes() + b"\n%theirs"
    path.write_bytes(theirs)
    shutil.rmtree(folder / FOLDER)
    found = _make(folder)
    assert [one.code for one in found.findings] == ["DUNG-20"]
    (beside,) = path.parent.glob("*.sua-tay-*.pdf")
    assert beside.read_bytes() == theirs


def test_make_bundles__issued_is_never_made_anew(folder: Path) -> None:
    leading, attached = _documents()
    issued = (replace(leading, issued=""), attached)
    assert _make(folder, issued).written is Written.NONE
    path = _make(folder).path
    own_files(folder, ATTACHED)[Artefact.PDF].write_bytes(_blank(4))
    before = path.read_bytes()
    assert _make(folder, issued).written is Written.PROTECTED
    assert path.read_bytes() == before


def test_make_bundles__a_signed_paper_is_not_merged_and_the_old_bundle_not_offered(folder: Path) -> None:
    path = _make(folder).path
    attached = own_files(folder, ATTACHED)[Artefact.PDF]
    attached.write_bytes(attached.read_bytes() + b"\n/ByteRange [0 1 2 3]")
    found = _make(folder)
    assert (found.written, [one.code for one in found.findings]) == (Written.NONE, ["DUNG-11"])
    assert "chữ ký mất hiệu lực" in found.findings[0].message
    assert "không còn đúng nên đã bỏ" in found.findings[0].message
    assert not path.exists()
    # What a person put there in its place stays, and is said not to fit.
    path.write_bytes(_blank(2))
    again = _make(folder)
    assert again.written is Written.KEPT
    assert "không khớp văn bản bây giờ" in again.findings[0].message
    assert path.read_bytes() == _blank(2)


def test_make_bundles__a_signed_bundle_without_a_record_is_said_to_be_unknown(folder: Path) -> None:
    path = _make(folder).path
    path.write_bytes(path.read_bytes() + b"\n/ByteRange [0 1 2 3]")
    signed = path.read_bytes()
    shutil.rmtree(folder / ".vanthu")
    found = _make(folder)
    assert (found.written, [one.code for one in found.findings]) == (Written.PROTECTED, ["DUNG-06"])
    assert "bản kê của lần gộp không còn" in found.findings[0].message
    assert path.read_bytes() == signed


def test_make_bundles__a_paper_that_could_not_be_built(folder: Path) -> None:
    own_files(folder, ATTACHED)[Artefact.PDF].unlink()
    found = _make(folder)
    assert (found.written, [one.code for one in found.findings]) == (Written.NONE, ["DUNG-10"])
    assert ATTACHED in found.findings[0].message
    assert not found.path.exists()


def test_make_bundles__cut_off_before_it_was_noted(folder: Path) -> None:
    _make(folder)
    own_files(folder, ATTACHED)[Artefact.PDF].write_bytes(_blank(4))
    _make(folder)
    journal = folder / FOLDER / JOURNAL
    lines = journal.read_text("utf-8").rstrip().splitlines()
    journal.write_text("\n".join(lines[:-1]), encoding="utf-8")
    found = _make(folder)
    assert (found.written, found.findings, found.pages) == (Written.SAME, (), 6)
    assert list(found.path.parent.glob("*sua-tay*")) == []


# ------------------------------------------------------------------------------------------------- side by side, a list
def _apart() -> tuple[OfficialDocument, ...]:
    leading, attached = _documents()
    return (replace(leading, apart=True), attached)


def _members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_make_bundles__side_by_side_every_paper_and_a_list(folder: Path) -> None:
    found = _make(folder, _apart())
    assert found.path == folder / LEADING / f"{LEADING}-tron-bo.zip"
    assert (found.written, found.pages, found.findings) == (Written.NEW, 3, ())
    members = _members(found.path)
    assert list(members) == ["danh-muc.txt", f"01-{LEADING}.pdf", f"02-{ATTACHED}.pdf"]
    for number, key in enumerate((LEADING, ATTACHED), start=1):
        assert members[f"{number:02d}-{key}.pdf"] == own_files(folder, key)[Artefact.PDF].read_bytes()
    words = members["danh-muc.txt"].decode()
    assert words.index(_documents()[0].headline) < words.index(_documents()[1].headline)
    assert words.count("chưa ký số") == 2
    assert _make(folder, _apart()).written is Written.SAME


def test_make_bundles__side_by_side_follows_the_signatures(folder: Path) -> None:
    _make(folder, _apart())
    signed = own_files(folder, ATTACHED)[Artefact.PDF]
    signed.write_bytes(signed.read_bytes() + b"\n/ByteRange [0 1 2 3]")
    found = _make(folder, _apart())
    assert (found.written, found.findings) == (Written.REPLACED, ())
    members = _members(found.path)
    assert members[f"02-{ATTACHED}.pdf"] == signed.read_bytes()
    assert "1 trang; đã ký số" in members["danh-muc.txt"].decode()


def test_make_bundles__side_by_side_holds_what_was_issued_with_its_seal(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "ban-luu"
    place.mkdir()
    kept = Frozen(
        paper=ATTACHED, number=3, symbol="03/UBND", day=date(2024, 3, 1), sent="", files={}, values={}, place=place
    )
    for path, content in ((kept.pdf, _blank(1) + b"%numbered"), (kept.sealed, _blank(1) + b"%sealed")):
        path.write_bytes(content)
        (found,) = make_bundles(_apart(), {LEADING}, folder=folder, frozen={ATTACHED: kept})
        assert _members(found.path)[f"02-{ATTACHED}.pdf"] == content


def test_make_bundles__a_choice_that_changes_takes_the_other_file_away(folder: Path) -> None:
    merged = _make(folder).path
    apart = _make(folder, _apart()).path
    assert (merged.exists(), apart.exists()) == (False, True)
    assert _make(folder).path == merged
    assert (merged.exists(), apart.exists()) == (True, False)
    merged.write_bytes(merged.read_bytes() + b"\n/ByteRange [0 1 2 3]")
    _make(folder, _apart())
    assert merged.exists()


# ----------------------------------------------------------------------------------------------- with the real build
@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A submission that encloses a letter, and nothing else to build."""
    folder = Path(shutil.copytree(OFFICE, tmp_path / "ho-so", ignore=shutil.ignore_patterns("cuoc-hop", "van-ban")))
    for name in ("to-trinh-kinh-phi", "cong-van-ubnd"):
        (folder / "van-ban").mkdir(exist_ok=True)
        shutil.copy(OFFICE / "van-ban" / f"{name}.yaml", folder / "van-ban")
    with (folder / "van-ban" / "to-trinh-kinh-phi.yaml").open("a", encoding="utf-8") as file:
        file.write("kèm theo: [cong-van-ubnd]\n")
    return folder


def _build(office: Path, *arguments: str) -> Mapping[str, Any]:
    result = vanthu("build", office, "-o", office.parent / "out", "--json", *arguments)
    assert result.returncode == 0, result.stderr
    return {one["id"]: one for one in json.loads(result.stdout)["documents"]}


@pytest.mark.office
def test_build__the_bundle_follows_its_papers(office: Path) -> None:
    built = _build(office, "--only", LEADING)
    assert set(built) == {LEADING, ATTACHED}
    bundle = Path(built[LEADING]["bundle"])
    assert page_count(bundle.read_bytes()) == sum(one["pages"] for one in built.values())
    assert "bundle" not in built[ATTACHED]
    first = bundle.read_bytes()
    everything = _build(office)
    assert bundle.read_bytes() == first
    assert _build(office) == everything
    assert vanthu("build", office, "-o", office.parent / "out").stdout.splitlines()[-1].count("không có gì đổi") == 1
    edit(office / "van-ban" / "cong-van-ubnd.yaml", "nội dung:\n", "nội dung:\n  - Đoạn mới thêm vào công văn.\n")
    _build(office)
    second = bundle.read_bytes()
    assert second != first
    bundle.unlink()
    _build(office)
    assert bundle.read_bytes() == second


@pytest.mark.office
def test_build__enclosing_something_new_after_a_whole_build(office: Path) -> None:
    submission, letter = (office / "van-ban" / f"{name}.yaml" for name in ("to-trinh-kinh-phi", "cong-van-ubnd"))
    edit(submission, "kèm theo: [cong-van-ubnd]\n", "")
    assert "bundle" not in _build(office)[LEADING]
    with submission.open("a", encoding="utf-8") as file:
        file.write("kèm theo: [cong-van-ubnd]\n")
    edit(letter, "nội dung:\n", "nội dung:\n  - Đoạn mới thêm vào công văn.\n")
    result = vanthu("build", office, "-o", office.parent / "out")
    assert result.returncode == 0, result.stderr
    assert bundle_path(office.parent / "out", LEADING).is_file()
    assert "bundle" in _build(office)[LEADING]


@pytest.mark.office
def test_build__a_signed_bundle_stays(office: Path) -> None:
    bundle = Path(_build(office)[LEADING]["bundle"])
    root = identity("Cơ quan chứng thực")
    signed = sign(bundle.read_bytes(), "chu-ky-1", signer(identity("Giám đốc", root), root), certify=True)
    bundle.write_bytes(signed)
    edit(office / "van-ban" / "cong-van-ubnd.yaml", "nội dung:\n", "nội dung:\n  - Đoạn mới thêm vào công văn.\n")
    result = vanthu("build", office, "-o", office.parent / "out")
    assert "DUNG-06" in result.stderr
    assert bundle.read_bytes() == signed


@pytest.mark.office
def test_build__enclosing_what_is_not_there(office: Path) -> None:
    edit(office / "van-ban" / "to-trinh-kinh-phi.yaml", "[cong-van-ubnd]", "[cong-van-ubn]")
    result = vanthu("build", office, "-o", office.parent / "out")
    assert result.returncode == 1
    assert "“Kèm theo”" in result.stderr
    assert "cong-van-ubnd" in result.stderr


@pytest.mark.office
def test_build__what_an_enclosed_paper_encloses_is_there_once_and_a_circle_is_told(office: Path) -> None:
    for name, enclosing in (("ke-hoach-kiem-tra", "cong-van-ubnd"), ("cong-van-ubnd", "bao-cao-quy-1")):
        shutil.copy(OFFICE / "van-ban" / f"{name}.yaml", office / "van-ban")
        with (office / "van-ban" / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(f"kèm theo: [{enclosing}]\n")
    shutil.copy(OFFICE / "van-ban" / "bao-cao-quy-1.yaml", office / "van-ban")
    submission = office / "van-ban" / f"{LEADING}.yaml"
    edit(submission, "kèm theo: [cong-van-ubnd]", "kèm theo: [ke-hoach-kiem-tra, bao-cao-quy-1]\ntrọn bộ: nhiều tệp")
    built = _build(office, "--only", LEADING)
    order = [LEADING, "ke-hoach-kiem-tra", "cong-van-ubnd", "bao-cao-quy-1"]
    assert set(built) == set(order)
    members = list(_members(Path(built[LEADING]["bundle"])))
    assert members[1:] == [f"{number:02d}-{key}.pdf" for number, key in enumerate(order, start=1)]
    edit(submission, "trọn bộ: nhiều tệp", "trọn bộ: một tệp")
    whole = Path(_build(office, "--only", LEADING)[LEADING]["bundle"])
    assert page_count(whole.read_bytes()) == sum(one["pages"] for one in built.values())
    assert vanthu("check", whole).returncode == 0
    with (office / "van-ban" / "bao-cao-quy-1.yaml").open("a", encoding="utf-8") as file:
        file.write("kèm theo: [ke-hoach-kiem-tra]\n")
    told = vanthu("validate", office)
    assert told.returncode == 1
    words = " ".join((told.stdout + told.stderr).split())
    assert "đi vòng: bao-cao-quy-1 → ke-hoach-kiem-tra → cong-van-ubnd → bao-cao-quy-1" in words
