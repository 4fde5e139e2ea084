"""Where the time of a build goes: `python bench/throughput.py [papers] [workers]`. Ratios count, not absolute times.

Makes copies of the sample office's one- to four-page papers (giấy mời, thông báo, công văn) and times each stage in one
process, then the whole build on a process pool. Run by hand; never a test.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.batch.build import build, cut_jobs  # noqa: E402 - the path comes first
from pipeline.batch.executors import process_pool  # noqa: E402
from pipeline.batch.job import signature_fields  # noqa: E402
from pipeline.batch.prepare import prepare_office  # noqa: E402
from pipeline.documents.model import OfficialDocument  # noqa: E402
from pipeline.typeset.assemble import assemble, places  # noqa: E402
from pipeline.typeset.convert import to_pdf  # noqa: E402
from pipeline.typeset.fields import add_fields  # noqa: E402
from pipeline.typeset.paper import make_docx, part_titles  # noqa: E402
from pipeline.typeset.soffice import find_engine  # noqa: E402
from pipeline.typeset.templates import load_templates  # noqa: E402

KINDS = {"giay_moi", "thong_bao", "cong_van"}


def papers(count: int) -> tuple[OfficialDocument, ...]:
    """As many papers as asked for, each with an id of its own."""
    sample = [item for item in prepare_office(ROOT / "fixtures").documents if item.type.slug in KINDS]
    return tuple(replace(item, id=f"{item.id}-{number}") for number, item in enumerate(islice(cycle(sample), count)))


def main(count: int, workers: int) -> None:
    """Print the table of stages and the throughput of the whole."""
    prepared, templates, engine = (
        prepare_office(ROOT / "fixtures"),
        load_templates(ROOT / "templates_docx"),
        find_engine(),
    )
    documents = papers(count)
    marks = [time.perf_counter()]
    sources = {item.id: make_docx(item, templates=templates, profile=prepared.profile) for item in documents}
    marks.append(time.perf_counter())
    converted = {key: pdf for key, pdf in to_pdf(sources, engine=engine).items() if isinstance(pdf, bytes)}
    marks.append(time.perf_counter())
    signed = {}
    for item in documents:
        fields, _ = signature_fields(item, places(converted[item.id]), prepared.profile)
        signed[item.id] = add_fields(converted[item.id], fields)
    marks.append(time.perf_counter())
    pages = 0
    for item in documents:
        pages += assemble(signed[item.id], title=item.headline, part_titles=part_titles(item)).pages
    marks.append(time.perf_counter())
    print(f"{count} văn bản, {pages} trang, một tiến trình")
    for name, start, end in zip(("render", "convert", "fields", "assemble"), marks, marks[1:], strict=False):
        print(
            f"  {name:<9} {(end - start) / count * 1000:7.1f} ms/văn bản  {(end - start) / (marks[-1] - marks[0]):5.0%}"
        )
    jobs = cut_jobs(documents, workers=workers, templates=templates, profile=prepared.profile, engine=engine)
    with tempfile.TemporaryDirectory() as folder, process_pool(workers) as executor:
        start = time.perf_counter()
        build(jobs, folder=Path(folder), executor=executor)
        print(f"cả lượt, {workers} tiến trình: {count / (time.perf_counter() - start):.1f} văn bản/giây")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 2)  # noqa: PLR2004
