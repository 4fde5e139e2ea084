"""CL-15 at its edge, and on the lines of a PDF: a word that a line could not have held is nobody's fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.run_rules import judge
from pipeline.decree.profile import load_profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognise import recognise
from pipeline.text.metrics import text_width
from tests.casework import changed, docx_facts

PAPER = "to-trinh-kinh-phi"
WORD = "tích hợp,"


def judged(paragraphs: Sequence[Paragraph] | None = None, *, broken: bool = True, room: float | None = None) -> int:
    """How many words the rule finds broken in a paper whose title may be broken inside a word; `room`: of its lines, in mm."""
    change = {"text": {"match": "^Về việc bổ sung", "find": WORD, "put": WORD.replace(" ", "\n")}}
    facts = changed(docx_facts(PAPER), [change] if broken else [])
    if room is not None:
        kept = [
            replace(one, right=one.left + room) if one.text.startswith("Về việc") else one for one in facts.paragraphs
        ]
        facts = replace(facts, paragraphs=tuple(kept))
    if paragraphs is not None:
        facts = replace(facts, paragraphs=tuple(paragraphs))
    verdict = judge(RULES_BY_CODE["CL-15"], recognise(facts), load_profile())
    assert isinstance(verdict, tuple)
    return len(verdict)


@pytest.mark.parametrize(("beyond", "found"), [(1.05, 1), (0.95, 0)])
def test_cl15__a_word_as_wide_as_its_line_may_be_broken(beyond: float, found: int) -> None:
    assert judged(room=text_width(WORD, 14, bold=True) / POINTS_PER_MM + beyond) == found


def test_cl15__the_lines_of_a_cell_are_those_of_a_pdf() -> None:
    facts = docx_facts(PAPER)
    cell = next(one for one in facts.paragraphs if one.cell is not None and one.plain.startswith("Công nhập dữ liệu"))
    place = cell.text.index("liệu")
    assert cell.text[place - 3 : place] == "dữ "

    def with_line(start: int) -> list[Paragraph]:
        return [replace(one, line_starts=(start,)) if one is cell else one for one in facts.paragraphs]

    assert judged(with_line(place), broken=False) == 1
    assert judged(with_line(cell.text.index("dữ")), broken=False) == 0
