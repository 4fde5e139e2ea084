"""How fast papers are checked: `python bench/check.py [rounds]`. One process, one core; ratios count, not absolute times.

Every paper of the sample office, as a Word file and as a PDF, made once; then each stage is timed over all of them:
measuring the Word file, measuring the PDF, recognising, the rules. Run by hand; never a test.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.building.making.job import Job, run_job  # noqa: E402 - the path comes first
from pipeline.building.prepare import prepare_office  # noqa: E402
from pipeline.checking.rules.registry import RULES  # noqa: E402
from pipeline.checking.run_rules import judge  # noqa: E402
from pipeline.decree.profile import load_profile  # noqa: E402
from pipeline.reading.docx import read_docx  # noqa: E402
from pipeline.reading.pdf import read_pdf  # noqa: E402
from pipeline.reading.recognise import recognise  # noqa: E402
from pipeline.reading.recognised import Paper  # noqa: E402
from pipeline.typeset.docx.templates import load_templates  # noqa: E402
from pipeline.typeset.libreoffice.soffice import find_engine  # noqa: E402


def made() -> list[tuple[bytes, bytes]]:
    """Both files of every paper of the sample office."""
    prepared = prepare_office(ROOT / "fixtures")
    job = Job(
        documents=prepared.documents,
        templates=load_templates(ROOT / "templates_docx"),
        profile=prepared.profile,
        engine=find_engine(),
    )
    return [(one.docx, one.pdf) for one in run_job(job) if one.docx and one.pdf]


def timed(name: str, work: Callable[[Any], Any], items: Sequence[Any], rounds: int) -> tuple[list[Any], float]:
    """Results of the last round and milliseconds an item, over all rounds."""
    started = time.perf_counter()
    for _ in range(rounds):
        results = [work(item) for item in items]
    each = 1000 * (time.perf_counter() - started) / rounds / len(items)
    print(f"{name:<28}{each:8.1f} ms a file")
    return results, each


def rules(paper: Paper) -> int:
    """Judge a paper by every rule; the number of verdicts."""
    profile = load_profile(paper.regime.value)
    return len([judge(rule, paper, profile) for rule in RULES])


def main(rounds: int) -> None:
    """Print the table."""
    papers = made()
    words, prints = [docx for docx, _ in papers], [pdf for _, pdf in papers]
    for docx, pdf in papers:  # caches of words and patterns are warm in any run of more than one file
        rules(recognise(read_docx(docx, name="a.docx")))
        rules(recognise(read_pdf(pdf, name="a.pdf")))
    print(f"{len(papers)} papers, {len(RULES)} rules, {rounds} rounds, one core")
    of_words, docx_time = timed("Word file: facts", lambda data: read_docx(data, name="a.docx"), words, rounds)
    of_prints, pdf_time = timed("PDF: facts", lambda data: read_pdf(data, name="a.pdf"), prints, rounds)
    recognised, seeing = timed("recognising", recognise, [*of_words, *of_prints], rounds)
    _, judging = timed("rules", rules, recognised, rounds)
    both = docx_time + pdf_time + 2 * (seeing + judging)
    print(f"{'Word file and PDF together':<28}{both:8.1f} ms a paper = {60000 / both:.0f} papers a minute")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
