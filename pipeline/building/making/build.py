"""Build an office's papers (dựng văn bản): cut into jobs, run on an executor, write what is good, keep what was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from pipeline.building.making.built import Built, about
from pipeline.building.making.executors import run_all
from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.building.making.output import Artefact, PaperPut, Written, bundle_key, own_files, write_files
from pipeline.building.state.manifest import Entry, append_entry, append_intent, mark
from pipeline.building.state.plan import Decision
from pipeline.building.state.proofs import Proofs
from pipeline.decree.profile import Profile
from pipeline.filing.telling import findings_of
from pipeline.finding import has_errors
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.templates import TemplateSet
from pipeline.typeset.libreoffice.soffice import Engine

# Papers per job: enough to share one start of LibreOffice (half a second of a core), few enough that papers appear, and
# are safe, every few seconds, and that little is lost when the build is cut off.
_PAPERS_PER_JOB = 60
# Jobs given out at a time: enough for the machines of a cluster, few enough that finished papers are never piled up.
_AHEAD = 32


def cut_jobs(
    documents: Sequence[OfficialDocument], *, workers: int, templates: TemplateSet, profile: Profile, engine: Engine
) -> list[Job]:
    """Cut papers into jobs of about equal size, a whole multiple of `workers`, so that all workers finish together."""
    rounds = -(-len(documents) // (workers * _PAPERS_PER_JOB))
    count = min(rounds * workers, len(documents))
    shares = (documents[start::count] for start in range(count)) if count else ()
    return [
        Job(documents=tuple(share), templates=templates, profile=profile, engine=engine) for share in shares if share
    ]


def build(
    jobs: Iterable[Job],
    *,
    folder: Path,
    executor: Executor,
    on_done: Callable[[Built], None] = lambda _: None,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
    run: Callable[[Job], tuple[PaperResult, ...]] = run_job,
) -> tuple[Built, ...]:
    """Run the jobs on an executor and write each paper into `folder` as soon as it is made; papers in the order of ids.

    A paper with a decision of the plan (`decisions`, by id) is noted in the folder's manifest as soon as it is written.
    `on_done` is called with each written paper; `run` is what is done with a job.
    """
    jobs = tuple(jobs)
    # What comes back from another process is a copy; of ten thousand papers one copy is enough.
    own = {document.id: document for job in jobs for document in job.documents}
    built: list[Built] = []
    proofs = Proofs(folder)
    with closing(run_all(run, jobs, executor=executor, ahead=_AHEAD)) as finished:
        for results in finished:
            for result in results:
                result = replace(result, document=own[result.document.id])  # noqa: PLW2901 - the copy goes at once
                paper = _write(result, folder, decisions.get(result.document.id), proofs)
                built.append(paper)
                on_done(paper)
    return tuple(sorted(built, key=lambda paper: paper.document.id))


def _write(result: PaperResult, folder: Path, decision: Decision | None, proofs: Proofs) -> Built:
    """Write a paper that was made; of one that could not be made, the files of the last build stay."""
    started = perf_counter()
    document = result.document
    files = own_files(folder, document.id)
    findings = (*(decision.findings if decision else ()), *result.findings)
    if result.made and not has_errors(result.findings):
        if decision is not None:
            append_intent(folder, document.id, *result.files.values())
        put = write_files(folder, document.id, result.files, proofs.proof_of(document.id, bundle_key(document.id)))
        if decision is not None and (entry := _entry(result, decision, put)) is not None:
            append_entry(folder, entry)
        findings = (*findings, *(found for filed in put.told for found in findings_of(filed, about(document))))
        written = put.written
    else:
        written = Written.KEPT if files[Artefact.PDF].exists() else Written.NONE
    return Built(
        document=document,
        files=files,
        pages=result.pages,
        findings=findings,
        written=written,
        reason=decision.reason if decision else "",
        setting=result.setting,
        timings=(*result.timings, ("ghi", perf_counter() - started)),
    )


def _entry(result: PaperResult, decision: Decision, put: PaperPut) -> Entry | None:
    """The manifest's entry for a paper that was built; None where a file in place is not of this build."""
    if not put.in_place:
        return None
    return Entry(
        id=result.document.id,
        paper_inputs=decision.paper_inputs,
        files={artefact: mark(filed, result.files[artefact]) for artefact, filed in put.files.items()},
        pages=result.pages,
        findings=result.findings,
        source=result.document.source,
    )
