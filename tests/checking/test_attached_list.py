"""What is attached may be called anything: a list, a table of work; its line `(Kèm theo …)` is found under any name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.building.making.job import PaperResult
from pipeline.checking.run_rules import check
from pipeline.reading.facts import PaperFacts
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element
from tests.casework import changed, docx_facts

PAPER = "quyet-dinh-quy-che"
NAMES = ["DANH SÁCH", "BẢNG PHÂN CÔNG", "DANH MỤC", "BỘ CÂU HỎI"]


def _renamed(facts: PaperFacts, name: str) -> PaperFacts:
    return changed(facts, [{"text": {"match": "^QUY CHẾ$", "find": "QUY CHẾ", "put": name}}])


def _is_attached_under(facts: PaperFacts, name: str) -> None:
    renamed = _renamed(facts, name)
    paper = recognise(renamed)
    assert paper.text(paper.component(Element.TYPE_NAME, 1)) == name
    assert paper.component(Element.ATTACHED_REFERENCE, 1) is not None
    assert [rule.code for rule, _ in check(renamed).breaches()] == []


@pytest.mark.parametrize("name", NAMES)
def test_word_file__the_line_of_reference_is_found_under_any_name(name: str) -> None:
    _is_attached_under(docx_facts(PAPER), name)


@pytest.mark.office
def test_pdf__the_line_of_reference_is_found_under_any_name(built: Mapping[str, PaperResult]) -> None:
    pdf = built[PAPER].pdf
    assert pdf is not None
    facts = read_pdf(pdf, name=f"{PAPER}.pdf")
    for name in NAMES:
        _is_attached_under(facts, name)
