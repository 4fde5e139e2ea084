"""What `vanthu build` does between reading its options and giving its exit code."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.batch.build import Built, build, cut_jobs, process_pool
from pipeline.batch.prepare import Prepared, chosen, prepare_office
from pipeline.cli import show
from pipeline.finding import Finding, Severity, has_errors
from pipeline.typeset.convert import find_engine
from pipeline.typeset.installation import font_files
from pipeline.typeset.templates import load_templates


@dataclass(frozen=True, kw_only=True)
class BuildOptions:
    """The options of `vanthu build`."""

    folder: Path
    output: Path
    templates: Path
    only: tuple[str, ...]
    jobs: int | None
    draft: bool
    json_wanted: bool


def build_folder(options: BuildOptions) -> bool:
    """Build, show the result; whether everything is fine: no error, no breach of the rules on paper."""
    started = time.monotonic()
    prepared = prepare_office(options.folder, draft=options.draft)
    show.findings(prepared.findings)
    if prepared.refused:
        if options.json_wanted:
            _print_json((), prepared.findings, started)
        click.echo(f"Chưa dựng văn bản nào: {show.counts(prepared.findings)} trong hồ sơ.", err=True)
        return False
    built = _run(prepared, options)
    show.findings(finding for item in built for finding in item.findings)
    found = [*prepared.findings, *(finding for item in built for finding in item.findings)]
    if options.json_wanted:
        _print_json(built, prepared.findings, started)
    else:
        show.built_table(built)
        pages = sum(item.pages for item in built)
        seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
        click.echo(
            f"{len(built)} văn bản, {pages} trang, {show.counts(found)}, {seconds} giây. Kết quả: {options.output}/"
        )
    return not has_errors(found) and all(finding.severity is not Severity.LEGAL_ERROR for finding in found)


def _run(prepared: Prepared, options: BuildOptions) -> tuple[Built, ...]:
    documents = chosen(prepared.documents, options.only)
    font_files()  # refuses to set paper in a font of other widths
    workers = options.jobs or os.cpu_count() or 1
    jobs = cut_jobs(
        documents,
        workers=workers,
        templates=load_templates(options.templates),
        profile=prepared.profile,
        engine=find_engine(),
    )
    progress = show.Progress(len(documents))
    try:
        with process_pool(workers) as executor:
            return build(jobs, folder=options.output, executor=executor, on_done=progress.step)
    finally:
        progress.close()


def _print_json(built: tuple[Built, ...], findings: tuple[Finding, ...], started: float) -> None:
    show.as_json(
        {
            "documents": [item.as_json() for item in built],
            "findings": [finding.as_json() for finding in findings],
            "seconds": round(time.monotonic() - started, 3),
        }
    )
