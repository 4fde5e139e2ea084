"""A unit's own form goes back with its open points marked, and what comes back corrected settles them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from pipeline.app.report_returns import ReportsReturned, return_reports
from pipeline.errors import Unreadable
from pipeline.reports.question_marks import END, START, question_text, without_questions
from pipeline.reports.receive_report import receive
from pipeline.reports.reconciling.marked_form import MarkedForm, marked_form
from pipeline.reports.reconciling.worklist import Row, worklist
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import read_book
from tests.reports.filled import Filled, convert, opened
from tests.reports.outlined import UNIT
from tests.reports.rounds import DAY, empty_round, send
from tests.reports.small_office import ON, PERIOD, collect, round_of, small_office

DOUBTFUL = ("ho-so-tiep-nhan", "thực hiện")
LATER = date(2024, 6, 9)


def again(reporting_round: Round) -> Round:
    return Round(reporting_round.office, reporting_round.folder, reporting_round.period)


def spoilt(form: Filled) -> None:
    """A figure that nobody can read, one left out, a comment of the unit's own."""
    form.cell(*DOUBTFUL).value = "khoảng 300"
    form.cell("van-ban-di").value = None
    form.cell("he-thong").comment = Comment("Chưa kể hệ thống thử nghiệm", "Sở Y tế")


def own_rows(reporting_round: Round) -> list[Row]:
    return [row for row in worklist(reporting_round) if row.unit.id == UNIT]


def returned(folder: Path, spoil: Any = spoilt) -> tuple[Round, MarkedForm]:
    reporting_round = empty_round(folder)
    send(reporting_round, UNIT, spoil=spoil)
    now = again(reporting_round)
    return now, marked_form(now, now.office.agency(UNIT), own_rows(now))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_form__has_a_fill_and_the_question_at_every_open_cell_and_nothing_else_changed(tmp_path: Path) -> None:
    now, form = returned(tmp_path)
    assert form.data is not None
    before = now.store.original(now.collected.submissions[UNIT])
    here, there = (openpyxl.load_workbook(io.BytesIO(data)) for data in (before, form.data))
    open_cells = {(row.source.sheet, row.source.cell) for row in own_rows(now) if row.source and row.source.cell}
    assert ("Biểu 1", "E6") in open_cells
    marked = set()
    for sheet in here.worksheets:
        other = there[sheet.title]
        assert other.max_row == sheet.max_row
        assert other.sheet_state == sheet.sheet_state
        assert other.protection.sheet == sheet.protection.sheet
        assert other.data_validations.count == sheet.data_validations.count
        for line in sheet.iter_rows():
            for cell in line:
                now_there = other[cell.coordinate]
                assert now_there.value == cell.value
                assert now_there.number_format == cell.number_format
                assert repr(now_there.font) == repr(cell.font)
                if now_there.fill.fgColor.rgb == "FFFFC000":
                    marked.add((sheet.title, cell.coordinate))
                    assert not now_there.protection.locked
                    assert now_there.comment.text.startswith(START)
                else:
                    assert now_there.protection.locked == cell.protection.locked
                    assert repr(now_there.fill) == repr(cell.fill)
                    assert (now_there.comment and now_there.comment.text) == (cell.comment and cell.comment.text)
    assert open_cells <= marked
    assert len(marked) == form.marked
    blank = next(row for row in own_rows(now) if row.source is None)
    assert blank.indicator is not None
    assert blank.indicator.id == "van-ban-di"
    assert ("Biểu 2", "E6") in marked
    same = {name for name, part in parts(before).items() if parts(form.data)[name] == part}
    assert {"xl/workbook.xml", "docProps/core.xml", "xl/worksheets/sheet1.xml"} <= same


def test_cell__that_the_form_had_closed_can_be_typed_in_when_it_is_asked_about(tmp_path: Path) -> None:
    def below(form: Filled) -> None:
        sheet = form.book["Biểu 1"]
        spoilt(form)
        sheet.cell(sheet.max_row + 1, 5).value = 500

    now, form = returned(tmp_path, below)
    assert form.data is not None
    sheet = openpyxl.load_workbook(io.BytesIO(form.data))["Biểu 1"]
    (stray,) = (row for row in own_rows(now) if row.source and row.source.sheet == "Biểu 1" and row.stands == "500")
    assert stray.source is not None
    assert not sheet[stray.source.cell].protection.locked


def test_comment__of_the_unit_stays_below_the_question(tmp_path: Path) -> None:
    _, form = returned(tmp_path)
    assert form.data is not None
    sheet = openpyxl.load_workbook(io.BytesIO(form.data))["Biểu 2"]
    texts = [cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment]
    (own,) = [text for text in texts if "thử nghiệm" in text]
    assert own.startswith(START)
    assert own.endswith("Chưa kể hệ thống thử nghiệm")


def test_form__is_the_same_each_time_and_taken_unchanged_as_known(tmp_path: Path) -> None:
    now, form = returned(tmp_path)
    assert form.data == marked_form(now, now.office.agency(UNIT), own_rows(now)).data
    assert form.data is not None
    kept = receive(now, form.data, name="tra-lai.xlsx", day=LATER)
    assert kept.submission.version == 1


def test_form__corrected_and_sent_again_settles_what_it_answers(tmp_path: Path) -> None:
    now, form = returned(tmp_path)
    assert form.data is not None
    book = Filled(openpyxl.load_workbook(io.BytesIO(form.data)), now.period)
    book.cell(*DOUBTFUL).value = 300
    book.cell("van-ban-di").value = 900
    kept = receive(now, book.saved(), name="sua.xlsx", day=LATER).submission
    assert kept.version == 2
    after = again(now)
    left = {(row.indicator.id if row.indicator else "", row.column) for row in own_rows(after)}
    assert DOUBTFUL not in left
    assert ("van-ban-di", "thực hiện") not in left
    questions = [question for question in kept.questions if START in question.doubt or START in question.text]
    assert questions == []
    assert [question.indicator for question in kept.questions if "thử nghiệm" in question.doubt] == ["he-thong"]


@pytest.mark.parametrize("sent_back", [True, False])
def test_form__without_the_stray_figures_it_was_sent_back_for_is_taken(tmp_path: Path, *, sent_back: bool) -> None:
    def below(form: Filled) -> None:
        spoilt(form)
        form.book["Biểu 1"].cell(40, 5).value = 500

    now, form = returned(tmp_path, below)
    assert form.data is not None
    book = Filled(openpyxl.load_workbook(io.BytesIO(form.data)), now.period)
    book.book["Biểu 1"].cell(40, 5).value = None
    if sent_back:
        place = now.store.place / "tra-lai" / form.name
        place.parent.mkdir()
        place.write_bytes(form.data)
        assert receive(now, book.saved(), name="sua.xlsx", day=LATER).submission.version == 2
    else:
        with pytest.raises(Unreadable, match=r"thiếu 1 mục mà bản trước có \(ô E40 \(Biểu 1\)\)"):
            receive(now, book.saved(), name="sua.xlsx", day=LATER)


def test_form__returned_twice_says_which_questions_are_answered(tmp_path: Path) -> None:
    now, form = returned(tmp_path)
    assert form.data is not None
    book = Filled(openpyxl.load_workbook(io.BytesIO(form.data)), now.period)
    book.cell(*DOUBTFUL).value = 300
    receive(now, book.saved(), name="sua.xlsx", day=LATER)
    after = again(now)
    second = marked_form(after, after.office.agency(UNIT), own_rows(after))
    assert second.name == f"{UNIT}-ban-2.xlsx"
    assert second.data is not None
    sheets = read_book(second.data, "a.xlsx").sheets
    assert not [cell for sheet in sheets for cell in sheet.cells.values() if START in cell.comment]


@pytest.mark.parametrize("reply", ["Đúng, do sáp nhập 02 đơn vị", ""])
def test_question__is_known_again_and_a_reply_below_it_is_read(reply: str) -> None:
    text = question_text(["số lẻ"], ["1.390", "1,39"])
    assert without_questions(f"{text}\n{reply}") == reply
    assert without_questions(" ".join(f"Tác giả: {text} {reply}".split())) == f"Tác giả:  {reply}".strip()
    assert without_questions("Gồm cả cấp xã") == "Gồm cả cấp xã"
    assert END in text


def test_form__without_hidden_keys_or_of_no_cell_is_not_marked_and_that_is_said(tmp_path: Path) -> None:
    def foreign(form: Filled) -> None:
        spoilt(form)
        del form.book["vanthu"]

    _, form = returned(tmp_path / "a", foreign)
    assert (form.data, form.why) == (None, "tệp không phải biểu mẫu đã phát cho đơn vị")

    def extra(form: Filled) -> None:
        form.book.create_sheet("Thêm")["A1"] = "chữ"

    now, form = returned(tmp_path / "b", extra)
    rows = [row for row in own_rows(now) if row.source and not row.source.cell]
    assert marked_form(now, now.office.agency(UNIT), rows).why == "không câu hỏi nào nằm ở một ô của biểu mẫu"
    assert "chỉ có trong công văn" in form.why or form.data is None
    nobody = empty_round(tmp_path / "c")
    assert marked_form(nobody, nobody.office.agency(UNIT), []).why == "đơn vị chưa gửi biểu mẫu"


def test_return__writes_the_marked_form_beside_the_letter_and_says_so_in_it(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    done = _sent_back(office, tmp_path)
    (form,) = done.forms
    assert form.file is not None
    assert form.file.path == office / "bao-cao" / PERIOD / "tra-lai" / "so-noi-vu-ban-1.xlsx"
    assert form.marked >= 1
    ((_, _, letter),) = done.letters
    assert "gửi kèm công văn này (các ô tô màu, có ghi câu hỏi)" in " ".join(letter.path.read_text("utf-8").split())
    assert _sent_back(office, tmp_path).forms[0].file == replace(form.file, what="không đổi")


def _sent_back(office: Path, folder: Path) -> ReportsReturned:
    reporting_round = round_of(office)
    form = opened(reporting_round, reporting_round.office.agency("so-noi-vu"))
    form.cell("ho-so").value = "khoảng 300"
    (folder / "so-noi-vu.xlsx").write_bytes(form.saved())
    collect(office, folder / "so-noi-vu.xlsx")
    return return_reports(office, PERIOD, on=ON)


@pytest.mark.office
def test_form__marked_opens_in_libreoffice_with_its_questions_and_old_formats_get_a_letter_alone(
    tmp_path: Path,
) -> None:
    _, form = returned(tmp_path / "ho-so")
    assert form.data is not None
    (tmp_path / "a.xlsx").write_bytes(form.data)
    for ending in ("xlsx", "ods", "xls"):
        convert(tmp_path / "a.xlsx", tmp_path / ending, ending)
        data = (tmp_path / ending / f"a.{ending}").read_bytes()
        there = read_book(data, f"a.{ending}").sheet("Biểu 2")
        assert there is not None
        assert {cell.comment for cell in there.cells.values() if cell.comment} == {"Chưa kể hệ thống thử nghiệm"}
    raw = openpyxl.load_workbook(tmp_path / "xlsx" / "a.xlsx")["Biểu 1"]["E6"].comment.text
    assert START in raw
    reporting_round = empty_round(tmp_path / "cu")
    receive(reporting_round, (tmp_path / "xls" / "a.xls").read_bytes(), name="a.xls", day=DAY)
    now = again(reporting_round)
    old = marked_form(now, now.office.agency(UNIT), own_rows(now))
    assert (old.data, old.why) == (None, "chỉ đánh dấu được tệp .xlsx")
