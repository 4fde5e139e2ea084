"""Against what a user would pick instead: `python bench/compare.py [papers]`, after `bench/standins/setup.sh`. Run by hand.

The same papers for all: in our own Word files every text longer than a few words becomes a tag of the rival's template, and
the texts become its data. So LibreOffice has the same pages to set, with the same lean styles. The rivals stop at the PDF; ours
is the command `vanthu build` from cold: it reads and checks the records, and goes on to PDF/A, signature fields, outline, settled
identifiers and the check of both files. Starting the warm rivals is not counted. Writes bench/results/compare.json.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent
ROOT = BENCH.parent
sys.path[:0] = [str(ROOT), str(BENCH / ".standins" / "unoserver")]

from docxtpl import DocxTemplate  # noqa: E402 - the paths come first
from lxml import etree  # noqa: E402

from bench.workload import make_office  # noqa: E402
from pipeline.building.prepare import prepare_office  # noqa: E402
from pipeline.papers.official_document import OfficialDocument  # noqa: E402
from pipeline.typeset.docx.docx_paper import make_docx  # noqa: E402
from pipeline.typeset.docx.package import read_package, write_package  # noqa: E402
from pipeline.typeset.docx.templates import load_templates  # noqa: E402
from pipeline.typeset.libreoffice.convert import to_pdf  # noqa: E402
from pipeline.typeset.libreoffice.soffice import find_engine  # noqa: E402
from pipeline.typeset.pdf.assemble import page_count  # noqa: E402

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHORTEST = 12  # characters: what is shorter stays in the template
COLD = 40  # papers for the rival that starts LibreOffice for each: enough to know its pace
CORES = 2


@dataclass(frozen=True)
class Task:
    """One paper for a rival: its template, its data, where the PDF goes."""

    template: Path
    data: Mapping[str, str]
    target: Path


@cache
def _settings() -> tuple[Any, ...]:
    return prepare_office(ROOT / "fixtures").profile, load_templates(ROOT / "templates_docx"), find_engine()


def _docx(document: OfficialDocument) -> bytes:
    profile, templates, _ = _settings()
    return make_docx(document, templates=templates, profile=profile)


def tagged(docx: bytes, tag: str) -> tuple[bytes, dict[str, str]]:
    """A Word file turned into a template with tags such as `{d.%s}` for its texts, and the texts."""
    parts = read_package(docx)
    root = etree.fromstring(parts["word/document.xml"])
    data: dict[str, str] = {}
    for text in root.iter(f"{WORD}t"):
        if text.text and len(text.text) >= SHORTEST:
            name = f"t{len(data)}"
            data[name], text.text = text.text, tag % name
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts), data


def tasks(documents: Sequence[OfficialDocument], folder: Path, tag: str) -> list[Task]:
    """The papers as templates and data; papers of one record share a template, as they would in an office."""
    made: dict[str, tuple[Path, dict[str, str]]] = {}
    found = []
    for number, document in enumerate(documents):
        kind = re.sub(r"-\d+-\d+", "", document.id)
        if kind not in made:
            content, data = tagged(_docx(document), tag)
            place = folder / f"{kind}.docx"
            place.write_bytes(content)
            made[kind] = (place, data)
        template, data = made[kind]
        found.append(Task(template, data, folder / f"{number:05}.pdf"))
    return found


def _filled(task: Task) -> Path:
    template = DocxTemplate(task.template)
    template.render(task.data, autoescape=True)
    place = task.target.with_suffix(".docx")
    template.save(place)
    return place


def cold(found: Sequence[Task], *, at_once: int) -> None:
    """(a) docxtpl, then one soffice for each file, `at_once` side by side."""

    def run(task: Task) -> None:
        profile = f"-env:UserInstallation=file://{task.target.parent}/profile-{task.target.stem}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(task.target.parent),
            str(_filled(task)),
        ]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(run, found))


def unoserver(found: Sequence[Task], *, servers: int) -> float:
    """(b) docxtpl and as many unoservers; the seconds without starting them."""
    from unoserver.client import UnoClient  # noqa: PLC0415 - only there after setup.sh

    running = []
    with tempfile.TemporaryDirectory() as place:
        for number in range(servers):
            command = [
                "/usr/bin/python3",
                "-m",
                "unoserver.server",
                "--port",
                str(2003 + number),
                "--uno-port",
                str(2103 + number),
            ]
            command += ["--user-installation", f"{place}/{number}"]
            environment = {"PYTHONPATH": str(BENCH / ".standins" / "unoserver"), "PATH": "/usr/bin:/bin", "HOME": place}
            running.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))  # noqa: S603
        try:
            clients = [UnoClient(port=str(2003 + number)) for number in range(servers)]
            for client in clients:
                _until(lambda client=client: client.convert(inpath=str(_filled(found[0])), convert_to="pdf") or True)
            begun = time.perf_counter()

            def share(number: int) -> None:
                for task in found[number::servers]:
                    clients[number].convert(inpath=str(_filled(task)), outpath=str(task.target))

            with ThreadPoolExecutor(servers) as pool:
                list(pool.map(share, range(servers)))
            return time.perf_counter() - begun
        finally:
            for server in running:
                server.terminate()
            for server in running:
                server.wait()


def _until(true: Callable[[], bool]) -> None:
    for _ in range(100):
        try:
            if true():
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the rival does not answer")


def carbone(found: Sequence[Task], *, factories: int) -> float:
    """(c) Carbone with so many LibreOffice factories; the seconds without starting them."""
    jobs = found[0].target.parent / "jobs.json"
    jobs.write_text(
        json.dumps([{"template": str(one.template), "data": one.data, "target": str(one.target)} for one in found])
    )
    command = ["node", str(BENCH / "standins" / "carbone.js"), str(jobs), str(factories)]
    # It looks for soffice.bin, which a distribution's package does not put on the path, and for the Python that has UNO.
    path = f"{Path(shutil.which('soffice') or '/').resolve().parent}:/usr/bin:{os.environ['PATH']}"
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PATH": path})  # noqa: S603
    return float(answer.stdout.split()[-1])


def ours(office: Path, folder: Path) -> None:
    """Everything, as a user has it: from reading the records to both files, checked."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        str(office),
        "--output",
        str(folder),
        "--json",
        "--jobs",
        str(CORES),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


def ours_to_pdf(documents: Sequence[OfficialDocument]) -> None:
    """Only what the rivals do, in as many processes as a build takes: words into the template, LibreOffice."""
    with ProcessPoolExecutor(CORES) as pool:
        for made in pool.map(_share_to_pdf, [documents[start :: 10 * CORES] for start in range(10 * CORES)]):
            if made:
                raise SystemExit(f"not converted: {made}")


def _share_to_pdf(documents: Sequence[OfficialDocument]) -> list[str]:
    """Convert a share of the papers; the ids of those that failed."""
    found = to_pdf({one.id: _docx(one) for one in documents}, engine=_settings()[2])
    return [key for key, pdf in found.items() if not isinstance(pdf, bytes)]


def _measured(name: str, count: int, pages: float, run: Callable[[], float | None]) -> dict[str, Any]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    seconds = run() or time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:45} {count:5} papers {seconds:8.1f} s  {count / seconds:6.2f} papers/s", flush=True)
    return {"name": name, "papers": count, "pages": pages, "seconds": seconds, "child_cpu": cpu}


def main(count: int) -> None:
    """One run of all contenders; results as JSON."""
    results = []
    with tempfile.TemporaryDirectory() as place:
        office = Path(place) / "office"
        make_office(count, office)
        documents = prepare_office(office).documents
        for name in ("cold1", "cold2", "uno1", "uno2", "carbone1", "carbone3", "ours"):
            (Path(place) / name).mkdir()
        by_docxtpl = {
            name: tasks(documents, Path(place) / name, "{{ %s }}") for name in ("cold1", "cold2", "uno1", "uno2")
        }
        by_carbone = {name: tasks(documents, Path(place) / name, "{d.%s}") for name in ("carbone1", "carbone3")}
        few = min(COLD, count)
        contenders: list[tuple[str, int, Callable[[], float | None]]] = [
            ("(a) docxtpl + soffice per file", few, lambda: cold(by_docxtpl["cold1"][:few], at_once=1)),
            ("(a) the same, two at once", few, lambda: cold(by_docxtpl["cold2"][:few], at_once=CORES)),
            ("(b) docxtpl + unoserver", count, lambda: unoserver(by_docxtpl["uno1"], servers=1)),
            ("(b) docxtpl + two unoservers", count, lambda: unoserver(by_docxtpl["uno2"], servers=CORES)),
            ("(c) Carbone, 1 factory", count, lambda: carbone(by_carbone["carbone1"], factories=1)),
            ("(c) Carbone, 3 factories", count, lambda: carbone(by_carbone["carbone3"], factories=3)),
            ("vanthu, to PDF only", count, lambda: ours_to_pdf(documents)),
            ("vanthu, all: PDF/A, fields, check", count, lambda: ours(office, Path(place) / "ours")),
        ]
        for name, number, run in contenders:
            results.append(_measured(name, number, 0, run))
        pages = {name: _pages(Path(place) / name) for name in ("cold1", "uno1", "carbone1", "ours")}
    (BENCH / "results").mkdir(exist_ok=True)
    content = {"count": count, "cores": CORES, "pages": pages, "contenders": results}
    (BENCH / "results" / "compare.json").write_text(json.dumps(content, indent=1, ensure_ascii=False))


def _pages(folder: Path) -> float:
    """Pages a paper, as a check that all did the same work."""
    found = [page_count(file.read_bytes()) for file in folder.rglob("*.pdf")]
    return round(sum(found) / len(found), 2)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
