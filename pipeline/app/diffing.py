"""What the next build will change (đối chiếu): an office's papers as they are now against those of the last build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.app.against_build import Compared, compare_office
from pipeline.app.compared_files import Sides, results_folder, write_results
from pipeline.app.progress import Counter, Listener, Notice, ignore
from pipeline.building.own_field_names import near_misses
from pipeline.building.prepare import layouts_needed, prepare_office, with_templates
from pipeline.building.template_trial import try_templates
from pipeline.decree.pack_folder import shipped_templates
from pipeline.filing.locks import Purpose, only_one
from pipeline.finding import Finding, has_errors
from pipeline.papers.compose import Unmade
from pipeline.papers.wording import office_wording
from pipeline.typeset.docx.templates import office_templates

_DIFF = Purpose(name="lock", holder="Một lần đối chiếu khác", otherwise="hoặc chọn thư mục khác bằng --output")


@dataclass(frozen=True, kw_only=True)
class DiffOptions:
    """How to compare, on which day (it stands at the tracked changes, and is that of papers without a day).

    `output`: the folder for the results, by itself `so-sanh` in the folder of the build; `only`: ids of papers;
    `templates`: the folder of Word templates.
    """

    day: date
    output: Path | None = None
    only: tuple[str, ...] = ()
    templates: Path = field(default_factory=shipped_templates)


@dataclass(frozen=True, kw_only=True)
class DiffResult:
    """The result of a comparison.

    `compared`: each paper; `found`: findings on files of the comparison; `records`: findings on the records, where
    these have errors; `unmade`: papers that errors stop; `folder`: where the results are, None where errors left
    nothing to compare.
    """

    compared: tuple[Compared, ...] = ()
    records: tuple[Finding, ...] = ()
    found: tuple[Finding, ...] = ()
    unmade: tuple[Unmade, ...] = ()
    folder: Path | None = None

    @property
    def differs(self) -> bool:
        """Whether there is anything to read."""
        return any(paper.differs for paper in self.compared)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong: with the records, or with a file to compare."""
        return self.folder is not None and not has_errors((*self.records, *self.found))


def diff(folder: Path, against: Path, options: DiffOptions, *, on_progress: Listener = ignore) -> DiffResult:
    """Compare the papers of a folder of records with those of the build `against`; write what differs as Word and HTML.

    No LibreOffice takes part and no paper of the build is touched. UsageError: no such folder, no paper of an id asked for,
    a place in the folder of results that is somebody's.
    """
    templates = office_templates(folder, options.templates)
    prepared = prepare_office(folder, wording=office_wording(folder, options.templates), on=options.day)
    trial = try_templates(templates, layouts_needed(prepared), memory=against, keep=False)
    prepared = with_templates(prepared, trial.faults, (*trial.notices, *near_misses(templates, prepared.documents)))
    if prepared.refused:
        return DiffResult(records=prepared.findings, unmade=prepared.unmade)
    # By the day: the same comparison on the same day gives the same bytes.
    moment = f"{options.day.isoformat()}T00:00:00Z"
    results = compare_office(prepared, templates=templates, against=against, date=moment, only=options.only)
    place = results_folder(against, options.output, [document.id for document in prepared.documents])
    counter = Counter(len(options.only) or len(prepared.documents), on_progress)
    sides = Sides(old=str(against), new=f"hồ sơ {folder}")
    with only_one(place, _DIFF, tell=lambda words: on_progress(Notice(words))):
        compared, kept = write_results(_counted(results, counter), place, sides)
    return DiffResult(
        compared=compared,
        records=prepared.findings if prepared.faulty else (),
        found=(*(paper.finding for paper in compared if paper.finding is not None), *kept),
        unmade=prepared.unmade if prepared.faulty else (),
        folder=place,
    )


def _counted(results: Iterable[Compared], counter: Counter) -> Iterator[Compared]:
    for paper in results:
        counter.count(paper.id)
        yield paper
