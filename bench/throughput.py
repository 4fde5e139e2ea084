"""Where the time of a build goes: `python bench/throughput.py [papers] [workers]`. Ratios count, not absolute times.

Makes the workload's papers (`workload.py`) stage by stage in one process and prints what each stage costs a paper in CPU time,
LibreOffice's own among it; then times the whole build on a process pool. Run by hand; never a test.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.workload import make_office  # noqa: E402 - the path comes first
from pipeline.building.making.build import build, cut_jobs  # noqa: E402
from pipeline.building.making.executors import collect_seldom, process_pool  # noqa: E402
from pipeline.building.making.job import overfull_tables, signature_fields  # noqa: E402
from pipeline.building.making.output import Artefact, write_files  # noqa: E402
from pipeline.building.prepare import Prepared, prepare_office  # noqa: E402
from pipeline.checking.rules.registry import RULES  # noqa: E402
from pipeline.checking.run_rules import judge  # noqa: E402
from pipeline.decree.profile import load_profile  # noqa: E402
from pipeline.errors import ConversionFailed  # noqa: E402
from pipeline.papers.official_document import OfficialDocument  # noqa: E402
from pipeline.reading.docx import read_docx  # noqa: E402
from pipeline.reading.pdf import read_pdf  # noqa: E402
from pipeline.reading.recognise import recognise  # noqa: E402
from pipeline.reading.recognised import Paper  # noqa: E402
from pipeline.typeset.docx.docx_paper import make_docx, part_titles  # noqa: E402
from pipeline.typeset.docx.templates import TemplateSet, load_templates  # noqa: E402
from pipeline.typeset.docx.text_end import ready_for_libreoffice  # noqa: E402
from pipeline.typeset.libreoffice.convert import to_pdf  # noqa: E402
from pipeline.typeset.libreoffice.soffice import Engine, find_engine  # noqa: E402
from pipeline.typeset.pdf.assemble import assemble  # noqa: E402
from pipeline.typeset.pdf.page_places import laid_out  # noqa: E402

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_WARM = 8  # papers made before the clock runs: a process makes hundreds

READING, RENDERING, COPY, LIBREOFFICE = (
    "records read, papers composed",
    "Word file: rendered, fitted, joined",
    "copy for LibreOffice",
    "LibreOffice: load, lay out, export",
)
PLACES, FINISHING, WORD_FACTS, PDF_FACTS = (
    "places in the PDF",
    "signature fields, PDF/A, metadata",
    "check: facts of the Word file",
    "check: facts of the PDF",
)
RECOGNISING, RULING, WRITING = "check: recognising both", "check: rules on both", "both files written"


def cpu() -> float:
    """Seconds of CPU time of this process and of those it has waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


class Clock:
    """CPU time by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def run(self, stage: str, work: Callable[_Given, _Made], /, *given: _Given.args, **named: _Given.kwargs) -> _Made:
        """Do the work on the stage's account."""
        start = cpu()
        made = work(*given, **named)
        self.spent[stage] = self.spent.get(stage, 0.0) + cpu() - start
        return made


def make(prepared: Prepared, documents: tuple[OfficialDocument, ...], folder: Path, clock: Clock) -> int:
    """Every stage of every paper; the number of pages."""
    templates, engine, profile = load_templates(ROOT / "templates_docx"), find_engine(), prepared.profile
    words = {one.id: clock.run(RENDERING, make_docx, one, templates=templates, profile=profile) for one in documents}
    sources = {key: clock.run(COPY, ready_for_libreoffice, docx, profile=profile) for key, docx in words.items()}
    prints = converted(sources, engine, clock)
    return sum(finish(one, words[one.id], prints[one.id], prepared, clock, folder) for one in documents)


def adopt_orphans() -> None:
    """Make what LibreOffice's killed wrappers leave behind children of this process, so that their time is counted."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def convert_and_collect(share: Mapping[str, bytes], engine: Engine) -> dict[str, bytes | ConversionFailed]:
    """LibreOffice's PDFs; its processes are collected, orphans, too."""
    found = to_pdf(share, engine=engine)
    with suppress(ChildProcessError):
        while os.waitpid(-1, 0):
            pass
    return found


def converted(sources: Mapping[str, bytes], engine: Engine, clock: Clock) -> dict[str, bytes]:
    """LibreOffice's PDFs, 60 papers at a start as in a build."""
    keys, prints = list(sources), dict[str, bytes]()
    for first in range(0, len(keys), 60):
        share = {key: sources[key] for key in keys[first : first + 60]}
        found = clock.run(LIBREOFFICE, convert_and_collect, share, engine)
        for key, pdf in found.items():
            if isinstance(pdf, ConversionFailed):
                raise pdf
            prints[key] = pdf
    return prints


def rule_on(paper: Paper) -> int:
    """Judge a paper by every rule; the number of verdicts."""
    law = load_profile(paper.regime.value)
    return len([judge(rule, paper, law) for rule in RULES])


def finish(document: OfficialDocument, docx: bytes, pdf: bytes, prepared: Prepared, clock: Clock, folder: Path) -> int:
    """From LibreOffice's PDF to both files in place; the number of pages."""
    found = clock.run(PLACES, laid_out, pdf)
    fields, _ = signature_fields(document, found.places, prepared.profile)
    overfull_tables(document, prepared.profile)
    final = clock.run(
        FINISHING, assemble, pdf, title=document.headline, part_titles=part_titles(document), fields=fields
    )
    of_words = clock.run(WORD_FACTS, read_docx, docx, name="a.docx")
    of_print = clock.run(PDF_FACTS, read_pdf, final.pdf, name="a.pdf")
    for facts in (of_words, of_print):
        paper = clock.run(RECOGNISING, recognise, facts)
        clock.run(RULING, rule_on, paper)
    clock.run(WRITING, write_files, folder, document.id, {Artefact.DOCX: docx, Artefact.PDF: final.pdf})
    return final.pages


def table(clock: Clock, count: int) -> None:
    """Print CPU milliseconds a paper by stage."""
    each = {stage: 1000 * spent / count for stage, spent in clock.spent.items()}
    print("| step | CPU ms a paper |\n|---|---|")
    for stage, spent in each.items():
        print(f"| {stage} | {spent:.1f} |")
    check = sum(each[stage] for stage in (WORD_FACTS, PDF_FACTS, RECOGNISING, RULING))
    print(f"| *of these, the check* | {check:.1f} |")
    print(f"| *all but LibreOffice* | {sum(each.values()) - each[LIBREOFFICE]:.1f} |")
    print(f"| *all* | {sum(each.values()):.1f} |")


def whole(prepared: Prepared, documents: tuple[OfficialDocument, ...], workers: int, templates: TemplateSet) -> float:
    """Papers a second of the whole build."""
    jobs = cut_jobs(documents, workers=workers, templates=templates, profile=prepared.profile, engine=find_engine())
    with tempfile.TemporaryDirectory() as folder, process_pool(workers) as executor:
        start = time.perf_counter()
        build(jobs, folder=Path(folder), executor=executor)
        return len(documents) / (time.perf_counter() - start)


def main(count: int, workers: int) -> None:
    """Print the table of stages and the throughput of the whole."""
    with tempfile.TemporaryDirectory() as folder:
        home, clock = Path(folder), Clock()
        make_office(count, home / "office")
        prepared = clock.run(READING, prepare_office, home / "office")
        collect_seldom()
        adopt_orphans()
        make(prepared, prepared.documents[:_WARM], home / "warm", Clock())
        pages = make(prepared, prepared.documents, home / "out", clock)
        print(f"{count} papers, {pages / count:.1f} pages each, one process\n")
        table(clock, count)
        speed = whole(prepared, prepared.documents, workers, load_templates(ROOT / "templates_docx"))
        print(f"\nwhole build, {workers} processes: {speed:.1f} papers/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 2)  # noqa: PLR2004
