"""Text of a PDF: looks, blanks, columns side by side, paragraphs."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import PaperFacts, StrokeKind
from pipeline.reading.pdf import read_pdf
from pipeline.reading.pdf.pdf_font_names import read_name
from tests.reading.raw_pdf import POINTS, Page, justified, make_pdf, width_of, wrapped

LINES = (
    "The office that sets this text fills each of its lines up to the very edge",
    "of the page and then goes on below with the next line until all of the thoughts",
    "have come to their end.",
)


def read(*pages: Page) -> PaperFacts:
    return read_pdf(make_pdf(pages), name="tep.pdf")


def centred(page: Page, baseline: float, words: str, *, middle: float, font: str = "R", size: float = 14) -> Page:
    width = width_of(words, size, bold=font == "B") / POINTS
    return page.text(middle - width / 2, baseline, words, font=font, size=size)


@pytest.mark.parametrize(
    ("name", "own", "family", "bold", "italic"),
    [
        ("TimesNewRomanPSMT", "", "Times New Roman", False, False),
        ("BCDEEE+TimesNewRomanPS-BoldMT", "", "Times New Roman", True, False),
        ("ABCDEF+TimesNewRomanPS-BoldItalicMT", "Times New Roman", "Times New Roman", True, True),
        ("Times New Roman,Bold", "", "Times New Roman", True, False),
        ("TimesNewRoman,BoldItalic", "", "Times New Roman", True, True),
        ("Times-Roman", "", "Times New Roman", False, False),
        ("LiberationSerif-Bold", "Liberation Serif", "Liberation Serif", True, False),
        ("LiberationSerif", "", "Liberation Serif", False, False),
        ("ABCDEF+DejaVuSans-Oblique", "DejaVu Sans", "DejaVu Sans", False, True),
        ("ArialMT", "", "Arial", False, False),
        ("Arial-BoldMT", "", "Arial", True, False),
        ("Calibri-Light", "", "Calibri", False, False),
        (".VnTimeH", "", ".VnTimeH", False, False),
        ("VNI-Times", "", "VNI-Times", False, False),
        ("CIDFont+F1", "", None, False, False),
        ("ABCDEF+CIDFont+F2", "Times New Roman Bold", "Times New Roman", False, False),
        ("", "", None, False, False),
    ],
)
def test_name_of_a_font(name: str, own: str, family: str | None, bold: bool, italic: bool) -> None:  # noqa: FBT001
    assert read_name(name, own) == (family, bold, italic)


def test_looks__are_read_run_by_run() -> None:
    page = Page().text(30, 50, "plain ").text(45, 50, "bold", font="B", size=13)
    page.text(60, 50, "slanted", font="I", more="0.8 0 0 rg")
    (paragraph,) = read(page).paragraphs
    looks = [(run.text.strip(), run.font, run.size, run.bold, run.italic, run.colour) for run in paragraph.runs]
    assert looks == [
        ("plain", "Times New Roman", 14.0, False, False, "000000"),
        ("bold", "Times New Roman", 13.0, True, False, "000000"),
        ("slanted", "Times New Roman", 14.0, False, True, "CC0000"),
    ]


def test_look_made_by_drawing__is_seen() -> None:
    page = Page().text(30, 50, "stroked too", more="2 Tr")
    page.parts.append(f"BT /R 7 Tf 2 0 0.6 2 {53 * POINTS} {(297 - 50) * POINTS} Tm (leaning) Tj ET")
    first, second = read(page).paragraphs[0].runs
    assert (first.bold, first.size, first.italic) == (True, 14.0, False)
    assert (second.bold, second.size, second.italic) == (False, 14.0, True)


def test_text_layer_of_a_scan__tells_no_looks() -> None:
    page = Page().picture(0, 0, 210, 297).text(30, 50, "words that are recognised", more="3 Tr")
    facts = read(page)
    (run,) = facts.paragraphs[0].runs
    assert (run.text, run.font, run.size, run.bold, run.italic) == ("words that are recognised", None, None, None, None)
    assert facts.images[0].covers_page


def test_turned_words__are_left_out() -> None:
    page = Page().text(30, 50, "level")
    page.parts.append(f"BT /R 40 Tf 0.7 0.7 -0.7 0.7 {60 * POINTS} {100 * POINTS} Tm (WATERMARK) Tj ET")
    assert read(page).text() == "level"


def test_underlined_words__are_a_look_and_a_stand_in_for_a_line() -> None:
    words = "all underlined"
    end = 30 + width_of(words) / POINTS
    page = Page().text(30, 50, words).line(30, 50.6, end, 50.6)
    page.text(30, 80, "half underlined").line(30, 80.6, 38, 80.6)
    facts = read(page)
    assert [run.underline for run in facts.paragraphs[0].runs] == [True]
    assert [(run.text, run.underline) for run in facts.paragraphs[1].runs] == [("half ", True), ("underlined", False)]
    assert [(stroke.kind, stroke.under) for stroke in facts.strokes] == [(StrokeKind.UNDERLINE, 0)]


def test_row_of_characters__stands_in_for_a_line() -> None:
    facts = read(Page().text(50, 50, "Name of the office").text(60, 55, "________"))
    assert [(stroke.kind, stroke.under) for stroke in facts.strokes] == [(StrokeKind.CHARACTERS, 0)]


def test_blanks_left_open__come_back_as_blanks() -> None:
    page = Page().text(30, 50, "Thanh Giang, ngày").text(90, 50, "tháng 5")
    (paragraph,) = read(page).paragraphs
    assert paragraph.plain == "Thanh Giang, ngày tháng 5"
    assert "ngày      " in paragraph.text


def test_words_set_by_moving_the_pen__are_parted() -> None:
    page = Page().text(30, 50, "one").text(30 + (width_of("one") + 4) / POINTS, 50, "two")
    assert read(page).text() == "one two"


def letterhead(page: Page) -> Page:
    """Two columns: the office on the left, the state on the right, blanks left open in both."""
    for baseline, left, right in (
        (24, "UBND TINH THANH GIANG", "CONG HOA XA HOI CHU NGHIA VIET NAM"),
        (29, "SO NOI VU", ""),
    ):
        centred(page, baseline, left, middle=62, size=12, font="R" if baseline == 24 else "B")
        if right:
            centred(page, baseline, right, middle=145, size=12, font="B")
    centred(page, 29.5, "Doc lap - Tu do - Hanh phuc", middle=145, size=13, font="B")
    page.text(40, 42, "So:", size=13).text(56, 42, "/SNV-VP", size=13)
    page.text(102, 42, "Thanh Giang, ngày", size=13, font="I").text(150, 42, "tháng 5 nam 2024", size=13, font="I")
    return page


def test_letterhead__is_read_half_by_half() -> None:
    page = letterhead(Page())
    justified(page, 70, LINES)
    justified(page, 100, LINES)
    facts = read(page)
    assert [paragraph.plain for paragraph in facts.paragraphs] == [
        "UBND TINH THANH GIANG",
        "SO NOI VU",
        "So: /SNV-VP",
        "CONG HOA XA HOI CHU NGHIA VIET NAM",
        "Doc lap - Tu do - Hanh phuc",
        "Thanh Giang, ngày tháng 5 nam 2024",
        " ".join(LINES),
        " ".join(LINES),
    ]
    assert {paragraph.alignment for paragraph in facts.paragraphs[:2]} == {"center"}
    left, right = facts.paragraphs[0], facts.paragraphs[3]
    assert left.right <= right.right
    assert (left.left + left.right) / 2 == pytest.approx(62, abs=0.5)
    assert (right.left + right.right) / 2 == pytest.approx(145, abs=0.5)


def test_recipients_beside_the_signature__are_read_column_by_column() -> None:
    page = Page()
    justified(page, 40, LINES)
    justified(page, 60, LINES)
    page.text(30, 90, "Noi nhan:", size=12, font="I")
    for number, words in enumerate(("- As above;", "- The office of the people of the", "  province;", "- Archive.")):
        page.text(30, 95 + 4.5 * number, words.strip(), size=11)
    centred(page, 90.5, "KT. GIAM DOC", middle=145, font="B")
    centred(page, 96.2, "PHO GIAM DOC", middle=145, font="B")
    centred(page, 130, "Nguyen Van An", middle=145, font="B")
    assert [paragraph.plain for paragraph in read(page).paragraphs[2:]] == [
        "Noi nhan:",
        "- As above;",
        "- The office of the people of the province;",
        "- Archive.",
        "KT. GIAM DOC",
        "PHO GIAM DOC",
        "Nguyen Van An",
    ]


def test_justified_paragraphs__are_measured() -> None:
    page = Page()
    end = justified(page, 40, LINES, pitch=14 * 1.15 * 1.2 / POINTS)
    justified(page, end + (14 * 1.15 * 1.2 + 6) / POINTS, LINES, pitch=14 * 1.15 * 1.2 / POINTS)
    facts = read(page)
    first, second = facts.paragraphs
    assert (first.alignment, first.lines, first.line_spacing, first.gap_before) == ("justify", 3, 1.2, None)
    assert first.first_line_indent == pytest.approx(12.7, abs=0.1)
    assert (first.left, first.right) == pytest.approx((30, 195), abs=0.5)
    assert second.gap_before == pytest.approx(6, abs=0.2)
    assert first.last_line_width == pytest.approx(width_of(LINES[-1]) / POINTS, abs=0.3)
    section = facts.sections[0]
    assert section.margin_left == pytest.approx(30, abs=0.3)
    assert section.margin_right == pytest.approx(15, abs=0.5)
    assert not section.margins_exact


def test_ragged_text__is_aligned_left_and_wraps_where_a_word_had_no_room() -> None:
    page = Page()
    text = " ".join(LINES * 2)
    lines = wrapped(text, 165)
    for number, words in enumerate(lines * 3):
        page.text(30, 40 + 6.25 * number + (3 * (number // len(lines))), words)
    facts = read(page)
    assert [paragraph.plain for paragraph in facts.paragraphs] == [text] * 3
    assert {paragraph.alignment for paragraph in facts.paragraphs} == {"left"}


def test_paragraph_over_the_end_of_a_page__is_one() -> None:
    one, other = Page(), Page()
    justified(one, 40, LINES)
    for number, words in enumerate(LINES[:2]):
        left = 42.7 if number == 0 else 30
        missing = ((195 - left) * POINTS - width_of(words)) / words.count(" ")
        one.text(left, 270 + 6.25 * number, words, more=f"{missing:.4f} Tw")
    other.text(30, 25, LINES[2])
    justified(other, 40, LINES)
    facts = read(one, other)
    assert [(p.plain, p.box.page if p.box else 0, p.last_page) for p in facts.paragraphs] == [
        (" ".join(LINES), 1, 1),
        (" ".join(LINES), 1, 2),
        (" ".join(LINES), 2, 2),
    ]


def test_centred_lines__stay_lines_where_more_had_fitted() -> None:
    page = Page()
    justified(page, 60, LINES)
    justified(page, 90, LINES)
    centred(page, 40, "QUYET DINH", middle=112.5, font="B")
    centred(page, 46, "Ban hanh Quy che", middle=112.5, font="B")
    centred(page, 52, "cua co quan", middle=112.5, font="B")
    paragraphs = read(page).paragraphs
    assert [(p.plain, p.alignment) for p in paragraphs[:2]] == [
        ("QUYET DINH", "center"),
        ("Ban hanh Quy che cua co quan", "center"),
    ]


def test_list_with_tabs__is_no_table_of_two_columns() -> None:
    page = Page()
    for number in range(4):
        page.text(30, 40 + 7 * number, f"{number + 1}.").text(45, 40 + 7 * number, "an item of the list.")
    assert [p.plain for p in read(page).paragraphs] == [f"{n}. an item of the list." for n in (1, 2, 3, 4)]
