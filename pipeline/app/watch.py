"""Rebuilding on save (canh thư mục): one round after each change, with a LibreOffice that stands by."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from watchfiles import Change, watch

from pipeline.building.making.build import build, cut_jobs
from pipeline.building.making.built import Built
from pipeline.building.making.bundles import findings_apart, make_bundles, with_bundles
from pipeline.building.making.executors import process_pool, serial_executor
from pipeline.building.making.job import run_job
from pipeline.building.making.output import only_writer
from pipeline.building.making.recheck import recheck
from pipeline.building.prepare import Prepared, layouts_needed, prepare_office, with_templates
from pipeline.building.state.plan import Decision
from pipeline.building.state.rebuild import Planned, give_back, keep_record, plan_build
from pipeline.building.template_trial import try_templates
from pipeline.errors import UsageError
from pipeline.filing.locks import FOLDER
from pipeline.finding import Finding
from pipeline.papers.compose import Unmade
from pipeline.papers.wording import load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.libreoffice.soffice import Engine, find_engine
from pipeline.typeset.libreoffice.soffice_home import Home

# Milliseconds: editors write a file in several steps; what comes within the first belongs to one save.
_TOGETHER, _STEP, _PATIENCE = 60, 20, 200
# Beyond so many papers, processes side by side are faster than the one LibreOffice that stands by.
_FEW = 4


def changes(*folders: Path, besides: Path) -> Iterator[None]:
    """One item for each save below the folders, not counting what lies below `besides`, and one for the start.

    The first comes at once, when the folders are already being watched: no save is missed in between. A folder that is taken
    away, or put in place anew, is a save too; it is watched again as soon as it is there. UsageError: a folder is not there
    at the start.
    """
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"Không có thư mục {folder}", "Xem lại tên thư mục.")
    own = besides.resolve()
    while True:
        yield from _until_replaced(folders, own)
        yield None
        while not all(folder.is_dir() for folder in folders):
            time.sleep(_PATIENCE / 1000)


def _until_replaced(folders: Sequence[Path], own: Path) -> Iterator[None]:
    """The saves below the folders, and one at the start, until one of the folders is no longer the same."""

    def matters(_: Change, path: str) -> bool:
        place = _real(path)
        return not _is_passing(place.name) and own not in (place, *place.parents) and FOLDER not in place.parts

    marks = [_identity(folder) for folder in folders]
    saves = watch(
        *folders, watch_filter=matters, debounce=_TOGETHER, step=_STEP, rust_timeout=_PATIENCE, yield_on_timeout=True
    )
    try:
        for number, found in enumerate(saves):
            if found or number == 0:
                yield None
            if [_identity(folder) for folder in folders] != marks:
                return
    except (OSError, RuntimeError):
        # The system gave up watching (a folder gone in the middle, a name it cannot say): begin anew.
        time.sleep(_PATIENCE / 1000)


def _is_passing(name: str) -> bool:
    """Whether a file is one that an editor keeps for a moment: a lock, a copy, a half-written file."""
    return name.startswith((".", "~", "#")) or name.endswith(("~", "#", ".tmp", ".bak"))


def _real(path: str) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError, ValueError):
        return Path(path)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one of the same name."""
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round did: what was found in the records, the papers rebuilt and those left alone with findings."""

    findings: tuple[Finding, ...]
    refused: bool
    built: tuple[Built, ...] = ()
    left_alone: tuple[Decision, ...] = ()
    unmade: tuple[Unmade, ...] = ()


@dataclass(slots=True, kw_only=True)
class Watcher:
    """One folder being watched. Use as a context manager: LibreOffice is put away at the end."""

    folder: Path
    output: Path
    templates: Path
    draft: bool = False
    _engine: Engine = field(default_factory=find_engine)
    _standing_by: Home | None = None

    def round(self) -> Round:
        """Read, plan, rebuild what changed; the next LibreOffice then stands by. Records with errors build nothing."""
        prepared = prepare_office(self.folder, draft=self.draft, wording=load_wording(self.templates / WORDING_FILE))
        if prepared.refused:
            return Round(findings=prepared.findings, refused=True, unmade=prepared.unmade)
        templates = load_templates(self.templates)
        trial = try_templates(templates, layouts_needed(prepared), memory=self.output)
        prepared = with_templates(prepared, trial.faults)
        planned = plan_build(prepared, folder=self.output, templates=templates, engine=self._engine)
        with only_writer(self.output):
            back = give_back(planned, folder=self.output)
            planned = recheck(planned, folder=self.output, executor=serial_executor())
            built = self._build(prepared, planned, templates) if planned.stale else ()
            bundles = make_bundles(prepared.documents, planned.decisions.keys(), folder=self.output)
            keep_record(prepared, planned, folder=self.output)
        left_alone = tuple(
            one for one in planned.decisions.values() if one.findings and one.document not in planned.stale
        )
        built = with_bundles(built, bundles)
        findings = (*prepared.findings, *back, *findings_apart(bundles, {one.document.id: one for one in built}))
        return Round(findings=findings, refused=False, built=built, left_alone=left_alone, unmade=prepared.unmade)

    def _build(self, prepared: Prepared, planned: Planned, templates: TemplateSet) -> tuple[Built, ...]:
        many = len(planned.stale) > _FEW
        workers = os.cpu_count() or 1 if many else 1
        jobs = cut_jobs(
            planned.stale, workers=workers, templates=templates, profile=prepared.profile, engine=self._engine
        )
        if many:
            with process_pool(workers) as pool:
                return build(jobs, folder=self.output, executor=pool, decisions=planned.decisions)
        home, self._standing_by = self._standing_by, None
        run = partial(run_job, standing_by=home)
        return build(jobs, folder=self.output, executor=serial_executor(), decisions=planned.decisions, run=run)

    def make_ready(self) -> None:
        """Let a LibreOffice stand by for the next round."""
        if self._standing_by is None:
            self._standing_by = Home(self._engine).stand_by()

    def warm_up(self) -> None:
        """Load what the first save would wait for: templates are prepared when a paper is first made from them."""
        prepared = prepare_office(self.folder, draft=self.draft, wording=load_wording(self.templates / WORDING_FILE))
        templates = load_templates(self.templates)
        for document in {one.type.layout: one for one in prepared.documents}.values():
            make_docx(document, templates=templates, profile=prepared.profile)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._standing_by is not None:
            with suppress(OSError):  # the folder for temporary files may be gone
                self._standing_by.close()
