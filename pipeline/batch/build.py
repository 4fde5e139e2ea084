"""Build an office's papers (dựng văn bản): cut into jobs, run on an executor, write what is good, keep what was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.job import Job, PaperResult, run_job
from pipeline.batch.output import Written, paths, write_pair
from pipeline.documents.model import OfficialDocument
from pipeline.finding import Finding, has_errors
from pipeline.law.profile import Profile
from pipeline.typeset.convert import Engine
from pipeline.typeset.templates import TemplateSet

# Papers per job: enough to share one start of LibreOffice, few enough that progress is seen and work spreads evenly.
_PAPERS_PER_JOB = 40


@dataclass(frozen=True, kw_only=True)
class Built:
    """One paper after the build: where its files are, how many pages, what was found, what writing did."""

    document: OfficialDocument
    docx: Path
    pdf: Path
    pages: int
    findings: tuple[Finding, ...]
    written: Written

    @property
    def failed(self) -> bool:
        """Whether this build could not make the paper or found an error on it."""
        return has_errors(self.findings)

    @property
    def made(self) -> bool:
        """Whether the files in place are those of this build."""
        return self.written not in {Written.KEPT, Written.NONE}

    def as_json(self) -> dict[str, object]:
        """The published JSON shape of one document."""
        return {
            "id": self.document.id,
            "type": self.document.type.slug,
            "subject": self.document.subject,
            "docx": str(self.docx) if self.made else None,
            "pdf": str(self.pdf) if self.made else None,
            "pages": self.pages,
            "findings": [finding.as_json() for finding in self.findings],
        }


def cut_jobs(
    documents: Sequence[OfficialDocument], *, workers: int, templates: TemplateSet, profile: Profile, engine: Engine
) -> list[Job]:
    """Jobs of about equal size, at least one for each worker where there are papers enough."""
    count = max(min(workers, len(documents)), -(-len(documents) // _PAPERS_PER_JOB))
    shares = (documents[start::count] for start in range(count)) if count else ()
    return [
        Job(documents=tuple(share), templates=templates, profile=profile, engine=engine) for share in shares if share
    ]


def build(
    jobs: Iterable[Job], *, folder: Path, executor: Executor, on_done: Callable[[Built], None] = lambda _: None
) -> tuple[Built, ...]:
    """Run the jobs and write each paper as soon as it is there; papers in the order of their ids."""
    futures: list[Future[tuple[PaperResult, ...]]] = [executor.submit(run_job, job) for job in jobs]
    built: list[Built] = []
    try:
        for result in _results(futures):
            paper = _write(result, folder)
            built.append(paper)
            on_done(paper)
    except BaseException:
        for future in futures:
            future.cancel()
        raise
    return tuple(sorted(built, key=lambda paper: paper.document.id))


def _results(futures: Sequence[Future[tuple[PaperResult, ...]]]) -> Iterator[PaperResult]:
    for future in as_completed(futures):
        yield from future.result()


def _write(result: PaperResult, folder: Path) -> Built:
    """Write a good paper; a failed one leaves the files of the last build where they are."""
    docx, pdf = paths(folder, result.document.id)
    if result.docx is not None and result.pdf is not None and not has_errors(result.findings):
        written = write_pair(folder, result.document.id, result.docx, result.pdf)
    else:
        written = Written.KEPT if pdf.exists() else Written.NONE
    return Built(
        document=result.document,
        docx=docx,
        pdf=pdf,
        pages=result.pages,
        findings=result.findings,
        written=written,
    )


def process_pool(workers: int) -> ProcessPoolExecutor:
    """One process for each LibreOffice that works side by side."""
    return ProcessPoolExecutor(max_workers=workers)
