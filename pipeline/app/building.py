"""Building an office's papers (dựng văn bản): the one path from a folder of records to DOCX and PDF.

What makes papers takes a second to load and records half a second: each is loaded where there is something to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.app.build_log import BuildLog
from pipeline.app.build_values import BuildOptions, BuildResult
from pipeline.app.progress import Counter, Decided, Listener, LogLine, Notice, ignore
from pipeline.app.standing_by import StandingBy
from pipeline.building.making.built import Built, kept
from pipeline.building.making.output import obstacle, only_writer
from pipeline.building.state.build_cache import (
    BuildCache,
    BuiltPaper,
    Inputs,
    at_rest,
    paper_of,
    read_inputs,
    recall,
    remember,
)
from pipeline.building.state.fingerprint import digest, environment
from pipeline.building.state.office_link import note_office
from pipeline.building.state.plan import Action
from pipeline.finding import Finding, counts
from pipeline.papers.wording import Wording, office_wording
from pipeline.typeset.docx.templates import TemplateSet, office_templates
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.libreoffice.soffice import Engine, find_engine

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pipeline.building.prepare import Prepared
    from pipeline.building.state.rebuild import Planned
    from pipeline.papers.compose import Unmade

_USUAL: Final = BuildOptions()


@dataclass(frozen=True, kw_only=True)
class _Work:
    """One build: what is asked for, what it works with, and who is told of its progress."""

    folder: Path
    output: Path
    options: BuildOptions
    templates: TemplateSet
    wording: Wording
    engine: Engine
    inputs: Inputs | None
    log: BuildLog
    listener: Listener
    standing_by: StandingBy | None

    def only_writer(self) -> AbstractContextManager[None]:
        """Lock the output folder, so that no other build writes into it. UsageError: another build keeps it locked."""

        def tell(words: str) -> None:
            self.listener(Notice(words))

        return only_writer(self.output, tell=tell)


def build(
    folder: Path,
    output: Path,
    options: BuildOptions = _USUAL,
    *,
    on_progress: Listener = ignore,
    standing_by: StandingBy | None = None,
) -> BuildResult:
    """Build what has changed of the papers of a folder of records into `output`: `<id>/<id>.docx` and `.pdf`.

    Errors in the records stop the papers that use what is wrong, no other; they are in the result, as is everything
    found on the papers. Files that were signed or issued are never touched; what people changed is kept beside.
    `on_progress` is called with each step, in this thread. `standing_by`, a LibreOffice started ahead, makes a few papers
    faster; it is used up and changes no byte.

    UsageError: no such folder, no paper of an id asked for, another build at work in `output`. EnvironmentMissing: no
    LibreOffice, no font of the right widths. OSError: the machine refused to write. Logged: a fault of this program,
    with its traceback in the log of the build.
    """
    log = BuildLog(None if options.dry_run else output, say=lambda words: on_progress(LogLine(words)))
    with log.kept():
        templates, wording = office_templates(folder, options.templates), office_wording(folder, options.templates)
        pack = digest(templates.fingerprint, wording.fingerprint)
        engine = standing_by.engine if standing_by else find_engine()
        shared = environment(profile=None, engine_version=engine.version, fonts=font_files().values())
        work = _Work(
            folder=folder,
            output=output,
            options=options,
            templates=templates,
            wording=wording,
            engine=engine,
            inputs=read_inputs(folder, templates=pack, shared=shared, draft=options.draft, on=options.on),
            log=log,
            listener=on_progress,
            standing_by=standing_by,
        )
        result = _least(work)
        if not options.dry_run and not result.refused:
            note_office(output, folder)
        return replace(result, offices_inside=work.inputs.offices_inside) if work.inputs else result


def _least(work: _Work) -> BuildResult:
    """Build as little as possible: nothing, what a few edited files concern, or what the plan over the whole folder says."""
    known = recall(work.output, work.inputs) if work.options.plain else None
    if known is None:
        return _whole(work)
    if not known.edited:
        return BuildResult(papers=known.rows, findings=known.findings)
    return _edited(work, known) or _whole(work)


def _edited(work: _Work, known: BuildCache) -> BuildResult | None:
    """Read and build only what the edited files concern; None where the whole folder has to be read."""
    if any(file not in known.public_names for file in known.edited):
        return None
    if work.standing_by is None:
        # Started before anything is loaded: by the time the paper is there, LibreOffice is, too.
        with StandingBy(work.engine).get_ready() as standing_by:
            return _edited(replace(work, standing_by=standing_by), known)
    from pipeline.building.state.edited import prepare_edited, untouched_papers  # noqa: PLC0415 - as said above
    from pipeline.building.state.rebuild import keep_record_of, plan_build  # noqa: PLC0415

    prepared = prepare_edited(work.folder, known, draft=work.options.draft, wording=work.wording, on=work.options.on)
    if prepared is None or any(obstacle(work.output, document.id) for document in prepared.documents):
        return None
    planned = plan_build(prepared, folder=work.output, templates=work.templates, engine=work.engine)
    with work.only_writer():
        made = _made(prepared, planned, work)
        keep_record_of(prepared, planned, known.edited, folder=work.output)
        papers = _papers((*_kept(planned, work.output), *made), untouched_papers(known))
        remember(work.output, work.inputs, at_rest(papers, prepared.findings, known.public_names, known.turns))
    return BuildResult(papers=papers, findings=prepared.findings, decisions=planned.decisions)


def _whole(work: _Work) -> BuildResult:
    """Read the whole folder, plan every paper, build those that are out of date."""
    from pipeline.building.state.rebuild import give_back, keep_record, plan_build, with_lost  # noqa: PLC0415 - as said above

    options, output = work.options, work.output
    prepared = with_lost(_prepared(work), output)
    unmade = _asked(prepared.unmade, options.only)
    if prepared.refused:
        return BuildResult(papers=(), findings=prepared.findings, unmade=unmade, refused=True)
    planned = plan_build(
        prepared,
        folder=output,
        templates=work.templates,
        engine=work.engine,
        only=options.only,
        force=options.force,
    )
    work.listener(Decided(tuple(planned.decisions.values())))
    if options.dry_run:
        papers = _papers(_kept(planned, output))
        return BuildResult(papers=papers, findings=prepared.findings, decisions=planned.decisions, unmade=unmade)
    with work.only_writer():
        back = give_back(planned, folder=output)
        planned = _rechecked(planned, work)
        made = _made(prepared, planned, work)
        with work.log.stage("trọn bộ"):
            built, apart = _bundled(prepared, planned, (*_kept(planned, output), *made), output)
        keep_record(prepared, planned, folder=output)
        papers = _papers(built)
        if planned.whole:
            remember(output, work.inputs, at_rest(papers, prepared.findings, prepared.public_names, prepared.turns))
    findings = (*prepared.findings, *back, *apart)
    return BuildResult(papers=papers, findings=findings, decisions=planned.decisions, unmade=unmade)


def _prepared(work: _Work) -> Prepared:
    """The whole folder as it was read, without the papers whose layouts or places in the output cannot be used."""
    from pipeline.building.own_field_names import near_misses  # noqa: PLC0415
    from pipeline.building.prepare import layouts_needed, prepare_office, with_places, with_templates  # noqa: PLC0415 - as said above
    from pipeline.building.template_trial import try_templates  # noqa: PLC0415

    with work.log.stage("đọc hồ sơ"):
        prepared = prepare_office(work.folder, draft=work.options.draft, wording=work.wording, on=work.options.on)
    with work.log.stage("thử mẫu"):
        trial = try_templates(
            work.templates, layouts_needed(prepared), memory=work.output, keep=not work.options.dry_run
        )
    notices = (*trial.notices, *near_misses(work.templates, prepared.documents))
    return with_places(with_templates(prepared, trial.faults, notices), work.output, work.options.only)


def _asked(unmade: Sequence[Unmade], only: Sequence[str]) -> tuple[Unmade, ...]:
    return tuple(paper for paper in unmade if not only or paper.id in only)


def _bundled(
    prepared: Prepared, planned: Planned, built: tuple[Built, ...], output: Path
) -> tuple[tuple[Built, ...], tuple[Finding, ...]]:
    """The papers with the bundles of those that enclose others; findings on bundles of papers that were not asked for."""
    if not any(paper.enclosed for paper in prepared.documents):
        return built, ()
    from pipeline.building.making.bundles import findings_apart, make_bundles, with_bundles  # noqa: PLC0415 - as said above

    bundles = make_bundles(prepared.documents, planned.decisions.keys(), folder=output, frozen=prepared.frozen)
    return with_bundles(built, bundles), findings_apart(bundles, planned.decisions)


def _papers(built: Iterable[Built], others: Iterable[BuiltPaper] = ()) -> tuple[BuiltPaper, ...]:
    return tuple(sorted((*map(paper_of, built), *others), key=lambda paper: paper.id))


def _kept(planned: Planned, output: Path) -> tuple[Built, ...]:
    """The papers that the plan leaves as they are."""
    return tuple(
        kept(decision, output) for decision in planned.decisions.values() if decision.action is not Action.BUILD
    )


def _rechecked(planned: Planned, work: _Work) -> Planned:
    """The plan after the papers were judged again for which only a rule of the check has changed."""
    waiting = planned.with_action(Action.RECHECK)
    if not waiting:
        return planned
    from pipeline.building.making.recheck import recheck  # noqa: PLC0415 - what judges papers loads for half a second

    counter = Counter(len(waiting), work.listener)
    with _workers(work.options, len(waiting)) as (executor, _):
        return recheck(planned, folder=work.output, executor=executor, on_done=counter.count)


def _made(prepared: Prepared, planned: Planned, work: _Work) -> tuple[Built, ...]:
    """Make the papers that are to be built: a few by the LibreOffice that stands by, if one does."""
    papers = planned.stale
    if not papers:
        return ()
    from pipeline.building.making.build import build as run_jobs  # noqa: PLC0415 - as said above
    from pipeline.building.making.build import cut_jobs  # noqa: PLC0415
    from pipeline.building.making.job import run_job  # noqa: PLC0415

    # One LibreOffice that is already there is the fastest for a few papers, and of no use to other processes.
    ahead = work.standing_by if work.standing_by and work.standing_by.is_for(len(papers)) else None
    counter = Counter(len(papers), work.listener)
    with (
        ahead.lent() if ahead else nullcontext() as home,
        _workers(work.options, 1 if ahead else len(papers)) as (executor, workers),
    ):
        jobs = cut_jobs(papers, workers=workers, templates=work.templates, profile=prepared.profile, engine=work.engine)
        return run_jobs(
            jobs,
            folder=work.output,
            executor=executor,
            on_done=partial(_done, counter, work.log),
            decisions=planned.decisions,
            run=partial(run_job, standing_by=home) if home else run_job,
        )


def _done(counter: Counter, log: BuildLog, paper: Built) -> None:
    counter.count(paper.document.id)
    *stages, (last, seconds) = paper.timings
    for stage, taken in stages:
        log.note(stage, paper.document.id, taken, "xong")
    log.note(last, paper.document.id, seconds, f"{paper.written.value}; {counts(paper.findings)}")


@contextmanager
def _workers(options: BuildOptions, papers: int) -> Iterator[tuple[Executor, int]]:
    """Who does the work, and how many of them: a cluster, this process alone, or a process for each core."""
    if options.cluster:
        from pipeline.building.making.cluster import dask_executor  # noqa: PLC0415 - a second that only a cluster needs

        with dask_executor(options.cluster) as cluster:
            yield cluster, cluster.machines
        return
    from pipeline.building.making.executors import process_pool, serial_executor  # noqa: PLC0415 - as said above

    workers = min(options.jobs or os.cpu_count() or 1, papers)
    if workers == 1:
        yield serial_executor(), 1
        return
    with process_pool(workers) as pool:
        yield pool, workers
