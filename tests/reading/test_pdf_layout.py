"""Layout of a PDF: drawn lines, frames, tables, page numbers, what stands in the margins, sections."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import Cell, Flow, PaperFacts, StrokeKind
from pipeline.reading.pdf import read_pdf
from tests.reading.raw_pdf import POINTS, Page, justified, make_pdf, width_of

LINES = (
    "The office that sets this text fills each of its lines up to the very edge",
    "of the page and then goes on below with the next line until all of the thoughts",
    "have come to their end.",
)


def read(*pages: Page) -> PaperFacts:
    return read_pdf(make_pdf(pages), name="tep.pdf")


def filled(page: Page, *, top: float = 40) -> Page:
    """A page with three paragraphs."""
    for number in range(3):
        justified(page, top + 25 * number, LINES)
    return page


def numbered(number: int | str, *, baseline: float = 14, middle: float = 112.5, **more: object) -> Page:
    words = str(number)
    return filled(Page()).text(middle - width_of(words) / POINTS / 2, baseline, words, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------- strokes
def test_drawn_line__is_under_the_words_above_it() -> None:
    page = (
        Page().text(40, 40, "The name of the office").line(50, 42.5, 70, 42.5, width=0.75).text(40, 50, "Other words")
    )
    (stroke,) = read(page).strokes
    assert (stroke.kind, stroke.under, stroke.width, stroke.solid) == (StrokeKind.PATH, 0, 0.75, True)
    assert (stroke.left, stroke.right) == pytest.approx((50, 70), abs=0.05)
    assert stroke.box is not None
    assert stroke.box.page == 1


def test_thin_rectangle__is_a_line_and_a_thick_one_is_not() -> None:
    page = Page().text(40, 40, "Words").bar(40, 42, 60, 42.3, colour="1 0 0").bar(40, 60, 60, 64)
    (stroke,) = read(page).strokes
    assert stroke.colour == "FF0000"
    assert stroke.width == pytest.approx(0.85, abs=0.02)


def test_white_line__is_not_seen() -> None:
    assert not read(Page().text(40, 40, "Words").bar(40, 42, 60, 42.3, colour="1 1 1")).strokes


def test_line_drawn_in_pieces__is_one() -> None:
    page = Page().text(40, 40, "Words").line(40, 43, 55, 43).line(55, 43, 70, 43).line(40, 43, 70, 43)
    (stroke,) = read(page).strokes
    assert stroke.length == pytest.approx(30, abs=0.1)
    assert stroke.solid


@pytest.mark.parametrize("way", ["pattern", "pieces"])
def test_dashed_line__is_not_solid(way: str) -> None:
    page = Page().text(40, 40, "Words")
    if way == "pattern":
        page.line(40, 43, 70, 43, dash="[3 3]")
    else:
        for left in range(40, 70, 2):
            page.bar(left, 43, left + 1, 43.2)
    (stroke,) = read(page).strokes
    assert stroke.solid is False
    assert stroke.length == pytest.approx(30, abs=1.1)


def test_frame_around_a_mark__makes_it_boxed() -> None:
    page = filled(Page()).text(40, 25, "HOA TOC", font="B", size=13).frame(36, 19, 66, 28)
    paragraph = read(page).paragraphs[0]
    assert (paragraph.text, paragraph.boxed) == ("HOA TOC", True)
    assert (paragraph.left, paragraph.right) == pytest.approx((36, 66), abs=0.1)
    assert not read(page).tables
    assert not read(page).strokes


# -------------------------------------------------------------------------------------------------------------- tables
def test_ruled_table__has_its_cells_and_merged_ones() -> None:
    page = filled(Page()).grid((30, 60, 120, 195), (130, 140, 150, 160))
    page.text(32, 137, "TT").text(62, 137, "Name").text(122, 137, "Place")
    page.text(32, 147, "1").text(62, 147, "One who").text(122, 147, "Here")
    page.text(32, 157, "2").text(62, 157, "Other").text(122, 157, "There")
    justified(page, 175, LINES)
    facts = read(page)
    (table,) = facts.tables
    assert (table.rows, table.columns, table.ruled, table.header_rows, table.pages) == (3, 3, True, None, (1,))
    assert (table.left, table.right) == pytest.approx((30, 195), abs=0.2)
    cells = {paragraph.text: paragraph.cell for paragraph in facts.paragraphs if paragraph.cell}
    assert cells["Place"] == Cell(table=0, row=0, column=2)
    assert cells["2"] == Cell(table=0, row=2, column=0)
    assert [paragraph.index for paragraph in facts.paragraphs] == list(range(len(facts.paragraphs)))
    assert facts.paragraphs[-1].cell is None
    assert not facts.strokes


def test_merged_cells__are_one() -> None:
    page = Page().text(30, 30, "Above")
    for y in (40, 60):
        page.line(30, y, 120, y)
    page.line(60, 50, 120, 50)  # the first column has one cell, the others two
    for x in (30, 60, 120):
        page.line(x, 40, x, 60)
    page.line(90, 50, 90, 60)  # and the first row of the others is one
    page.text(32, 56, "A").text(62, 47, "B and C together").text(62, 57, "B").text(92, 57, "C")
    cells = {p.text: (p.cell.row, p.cell.column) for p in read(page).paragraphs if p.cell}
    assert cells == {"A": (0, 0), "B and C together": (0, 1), "B": (1, 1), "C": (1, 2)}


def table_page(rows: list[str], *, top: float) -> Page:
    page = Page().grid((30, 50, 195), [top + 10 * number for number in range(len(rows) + 1)])
    for number, words in enumerate(rows):
        first, second = words.split("|")
        page.text(32, top + 7 + 10 * number, first).text(52, top + 7 + 10 * number, second)
    return page


def test_table_over_pages__is_one_and_its_repeated_head_is_read_once() -> None:
    one = justified_above(table_page(["TT|Name", "1|An", "2|Binh and his"], top=240))
    other = table_page(["TT|Name", "|wife", "3|Chi"], top=20)
    facts = read(one, other)
    (table,) = facts.tables
    assert (table.header_rows, table.split_rows, table.pages, table.rows) == (1, 1, (1, 2), 5)
    assert [p.text for p in facts.paragraphs if p.cell and p.cell.column == 1] == [
        "Name",
        "An",
        "Binh and his",
        "wife",
        "Chi",
    ]
    assert [p.cell.row for p in facts.paragraphs if p.cell and p.text == "Chi"] == [4]


def test_table_over_pages_without_its_head__says_so() -> None:
    facts = read(justified_above(table_page(["TT|Name", "1|An."], top=240)), table_page(["2|Binh.", "3|Chi."], top=20))
    assert [(table.header_rows, table.split_rows) for table in facts.tables] == [(0, 0)]


def justified_above(page: Page) -> Page:
    return filled(page)


# ------------------------------------------------------------------------------------------------------------- numbers
def test_page_numbers__are_no_text() -> None:
    facts = read(filled(Page()), numbered(2), numbered(3))
    (section,) = facts.sections
    assert (section.pages, section.number_on_first, section.restart) == ((1, 2, 3), False, 1)
    number = section.page_number
    assert number is not None
    assert (number.flow, number.alignment, number.size, number.digits, number.with_text) == (
        Flow.HEADER,
        "center",
        14.0,
        "decimal",
        "",
    )
    assert number.center == pytest.approx(112.5, abs=0.2)
    assert "2" not in facts.text().split()
    assert [(p.text, p.flow) for p in facts.paragraphs if p.flow is not Flow.BODY] == [("2", Flow.HEADER)]


@pytest.mark.parametrize(
    ("words", "baseline", "middle", "expected"),
    [
        ("2", 14, 193, (Flow.HEADER, "right", "")),
        ("2", 285, 112.5, (Flow.FOOTER, "center", "")),
        ("Trang 2", 14, 112.5, (Flow.HEADER, "center", "Trang")),
        ("- 2 -", 14, 112.5, (Flow.HEADER, "center", "-  -")),
        ("2/3", 285, 40, (Flow.FOOTER, "left", "/3")),
    ],
)
def test_page_number__where_and_how_it_stands(
    words: str, baseline: float, middle: float, expected: tuple[Flow, str, str]
) -> None:
    facts = read(filled(Page()), numbered(words, baseline=baseline, middle=middle))
    number = facts.sections[0].page_number
    assert number is not None
    assert (number.flow, number.alignment, number.with_text.replace("- -", "-  -")) == expected


def test_numbers_that_begin_anew__begin_a_section() -> None:
    facts = read(filled(Page()), numbered(2), filled(Page()), numbered(2), filled(Page()))
    assert [(section.pages, section.restart) for section in facts.sections] == [((1, 2), 1), ((3, 4), 1), ((5,), None)]


def test_page_without_a_number_between_numbered_ones__begins_no_section() -> None:
    facts = read(filled(Page()), numbered(2), filled(Page()), numbered(4))
    assert [section.pages for section in facts.sections] == [(1, 2, 3, 4)]


def test_page_on_its_side__is_a_section() -> None:
    facts = read(filled(Page()), Page(width=297, height=210).text(30, 30, "Wide"), filled(Page()))
    assert [(section.landscape, section.pages) for section in facts.sections] == [
        (False, (1,)),
        (True, (2,)),
        (False, (3,)),
    ]


def test_number_that_stands_alone_in_the_text__is_text() -> None:
    page = filled(Page(), top=60).text(112, 130, "17")
    facts = read(page)
    assert facts.sections[0].page_number is None
    assert "17" in facts.text()


def test_running_lines__are_header_and_footer() -> None:
    pages = [
        filled(Page()).text(30, 12, "The office of the province").text(30, 288, f"Printed on page {n}")
        for n in (7, 8, 9)
    ]
    facts = read(*pages)
    assert [(p.plain, p.flow) for p in facts.paragraphs if p.flow is not Flow.BODY][:2] == [
        ("The office of the province", Flow.HEADER),
        ("Printed on page 7", Flow.FOOTER),
    ]
    assert "Printed" not in facts.text()


def test_block_under_a_line_at_the_foot__is_the_foot() -> None:
    page = filled(Page()).line(30, 265, 195, 265).text(60, 270, "Address: 12 Street of the River", size=11)
    page.text(60, 275, "Telephone: 0200.000.0003", size=11)
    facts = read(page, numbered(2))
    assert [(p.plain, p.flow) for p in facts.paragraphs if p.flow is Flow.FOOTER] == [
        ("Address: 12 Street of the River", Flow.FOOTER),
        ("Telephone: 0200.000.0003", Flow.FOOTER),
    ]
    assert [stroke.under for stroke in facts.strokes] == [None]


def test_footnote__is_a_note() -> None:
    page = filled(Page()).line(30, 255, 80, 255).text(30, 260, "1 A remark on the text above.", size=10)
    facts = read(page)
    assert [p.flow for p in facts.paragraphs if p.plain.startswith("1 A remark")] == [Flow.NOTE]


# -------------------------------------------------------------------------------------------------------------- images
def test_picture__has_its_place_and_colour() -> None:
    (image,) = read(filled(Page()).picture(100, 200, 140, 240)).images
    assert image.box is not None
    assert (image.box.left, image.box.top, image.width, image.height) == pytest.approx((100, 200, 40, 40), abs=0.1)
    assert (image.covers_page, image.alpha) == (False, False)
    assert image.hue is not None
    assert image.hue < 20
