"""Comments and struck figures of a returned form are asked about, whatever kind of spreadsheet it came in."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from pipeline.errors import Unreadable
from pipeline.reports.cell_marks import Mark
from pipeline.reports.ods_marks import marks_of_ods
from pipeline.reports.receive_report import receive
from pipeline.reports.reporting_round import Round
from pipeline.reports.sheets import read_book
from pipeline.reports.submission import Question
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.reports.filled import Filled, filled
from tests.reports.rounds import DAY, empty_round
from tests.reports.sample_units import sent

UNIT = "so-y-te"
_LONG = "Số này Sở đã bỏ, đề nghị dùng số gửi ngày 12/6. " * 60


def _marked(form: Filled) -> None:
    struck, said = form.cell("van-ban-di"), form.cell("van-ban-ky-so")
    struck.font = Font(strike=True)
    said.comment = Comment("Chưa đối chiếu với Văn phòng", "Sở Y tế")
    empty = form.cell("he-thong")
    empty.value = None
    empty.comment = Comment(_LONG, "Sở Y tế")
    form.cell("can-bo-boi-duong").value = CellRichText(TextBlock(InlineFont(strike=True), "12"), "5")
    sheet, row, _ = form.spot("van-ban-di")
    sheet.cell(row + 30, 3).comment = Comment("Xem thêm trang sau", "Sở Y tế")


def asked(reporting_round: Round, data: bytes, name: str) -> Mapping[str | None, Question]:
    """The first question about each indicator: beside a blank cell that has a note the rest of its row is asked, too."""
    questions = receive(reporting_round, data, name=name, day=DAY).submission.questions
    assert len(questions) == len({(question.indicator, question.column) for question in questions})
    return {question.indicator: question for question in reversed(questions)}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The same form with marks, saved by LibreOffice as each kind of spreadsheet."""
    folder = tmp_path_factory.mktemp("dau")
    reporting_round = empty_round(folder / "ho-so")
    agency = reporting_round.office.agency(UNIT)
    source = folder / "bieu-mau.xlsx"
    source.write_bytes(filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=_marked))
    for suffix in ("xls", "ods"):
        subprocess.run(
            [*find_engine().command, f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--headless",
             "--convert-to", suffix, "--outdir", str(folder), str(source)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    shutil.rmtree(folder / "lo")
    return {suffix: source.with_suffix(f".{suffix}").read_bytes() for suffix in ("xlsx", "xls", "ods")}


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_marks__are_asked_in_every_kind_of_spreadsheet(saved: Mapping[str, bytes], tmp_path: Path, suffix: str) -> None:
    found = asked(empty_round(tmp_path), saved[suffix], f"a.{suffix}")
    assert found.keys() == {"van-ban-di", "van-ban-ky-so", "he-thong", "can-bo-boi-duong", None}
    assert "gạch ngang" in found["van-ban-di"].doubt
    assert "gạch ngang" in found["can-bo-boi-duong"].doubt
    assert "Chưa đối chiếu với Văn phòng" in found["van-ban-ky-so"].doubt
    assert "để trống nhưng có lời ghi chú" in found["he-thong"].doubt
    assert found["he-thong"].text.count("đề nghị dùng số gửi ngày 12/6") == 60
    assert "Xem thêm trang sau" in found[None].doubt


@pytest.mark.office
def test_marks__a_damaged_old_file_is_refused_and_never_read_without_them(
    saved: Mapping[str, bytes], tmp_path: Path
) -> None:
    reporting_round = empty_round(tmp_path)
    data = saved["xls"]
    for end in range(600, len(data), len(data) // 40):
        with pytest.raises(Unreadable):
            receive(reporting_round, data[:end], name="a.xls", day=DAY)


def test_marks__a_part_of_a_cell_that_is_struck_out_is_asked(tmp_path: Path) -> None:
    def halves(form: Filled) -> None:
        form.cell("van-ban-di").value = CellRichText(TextBlock(InlineFont(strike=True), "12"), "5")

    reporting_round = empty_round(tmp_path)
    agency = reporting_round.office.agency(UNIT)
    data = filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=halves)
    assert "gạch ngang" in asked(reporting_round, data, "a.xlsx")["van-ban-di"].doubt


def test_ods__repeated_cells_take_their_marks_from_cell_row_and_column() -> None:
    content = """<office:document-content
      xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
      xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <style:style style:name="a" style:family="table-cell">
        <style:text-properties style:text-line-through-style="solid"/></style:style>
      <style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>
      <style:style style:name="c" style:family="table-cell" style:parent-style-name="a">
        <style:text-properties style:text-line-through-type="none"/></style:style>
      <t:table t:name="Biểu 1"><t:table-column/><t:table-column t:default-cell-style-name="b" t:number-columns-repeated="2"/>
        <t:table-row t:number-rows-repeated="2"><t:table-cell t:number-columns-repeated="2"><text:p>5</text:p></t:table-cell>
        <t:table-cell t:style-name="c"><text:p>6</text:p></t:table-cell></t:table-row>
        <t:table-row t:number-rows-repeated="1048574"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>
      </t:table></office:document-content>"""
    found = marks_of_ods(content.encode(), b"", rows=5000, columns=120)
    cells = found["Biểu 1"].cells
    assert {spot for spot, mark in cells.items() if mark.struck} == {(1, 2), (2, 2)}
    assert cells[1, 3] == Mark()


def test_xlsx__rich_text_without_strikes_reads_as_its_words() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText(TextBlock(InlineFont(b=True), "Đã "), "làm")
    target = io.BytesIO()
    book.save(target)
    (sheet,) = read_book(target.getvalue(), "a.xlsx").sheets
    assert (sheet.cells[1, 1].text, sheet.cells[1, 1].struck) == ("Đã làm", False)
