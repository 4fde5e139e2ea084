"""When a build counts as sound: the severities that make its exit code 1, on papers and in records."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.app.build_values import BuildOptions, BuildResult
from pipeline.building.making.output import Written
from pipeline.building.state.build_cache import BuiltPaper
from pipeline.cli import print_build
from pipeline.finding import Finding, Severity

STOPPING = {Severity.ERROR, Severity.LEGAL_ERROR}


def _results(severity: Severity) -> tuple[BuildResult, BuildResult]:
    """A build with one finding of this severity on a paper, and one with it in the records."""
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
    return BuildResult(papers=(paper,), findings=()), BuildResult(papers=(), findings=found)


@pytest.mark.parametrize("severity", Severity)
def test_result__is_sound_unless_there_is_an_error_or_a_binding_rule_is_broken(severity: Severity) -> None:
    assert {result.sound for result in _results(severity)} == {severity not in STOPPING}


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("json_wanted", [False, True])
def test_command__ends_with_1_where_the_result_is_not_sound(
    monkeypatch: pytest.MonkeyPatch, severity: Severity, *, json_wanted: bool
) -> None:
    shown = print_build.BuildShown(json_wanted=json_wanted)
    for result in _results(severity):
        monkeypatch.setattr(print_build, "build", lambda *_, result=result, **__: result)
        code = print_build.build_folder(Path("ho-so"), Path("ra"), BuildOptions(), shown)
        assert code == (1 if severity in STOPPING else 0)
