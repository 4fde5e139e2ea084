"""Rules of the page and of the head (PG, QH, CQ, SK, DT): what needs places or files that the case files cannot make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checking.rules import font_names
from pipeline.checking.rules.patterns import ACADEMIC_TITLE
from pipeline.reading.facts import Box, Cell, Image, Medium, StrokeKind
from tests.checking.rules.hand_made import changed, decision, letterhead, page, verdict

AGENCY, NAME, MOTTO, NUMBER, DATE = range(5)


@pytest.mark.parametrize(
    "code", ["PG-01", "PG-03", "QH-01", "QH-05", "CQ-01", "CQ-03", "SK-01", "SK-03", "DT-01", "DT-03"]
)
def test_a_sound_paper_passes(code: str) -> None:
    assert verdict(code, decision()) == "passed"


def test_date_in_another_row_than_the_number() -> None:
    facts = changed(decision(), DATE, cell=Cell(table=0, row=2, column=1))
    assert "ở hàng khác với dòng số, ký hiệu" in verdict("DT-03", facts)


@pytest.mark.parametrize(("lower", "found"), [(0.5, "passed"), (6.0, "thấp hơn 6 mm so với dòng số, ký hiệu")])
def test_date_lower_than_the_number_in_a_pdf(lower: float, found: str) -> None:
    facts = replace(decision(), medium=Medium.PDF)
    facts = changed(facts, NUMBER, box=Box(page=1, left=40, top=40, right=80, bottom=45))
    facts = changed(facts, DATE, box=Box(page=1, left=110, top=40 + lower, right=180, bottom=45 + lower))
    assert found in verdict("DT-03", facts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm", "2024"),
        ("Hà Nội, ngày 05 tháng 01", "năm 2024"),
        ("Hà Nội, ngày 05", "tháng 01 năm 2024"),
        ("Hà Nội,", "ngày 05 tháng 01 năm 2024"),
    ],
)
def test_date_broken_over_two_lines(first: str, second: str) -> None:
    head = letterhead(date=first)
    facts = decision([*head, replace(head[DATE], text=second)])
    assert verdict("DT-03", facts) == "Địa danh, thời gian ban hành bị ngắt thành 2 dòng"
    assert verdict("DT-01", facts) == "passed"


def test_date_so_near_the_number_that_a_pdf_shows_one_line() -> None:
    number, date = "Số: 15/QĐ-CTTNHHMTVĐTPTCN", "Thành phố Hồ Chí Minh, ngày 05 tháng 01 năm"
    head = letterhead(number=f"{number} {date}")
    joined = replace(head[NUMBER], alignment="left", room=(30.0, 195.0), cell=None)
    year = replace(head[DATE], text="2024", cell=None)
    facts = replace(decision([*head[:NUMBER], joined, year]), medium=Medium.PDF)
    facts = changed(facts, NUMBER, box=Box(page=1, left=30, top=40, right=194, bottom=45), ink=(30.0, 194.0))
    facts = changed(facts, NUMBER + 1, box=Box(page=1, left=140, top=46, right=150, bottom=51))
    assert "bị ngắt thành 2 dòng" in verdict("DT-03", facts)
    assert verdict("SK-01", facts) == "passed"


def test_motto_on_a_later_page() -> None:
    facts = replace(decision(), medium=Medium.PDF)
    for index in range(len(facts.paragraphs)):
        number = 2 if index == NAME else 1
        facts = changed(facts, index, box=Box(page=number, left=30, top=20, right=90, bottom=25))
    assert verdict("QH-07", facts) == "Quốc hiệu ở trang 2"


def test_shape_of_a_letterhead_in_one_paragraph_belongs_to_any_of_its_lines() -> None:
    # Two lines by Shift+Enter in one cell; the shape floats and the file ties it to the paragraph as a whole.
    head = letterhead(agency="BỘ NỘI VỤ\nSố: 15/QĐ-BNV")
    head = [line for line in head if not line.text.startswith("Số")]
    facts = decision(head)
    stroke, other = facts.strokes
    short = replace(stroke, left=54.5, right=65.5)
    assert verdict("CQ-03", replace(facts, strokes=(short, other))) == "passed"
    longer = replace(stroke, left=50, right=75)
    assert verdict("CQ-03", replace(facts, strokes=(longer, other))).startswith("not evaluated")


def test_dashed_line() -> None:
    facts = decision()
    strokes = tuple(replace(one, solid=False) for one in facts.strokes)
    assert verdict("QH-05", replace(facts, strokes=strokes)) == "Đường kẻ dưới Tiêu ngữ là nét đứt"


def test_line_beside_the_middle_of_its_text() -> None:
    facts = decision()
    strokes = tuple(replace(one, left=one.left + 8, right=one.right + 8) for one in facts.strokes)
    assert "lệch về bên phải 8 mm" in verdict("CQ-03", replace(facts, strokes=strokes))


def test_floating_shape_of_unknown_place_leaves_the_line_open() -> None:
    facts = decision()
    agency, _ = facts.strokes
    floating = replace(agency, under=None, kind=StrokeKind.SHAPE, left=100, right=140)
    assert verdict("QH-05", replace(facts, strokes=(agency, floating))).startswith("not evaluated")


def test_component_on_a_page_that_is_a_picture_is_not_called_missing() -> None:
    facts = decision([line for line in letterhead() if not line.text.startswith("CỘNG")])
    assert verdict("QH-01", facts) == "Không có Quốc hiệu"
    covered = replace(facts, images=(Image(width=210, height=297, covers_page=True),))
    assert verdict("QH-01", covered).startswith("not evaluated")


def test_head_with_a_line_of_unknown_meaning_lacks_nothing_for_certain() -> None:
    head = letterhead()
    facts = decision([replace(head[NAME], text="CỘNG HÒA XHCN VIỆT NAM"), *head[2:], head[0]])
    assert verdict("QH-01", facts).startswith("not evaluated")


@pytest.mark.parametrize(
    ("type_name", "year", "found"),
    [("PHIẾU GỬI", 2018, "passed"), ("PHIẾU GỬI", 2024, "148 x 210"), ("QUYẾT ĐỊNH", 2018, "148 x 210")],
)
def test_small_papers_on_a5_under_the_former_circular(type_name: str, year: int, found: str) -> None:
    head = letterhead(number="Số: 15/PG-BNV", date=f"Hà Nội, ngày 05 tháng 01 năm {year}")
    facts = replace(decision(head, type_name=type_name), sections=(replace(page(), width=148, height=210),))
    assert found in verdict("PG-01", facts)


@pytest.mark.parametrize(("year", "found"), [(2018, "passed"), (2024, "“GT”")])
def test_former_abbreviations_of_types(year: int, found: str) -> None:
    head = letterhead(number="Số: 15/GT-BNV", date=f"Hà Nội, ngày 05 tháng 01 năm {year}")
    assert found in verdict("SK-04", decision(head, type_name="GIẤY GIỚI THIỆU"))


@pytest.mark.parametrize(
    ("font", "times", "clone", "symbol", "old"),
    [
        ("Times New Roman", True, False, False, False),
        ("TimesNewRomanPS-BoldItalicMT", True, False, False, False),
        ("Liberation Serif", False, True, False, False),
        ("TeX Gyre Termes", False, True, False, False),
        ("Nimbus Roman No9 L", False, True, False, False),
        ("FreeSerif", False, False, False, False),
        ("Wingdings 2", False, False, True, False),
        ("Segoe UI Symbol", False, False, True, False),
        (".VnTimeH", False, False, False, True),
        ("VNI-Times", False, False, False, True),
        ("Vni Book", False, False, False, True),
        ("Arial", False, False, False, False),
    ],
)
def test_names_of_fonts(font: str, *, times: bool, clone: bool, symbol: bool, old: bool) -> None:
    assert font_names.is_of_family(font, "Times New Roman") is times
    assert font_names.is_clone(font, "Times New Roman") is clone
    assert font_names.is_symbol_font(font) is symbol
    assert font_names.is_of_old_encoding(font) is old


@pytest.mark.parametrize(
    ("text", "is_titled"), [("PGS.TS. Nguyễn Văn A", True), ("TS Lê B", True), ("Tạ Văn S", False)]
)
def test_academic_titles(text: str, *, is_titled: bool) -> None:
    assert (ACADEMIC_TITLE.match(text) is not None) is is_titled
