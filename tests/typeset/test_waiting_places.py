"""Marks on the blanks of a paper that waits: where they stand, whatever runs the words are cut into."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.typeset.docx.waiting_places import put_waiting_marks, waiting_blanks
from pipeline.typeset.docx.wordml import NAMESPACE, text_of, w
from tests.sample import sample

BLANK = "\u00a0" * 10


def _paragraph(*pieces: str) -> etree._Element:
    runs = "".join(
        "<w:r><w:br/></w:r>" if piece == "\n" else f"<w:r><w:rPr><w:i/></w:rPr><w:t>{piece}</w:t></w:r>"
        for piece in pieces
    )
    return etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}"><w:p>{runs}</w:p></w:body>')


def _marked(root: etree._Element) -> dict[str, str]:
    """For each bookmark the text that follows it in its paragraph."""
    found = {}
    for mark in root.iter(w("bookmarkStart")):
        after = [text_of(run) for run in mark.itersiblings(w("r"))]
        found[mark.get(w("name"), "")] = "".join(after)
    return found


DECISION = next(one for one in sample().documents if one.id == "quyet-dinh-quy-che")
SYMBOL = DECISION.number.symbol

CUT: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "in a run of its own": (
        ("Số: ", BLANK, f"/{SYMBOL}"),
        {"choso1dau": f"{BLANK}/{SYMBOL}", "choso1cuoi": f"/{SYMBOL}"},
    ),
    "inside one run": (
        (f"Số: {BLANK}/{SYMBOL}",),
        {"choso1dau": f"{BLANK}/{SYMBOL}", "choso1cuoi": f"/{SYMBOL}"},
    ),
    "over several runs": (
        ("Số: \u00a0\u00a0", "\u00a0\u00a0", f"\u00a0/{SYMBOL[:2]}", SYMBOL[2:]),
        {"choso1dau": f"{BLANK[:5]}/{SYMBOL}", "choso1cuoi": f"/{SYMBOL}"},
    ),
    "the day, after a line break": (
        ("Nơi đây,", "\n", f"ngày {BLANK} tháng 02"),
        {"chongay1dau": f"{BLANK} tháng 02", "chongay1cuoi": " tháng 02"},
    ),
    "both in one line of reference": (
        (f"(Kèm theo số\u00a0{BLANK[1:]}/{SYMBOL} ngày\u00a0{BLANK}\u00a0tháng)",),
        {
            "choso1dau": f"{BLANK}/{SYMBOL} ngày\u00a0{BLANK}\u00a0tháng)",
            "choso1cuoi": f"/{SYMBOL} ngày\u00a0{BLANK}\u00a0tháng)",
            "chongay1dau": f"{BLANK}\u00a0tháng)",
            "chongay1cuoi": "\u00a0tháng)",
        },
    ),
    "the symbol of another paper": ((f"Số: {BLANK}/QĐ-KHAC",), {}),
    "a blank of something else": ((f"Ngày {BLANK} năm",), {}),
}


@pytest.mark.parametrize("case", CUT)
def test_marks__stand_at_both_ends_of_each_blank_and_change_no_word(case: str) -> None:
    pieces, expected = CUT[case]
    root = _paragraph(*pieces)
    words = text_of(root[0])
    assert put_waiting_marks(root, waiting_blanks(DECISION)) is bool(expected)
    assert _marked(root) == expected
    assert text_of(root[0]) == words
    assert all(run.find(w("rPr")) is not None for run in root.iter(w("r")) if run.find(w("t")) is not None)
    numbers = [mark.get(w("id")) for mark in root.iter(w("bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_blanks__are_what_the_paper_waits_for() -> None:
    place = DECISION.place_date
    assert place is not None
    numbered = replace(DECISION, number=replace(DECISION.number, number=5))
    dated = replace(DECISION, place_date=replace(place, day=place.month))
    assert [blank.kind for blank in waiting_blanks(DECISION)] == ["so", "ngay"]
    assert [blank.kind for blank in waiting_blanks(numbered)] == ["ngay"]
    assert [blank.kind for blank in waiting_blanks(dated)] == ["so"]
    assert waiting_blanks(replace(numbered, place_date=None)) == ()
