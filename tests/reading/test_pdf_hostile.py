"""Broken and hostile PDFs: facts or Unreadable, in bounded time, nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.reading.facts import PaperFacts
from pipeline.reading.pdf import page_pictures, read_pdf
from tests.reading.raw_pdf import Page, justified, make_pdf

LINES = ("A paragraph of words that go on", "for two lines and end here.")


def _sound() -> bytes:
    page = Page().grid((30, 60, 195), (100, 110, 120)).text(32, 107, "1").text(62, 107, "One").frame(30, 10, 60, 20)
    page.text(32, 17, "HOA TOC").picture(100, 200, 120, 220).line(40, 60, 60, 60).bar(70, 60, 90, 60.2)
    justified(page, 30, LINES)
    justified(page, 130, LINES)
    return make_pdf(
        [page, page, Page().text(112, 14, "3").text(30, 30, "Last")], catalog="/Lang (vi) /AcroForm << /Fields [] >>"
    )


SOUND = _sound()


def outcome(data: bytes) -> PaperFacts | None:
    """The facts, or None for an unreadable file; any other exception is a failure."""
    try:
        facts = read_pdf(data, name="tep.pdf")
    except Unreadable:
        return None
    assert [paragraph.index for paragraph in facts.paragraphs] == list(range(len(facts.paragraphs)))
    assert all(0 <= paragraph.section < len(facts.sections) for paragraph in facts.paragraphs)
    return facts


def test_sound_file__is_read() -> None:
    assert outcome(SOUND) is not None


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_changed_bytes(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    outcome(bytes(data))


@settings(max_examples=80, deadline=None)
@given(start=st.integers(0, len(SOUND)), length=st.integers(0, len(SOUND)), put=st.binary(max_size=20))
def test_pieces_cut_out_and_put_in(start: int, length: int, put: bytes) -> None:
    outcome(SOUND[:start] + put + SOUND[start + length :])


NUMBERS = st.sampled_from(
    ["0", "-1", "1e-9", "99999999", "-99999999", "1e38", "0.00001", "nan", "inf", "(x)", "/Name", "[", "]"]
)


@settings(max_examples=150, deadline=None)
@given(values=st.lists(NUMBERS, min_size=10, max_size=10))
def test_wild_numbers_in_drawing_operators(values: list[str]) -> None:
    a, b, c, d, e, f, g, h, i, j = values
    page = Page().text(30, 30, "Words")
    page.parts += [
        f"q {a} {b} {c} {d} {e} {f} cm BT /R {g} Tf {h} Tw {i} Tz (Some words) Tj ET {a} {b} m {c} {d} l {j} w S Q",
        f"BT /R {g} Tf {a} {b} {c} {d} 100 100 Tm (wild) Tj ET {a} {b} {c} {d} re f {a} {b} {c} {d} re S",
        f"q {a} {b} {c} {d} {e} {f} cm /Im Do Q",
    ]
    outcome(make_pdf([page]))


@pytest.mark.parametrize("box", ["[0 0 0 0]", "[0 0 1e9 1e9]", "[9 9 1 1]", "[a b]", "[0 0 20 20]", "99 0 R"])
def test_wild_page_boxes(box: str) -> None:
    outcome(make_pdf([Page(extra=f"/CropBox {box}").text(30, 30, "Words")]))
    outcome(
        make_pdf([Page().text(30, 30, "Words")]).replace(
            b"/MediaBox [0 0 595.276 841.890]", f"/MediaBox {box}".encode()
        )
    )


@pytest.mark.parametrize(
    "catalog",
    [
        "/AcroForm 1 0 R",
        "/AcroForm << /Fields [1 0 R 2 0 R 99 0 R (x) 5] >>",
        "/AcroForm << /Fields 1 0 R >>",
        "/OutputIntents 1 0 R /MarkInfo [1] /Lang 5 /Metadata 2 0 R",
        "/AcroForm << /Fields [<< /T (a) /FT /Sig /V << /Contents <00> /ByteRange [1] >> /Rect [0 0 1] >>] >>",
        "/AcroForm << /Fields [<< /T (a) /FT /Sig /V << /Contents <3003> /ByteRange [0 1 2 3] >> /Rect [0 0 9 9] >>] >>",
    ],
)
def test_wild_structure(catalog: str) -> None:
    assert outcome(make_pdf([Page().text(30, 30, "Words")], catalog=catalog)) is not None


def test_fields_that_hold_themselves__end() -> None:
    data = make_pdf(
        [Page().text(30, 30, "Words")], catalog="/AcroForm 1 0 R /Fields [1 0 R] /Kids [1 0 R] /T (a) /FT /Sig"
    )
    assert outcome(data) is not None


@pytest.mark.parametrize(
    "operators",
    [
        "q 0 0 m " + "9 9 l 0 0 l " * 20_000 + "S Q",
        "0 0 m 100 0 l S " * 10_000,
        "".join(f"{n % 500} {n % 700} m {n % 500 + 20} {n % 700} l S " for n in range(8_000)),
        "".join(f"{n % 500} {n % 700} 20 20 re S " for n in range(6_000)),
        "".join(f"BT /R 1 Tf {n % 590} {n % 840} Td (x) Tj ET " for n in range(8_000)),
        "BT /R 8 Tf 20 800 Td " + "(many words in a row) Tj 0 -9 Td " * 3_000 + "ET",
        "q " * 5_000 + "Q " * 5_000,
    ],
)
def test_crowded_page__is_read_in_bounded_time(operators: str) -> None:
    page = Page().text(30, 30, "Words")
    page.parts.append(operators)
    start = time.monotonic()
    outcome(make_pdf([page]))
    assert time.monotonic() - start < 20


def test_form_that_draws_itself__ends() -> None:
    data = make_pdf([Page().text(30, 30, "Words").picture(10, 10, 20, 20)])
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Im 3 0 R >> >> /Length 6 >>"
        b"\nstream\n/Im Do\nendstream"
    )
    start, end = data.index(b"3 0 obj\n") + 8, data.index(b"\nendobj", data.index(b"3 0 obj\n"))
    assert outcome(data[:start] + form + data[end:]) is not None


def test_many_pages__are_read_in_bounded_time() -> None:
    page = Page()
    for number in range(9):
        justified(page, 30 + 25 * number, LINES)
    start = time.monotonic()
    facts = outcome(make_pdf([page] * 300))
    assert facts is not None
    assert facts.pages == 300
    assert time.monotonic() - start < 30


@settings(max_examples=40, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(9, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_pictures_of_changed_files(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    try:
        assert all(picture.startswith(b"\x89PNG") for picture in page_pictures(bytes(data), dpi=10))
    except Unreadable:
        return
