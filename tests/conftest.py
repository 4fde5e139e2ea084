"""The sample office built once for all tests that look at its papers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.building.making.job import PaperResult, run_job
from tests.sample import sample_job

# Files whose tests start programs, longest first: begun last, one of them would keep a single core busy at the end.
_LONG = (
    "test_opinions.py",
    "test_interrupted.py",
    "test_reports.py",
    "test_watch.py",
    "test_broken_references.py",
    "test_ending.py",
    "test_edited.py",
    "test_wheel.py",
    "test_mutants.py",
    "test_headings.py",
    "test_rebuild.py",
    "test_diff.py",
    "test_windows.py",
    "test_own_files.py",
    "test_fuzz.py",
    "test_strangers.py",
    "test_sample.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, the others as they were found."""
    rank = {name: place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: rank.get(item.path.name, len(_LONG)))


@pytest.fixture(scope="session")
def built() -> Mapping[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}
