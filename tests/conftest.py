"""The sample office built once for all tests that look at its papers; which tests are slow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.building.making.job import PaperResult, run_job
from tests.sample import sample_job


@pytest.fixture(scope="session")
def built() -> Mapping[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}


ROOT = Path(__file__).parent
# What `make quick` leaves out: folders whose tests run whole commands, and single files of fuzz, mutants and foreign files.
SLOW_FOLDERS = frozenset({"app", "building", "cli", "filing", "repair", "reports", "revision"})
SLOW_FILES = frozenset(
    """test_fuzz test_mutants test_docx_hostile test_pdf_hostile test_strangers test_windows test_wheel test_changing
    test_confined test_official test_html_page test_templates test_broken_references""".split()
)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests that take long as slow."""
    for item in items:
        place = item.path.relative_to(ROOT)
        if place.parts[0] in SLOW_FOLDERS or place.stem in SLOW_FILES:
            item.add_marker("slow")
