"""An office against an earlier build: what is told of each paper, and what is written where."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.app.against_build import Compared, Outcome, compare_office
from pipeline.app.compared_files import Sides, results_folder, write_results
from pipeline.building.making.output import Artefact, own_files
from pipeline.building.making.page_setting import PageSetting, closer, parted, profile_of, wider
from pipeline.building.prepare import Prepared, prepare_office
from pipeline.decree.profile import Profile
from pipeline.errors import UsageError
from pipeline.filing.writer import put
from pipeline.finding import Severity
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from tests.revision.edits import DATE, docx_of, replaced
from tests.revision.tracked import accepted, paragraphs, rejected
from tests.sample import OFFICE, TEMPLATES, sample

SIDES = Sides(old="output", new="hồ sơ")
LETTER = "cong-van-don-doc"
NOTICE = "phien-1-2024-thong-bao"


@cache
def _templates() -> TemplateSet:
    return load_templates(TEMPLATES)


def _build(prepared: Prepared, folder: Path) -> None:
    """The Word files of an office where a build leaves them."""
    for document in prepared.documents:
        made = make_docx(document, templates=_templates(), profile=prepared.profile)
        put(own_files(folder, document.id)[Artefact.DOCX], made)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build of the sample office."""
    _build(sample(), tmp_path / "output")
    return tmp_path / "output"


def _compared(build: Path, prepared: Prepared | None = None, *only: str) -> Mapping[str, Compared]:
    found = compare_office(prepared or sample(), templates=_templates(), against=build, date=DATE, only=only)
    return {one.id: one for one in found}


def _edited_office(tmp_path: Path, file: str, before: str, after: str) -> Prepared:
    office = tmp_path / "hồ sơ"
    shutil.copytree(OFFICE, office)
    text = (office / file).read_text("utf-8")
    assert before in text
    (office / file).write_text(text.replace(before, after), "utf-8")
    return prepare_office(office)


def test_compare_office__nothing_differs_after_a_build(build: Path) -> None:
    assert {one.outcome for one in _compared(build).values()} == {Outcome.SAME}


def test_compare_office__an_edited_record_changes_the_papers_that_use_it(build: Path, tmp_path: Path) -> None:
    edited = _edited_office(tmp_path, "cuoc-hop/phien-1-2024.yaml", "26/4/2024", "29/4/2024")
    found = _compared(build, edited)
    changed = [one for one in found.values() if one.outcome is Outcome.CHANGED]
    assert NOTICE in {one.id for one in changed}
    assert found[NOTICE].summary.endswith("“nhất ngày 26” → “nhất ngày 29”")
    now = {one.id: make_docx(one, templates=_templates(), profile=edited.profile) for one in edited.documents}
    for one in changed:
        assert rejected(one.redline) == paragraphs(docx_of(one.id))
        assert accepted(one.redline) == paragraphs(now[one.id])
    assert {key for key in now if now[key] != docx_of(key)} == {one.id for one in changed}


def test_compare_office__papers_of_one_side_are_named(build: Path) -> None:
    shutil.rmtree(build / LETTER)
    put(build / "van-ban-cu" / "van-ban-cu.docx", docx_of(LETTER))
    found = _compared(build)
    assert found[LETTER].outcome is Outcome.NEW
    assert found["van-ban-cu"].outcome is Outcome.GONE


def test_compare_office__a_damaged_file_is_a_finding_and_the_rest_goes_on(build: Path) -> None:
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(docx_of(LETTER)[:500])
    found = _compared(build)
    assert found[LETTER].outcome is Outcome.FAILED
    finding = found[LETTER].finding
    assert finding is not None
    assert (finding.code, finding.severity, finding.document) == ("SS-01", Severity.ERROR, LETTER)
    assert f"{LETTER}.docx" in finding.message
    assert {one.outcome for key, one in found.items() if key != LETTER} == {Outcome.SAME}


def test_compare_office__what_was_edited_by_hand_is_shown_as_it_would_go(build: Path) -> None:
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(replaced(docx_of(LETTER), "đôn đốc", "nhắc nhở"))
    found = _compared(build)[LETTER]
    assert found.outcome is Outcome.CHANGED
    assert found.summary.endswith("đôn đốc”")
    assert found.counts is not None
    assert found.counts["words_added"] == found.counts["words_removed"]


def test_compare_office__other_looks_of_the_same_words(build: Path) -> None:
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(replaced(docx_of(LETTER), 'w:right="850"', 'w:right="1134"'))
    assert _compared(build)[LETTER].outcome is Outcome.LAYOUT


def test_compare_office__a_paper_that_the_build_tightened_is_the_same(build: Path) -> None:
    document = next(one for one in sample().documents if one.id == LETTER)
    tight = make_docx(document, templates=_templates(), profile=sample().profile, tight=True)
    assert tight != docx_of(LETTER)
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(tight)
    assert _compared(build)[LETTER].outcome is Outcome.SAME


@pytest.mark.parametrize("kind", [closer, wider, parted])
def test_compare_office__a_paper_that_the_build_set_otherwise_is_the_same(
    build: Path, kind: Callable[[Profile], tuple[PageSetting, ...]]
) -> None:
    profile = sample().profile
    document = next(one for one in sample().documents if one.id == LETTER)
    docx = make_docx(document, templates=_templates(), profile=profile_of(profile, kind(profile)[-1]))
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(docx)
    assert _compared(build)[LETTER].outcome is Outcome.SAME


def test_compare_office__issued_and_signed_papers_say_that_they_stay(build: Path) -> None:
    for key in (LETTER, NOTICE):
        docx, pdf = own_files(build, key).values()
        docx.write_bytes(replaced(docx_of(key), "Thanh Giang", "Thanh Hà"))
        pdf.write_bytes(b"%PDF-1.7 /ByteRange [0 1 2 3]" if key == LETTER else b"%PDF-1.7")
    documents = tuple(replace(one, issued="" if one.id == NOTICE else None) for one in sample().documents)
    found = _compared(build, replace(sample(), documents=documents))
    assert "đã có chữ ký số, lần dựng sau không thay" in found[LETTER].summary
    assert "đã ban hành, lần dựng sau không thay" in found[NOTICE].summary


def test_compare_office__only_what_is_asked_for(build: Path) -> None:
    put(build / "van-ban-cu" / "van-ban-cu.docx", docx_of(LETTER))
    assert list(_compared(build, None, LETTER)) == [LETTER]
    assert list(_compared(build, None, "van-ban-cu")) == ["van-ban-cu"]
    with pytest.raises(UsageError, match="cong-van-don-do"):
        _compared(build, None, "cong-van-don-do")
    with pytest.raises(UsageError, match="khong-co"):
        _compared(build.parent / "khong-co")


# ------------------------------------------------------------------------------------------------------------ the files
def _write(build: Path, folder: Path) -> set[str]:
    write_results(_compared(build).values(), folder, SIDES)
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_write_results__files_of_changed_papers_and_the_list(build: Path) -> None:
    before = {path: path.read_bytes() for path in build.rglob("*.docx")}
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(replaced(docx_of(LETTER), "đôn đốc", "nhắc nhở"))
    before[own_files(build, LETTER)[Artefact.DOCX]] = own_files(build, LETTER)[Artefact.DOCX].read_bytes()
    folder = results_folder(build, None, [one.id for one in sample().documents])
    assert folder == build / "so-sanh"
    assert _write(build, folder) == {f"{LETTER}.docx", f"{LETTER}.html", "index.html"}
    assert {path: path.read_bytes() for path in before} == before
    index = (folder / "index.html").read_text("utf-8")
    assert all(document.id in index for document in sample().documents)
    assert f'href="{LETTER}.html"' in index
    assert min((document.id for document in sample().documents), key=index.index) == LETTER


def test_write_results__what_no_longer_applies_is_removed_and_nothing_else(build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kết quả"
    for key in (LETTER, NOTICE):
        own_files(build, key)[Artefact.DOCX].write_bytes(replaced(docx_of(key), "Thanh Giang", "Thanh Hà"))
    assert len(_write(build, folder)) == 5
    (folder / "của tôi.docx").write_bytes(b"mine")
    (folder / f"{NOTICE}.docx").write_bytes(b"changed in Word")
    for key in (LETTER, NOTICE):
        own_files(build, key)[Artefact.DOCX].write_bytes(docx_of(key))
    assert _write(build, folder) == {"index.html", "của tôi.docx", f"{NOTICE}.docx"}


def test_write_results__a_file_of_somebody_else_is_not_replaced(build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tài liệu"
    put(folder / f"{LETTER}.docx", b"mine")
    own_files(build, LETTER)[Artefact.DOCX].write_bytes(replaced(docx_of(LETTER), "đôn đốc", "nhắc nhở"))
    with pytest.raises(UsageError, match="không do lệnh này ghi ra"):
        _write(build, folder)
    assert (folder / f"{LETTER}.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("record", ["", "[]", '{"../output/x.docx": "0"}', '{"index.html": 3}'])
def test_write_results__a_damaged_record_costs_nothing(build: Path, tmp_path: Path, record: str) -> None:
    folder = tmp_path / "kết quả"
    put(folder / ".vanthu-so-sanh.json", record.encode())
    assert _write(build, folder) == {"index.html"}


def test_results_folder__never_where_papers_lie(build: Path) -> None:
    for place in (build, build / LETTER, build / "khac" / ".."):
        with pytest.raises(UsageError, match="chỗ của chính các văn bản"):
            results_folder(build, place, [LETTER])
    with pytest.raises(UsageError, match="chỗ của chính các văn bản"):
        results_folder(build, None, ["so-sanh"])
    with pytest.raises(UsageError, match="là một tệp"):
        results_folder(build, own_files(build, LETTER)[Artefact.DOCX], [])
