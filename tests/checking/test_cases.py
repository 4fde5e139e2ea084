"""Every rule on its cases, under every regulation it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from pipeline.building.making.job import PaperResult
from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule
from pipeline.reading.facts import PaperFacts
from pipeline.reading.pdf import read_pdf
from tests.casework import Case, docx_facts, read_cases, run_case, state

CASES = tuple(read_cases(RULES_BY_CODE))
ON_WORD = [case for case in CASES if case.medium == "docx"]
ON_PAPER = [case for case in CASES if case.medium == "pdf"]


@pytest.mark.parametrize("case", ON_WORD, ids=str)
def test_rule__case_of_a_word_file(case: Case) -> None:
    _judge(case, docx_facts(case.paper))


@pytest.mark.office
@pytest.mark.parametrize("case", ON_PAPER, ids=str)
def test_rule__case_of_a_pdf(case: Case, built: Mapping[str, PaperResult]) -> None:
    pdf = built[case.paper].pdf
    assert pdf is not None
    _judge(case, _pdf_facts(pdf, case.paper))


@cache
def _pdf_facts(pdf: bytes, name: str) -> PaperFacts:
    return read_pdf(pdf, name=f"{name}.pdf")


def _judge(case: Case, facts: PaperFacts) -> None:
    verdict = run_case(case, facts, RULES_BY_CODE[case.rule])
    assert state(verdict) == case.expect, verdict
    if case.found:
        assert isinstance(verdict, tuple)
        assert any(case.found in breach.found for breach in verdict), verdict


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rules__each_has_a_passing_and_a_failing_case_under_each_regime(rule: Rule) -> None:
    for regime in rule.regimes:
        shown = {case.expect for case in CASES if case.rule == rule.code and case.regime is regime}
        assert {"passed", "failed"} <= shown, regime


def test_rules__codes_are_unique() -> None:
    assert len(RULES_BY_CODE) == len(RULES)
