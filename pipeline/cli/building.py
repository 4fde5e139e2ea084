"""What `vanthu build` does between reading its options and giving its exit code."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.building.making.built import Built, kept
from pipeline.building.making.cluster_access import Access
from pipeline.building.making.output import only_writer
from pipeline.building.state.build_cache import BuildCache, Inputs, Row, at_rest, read_inputs, recall, remember, row_of
from pipeline.building.state.fingerprint import digest, environment
from pipeline.building.state.plan import Action, Decision
from pipeline.cli import show
from pipeline.cli.build_log import BuildLog
from pipeline.finding import Finding, Severity, has_errors
from pipeline.papers.wording import Wording, load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.libreoffice.soffice import Engine, find_engine
from pipeline.typeset.libreoffice.soffice_home import Home

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pipeline.building.prepare import Prepared
    from pipeline.building.state.rebuild import Planned
    from pipeline.papers.compose import Unmade

# Up to so many papers the LibreOffice that stands by does alone.
_FEW = 4


@dataclass(frozen=True, kw_only=True)
class BuildOptions:
    """The options of `vanthu build`."""

    folder: Path
    output: Path
    templates: Path
    only: tuple[str, ...]
    jobs: int | None
    cluster: Access | None
    draft: bool
    json_wanted: bool
    explain: bool = False
    dry_run: bool = False
    force: bool = False
    verbose: bool = False

    @property
    def plain(self) -> bool:
        """Whether a whole build on this machine is asked for and nothing else."""
        return not (self.only or self.explain or self.dry_run or self.force or self.cluster)


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    """What a build came to: all papers of the folder (or those asked for), and what was found in the records."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    planned: Planned | None = None
    unmade: tuple[Unmade, ...] = ()
    refused: bool = False

    @property
    def found(self) -> tuple[Finding, ...]:
        """Everything that was found, in the records and on the papers."""
        return (*self.findings, *(finding for row in self.rows for finding in row.findings))


def build_folder(options: BuildOptions) -> bool:
    """Build, show the result; whether everything is fine: no error, no breach of the rules on paper."""
    started = time.monotonic()
    log = BuildLog(None if options.dry_run else options.output, aloud=options.verbose)
    with log.kept():
        outcome = _outcome(options, log)
    show.findings(outcome.found)
    if options.json_wanted:
        _print_json(outcome, options, started)
    elif outcome.refused:
        click.echo(f"Chưa dựng văn bản nào: {show.counts(outcome.findings)} trong hồ sơ và mẫu.", err=True)
        show.unmade(outcome.unmade, options.output)
    elif options.dry_run and outcome.planned:
        stale, papers = len(outcome.planned.stale), len(outcome.planned.decisions)
        click.echo(f"Chỉ xem trước: sẽ dựng {stale} trong {papers} văn bản, chưa ghi gì.")
        show.unmade(outcome.unmade, options.output)
    else:
        show.built_table(outcome.rows)
        _print_summary(outcome, options, started)
        show.unmade(outcome.unmade, options.output)
    found = outcome.found
    return not has_errors(found) and all(finding.severity is not Severity.LEGAL_ERROR for finding in found)


def _outcome(options: BuildOptions, log: BuildLog) -> _Outcome:
    """Build what has to be built: nothing, what a few edited files concern, or what the plan over the whole folder says."""
    templates, engine = load_templates(options.templates), find_engine()
    shared = environment(profile=None, engine_version=engine.version, fonts=font_files().values())
    wording = load_wording(options.templates / WORDING_FILE)
    pack = digest(templates.fingerprint, wording.fingerprint)
    inputs = read_inputs(options.folder, templates=pack, shared=shared, draft=options.draft)
    known = recall(options.output, inputs) if options.plain else None
    if known is not None and not known.edited:
        return _Outcome(rows=known.rows, findings=known.findings)
    work = _Work(options=options, templates=templates, wording=wording, engine=engine, inputs=inputs, log=log)
    if known is not None and (outcome := _edited(work, known)) is not None:
        return outcome
    return _whole(work)


@dataclass(frozen=True, kw_only=True)
class _Work:
    """What both ways of building need."""

    options: BuildOptions
    templates: TemplateSet
    wording: Wording
    engine: Engine
    inputs: Inputs | None
    log: BuildLog


def _edited(work: _Work, known: BuildCache) -> _Outcome | None:
    """The short way: read and build what the edited files concern; None where it is not open."""
    if any(file not in known.public_names for file in known.edited):
        return None
    # Started before anything is loaded: by the time the paper is there, LibreOffice is, too.
    with Home(work.engine).stand_by() as home:
        from pipeline.building.state.edited import prepare_edited, untouched_rows  # noqa: PLC0415 - records load only where needed
        from pipeline.building.state.rebuild import keep_record_of, plan_build  # noqa: PLC0415

        output = work.options.output
        prepared = prepare_edited(work.options.folder, known, draft=work.options.draft, wording=work.wording)
        if prepared is None:
            return None
        planned = plan_build(prepared, folder=output, templates=work.templates, engine=work.engine)
        with only_writer(output, tell=show.waiting):
            made = _run(prepared, planned, work, standing_by=home) if planned.stale else ()
            keep_record_of(prepared, known.edited, folder=output)
            rows = _rows((*_kept(planned, work.options), *made), untouched_rows(known))
            remember(output, work.inputs, at_rest(rows, prepared.findings, known.public_names))
        return _Outcome(rows=rows, findings=prepared.findings, planned=planned)


def _whole(work: _Work) -> _Outcome:
    """The long way: read everything, plan every paper."""
    from pipeline.building.prepare import (  # noqa: PLC0415 - records load only where there is something to do
        layouts_needed,
        prepare_office,
        with_templates,
    )
    from pipeline.building.state.rebuild import give_back, keep_record, plan_build  # noqa: PLC0415
    from pipeline.building.template_trial import try_templates  # noqa: PLC0415

    options = work.options
    with work.log.stage("đọc hồ sơ"):
        prepared = prepare_office(options.folder, draft=options.draft, wording=work.wording)
    with work.log.stage("thử mẫu"):
        trial = try_templates(work.templates, layouts_needed(prepared), memory=options.output, keep=not options.dry_run)
    prepared = with_templates(prepared, trial.faults)
    unmade = _asked(prepared.unmade, options.only)
    if prepared.refused:
        return _Outcome(rows=(), findings=prepared.findings, unmade=unmade, refused=True)
    planned = plan_build(
        prepared,
        folder=options.output,
        templates=work.templates,
        engine=work.engine,
        only=options.only,
        force=options.force,
    )
    if (options.explain or options.dry_run) and not options.json_wanted:
        show.reasons(planned.decisions.values())
    if options.dry_run:
        return _Outcome(rows=_rows(_kept(planned, options)), findings=prepared.findings, planned=planned, unmade=unmade)
    with only_writer(options.output, tell=show.waiting):
        back = give_back(planned, folder=options.output)
        planned = _rechecked(planned, options)
        made = _run(prepared, planned, work) if planned.stale else ()
        with work.log.stage("trọn bộ"):
            built, apart = _bundled(prepared, planned, (*_kept(planned, options), *made), options.output)
        keep_record(prepared, planned, folder=options.output)
        rows = _rows(built)
        if planned.whole:
            remember(options.output, work.inputs, at_rest(rows, prepared.findings, prepared.public_names))
    return _Outcome(rows=rows, findings=(*prepared.findings, *back, *apart), planned=planned, unmade=unmade)


def _asked(unmade: Sequence[Unmade], only: Sequence[str]) -> tuple[Unmade, ...]:
    return tuple(one for one in unmade if not only or one.id in only)


def _bundled(
    prepared: Prepared, planned: Planned, built: tuple[Built, ...], output: Path
) -> tuple[tuple[Built, ...], tuple[Finding, ...]]:
    """The papers with the merged PDFs of those that enclose others; what was found of papers that were not asked for."""
    if not any(one.enclosed for one in prepared.documents):
        return built, ()
    from pipeline.building.making.bundles import findings_apart, make_bundles, with_bundles  # noqa: PLC0415 - as `build` below

    bundles = make_bundles(prepared.documents, planned.decisions.keys(), folder=output)
    return with_bundles(built, bundles), findings_apart(bundles, planned.decisions)


def _rows(built: Iterable[Built], others: Iterable[Row] = ()) -> tuple[Row, ...]:
    return tuple(sorted((*map(row_of, built), *others), key=lambda row: row.id))


def _kept(planned: Planned, options: BuildOptions) -> tuple[Built, ...]:
    """The papers that are not built."""
    return tuple(
        kept(decision, options.output) for decision in planned.decisions.values() if decision.action is not Action.BUILD
    )


def _rechecked(planned: Planned, options: BuildOptions) -> Planned:
    """The plan after papers that only a rule of the check concerns were judged again."""
    waiting = planned.with_action(Action.RECHECK)
    if not waiting:
        return planned
    from pipeline.building.making.recheck import recheck  # noqa: PLC0415 - what judges papers loads for half a second

    progress = show.Progress(len(waiting))
    try:
        with _workers(options, len(waiting)) as (executor, _):
            return recheck(planned, folder=options.output, executor=executor, on_done=progress.count)
    finally:
        progress.close()


def _run(prepared: Prepared, planned: Planned, work: _Work, *, standing_by: Home | None = None) -> tuple[Built, ...]:
    from pipeline.building.making.build import build, cut_jobs  # noqa: PLC0415 - what makes papers loads for a second
    from pipeline.building.making.job import run_job  # noqa: PLC0415

    # One LibreOffice that is already there is the fastest for a few papers, and of no use to other processes.
    few = standing_by is not None and len(planned.stale) <= _FEW
    progress = show.Progress(len(planned.stale))
    try:
        with _workers(work.options, 1 if few else len(planned.stale)) as (executor, workers):
            jobs = cut_jobs(
                planned.stale,
                workers=workers,
                templates=work.templates,
                profile=prepared.profile,
                engine=work.engine,
            )
            return build(
                jobs,
                folder=work.options.output,
                executor=executor,
                on_done=partial(_done, progress, work.log),
                decisions=planned.decisions,
                run=partial(run_job, standing_by=standing_by) if few else run_job,
            )
    finally:
        progress.close()


def _done(progress: show.Progress, log: BuildLog, paper: Built) -> None:
    progress.step(paper)
    *stages, (last, seconds) = paper.timings
    for stage, taken in stages:
        log.note(stage, paper.document.id, taken, "xong")
    log.note(last, paper.document.id, seconds, f"{paper.written.value}; {show.counts(paper.findings)}")


@contextmanager
def _workers(options: BuildOptions, papers: int) -> Iterator[tuple[Executor, int]]:
    """Who does the work, and how many of them: a cluster, this process alone, or a process for each core."""
    if options.cluster:
        from pipeline.building.making.cluster import dask_executor  # noqa: PLC0415 - a second that only a cluster needs

        with dask_executor(options.cluster) as cluster:
            yield cluster, cluster.machines
        return
    from pipeline.building.making.executors import process_pool, serial_executor  # noqa: PLC0415 - as above

    workers = min(options.jobs or os.cpu_count() or 1, papers)
    if workers == 1:
        yield serial_executor(), 1
        return
    with process_pool(workers) as pool:
        yield pool, workers


def _print_summary(outcome: _Outcome, options: BuildOptions, started: float) -> None:
    pages = sum(row.pages for row in outcome.rows)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    stale = len(outcome.planned.stale) if outcome.planned else 0
    same = len(outcome.rows) - stale
    made = f"dựng {stale}, giữ nguyên {same}; " if stale and same else "" if stale else "không có gì đổi; "
    click.echo(
        f"{len(outcome.rows)} văn bản, {pages} trang; {made}{show.counts(outcome.found)}, {seconds} giây. "
        f"Kết quả: {options.output}/"
    )


def _print_json(outcome: _Outcome, options: BuildOptions, started: float) -> None:
    asked = outcome.planned if options.explain or options.dry_run else None
    plan = {"plan": [_as_json(decision) for decision in asked.decisions.values()]} if asked else {}
    show.as_json(
        {
            "documents": [row.as_json(options.output) for row in outcome.rows],
            "findings": [finding.as_json() for finding in outcome.findings],
            **({"not_made": show.unmade_as_json(outcome.unmade)} if outcome.unmade else {}),
            **plan,
            "seconds": round(time.monotonic() - started, 3),
        }
    )


def _as_json(decision: Decision) -> dict[str, str]:
    return {"id": decision.document.id, "action": decision.action.name, "reason": decision.reason}
