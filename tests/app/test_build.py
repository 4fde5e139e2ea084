"""Building as a function, and what its result says of papers that break a binding rule."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import app
from pipeline.finding import Severity
from tests.program import vanthu
from tests.revision.edits import replaced
from tests.sample import OFFICE, ROOT, TEMPLATES

LETTER = "cong-van-ubnd"
# What a build with nothing to do has no use for.
HEAVY = {"docx", "filelock", "lxml", "pydantic", "rapidfuzz", "yaml"}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """The program's templates with dashes of another length in the motto (Tiêu ngữ), as Word puts them in by itself."""
    place = Path(shutil.copytree(TEMPLATES, tmp_path / "mau"))
    for head in (place / "khoi" / "dau_van_ban.docx", place / "khoi" / "dau_kem_theo.docx"):
        head.write_bytes(replaced(head.read_bytes(), " - Tự do - ", " – Tự do – "))
    return place


@pytest.mark.office
def test_build__a_paper_that_breaks_a_binding_rule_ends_with_1(tmp_path: Path, templates: Path) -> None:
    output = tmp_path / "ra"
    ended = vanthu("build", OFFICE, "--output", output, "--templates", templates, "--only", LETTER)
    assert ended.returncode == 1, ended.stderr
    assert "sai thể thức" in ended.stderr
    assert (output / LETTER / f"{LETTER}.pdf").is_file(), "the paper is made all the same"
    again = app.build(OFFICE, output, app.BuildOptions(templates=templates, only=(LETTER,)))
    assert [paper.id for paper in again.left] == [LETTER]
    assert not again.built
    assert not again.sound
    assert {finding.severity for finding in again.found} & {Severity.LEGAL_ERROR}
    assert not any(finding.severity is Severity.ERROR for finding in again.found)


@pytest.mark.office
def test_build__tells_its_progress_and_a_glance_is_enough_the_second_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, output = tmp_path / "ho-so", tmp_path / "ra"
    shutil.copytree(OFFICE, folder, ignore=shutil.ignore_patterns("cuoc-hop", "quyet-dinh-*", "thong-bao-*"))
    told: list[app.Progress] = []
    first = app.build(folder, output, on_progress=told.append)
    assert first.sound, first.found
    assert first.papers == first.built
    (decided,) = (one for one in told if isinstance(one, app.Decided))
    assert {decision.action for decision in decided.decisions} == {app.Action.BUILD}
    steps = [one for one in told if isinstance(one, app.Step)]
    assert {step.name for step in steps} == {paper.id for paper in first.papers}
    assert [(step.done, step.total) for step in steps] == [(n, len(steps)) for n in range(1, len(steps) + 1)]
    for paper in first.papers:
        assert all(path.is_file() for path in paper.files(output).values())
        assert {app.Artefact.DOCX, app.Artefact.PDF} <= paper.files(output).keys()
    second = app.build(folder, output)
    assert second.decisions == {}
    assert [paper.id for paper in second.left] == [paper.id for paper in first.papers]
    assert capfd.readouterr() == ("", "")
    assert not HEAVY & _loaded_by_a_build(folder, output)


def _loaded_by_a_build(folder: Path, output: Path) -> set[str]:
    """The modules in memory after a build in a process of its own."""
    words = (
        "import sys; from pathlib import Path; from pipeline.cli import print_build; from pipeline import app\n"
        "assert not app.build(*map(Path, sys.argv[1:])).decisions\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", words, str(folder), str(output)]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
