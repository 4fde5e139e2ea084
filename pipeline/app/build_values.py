"""The options of a build and its result (yêu cầu và kết quả dựng), as values; light to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.building.making.cluster_access import Access
from pipeline.building.state.build_cache import BuiltPaper
from pipeline.building.state.plan import Action, Decision
from pipeline.decree.pack_folder import shipped_templates
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from pipeline.papers.compose import Unmade


@dataclass(frozen=True, kw_only=True)
class BuildOptions:
    """How to build. Without any of these: all papers of the folder, on this machine, from the program's own templates.

    `templates`: the folder of Word templates; `only`: ids of papers, and what these enclose; `jobs`: LibreOffices side by
    side; `cluster`: the Dask cluster that does the work; `draft`: print the mark DỰ THẢO; `explain`: find the reason of
    every decision, also where nothing has changed; `dry_run`: decide, write nothing; `force`: also what has not changed;
    `on`: the day whose facts a paper takes that has no day of its own (without it, the last that are known).
    """

    templates: Path = field(default_factory=shipped_templates)
    only: tuple[str, ...] = ()
    jobs: int | None = None
    cluster: Access | None = None
    draft: bool = False
    explain: bool = False
    dry_run: bool = False
    force: bool = False
    on: date | None = None

    @property
    def plain(self) -> bool:
        """Whether a whole build on this machine is asked for and nothing else."""
        return not (self.only or self.explain or self.dry_run or self.force or self.cluster)


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """The result of a build.

    `papers`: all papers of the folder, or those asked for, in the order of their ids, built by this build or not;
    `findings`: those on the records and templates, not on the papers; `decisions`: by id what was done with each paper
    looked at and why, empty where the build cache showed that nothing had changed; `unmade`: papers that errors stop;
    `refused`: whether errors left nothing to build; `offices_inside`: subfolders with an office of their own, which
    were not read.
    """

    papers: tuple[BuiltPaper, ...]
    findings: tuple[Finding, ...]
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    unmade: tuple[Unmade, ...] = ()
    refused: bool = False
    offices_inside: tuple[str, ...] = ()

    @property
    def built(self) -> tuple[BuiltPaper, ...]:
        """The papers that this build made or tried to make (of a dry run: would make)."""
        return tuple(paper for paper in self.papers if self._is_built(paper.id))

    @property
    def left(self) -> tuple[BuiltPaper, ...]:
        """The papers that this build left as they were."""
        return tuple(paper for paper in self.papers if not self._is_built(paper.id))

    @property
    def stale(self) -> tuple[Decision, ...]:
        """The decisions to build a paper, each with its reason."""
        return tuple(decision for decision in self.decisions.values() if decision.action is Action.BUILD)

    @property
    def found(self) -> tuple[Finding, ...]:
        """All findings: those on the records and templates, then those on the papers."""
        return (*self.findings, *(finding for paper in self.papers for finding in paper.findings))

    @property
    def sound(self) -> bool:
        """Whether there is no error, and no paper breaks a binding rule of form."""
        stopping = {Severity.ERROR, Severity.LEGAL_ERROR}
        return all(finding.severity not in stopping for finding in self.found)

    def _is_built(self, paper: str) -> bool:
        decision = self.decisions.get(paper)
        return decision is not None and decision.action is Action.BUILD
