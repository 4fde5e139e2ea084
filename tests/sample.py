"""The sample office for tests: read and composed once.

`OFFICE` is the sample office without its periodic reports: those are long, and tests of their own build them.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from pipeline.building.making.job import Job
from pipeline.building.making.output import Artefact, PaperPut
from pipeline.building.prepare import Prepared, prepare_loaded
from pipeline.building.state.manifest import FileMark, mark
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.workspace.load import Loaded, load

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
TEMPLATES = ROOT / "templates_docx"
GOLDEN = ROOT / "tests" / "golden"


def _without_reports() -> Path:
    place = Path(tempfile.mkdtemp(prefix="vanthu-ho-so-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Path(shutil.copytree(FIXTURES, place / "fixtures", ignore=shutil.ignore_patterns("bao-cao")))


OFFICE = _without_reports()


@cache
def sample_records() -> Loaded:
    """The records of the sample office."""
    return load(OFFICE)


@cache
def sample() -> Prepared:
    """The sample office, read and composed."""
    return prepare_loaded(sample_records(), OFFICE)


def sample_job() -> Job:
    """All papers of the sample office as one job."""
    prepared = sample()
    return Job(
        documents=prepared.documents,
        templates=load_templates(TEMPLATES),
        profile=prepared.profile,
        engine=find_engine(),
    )


def both(docx: bytes, pdf: bytes) -> dict[Artefact, bytes]:
    """The contents of a paper's files."""
    return {Artefact.DOCX: docx, Artefact.PDF: pdf}


def marks(put: PaperPut, docx: bytes, pdf: bytes) -> dict[Artefact, FileMark]:
    """The marks of a paper's files that were written with these contents."""
    return {artefact: mark(put.files[artefact], data) for artefact, data in both(docx, pdf).items()}
