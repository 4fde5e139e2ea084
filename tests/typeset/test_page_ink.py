"""Text on a page as LibreOffice writes it: places, sizes, styles; page numbers and footers left out."""

from __future__ import annotations

from pipeline.typeset.pdf.page_ink import InkOfPage, pieces_of

PAGE = rb"""0.1 w
/Artifact BMC
q 0 0.028 595.275 841.861 re
W* n
EMC
/Artifact BMC
q 0 0 0 rg
BT
315.6 800.389 Td /F1 14 Tf<3E>Tj
ET
Q
EMC
/VT#20N#E1#BB#99i#20dung<</MCID 0>>BDC
q 0 0 0 rg
BT
121.2 772.089 Td /F1 14 Tf[<353242>-6<05>]TJ
ET
Q
q 0 0 0 rg
BT
553 772.089 Td /F1 14 Tf<05>Tj
ET
Q
EMC
/H1<</MCID 1>>BDC
q 0 0 0 rg
BT
0.9 0 0 1 85.2 754.389 Tm /F2 13 Tf<05>Tj
ET
Q
EMC
"""


def test_pieces__have_place_size_and_the_style_as_written_in_word() -> None:
    first, second, third = pieces_of(PAGE)
    assert (first.x, first.baseline, first.size, first.style) == (121.2, 772.089, 14.0, "VT Nội dung")
    assert second.x == 553.0
    assert (third.x, third.baseline, third.size, third.style) == (85.2, 754.389, 13.0, "H1")


def test_pieces__after_an_artifact_inside_an_artifact_are_told_apart() -> None:
    nested = b"/Artifact BMC /Artifact BMC EMC BT 1 2 Td /F1 9 Tf<01>Tj ET EMC /P<</MCID 0>>BDC BT 3 4 Td /F1 9 Tf<01>Tj ET EMC"
    assert [(piece.x, piece.style) for piece in pieces_of(nested)] == [(3.0, "P")]


def test_ink__counts_lines_by_their_heights() -> None:
    ink = InkOfPage(height=841.89, pieces=pieces_of(PAGE))
    assert ink.lines_above(760.0) == 1
    assert ink.lines_above(700.0) == 2
    assert ink.lines_above(800.0) == 0
    assert ink.lowest is not None
    assert 751.0 < ink.lowest < 752.0


def test_ink__of_an_empty_page_has_no_lowest_text() -> None:
    assert InkOfPage(height=841.89, pieces=pieces_of(b"0.1 w\nq 0 0 10 10 re\nW* n\n")).lowest is None
