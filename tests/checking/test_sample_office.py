"""The sample office as the checker sees it: not one breach, of any severity, in its Word files or on its printed pages."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.building.making.job import PaperResult
from pipeline.checking.broken_lines import avoidable, blocks_of_lines
from pipeline.checking.check_result import BINDING, Report
from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.run_rules import check
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Regime
from pipeline.text.bond import Bond
from tests.casework import docx_facts
from tests.sample import sample

PAPERS = [one.id for one in sample().documents]
# Fewer rules judged would mean that a reader or the recognition has grown blind.
FEWEST_PASSED = 60


def _sound(report: Report) -> None:
    found = [(rule.code, rule.severity, breach.found) for rule, breach in report.breaches()]
    assert [one for one in found if one[1] in BINDING] == []
    assert found == []
    assert report.paper.regime is Regime.ND30
    assert len(report.results) == len(RULES_BY_CODE)
    assert report.coverage.passed >= FEWEST_PASSED


@pytest.mark.parametrize("document_id", PAPERS)
def test_word_file__is_sound(document_id: str) -> None:
    _sound(check(docx_facts(document_id)))


@pytest.mark.office
@pytest.mark.parametrize("document_id", PAPERS)
def test_pdf__is_sound(document_id: str, built: Mapping[str, PaperResult]) -> None:
    pdf = built[document_id].pdf
    assert pdf is not None
    _sound(check(read_pdf(pdf, name=f"{document_id}.pdf")))


@pytest.mark.office
@pytest.mark.parametrize("document_id", PAPERS)
def test_pdf__no_title_and_no_cell_is_broken_inside_a_word_a_name_or_a_date(
    document_id: str, built: Mapping[str, PaperResult]
) -> None:
    pdf = built[document_id].pdf
    assert pdf is not None
    paper = recognise(read_pdf(pdf, name=f"{document_id}.pdf"))
    assert [broken.shown for _, broken in avoidable(blocks_of_lines(paper), least=Bond.GROUP)] == []
