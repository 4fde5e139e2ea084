"""The register of outgoing papers: its columns, both sides of a relation, what is wrong with it, and its files."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.app.issuing import IssueOptions, issue
from pipeline.app.registering import RegisterOptions, RegisterView, view_register, write_register
from pipeline.papers.wording import shipped_wording
from pipeline.reading.docx import read_docx
from pipeline.register.ledger import book_path
from pipeline.register.outgoing import Row
from pipeline.register.register_docx import register_docx
from pipeline.register.register_sheet import register_sheet
from tests.program import vanthu
from tests.register.issuing_office import INVITATION, LETTER, build, office

OPTIONS = IssueOptions(on=date(2025, 11, 20))
_FORM = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with an office of three letters, two of them and an invitation issued; the second replaces the first."""
    place = tmp_path_factory.mktemp("issued")
    made = office(place, letters=3)
    with (made / "cong-van-2.yaml").open("a", encoding="utf-8") as file:
        file.write(f"thay thế: [{LETTER}]\n")
    build(made, place / "output")
    for key in (LETTER, "cong-van-2", INVITATION):
        issue(made, place / "output", key, OPTIONS)
    return place


@pytest.fixture
def folder(tmp_path: Path, issued: Path) -> Path:
    """The records of that office, copied with what was built of them."""
    shutil.copytree(issued, tmp_path, dirs_exist_ok=True)
    return tmp_path / "ho-so"


def _codes(view: RegisterView) -> list[str]:
    return [one.code for one in view.findings]


def _rows(view: RegisterView, body: str = "ubnd-xa") -> tuple[Row, ...]:
    return next(one.rows for one in view.registers if one.body == body)


def _book(folder: Path) -> Path:
    return book_path(folder, "ubnd-xa", 2025)


def test_register__has_the_columns_of_the_form_and_remarks_at_both_papers(folder: Path) -> None:
    view = view_register(folder)
    assert [(one.body, one.year, len(one.rows)) for one in view.registers] == [("bcd", 2025, 1), ("ubnd-xa", 2025, 2)]
    assert view.findings == ()
    first, second = (row.cells for row in _rows(view))
    assert first[:4] == ("01/UBND-VP", "20/11/2025", "Công văn đôn đốc báo cáo", "Nguyễn Đăng Khôi")
    assert first[4] == "Phòng Kinh tế"
    assert first[5].startswith("VT")
    assert first[7:] == ("", "", "Bị thay thế bởi 02/UBND-VP (20/11/2025)")
    assert second[9] == "Thay thế 01/UBND-VP (20/11/2025)"
    assert [one.body for one in view_register(folder, RegisterOptions(body="bcd")).registers] == ["bcd"]
    assert view_register(folder, RegisterOptions(year=2024)).registers == ()


def test_register__gaps_repeats_and_order_are_told(folder: Path) -> None:
    with _book(folder).open("a", encoding="utf-8") as file:
        file.write("05\t05/UBND\t19/11/2025\tcông văn\tphát hành tay\n5\t05/UBND-X\t21/11/2025\tcông văn\tsố trùng\n")
        file.write("01\t01/QĐ-UBND\t2/1/2025\tquyết định\tdãy số khác\n")
    found = view_register(folder).findings
    assert [one.code for one in found] == ["SDK-20", "SDK-22", "SDK-21"]
    assert "công văn năm 2025: thiếu số 03, 04" in found[0].message
    assert found[2].line == 5


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ("đôn đốc", "nhắc", ["SDK-23", "SDK-23"]),
        ("01\t", "một\t", ["SDK-24"]),
        ("20/11/2025\tcông", "32/11/2025\tcông", ["SDK-24", "SDK-24"]),
    ],
)
def test_register__edited_lines_are_told(folder: Path, before: str, after: str, codes: list[str]) -> None:
    text = _book(folder).read_text("utf-8")
    _book(folder).write_text(text.replace(before, after), "utf-8")
    assert [code for code in _codes(view_register(folder)) if code in {"SDK-23", "SDK-24"}] == codes


def test_register__records_and_frozen_copies_are_held_against_it(folder: Path) -> None:
    path = folder / f"{LETTER}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("số: 1", "số: 7"), "utf-8")
    assert _codes(view_register(folder)) == ["SDK-28"]
    path.write_text(
        text.replace("tình trạng: đã ban hành", "tình trạng: chờ ký").replace("mã băm", "# mã băm"), "utf-8"
    )
    assert _codes(view_register(folder)) == ["SDK-26"]
    path.write_text(text, "utf-8")
    kept = folder / "da-ban-hanh" / LETTER / f"{LETTER}.pdf"
    kept.write_bytes(b"other")
    assert _codes(view_register(folder)) == ["SDK-29"]
    (kept.parent / "ban-hanh.json").unlink()
    assert _codes(view_register(folder)) == ["SDK-29"]


def test_register__a_paper_that_was_issued_by_hand_is_listed_until_it_is_entered(folder: Path) -> None:
    with (folder / "cong-van-3.yaml").open("a", encoding="utf-8") as file:
        file.write("số: 3\nngày ban hành: 20/11/2025\ntình trạng: đã ban hành\n")
    view = view_register(folder)
    assert _codes(view) == ["SDK-25"]
    assert _rows(view)[-1].cells[9] == "chưa vào sổ"
    issue(folder, folder.parent / "output", "cong-van-3", OPTIONS)
    assert view_register(folder).findings == ()
    assert [row.entry.number for row in _rows(view_register(folder))] == [1, 2, 3]


def test_register_files__have_every_row_and_are_the_same_bytes_each_time(folder: Path) -> None:
    view, wording = view_register(folder), shipped_wording()
    sheet = register_sheet(view.registers, wording)
    assert register_sheet(view_register(folder).registers, wording) == sheet
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    assert book.sheetnames == ["2025 bcd", "2025 ubnd-xa"]
    lines = [[cell.value or "" for cell in row] for row in book["2025 ubnd-xa"].iter_rows(min_row=4)]
    assert tuple(lines[0]) == _FORM
    assert lines[1] == [f"({number})" for number in range(1, 11)]
    assert [tuple(line) for line in lines[2:]] == [row.cells for row in _rows(view)]
    docx = register_docx(view.registers[1], wording=wording, profile=view.prepared.profile)
    facts = read_docx(docx, name="so.docx")
    (table,) = facts.tables
    assert facts.sections[0].landscape
    assert (table.rows, table.columns) == (4, 10)


@pytest.mark.office
def test_write_register__spreadsheet_and_papers_to_print(folder: Path, tmp_path: Path) -> None:
    written = write_register(folder, tmp_path / "so", replace(RegisterOptions(), body="ubnd-xa"))
    names = {"so-van-ban-di.xlsx", "so-van-ban-di-2025-ubnd-xa.docx", "so-van-ban-di-2025-ubnd-xa.pdf"}
    assert {path.name for path in written.files} == names
    assert all(path.read_bytes() for path in written.files)
    assert written.findings == ()


@pytest.mark.slow
def test_commands__issue_and_register_on_the_command_line(folder: Path) -> None:
    output = folder.parent / "output"
    issued = vanthu("issue", folder, "cong-van-3", "-o", output, "--on", "21/11/2025", "--json")
    assert issued.returncode == 0, issued.stderr
    assert json.loads(issued.stdout)["symbol"] == "03/UBND-VP"
    again = vanthu("issue", folder, "cong-van-3", "-o", output, "--on", "21/11/2025")
    assert again.returncode == 2
    assert "đã ban hành: số 03" in again.stderr
    shown = vanthu("register", folder, "--json")
    assert shown.returncode == 0, shown.stderr
    registers = json.loads(shown.stdout)["registers"]
    assert [len(one["entries"]) for one in registers] == [1, 3]
    assert "03/UBND-VP" in vanthu("register", folder, "--year", "2025").stdout
