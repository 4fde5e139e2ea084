"""Issued papers in a build: recording the number is no change; a real change is told once; nothing is built or replaced."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.app.against_build import Outcome
from pipeline.app.diffing import DiffOptions, diff
from pipeline.app.issuing import IssueOptions, issue
from pipeline.building.making.output import Artefact, own_files
from pipeline.building.prepare import prepare_office
from pipeline.building.state.plan import Action, Decision
from pipeline.building.state.rebuild import keep_record, plan_build
from pipeline.decree.pack_folder import shipped_templates
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import Engine
from tests.register.issuing_office import INVITATION, LETTER, build, office

ENGINE = Engine(command=("soffice",), version="7")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office whose papers are built, in `output` beside it."""
    made = office(tmp_path)
    build(made, tmp_path / "output")
    return made


def _next_build(folder: Path, paper: str) -> Decision:
    """What a build does with a paper; it is noted as a build does."""
    output = folder.parent / "output"
    prepared = prepare_office(folder)
    planned = plan_build(prepared, folder=output, templates=load_templates(shipped_templates()), engine=ENGINE)
    keep_record(prepared, planned, folder=output)
    return planned.decisions[paper]


def _edit(folder: Path, file: str, before: str, after: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), "utf-8")


def _by_hand(folder: Path) -> None:
    _edit(folder, "hop-11-2025.yaml", "giấy mời:\n", "giấy mời:\n  số: 12\n  tình trạng: đã ban hành\n")


def _by_command(folder: Path) -> None:
    issue(folder, folder.parent / "output", INVITATION, IssueOptions(on=date(2025, 11, 15)))


@pytest.mark.parametrize("way", [_by_hand, _by_command])
def test_plan__recording_the_number_is_no_change_and_a_real_change_is_told_once(folder: Path, way: object) -> None:
    assert callable(way)
    way(folder)
    recorded = _next_build(folder, INVITATION)
    assert (recorded.action, recorded.findings) == (Action.PROTECT, ())
    _edit(folder, "can-bo.yaml", "Nguyễn Đăng Khôi", "Trương Gia Bảo")
    changed = _next_build(folder, INVITATION)
    (finding,) = changed.findings
    assert (changed.action, finding.code, finding.citation) == (Action.PROTECT, "DUNG-06", "Đ.18.3")
    assert "chữ ký" in finding.message
    assert "số, ký hiệu" not in finding.message
    assert "đính chính" in finding.hint
    assert _next_build(folder, INVITATION).findings == ()
    _edit(folder, "can-bo.yaml", "Trương Gia Bảo", "Trương Gia Bách")
    assert [one.code for one in _next_build(folder, INVITATION).findings] == ["DUNG-06"]
    _edit(folder, "can-bo.yaml", "Trương Gia Bách", "Nguyễn Đăng Khôi")
    assert _next_build(folder, INVITATION).findings == ()


def test_plan__a_letter_that_had_neither_number_nor_day(folder: Path) -> None:
    _edit(
        folder, f"{LETTER}.yaml", "tháng ban hành: 11/2025", "số: 3\nngày ban hành: 14/11/2025\ntình trạng: đã ban hành"
    )
    assert _next_build(folder, LETTER).findings == ()
    _edit(folder, f"{LETTER}.yaml", "đôn đốc", "nhắc")
    assert "trích yếu" in _next_build(folder, LETTER).findings[0].message


def test_plan__a_frozen_paper_says_what_it_was_and_what_it_would_be(folder: Path) -> None:
    _by_command(folder)
    _edit(folder, "can-bo.yaml", "Nguyễn Đăng Khôi", "Trương Gia Bảo")
    message = _next_build(folder, INVITATION).findings[0].message
    assert "chữ ký (trước: “Nguyễn Đăng Khôi”, nay: “Trương Gia Bảo”)" in message


def test_plan__a_frozen_paper_outlives_its_output_and_the_note_in_its_record(folder: Path) -> None:
    _by_command(folder)
    shutil.rmtree(folder.parent / "output")
    (folder.parent / "output").mkdir()
    lost = _next_build(folder, INVITATION)
    assert (lost.action, lost.findings) == (Action.PROTECT, ())
    other = own_files(folder.parent / "output", INVITATION)[Artefact.PDF]
    other.parent.mkdir()
    other.write_bytes(b"%PDF-1.7 of somebody")
    assert [one.code for one in _next_build(folder, INVITATION).findings] == ["DUNG-41"]
    other.unlink()
    _edit(folder, "hop-11-2025.yaml", "  tình trạng: đã ban hành\n", "")
    record = (folder / "hop-11-2025.yaml").read_text("utf-8")
    (folder / "hop-11-2025.yaml").write_text(
        "\n".join(line for line in record.split("\n") if "mã băm" not in line), "utf-8"
    )
    unnoted = _next_build(folder, INVITATION)
    assert (unnoted.action, [one.code for one in unnoted.findings]) == (Action.PROTECT, ["DUNG-40"])
    assert issue(folder, folder.parent / "output", INVITATION, IssueOptions(on=date(2025, 11, 15))).completed
    assert _next_build(folder, INVITATION).findings == ()


def test_plan__a_signature_added_to_what_went_out_is_still_that_paper(folder: Path) -> None:
    _by_command(folder)
    pdf = own_files(folder.parent / "output", INVITATION)[Artefact.PDF]
    pdf.write_bytes(pdf.read_bytes() + b"\n/ByteRange [0 1 2 3]")
    assert _next_build(folder, INVITATION).findings == ()


@pytest.mark.parametrize("way", [_by_hand, _by_command])
def test_diff__shows_a_real_change_of_what_was_issued_and_nothing_else(tmp_path: Path, way: object) -> None:
    folder, output = office(tmp_path), tmp_path / "output"
    build(folder, output, words=True)
    assert callable(way)
    way(folder)
    options = DiffOptions(day=date(2025, 11, 20), only=(INVITATION,))
    assert [one.outcome for one in diff(folder, output, options).compared] == [Outcome.SAME]
    _edit(folder, "can-bo.yaml", "Nguyễn Đăng Khôi", "Trương Gia Bảo")
    (found,) = diff(folder, output, options).compared
    assert found.outcome is Outcome.CHANGED
    assert "đã ban hành, lần dựng sau không thay" in found.summary
    assert found.counts is not None
    assert found.counts["words_added"] == 3


def test_plan__a_paper_with_number_and_day_is_not_made_anew_because_somebody_else_changed(folder: Path) -> None:
    _edit(folder, f"{LETTER}.yaml", "tháng ban hành: 11/2025", "số: 3\nngày ban hành: 14/11/2025")
    shutil.rmtree(folder.parent / "output")
    build(folder, folder.parent / "output")
    assert _next_build(folder, LETTER).findings == ()
    _edit(folder, "can-bo.yaml", "Nguyễn Đăng Khôi", "Trương Gia Bảo")
    for _ in range(2):
        kept = _next_build(folder, LETTER)
        assert (kept.action, [one.code for one in kept.findings]) == (Action.KEEP, ["DUNG-42"])
    assert "--force" in kept.findings[0].hint
    _edit(folder, f"{LETTER}.yaml", "đôn đốc", "nhắc")
    assert _next_build(folder, LETTER).action is Action.BUILD


def test_plan__a_changed_program_is_no_change_of_what_was_issued(folder: Path) -> None:
    _by_hand(folder)
    prepared = prepare_office(folder)
    templates = load_templates(shipped_templates())
    planned = plan_build(
        prepared,
        folder=folder.parent / "output",
        templates=templates,
        engine=replace(ENGINE, version="8"),
        only=[INVITATION],
    )
    assert planned.decisions[INVITATION].findings == ()
