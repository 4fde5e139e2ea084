"""A foreign form from the file to the compiled report: kept for each unit, traced to its cell, corrected, read again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.app.own_form_desk import take_own_forms
from pipeline.app.report_intake import collect_reports
from pipeline.app.report_returns import return_reports
from pipeline.app.report_views import report_anomalies, report_status, trace_figure
from pipeline.app.reporting_periods import compile_report, reread_reports
from pipeline.cli.own_form_steps import show_tried
from pipeline.errors import Unreadable
from pipeline.records.corrections import Correction, Corrections
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.submission import Question
from pipeline.workspace.load import load
from tests.program import vanthu
from tests.reports.own_forms.foreign import ITEMS_IN_ROWS, LIST, MATRIX, OFFICE, UNITS_IN_ROWS

DAY = date(2026, 6, 19)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICE, tmp_path / "ho-so"))


def test_taken__a_figure_is_traced_to_its_cell_and_questions_stay_open(folder: Path) -> None:
    take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    traced = trace_figure(folder, "6t-2026", "qua-han", column="thực hiện")
    assert traced.total.value == 116
    cells = {entry.unit: entry.source.cell for entry in traced.entries if entry.source}
    assert cells["so-tai-chinh"] == "J13"
    codes = {finding.code for finding in report_anomalies(folder, "6t-2026").findings}
    assert {"BC-121", "BC-122", "BC-123", "BC-125"} <= codes


def test_taken__again_keeps_nothing_twice_and_reading_again_changes_nothing(folder: Path) -> None:
    first = take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY).files.taken[0][1]
    second = take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY).files.taken[0][1]
    assert [part.again for part in first.units] == [False] * 9
    assert [part.again for part in second.units] == [True] * 9
    again = reread_reports(folder, "6t-2026")
    assert (len(again.done), again.failed) == (9, ())
    assert not any(report.changed for report in again.done)


def test_taken__a_confirmed_name_is_no_question_any_more(folder: Path) -> None:
    take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    outline = folder / "bao-cao" / "1-de-cuong.yaml"
    outline.write_text(
        outline.read_text("utf-8") + "    tên đơn vị:\n      - {ghi: P. Trung Sơn, là: phuong-trung-son}\n", "utf-8"
    )
    before = report_anomalies(folder, "6t-2026").questions
    assert reread_reports(folder, "6t-2026").failed == ()
    assert report_anomalies(folder, "6t-2026").questions == before - 1


def test_taken__the_compiled_report_is_accepted_by_the_folder(folder: Path) -> None:
    take_own_forms(folder, "cai-cach-quy-2-2026", (ITEMS_IN_ROWS,), day=DAY)
    compiled = compile_report(folder, "cai-cach-quy-2-2026", on=DAY)
    results = compiled.period.results.by_key
    assert results["tiep-nhan-2", "thực hiện"].value == 3471
    assert round(results["ty-le-2", "thực hiện"].value or Decimal(0), 1) == Decimal("77.8")
    assert [finding for finding in load(folder).findings if finding.severity.value == "error"] == []


def test_taken__a_mean_over_units_is_weighted(folder: Path) -> None:
    take_own_forms(folder, "he-thong-dv-2026", (LIST,), day=DAY)
    traced = trace_figure(folder, "he-thong-dv-2026", "tien-do-dv", column="thực hiện")
    assert round(traced.total.value or Decimal(0), 1) == Decimal("86.2")


def test_taken__a_file_that_is_no_described_form_is_refused_with_the_reason(folder: Path) -> None:
    result = take_own_forms(folder, "6t-2026", (MATRIX, UNITS_IN_ROWS), day=DAY)
    assert [file for file, _ in result.files.taken] == [UNITS_IN_ROWS]
    ((file, error),) = result.files.refused
    assert (file, isinstance(error, Unreadable), "Biểu số 02/TTHC" in error.message) == (MATRIX, True, True)


def test_taken__only_the_unit_that_is_asked_for(folder: Path) -> None:
    kept = take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY, unit="so-y-te").files.taken[0][1]
    (part,) = kept.units
    assert part.submission.unit == "so-y-te"
    assert any("J29" in question.source.cell for question in part.submission.questions)
    assert not any(report.changed for report in reread_reports(folder, "6t-2026").done)


def test_taken__a_unit_that_stands_there_as_not_having_reported_has_sent_nothing(folder: Path) -> None:
    take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    status = report_status(folder, "6t-2026", on=DAY)
    assert [unit.unit.id for unit in status.units if unit.first is None] == ["xa-cam-linh"]
    told = [finding.message for finding in report_anomalies(folder, "6t-2026").findings]
    assert any("Xã Cẩm Lĩnh không có số liệu" in message for message in told)


def test_tried__says_everything_and_keeps_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_tried(folder, "ma-tran-6t-2026", MATRIX, unit=None, json_wanted=True)
    told = json.loads(capsys.readouterr().out)
    assert len(told["units"]) == 8
    assert any(note["cell"] == "BU8" for note in told["left_aside"])
    assert not (folder / "bao-cao" / "ma-tran-6t-2026").exists()
    show_tried(folder, "ma-tran-6t-2026", MATRIX, unit=None, json_wanted=False)
    told_in_words = capsys.readouterr().out
    assert "ô BU8: “CHÚ GIẢI”" in told_in_words
    assert "chưa nhận gì" in told_in_words


def test_command__takes_and_tries(folder: Path) -> None:
    tried = vanthu("reports", "take", str(folder), "6t-2026", str(UNITS_IN_ROWS), "--dry-run")
    assert (tried.returncode, "Hỏi:" in tried.stdout) == (0, True)
    taken = vanthu("reports", "take", str(folder), "6t-2026", str(UNITS_IN_ROWS), "--received", "19/6/2026")
    assert (taken.returncode, "9 bản của đơn vị" in taken.stdout) == (0, True)


def test_collected__a_form_of_an_offices_own_is_named_with_the_command_that_takes_it(folder: Path) -> None:
    taken = collect_reports(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    (left,) = taken.left
    assert left.proposal.why is not None
    assert "vanthu reports take THƯ_MỤC 6t-2026" in left.proposal.why.remedy
    assert all(not standing.version for standing in report_status(folder, "6t-2026", on=DAY).units)


def test_taken__each_question_is_told_of_the_unit_that_it_is_about(folder: Path) -> None:
    """Rows of nobody and wrong totals are of the whole file; a unit that sent nothing is not asked in another's name."""
    kept = take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY).files.taken[0][1]
    office = load(folder).office
    own = {unit: part.questions for unit, part in kept.reading.units.items()}
    read = report_anomalies(folder, "6t-2026").period
    told = [
        (unit, replace(question, about="", source=replace(question.source, file="")))
        for unit, question in read.collected.questions
    ]
    for unit, questions in own.items():
        for question in questions:
            assert (unit, replace(question, source=replace(question.source, file=""))) in told, (unit, question)
    unplaced = {question.doubt for question in kept.reading.unplaced}
    assert unplaced
    called = [unit.called for unit in read.collected.units]
    for finding in report_anomalies(folder, "6t-2026").findings:
        if any(doubt in finding.message for doubt in unplaced):
            assert finding.message.startswith("Cả tệp:")
            assert not finding.message.startswith(tuple(called))
    done = return_reports(folder, "6t-2026", on=DAY)
    assert "xa-cam-linh" not in {unit for unit, _, _ in done.letters}
    for unit, _, file in done.letters:
        letter = file.path.read_text("utf-8")
        assert not any(doubt in letter for doubt in unplaced)
        others = {question.doubt for key, questions in own.items() if key != unit for question in questions}
        others -= {question.doubt for question in own[unit]}
        assert not any(doubt in letter for doubt in others), (unit, office.agency(unit).called)


def test_correction__of_a_unit_that_is_silent_in_a_file_of_many_names_the_cell_that_was_asked_about(
    folder: Path,
) -> None:
    take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    read = report_anomalies(folder, "6t-2026").period
    collected = read.collected
    holder, figure = next(
        (unit, figure) for unit, sent in collected.submissions.items() for figure in sent.figures if figure.value
    )
    question = Question("BC-121", figure.indicator, figure.column, figure.text, "không rõ của ai", (), figure.source)
    silent = next(unit.id for unit in collected.units if unit.id not in collected.submissions)
    store, sent = read.store, collected.submissions[holder]
    asked = replace(question, about=silent)
    store.renew(sent, Returned(sent.figures, sent.passages, (*sent.questions, asked)), sent.basis)
    person = read.office.people[0].id
    change = Correction(
        unit=silent, indicator=figure.indicator, column=question.column, value="12", reason="Báo lại", by=person, day=DAY
    )  # fmt: skip
    record = Corrections(kind="điều chỉnh số liệu", id="dc-1", period="6t-2026", items=(change,))
    now = Round(replace(read.office, corrections=(record,)), folder, read.period).collected
    assert (silent, asked) not in now.questions
    entry = now.entries[silent, figure.indicator, question.column]
    assert (entry.value, entry.text) == (Decimal(12), question.text)
    assert entry.source is not None
    assert (entry.source.sheet, entry.source.cell) == (question.source.sheet, question.source.cell)


def test_taken__a_column_that_is_not_there_is_missing_for_every_unit_of_the_file(folder: Path) -> None:
    outline = folder / "bao-cao" / "1-de-cuong.yaml"
    written = outline.read_text("utf-8")
    changed = written.replace(
        "{chỉ tiêu: qua-han, tiêu đề: Số hồ sơ đã giải quyết / Quá hạn}", "{chỉ tiêu: qua-han, tiêu đề: Trễ hẹn}"
    )
    assert changed != written
    outline.write_text(changed, "utf-8")
    take_own_forms(folder, "6t-2026", (UNITS_IN_ROWS,), day=DAY)
    read = report_anomalies(folder, "6t-2026").period
    aside = {unit for unit, indicator, _ in read.sound.aside if indicator == "qua-han"}
    assert aside == read.collected.reported
