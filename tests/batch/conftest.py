"""The sample office built once for all tests that look at its papers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from pipeline.batch.job import Job, PaperResult, run_job
from pipeline.batch.prepare import Prepared, prepare_office
from pipeline.typeset.convert import find_engine
from pipeline.typeset.templates import load_templates

ROOT = Path(__file__).parents[2]


@cache
def sample() -> Prepared:
    """The sample office, read and composed."""
    return prepare_office(ROOT / "fixtures")


def sample_job() -> Job:
    """All papers of the sample office as one job."""
    prepared = sample()
    return Job(
        documents=prepared.documents,
        templates=load_templates(ROOT / "templates_docx"),
        profile=prepared.profile,
        engine=find_engine(),
    )


@pytest.fixture(scope="session")
def built() -> Mapping[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}
