"""What `vanthu build` does between reading its options and giving its exit code."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.batch.built import Built, kept
from pipeline.batch.fingerprint import surroundings
from pipeline.batch.output import only_writer
from pipeline.batch.plan import Action, Decision
from pipeline.batch.standstill import Standstill, inputs_digest, recall, remember
from pipeline.cli import show
from pipeline.finding import Finding, Severity, has_errors
from pipeline.typeset.installation import font_files
from pipeline.typeset.soffice import Engine, find_engine
from pipeline.typeset.templates import TemplateSet, load_templates

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pipeline.batch.prepare import Prepared
    from pipeline.batch.rebuild import Planned


@dataclass(frozen=True, kw_only=True)
class BuildOptions:
    """The options of `vanthu build`."""

    folder: Path
    output: Path
    templates: Path
    only: tuple[str, ...]
    jobs: int | None
    cluster: str | None
    draft: bool
    json_wanted: bool
    explain: bool = False
    dry_run: bool = False
    force: bool = False

    @property
    def plain(self) -> bool:
        """Whether a whole build is asked for and nothing else."""
        return not (self.only or self.explain or self.dry_run or self.force)


def _key(options: BuildOptions, templates: TemplateSet, engine: Engine) -> str | None:
    shared = surroundings(profile=None, engine_version=engine.version, fonts=font_files().values())
    return inputs_digest(options.folder, templates=templates.fingerprint, shared=shared, draft=options.draft)


def _show_standstill(known: Standstill, options: BuildOptions, started: float) -> bool:
    """Show a build with nothing to do as any other."""
    show.findings(known.findings)
    show.findings(finding for row in known.rows for finding in row.findings)
    found = [*known.findings, *(finding for row in known.rows for finding in row.findings)]
    if options.json_wanted:
        documents = [row.as_json(options.output) for row in known.rows]
        findings = [finding.as_json() for finding in known.findings]
        seconds = round(time.monotonic() - started, 3)
        show.as_json({"documents": documents, "findings": findings, "seconds": seconds})
    else:
        show.standstill_table(known.rows)
        seconds_shown = f"{time.monotonic() - started:.1f}".replace(".", ",")
        pages = sum(row.pages for row in known.rows)
        click.echo(
            f"{len(known.rows)} văn bản, {pages} trang; không có gì đổi; {show.counts(found)}, {seconds_shown} giây. "
            f"Kết quả: {options.output}/"
        )
    return all(finding.severity is not Severity.LEGAL_ERROR for finding in found)


def build_folder(options: BuildOptions) -> bool:
    """Build, show the result; whether everything is fine: no error, no breach of the rules on paper."""
    started = time.monotonic()
    templates, engine = load_templates(options.templates), find_engine()
    key = _key(options, templates, engine)
    if options.plain and (known := recall(options.output, key)) is not None:
        return _show_standstill(known, options, started)
    from pipeline.batch.prepare import prepare_office  # noqa: PLC0415 - records load only where there is something to do
    from pipeline.batch.rebuild import keep_record, plan_build  # noqa: PLC0415

    prepared = prepare_office(options.folder, draft=options.draft)
    show.findings(prepared.findings)
    if prepared.refused:
        if options.json_wanted:
            _print_json((), prepared.findings, started)
        click.echo(f"Chưa dựng văn bản nào: {show.counts(prepared.findings)} trong hồ sơ.", err=True)
        return False
    planned = plan_build(
        prepared,
        folder=options.output,
        templates=templates,
        engine=engine,
        only=options.only,
        force=options.force,
    )
    if (options.explain or options.dry_run) and not options.json_wanted:
        show.reasons(planned.decisions.values())
    built = _kept(planned, options)
    if not options.dry_run:
        with only_writer(options.output):
            made = _run(prepared, planned, options, templates, engine) if planned.stale else ()
            keep_record(prepared, planned, folder=options.output)
            built = tuple(sorted((*built, *made), key=lambda item: item.document.id))
            if planned.whole:
                remember(options.output, key, built, prepared.findings)
    show.findings(finding for item in built for finding in item.findings)
    found = [*prepared.findings, *(finding for item in built for finding in item.findings)]
    if options.json_wanted:
        _print_json(built, prepared.findings, started, planned if options.explain or options.dry_run else None)
    elif options.dry_run:
        click.echo(f"Chỉ xem trước: sẽ dựng {len(planned.stale)} trong {len(planned.decisions)} văn bản, chưa ghi gì.")
    else:
        show.built_table(built)
        _print_summary(built, planned, found, started, options.output)
    return not has_errors(found) and all(finding.severity is not Severity.LEGAL_ERROR for finding in found)


def _kept(planned: Planned, options: BuildOptions) -> tuple[Built, ...]:
    """The papers that are not built."""
    others = (*planned.with_action(Action.KEEP), *planned.with_action(Action.PROTECT))
    return tuple(kept(decision, options.output) for decision in others)


def _run(
    prepared: Prepared, planned: Planned, options: BuildOptions, templates: TemplateSet, engine: Engine
) -> tuple[Built, ...]:
    from pipeline.batch.build import build, cut_jobs  # noqa: PLC0415 - what makes papers loads for a second

    progress = show.Progress(len(planned.stale))
    try:
        with _workers(options, len(planned.stale)) as (executor, workers):
            jobs = cut_jobs(
                planned.stale, workers=workers, templates=templates, profile=prepared.profile, engine=engine
            )
            return build(
                jobs, folder=options.output, executor=executor, on_done=progress.step, decisions=planned.decisions
            )
    finally:
        progress.close()


@contextmanager
def _workers(options: BuildOptions, papers: int) -> Iterator[tuple[Executor, int]]:
    """Who does the work, and how many of them: a cluster, this process alone, or a process for each core."""
    if options.cluster:
        from pipeline.batch.cluster import dask_executor  # noqa: PLC0415 - a second that only a cluster needs

        with dask_executor(options.cluster) as cluster:
            yield cluster, cluster.machines
        return
    from pipeline.batch.executors import process_pool, serial_executor  # noqa: PLC0415 - as above

    workers = min(options.jobs or os.cpu_count() or 1, papers)
    if workers == 1:
        yield serial_executor(), 1
        return
    with process_pool(workers) as pool:
        yield pool, workers


def _print_summary(
    built: tuple[Built, ...], planned: Planned, found: list[Finding], started: float, output: Path
) -> None:
    pages = sum(item.pages for item in built)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    same = len(built) - len(planned.stale)
    made = f"dựng {len(planned.stale)}, giữ nguyên {same}; " if same else ""
    click.echo(f"{len(built)} văn bản, {pages} trang; {made}{show.counts(found)}, {seconds} giây. Kết quả: {output}/")


def _print_json(
    built: tuple[Built, ...], findings: tuple[Finding, ...], started: float, planned: Planned | None = None
) -> None:
    plan = {"plan": [_as_json(decision) for decision in planned.decisions.values()]} if planned is not None else {}
    show.as_json(
        {
            "documents": [item.as_json() for item in built],
            "findings": [finding.as_json() for finding in findings],
            **plan,
            "seconds": round(time.monotonic() - started, 3),
        }
    )


def _as_json(decision: Decision) -> dict[str, str]:
    return {"id": decision.document.id, "action": decision.action.name, "reason": decision.reason}
