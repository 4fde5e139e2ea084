"""Judging papers again that need no making (kiểm tra lại): when a rule of the check has changed, and nothing else.

The files in place are read as they are; nothing is written but what was found of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.building.making.executors import run_all
from pipeline.building.making.judge import form_findings, is_verdict
from pipeline.building.making.output import paths
from pipeline.building.state.manifest import append_entry
from pipeline.building.state.plan import Action, Decision
from pipeline.building.state.rebuild import Planned
from pipeline.decree.profile import HouseLevels
from pipeline.filing.look import digest_of
from pipeline.finding import Finding
from pipeline.papers.official_document import OfficialDocument

# Papers of one task: a check takes a fiftieth of a second.
_TOGETHER = 16
_AHEAD = 8


@dataclass(frozen=True)
class _Finished:
    """One paper with the bytes of its Word file and its PDF."""

    document: OfficialDocument
    docx: bytes
    pdf: bytes
    levels: HouseLevels


def recheck(
    planned: Planned, *, folder: Path, executor: Executor, on_done: Callable[[str], object] = lambda _: None
) -> Planned:
    """Judge the papers of the plan that are to be judged again; they are then kept, with what is found now.

    `on_done` is called with the id of each paper. What was met when a paper was made stays with it. A paper whose files
    are no longer those that were built stays to be judged by another build.
    """
    waiting = planned.with_action(Action.RECHECK)
    decisions = dict(planned.decisions)
    for found in run_all(_judged, _tasks(waiting, folder, planned.levels), executor=executor, ahead=_AHEAD):
        for key, verdicts in found.items():
            decisions[key] = _kept(decisions[key], verdicts, folder)
            on_done(key)
    return replace(planned, decisions=decisions)


def _tasks(waiting: Sequence[Decision], folder: Path, levels: HouseLevels) -> Iterator[tuple[_Finished, ...]]:
    for start in range(0, len(waiting), _TOGETHER):
        some = waiting[start : start + _TOGETHER]
        yield tuple(paper for one in some if (paper := _finished(one, folder, levels)) is not None)


def _finished(decision: Decision, folder: Path, levels: HouseLevels) -> _Finished | None:
    """The files in place, if they still are what was built."""
    if decision.entry is None:
        return None
    try:
        docx, pdf = (path.read_bytes() for path in paths(folder, decision.document.id))
    except OSError:
        return None
    built = (decision.entry.docx.sha256, decision.entry.pdf.sha256)
    return _Finished(decision.document, docx, pdf, levels) if (digest_of(docx), digest_of(pdf)) == built else None


def _judged(papers: Sequence[_Finished]) -> dict[str, tuple[Finding, ...]]:
    return {one.document.id: form_findings(one.document, one.docx, one.pdf, levels=one.levels) for one in papers}


def _kept(decision: Decision, verdicts: tuple[Finding, ...], folder: Path) -> Decision:
    if decision.entry is None:  # it would not have been judged
        return decision
    made = tuple(one for one in decision.entry.findings if not is_verdict(one))
    entry = replace(decision.entry, paper_inputs=decision.paper_inputs, findings=(*made, *verdicts))
    append_entry(folder, entry)
    return replace(decision, action=Action.KEEP, entry=entry, findings=entry.findings)
