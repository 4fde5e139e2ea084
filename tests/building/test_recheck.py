"""A reworded rule judges the papers again and converts none; what making them met stays said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.making.executors import serial_executor
from pipeline.building.making.job import PaperResult
from pipeline.building.making.judge import is_verdict
from pipeline.building.making.output import Artefact, own_files, write_files
from pipeline.building.making.recheck import recheck
from pipeline.building.state.fingerprint import Environment, paper_inputs
from pipeline.building.state.manifest import Entry, append_entry, load_manifest
from pipeline.building.state.plan import Action, Changed, Decision, plan
from pipeline.building.state.rebuild import Planned
from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.templates import load_templates
from tests.sample import TEMPLATES, both, marks

SHARED = Environment(profile="p", program="c", engine="7.4", fonts="f", checker="old")
REWORDED = replace(SHARED, checker="new")
MET = Finding(code="DUNG-13", severity=Severity.WARNING, message="gặp khi dựng")
STALE = Finding(code="KY-01", severity=Severity.LEGAL_ERROR, message="lời cũ của quy tắc")


def _built(folder: Path, paper: PaperResult) -> Entry:
    """A paper in an output folder with its entry, as a build with the old rules left it."""
    docx, pdf = paper.docx or b"", paper.pdf or b""
    pair = write_files(folder, paper.document.id, both(docx, pdf))
    entry = Entry(
        id=paper.document.id,
        paper_inputs=paper_inputs(paper.document, templates=load_templates(TEMPLATES), shared=SHARED),
        files=marks(pair, docx, pdf),
        pages=paper.pages,
        findings=(MET, STALE),
    )
    append_entry(folder, entry)
    return entry


def _planned(folder: Path, document: OfficialDocument, shared: Environment) -> Planned:
    made_from = paper_inputs(document, templates=load_templates(TEMPLATES), shared=shared)
    (decision,) = plan([(document, made_from)], manifest=load_manifest(folder), folder=folder, changed=Changed())
    return Planned(decisions={document.id: decision}, whole=True)


def _only(planned: Planned) -> Decision:
    (decision,) = planned.decisions.values()
    return decision


@pytest.mark.office
def test_recheck__judges_anew_what_is_in_place_and_writes_nothing(
    tmp_path: Path, built: Mapping[str, PaperResult]
) -> None:
    paper = built["cong-van-ubnd"]
    _built(tmp_path, paper)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in own_files(tmp_path, paper.document.id).values()
    }
    planned = _planned(tmp_path, paper.document, REWORDED)
    assert (_only(planned).action, _only(planned).reason) == (Action.RECHECK, "quy tắc kiểm tra đã đổi")
    assert planned.stale == ()
    done = recheck(planned, folder=tmp_path, executor=serial_executor())
    assert _only(done).action is Action.KEEP
    # The paper is sound: the old wording of a rule is gone, what was met in making stays.
    assert _only(done).findings == (MET, *(one for one in paper.findings if is_verdict(one)))
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    again = _only(_planned(tmp_path, paper.document, REWORDED))
    assert (again.action, again.findings) == (Action.KEEP, _only(done).findings)


@pytest.mark.office
def test_recheck__what_else_changed_is_built_not_judged(tmp_path: Path, built: Mapping[str, PaperResult]) -> None:
    paper = built["cong-van-ubnd"]
    _built(tmp_path, paper)
    assert _only(_planned(tmp_path, paper.document, replace(REWORDED, program="d"))).action is Action.BUILD
    own_files(tmp_path, paper.document.id)[Artefact.DOCX].write_bytes(b"edited")
    assert _only(_planned(tmp_path, paper.document, REWORDED)).action is Action.BUILD


@pytest.mark.office
def test_recheck__a_file_that_changes_meanwhile_is_left_for_another_time(
    tmp_path: Path, built: Mapping[str, PaperResult]
) -> None:
    paper = built["cong-van-ubnd"]
    _built(tmp_path, paper)
    planned = _planned(tmp_path, paper.document, REWORDED)
    own_files(tmp_path, paper.document.id)[Artefact.PDF].write_bytes(b"%PDF-1.7 signed meanwhile")
    done = recheck(planned, folder=tmp_path, executor=serial_executor())
    assert _only(done).action is Action.RECHECK
    assert load_manifest(tmp_path).entries[paper.document.id].findings == (MET, STALE)
