"""PDFs as files: what is refused and why, where things are on a page, pictures of pages."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.errors import Unreadable
from pipeline.reading.facts import Medium
from pipeline.reading.pdf import page_pictures, read_pdf
from tests.reading.raw_pdf import Page, make_pdf


def one_page(words: str = "Some words", **more: str) -> Page:
    return Page(**more).text(30, 50, words)  # type: ignore[arg-type]


def encrypted(password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(make_pdf([one_page()]))))
    writer.encrypt(password, algorithm="AES-256")
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "không phải là PDF"),
        (b"PK\x03\x04 a Word file", "không phải là PDF"),
        (b"%PDF-1.7\nnothing more", "bị hỏng"),
        (encrypted("secret"), "mật khẩu"),
        (make_pdf([]), "không có trang nào"),
        (make_pdf([Page()]), "không có chữ"),
        (make_pdf([Page().picture(0, 0, 210, 297)]), "ảnh quét"),
        (make_pdf([Page().picture(0, 0, 210, 297).text(5, 290, "OK")]), "ảnh quét"),
    ],
)
def test_unreadable_file__says_why_and_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, name="tep.pdf")
    assert message in caught.value.message
    assert caught.value.remedy


def test_too_large_file__is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reading.pdf.opening.MAX_BYTES", 100)
    with pytest.raises(Unreadable, match="lớn hơn"):
        read_pdf(make_pdf([one_page()]), name="tep.pdf")


def test_too_many_pages__are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reading.pdf.opening.MAX_PAGES", 1)
    with pytest.raises(Unreadable, match="2 trang"):
        read_pdf(make_pdf([one_page(), one_page()]), name="tep.pdf")


def test_file_that_anyone_may_open__is_read_though_encrypted() -> None:
    facts = read_pdf(encrypted(""), name="tep.pdf")
    assert facts.text() == "Some words"
    assert facts.marks is not None
    assert facts.marks.encrypted


def test_scanned_page_among_others__is_counted() -> None:
    facts = read_pdf(make_pdf([one_page(), Page().picture(0, 0, 210, 297)]), name="tep.pdf")
    assert (facts.medium, facts.name, facts.pages, facts.text_pages) == (Medium.PDF, "tep.pdf", 2, 1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_page__is_measured_as_it_is_seen(turn: int) -> None:
    width, height = (210, 297) if turn % 180 == 0 else (297, 210)
    x, y = {0: (40, 60), 90: (60, 170), 180: (170, 237), 270: (237, 40)}[turn]
    cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    page = Page(width=width, height=height, extra=f"/Rotate {turn}")
    k = 72 / 25.4
    page.parts.append(
        f"BT /R 14 Tf {cosine} {sine} {-sine} {cosine} {x * k:.3f} {(height - y) * k:.3f} Tm (Turned page) Tj ET"
    )
    page.line(
        x + 10 * sine, y + 10 * cosine, x + 10 * sine + 50 * cosine, y + 10 * cosine - 50 * sine
    )  # 10 mm below the words
    facts = read_pdf(make_pdf([page]), name="tep.pdf")
    (paragraph,) = facts.paragraphs
    assert paragraph.text == "Turned page"
    assert paragraph.box is not None
    assert (round(facts.sections[0].width), round(facts.sections[0].height)) == (210, 297)
    assert paragraph.box.left == pytest.approx(40, abs=0.1)
    assert paragraph.box.bottom == pytest.approx(60 + 0.22 * 14 * 25.4 / 72, abs=0.1)
    (stroke,) = facts.strokes
    assert (stroke.left, stroke.right) == pytest.approx((40, 90), abs=0.1)
    assert stroke.box is not None
    assert stroke.box.top == pytest.approx(70, abs=0.2)


def test_cropped_page__is_measured_from_its_visible_corner() -> None:
    k = 72 / 25.4
    page = one_page(extra=f"/CropBox [{10 * k:.3f} {20 * k:.3f} {200 * k:.3f} {287 * k:.3f}]")
    (paragraph,) = read_pdf(make_pdf([page]), name="tep.pdf").paragraphs
    assert paragraph.box is not None
    assert paragraph.box.left == pytest.approx(20, abs=0.1)
    assert paragraph.box.bottom == pytest.approx(40 + 0.22 * 14 / k, abs=0.1)


def test_words_outside_the_page__are_not_read() -> None:
    page = one_page().text(400, 50, "beside").text(30, 500, "below")
    assert read_pdf(make_pdf([page]), name="tep.pdf").text() == "Some words"


def test_pictures_of_pages__are_png_of_the_asked_size() -> None:
    pages = list(page_pictures(make_pdf([one_page(), Page(width=100, height=50).bar(0, 0, 100, 50)]), dpi=36))
    assert len(pages) == 2
    (width, height, rows) = decoded(pages[1])
    assert (width, height) == (142, 71)
    assert rows[35][3 * 70 : 3 * 71] == b"\0\0\0"
    (width, height, rows) = decoded(pages[0])
    assert (width, height) == (298, 421)
    assert rows[10][:3] == b"\xff\xff\xff"


def decoded(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of an RGB picture without filters."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    assert png[24:26] == b"\x08\x02"
    length = int.from_bytes(png[33:37])
    assert png[37:41] == b"IDAT"
    raw = zlib.decompress(png[41 : 41 + length])
    step = 3 * width + 1
    assert len(raw) == step * height
    return width, height, [raw[row * step + 1 : (row + 1) * step] for row in range(height)]


def test_pictures_of_an_unreadable_file__are_refused() -> None:
    with pytest.raises(Unreadable):
        list(page_pictures(b"%PDF-1.7 nothing", dpi=60))
