"""What `vanthu diff` does between reading its options and giving its exit code."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from pipeline.app.against_build import Compared, Outcome, compare_office
from pipeline.app.compared_files import Sides, results_folder, write_results
from pipeline.building.prepare import Prepared, layouts_needed, prepare_office, with_templates
from pipeline.building.template_trial import try_templates
from pipeline.cli import show
from pipeline.filing.locks import Purpose, only_one
from pipeline.finding import Finding, has_errors
from pipeline.papers.wording import load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.templates import load_templates

_FINDINGS = 1
_DIFF = Purpose(name="lock", holder="Một lần đối chiếu khác", otherwise="hoặc chọn thư mục khác bằng --output")


@dataclass(frozen=True, kw_only=True)
class DiffOptions:
    """The options of `vanthu diff`."""

    folder: Path
    against: Path
    output: Path | None
    only: tuple[str, ...]
    templates: Path
    exit_code: bool
    json_wanted: bool


def diff_folder(options: DiffOptions) -> int:
    """Compare, write the files, show the result; the exit code."""
    started = time.monotonic()
    templates = load_templates(options.templates)
    prepared = prepare_office(options.folder, wording=load_wording(options.templates / WORDING_FILE))
    trial = try_templates(templates, layouts_needed(prepared), memory=options.against, keep=False)
    prepared = with_templates(prepared, trial.faults)
    if prepared.refused:
        return _refused(prepared, options)
    # By the day: the same comparison on the same day gives the same bytes.
    today = f"{date.today().isoformat()}T00:00:00Z"  # noqa: DTZ011 - the day on the clerk's calendar
    if prepared.faulty:
        show.findings(prepared.findings)
        show.unmade(prepared.unmade)
    results = compare_office(prepared, templates=templates, against=options.against, date=today, only=options.only)
    folder = results_folder(options.against, options.output, [document.id for document in prepared.documents])
    progress = show.Progress(len(options.only) or len(prepared.documents))
    try:
        sides = Sides(old=str(options.against), new=f"hồ sơ {options.folder}")
        with only_one(folder, _DIFF, tell=show.waiting):
            compared, kept = write_results(_counted(results, progress), folder, sides)
    finally:
        progress.close()
    found = (*(one.finding for one in compared if one.finding is not None), *kept)
    if options.json_wanted:
        _print_json(compared, (*(prepared.findings if prepared.faulty else ()), *found), folder, started)
    else:
        _print(compared, found, folder, started)
    differs = any(one.differs for one in compared)
    return _FINDINGS if has_errors(found) or prepared.faulty or (options.exit_code and differs) else 0


def _refused(prepared: Prepared, options: DiffOptions) -> int:
    show.findings(prepared.findings)
    if options.json_wanted:
        show.as_json({"papers": [], "findings": [one.as_json() for one in prepared.findings]})
    click.echo(f"Chưa đối chiếu: {show.counts(prepared.findings)} trong hồ sơ.", err=True)
    return _FINDINGS


def _counted(results: Iterable[Compared], progress: show.Progress) -> Iterator[Compared]:
    for one in results:
        progress.count(one.id)
        yield one


def _print(compared: Sequence[Compared], found: Sequence[Finding], folder: Path, started: float) -> None:
    show.findings(found)
    told = [one for one in compared if one.differs]
    if told:
        rows = [(one.id, one.outcome.value, one.summary) for one in told]
        show.table(("Văn bản", "Kết quả", "Tóm tắt"), rows, flexible=2)
    counts = [(outcome, sum(one.outcome is outcome for one in compared)) for outcome in Outcome]
    totals = ", ".join(f"{count} {outcome.value}" for outcome, count in counts if count)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    click.echo(
        f"{len(compared)} văn bản: {totals or 'không có gì để đối chiếu'}; {seconds} giây. Mở: {folder}/index.html"
    )


def _print_json(compared: Sequence[Compared], found: Sequence[Finding], folder: Path, started: float) -> None:
    show.as_json(
        {
            "papers": [_values(one, folder) for one in compared],
            "findings": [one.as_json() for one in found],
            "index": str(folder / "index.html"),
            "seconds": round(time.monotonic() - started, 3),
        }
    )


def _values(one: Compared, folder: Path) -> dict[str, object]:
    changed = one.outcome is Outcome.CHANGED
    return {
        "id": one.id,
        "subject": one.subject,
        "outcome": one.outcome.name.lower(),
        "summary": one.summary,
        "counts": one.counts,
        "docx": str(folder / f"{one.id}.docx") if changed else None,
        "html": str(folder / f"{one.id}.html") if changed else None,
    }
