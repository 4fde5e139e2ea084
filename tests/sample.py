"""The sample office for tests: read and composed once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.batch.job import Job
from pipeline.batch.prepare import Prepared, prepare_office
from pipeline.typeset.soffice import find_engine
from pipeline.typeset.templates import load_templates

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
TEMPLATES = ROOT / "templates_docx"
GOLDEN = ROOT / "tests" / "golden"


@cache
def sample() -> Prepared:
    """The sample office, read and composed."""
    return prepare_office(FIXTURES)


def sample_job() -> Job:
    """All papers of the sample office as one job."""
    prepared = sample()
    return Job(
        documents=prepared.documents,
        templates=load_templates(TEMPLATES),
        profile=prepared.profile,
        engine=find_engine(),
    )
