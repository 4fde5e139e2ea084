"""Judging papers again without making them (kiểm tra lại): when only a rule of the check has changed.

The files in place are read as they are; only the findings on them are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.building.making.executors import run_all
from pipeline.building.making.judge import form_findings, is_verdict
from pipeline.building.making.output import Artefact, own_files
from pipeline.building.state.manifest import append_entry
from pipeline.building.state.plan import Action, Decision
from pipeline.building.state.rebuild import Planned
from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.profile import HouseLevels
from pipeline.filing.look import digest_of
from pipeline.finding import Finding
from pipeline.papers.official_document import OfficialDocument

# Papers of one task: a check takes a fiftieth of a second.
_TOGETHER = 16
_AHEAD = 8


@dataclass(frozen=True)
class _Finished:
    """One paper with the bytes of its files."""

    document: OfficialDocument
    files: Mapping[Artefact, bytes]
    levels: HouseLevels
    phrases: tuple[HousePhrase, ...]


def recheck(
    planned: Planned, *, folder: Path, executor: Executor, on_done: Callable[[str], object] = lambda _: None
) -> Planned:
    """The plan after the papers that it wants judged again were judged: these are kept, with the new findings.

    `on_done` is called with the id of each paper. Findings from making a paper stay. A paper whose files are no longer
    those that were built is left for the next build.
    """
    waiting = planned.with_action(Action.RECHECK)
    decisions = dict(planned.decisions)
    for found in run_all(_judged, _tasks(waiting, folder, planned), executor=executor, ahead=_AHEAD):
        for key, verdicts in found.items():
            decisions[key] = _kept(decisions[key], verdicts, folder)
            on_done(key)
    return replace(planned, decisions=decisions)


def _tasks(waiting: Sequence[Decision], folder: Path, planned: Planned) -> Iterator[tuple[_Finished, ...]]:
    for start in range(0, len(waiting), _TOGETHER):
        some = waiting[start : start + _TOGETHER]
        yield tuple(paper for decision in some if (paper := _finished(decision, folder, planned)) is not None)


def _finished(decision: Decision, folder: Path, planned: Planned) -> _Finished | None:
    """The files of a paper in place, if they still are as built; else None."""
    if decision.entry is None:
        return None
    try:
        files = {kind: path.read_bytes() for kind, path in own_files(folder, decision.document.id).items()}
    except OSError:
        return None
    built = {kind: mark.sha256 for kind, mark in decision.entry.files.items()}
    same = built == {kind: digest_of(data) for kind, data in files.items()}
    return _Finished(decision.document, files, planned.levels, planned.phrases) if same else None


def _judged(papers: Sequence[_Finished]) -> dict[str, tuple[Finding, ...]]:
    return {
        paper.document.id: form_findings(
            paper.document,
            paper.files[Artefact.DOCX],
            paper.files[Artefact.PDF],
            levels=paper.levels,
            phrases=paper.phrases,
        )
        for paper in papers
    }


def _kept(decision: Decision, verdicts: tuple[Finding, ...], folder: Path) -> Decision:
    if decision.entry is None:  # it would not have been judged
        return decision
    made = tuple(finding for finding in decision.entry.findings if not is_verdict(finding))
    entry = replace(decision.entry, paper_inputs=decision.paper_inputs, findings=(*made, *verdicts))
    append_entry(folder, entry)
    return replace(decision, action=Action.KEEP, entry=entry, findings=entry.findings)
