"""Web pages of a check (trang HTML của kiểm tra): pictures of the paper's pages, findings on them, one page for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.app.inspect import Inspected, facts_of, read_limited
from pipeline.checking.check_page import IndexRow, Picture, index_page, report_page, severity_counts
from pipeline.checking.check_result import Report
from pipeline.checking.check_words import identity_line
from pipeline.errors import ConversionFailed, EnvironmentMissing, Unreadable
from pipeline.filing.seals import PAGE_PROOF, sealed_page
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import Filed, put, recover
from pipeline.finding import Finding
from pipeline.intake.confined import Confined
from pipeline.intake.file import shown
from pipeline.reading.facts import Medium, PaperFacts
from pipeline.reading.pdf import page_pictures
from pipeline.text import upper_first
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine, find_engine

_DPI = 100
# A page's picture takes about 100 kB: more of them make a page that no browser opens.
_MOST_PAGES = 100
_GROUP = 20  # Word files converted in one go
_A4 = (210.0, 297.0)
_MINUTE = 60


@dataclass(frozen=True, kw_only=True)
class Illustrated:
    """The pages written for the files of a check.

    `pages`: one for each file that was read; `without_pictures`: files whose page has no pictures, with the reason;
    `findings`: other people's files in the places of pages, kept beside or not replaced.
    """

    pages: tuple[Path, ...]
    without_pictures: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()


def write_pages(
    inspected: Sequence[Inspected], target: Path, *, engine: Callable[[], Engine] = find_engine
) -> Illustrated:
    """Write the page of each file: into the file `target` if it is named so and there is but one, else into a folder.

    A folder gets `index.html`, the list of all files.
    """
    single = is_page_name(target) and len(inspected) == 1
    names = {} if single else _names(inspected)
    folder, only = (target.parent, target.name) if single else (target, None)
    # No lock keeps others out of a folder of anybody's: what is older than a minute is of no run that goes on.
    filed: list[Filed] = list(recover(folder, PAGE_PROOF, name=only, age=_MINUTE))
    written: list[Path] = []
    bare: list[tuple[str, str]] = []
    for inspection, report, drawn in _drawn(inspected, engine):
        if drawn.reason:
            bare.append((inspection.file, drawn.reason))
        place = target if single else target / names[inspection.path]
        page = report_page(report, pictures=drawn.pictures, shown=drawn.shown)
        filed.append(put(place, sealed_page(page), PAGE_PROOF))
        written.append(place)
    if not single:
        rows = [_row(inspection, names[inspection.path]) for inspection in inspected]
        filed.append(put(target / "index.html", sealed_page(index_page(rows)), PAGE_PROOF))
    findings = tuple(finding for filed_file in filed for finding in findings_of(filed_file, About(series="DUNG-2")))
    return Illustrated(pages=tuple(written), without_pictures=tuple(bare), findings=findings)


def is_page_name(target: Path) -> bool:
    """Whether a path names a web page rather than a folder."""
    return target.suffix.lower() in {".html", ".htm"}


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """The pictures of one file and the facts of the PDF in them; without pictures, the reason."""

    pictures: tuple[Picture, ...] = ()
    shown: PaperFacts | None = None
    reason: str = ""


def _drawn(
    inspected: Sequence[Inspected], engine: Callable[[], Engine]
) -> Iterator[tuple[Inspected, Report, _Drawing]]:
    """Each file that was read, with its pictures; Word files are converted in groups."""
    readable = [(inspection, inspection.report) for inspection in inspected if inspection.report is not None]
    with Confined() as room:
        for start in range(0, len(readable), _GROUP):
            group = readable[start : start + _GROUP]
            word = [inspection for inspection, report in group if report.paper.facts.medium is Medium.DOCX]
            pdfs = _to_pdf(word, engine)
            for inspection, report in group:
                yield inspection, report, _draw(inspection, report, pdfs.get(inspection.file), room)


def _to_pdf(word: Sequence[Inspected], engine: Callable[[], Engine]) -> dict[str, bytes | str]:
    """A PDF of each Word file, or why there is none."""
    if not word:
        return {}
    try:
        found = engine()
        sources = {inspection.file: inspection.docx or read_limited(inspection.path) for inspection in word}
    except (EnvironmentMissing, Unreadable) as missing:
        return {inspection.file: missing.message for inspection in word}
    made = to_pdf(sources, engine=found)
    return {
        name: failure.message if isinstance(failure, ConversionFailed) else failure for name, failure in made.items()
    }


def _draw(inspection: Inspected, report: Report, converted: bytes | str | None, room: Confined) -> _Drawing:
    if isinstance(converted, str):
        return _Drawing(reason=converted)
    try:
        data = read_limited(inspection.path) if converted is None else converted
        shown = report.paper.facts if converted is None else room.call(facts_of, converted, inspection.file)
        return _Drawing(pictures=room.call(_pictures, data, shown), shown=shown)
    except Unreadable as trouble:
        return _Drawing(reason=trouble.message)


def _pictures(data: bytes, shown: PaperFacts) -> tuple[Picture, ...]:
    sizes = {page: (section.width, section.height) for section in shown.sections for page in section.pages}
    found = []
    for page, png in enumerate(islice(page_pictures(data, dpi=_DPI), _MOST_PAGES), start=1):
        width, height = sizes.get(page, _A4)
        found.append(Picture(page=page, png=png, width=width, height=height))
    return tuple(found)


def _names(inspected: Sequence[Inspected]) -> dict[Path, str]:
    """A name of its own for the page of each file: `giay-moi.docx.html`, then `giay-moi.docx-2.html`."""
    names: dict[Path, str] = {}
    taken = {"index.html"}
    for inspection in inspected:
        stem, number = shown(inspection.path.name).replace("\\", "_"), 1
        while (name := f"{stem}.html" if number == 1 else f"{stem}-{number}.html").lower() in taken:
            number += 1
        taken.add(name.lower())
        names[inspection.path] = name
    return names


def _row(inspection: Inspected, page: str) -> IndexRow:
    if inspection.report is None:
        return IndexRow(
            file=inspection.file, page="", words="", error=inspection.trouble.message if inspection.trouble else ""
        )
    words = upper_first(identity_line(inspection.report.paper))
    coverage = inspection.report.coverage
    return IndexRow(
        file=inspection.file,
        page=page,
        words=words,
        counts=severity_counts(inspection.report),
        open=coverage.not_evaluated,
    )
