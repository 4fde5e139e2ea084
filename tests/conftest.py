"""The sample office built once for all tests that look at its papers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.building.making.job import PaperResult, run_job
from tests.sample import sample_job


@pytest.fixture(scope="session")
def built() -> Mapping[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}
