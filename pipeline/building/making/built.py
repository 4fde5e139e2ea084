"""One paper after a build (kết quả dựng): a value that says where its files are and what was found.

Apart from `build`, so that a build with nothing to do need not load what makes papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.building.making.output import Artefact, Written, own_files
from pipeline.building.state.plan import Action, Decision
from pipeline.filing.telling import About
from pipeline.finding import Finding, has_errors
from pipeline.papers.official_document import OfficialDocument


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """A paper's bundle (tệp trọn bộ) after the build, one PDF or a set: path, pages, what writing did, findings."""

    id: str
    path: Path
    pages: int
    written: Written
    findings: tuple[Finding, ...] = ()
    artefact: Artefact = Artefact.BUNDLE


@dataclass(frozen=True, kw_only=True)
class Built:
    """One paper after the build: where its files are, how many pages, what was found, what writing did."""

    document: OfficialDocument
    files: Mapping[Artefact, Path]
    pages: int
    findings: tuple[Finding, ...]
    written: Written
    reason: str = ""
    bundle: Bundled | None = None
    setting: str = ""
    """How it is set in place of the office's usual way, in words; "" where it is set as usual or was not built."""
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)

    @property
    def every_file(self) -> Mapping[Artefact, Path]:
        """The paths of its own files and, where it encloses others, of its bundle, by artefact."""
        return {**self.files, **({self.bundle.artefact: self.bundle.path} if self.bundle else {})}

    @property
    def failed(self) -> bool:
        """Whether this build could not make the paper or found an error on it."""
        return has_errors(self.findings)

    @property
    def made(self) -> bool:
        """Whether the files in place are those of this build."""
        return self.written not in {Written.KEPT, Written.NONE}


def about(document: OfficialDocument) -> About:
    """How findings speak of the files of a paper: series of codes, name, record file, id."""
    return About(
        series="DUNG-2",
        called=document.headline,
        file=document.source or None,
        document=document.id,
        edited="DUNG-09",
    )


# One that should be judged again and could not be is not settled.
_KEPT_AS = {
    Action.KEEP: Written.SAME,
    Action.PROTECT: Written.PROTECTED,
    Action.RECHECK: Written.KEPT,
    Action.BUILD: Written.KEPT,
}


def kept(decision: Decision, folder: Path) -> Built:
    """The result for a paper that is not built: its files as they are in place, with the findings that the plan gives."""
    entry = decision.entry
    return Built(
        document=decision.document,
        files=own_files(folder, decision.document.id),
        pages=entry.pages if entry else 0,
        findings=decision.findings,
        written=_KEPT_AS[decision.action],
        reason=decision.reason,
    )
