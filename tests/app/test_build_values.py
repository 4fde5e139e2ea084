"""When a build counts as sound: the severities that make its exit code 1, on papers and in records."""

from __future__ import annotations

import pytest

from pipeline.app.build_values import BuildResult
from pipeline.building.making.output import Written
from pipeline.building.state.build_cache import BuiltPaper
from pipeline.finding import Finding, Severity

STOPPING = {Severity.ERROR, Severity.LEGAL_ERROR}


@pytest.mark.parametrize("severity", Severity)
def test_result__is_sound_unless_there_is_an_error_or_a_binding_rule_is_broken(severity: Severity) -> None:
    found = (Finding(code="QH-01", severity=severity, message="sai"),)
    paper = BuiltPaper(
        id="a",
        file="a.yaml",
        kind="Công văn",
        slug="cong_van",
        subject="a",
        pages=1,
        written=Written.SAME,
        marks={},
        findings=found,
    )
    of_paper, of_records = BuildResult(papers=(paper,), findings=()), BuildResult(papers=(), findings=found)
    assert of_paper.sound is of_records.sound is (severity not in STOPPING)
