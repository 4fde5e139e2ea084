"""The sample office built once for all tests that look at its papers; which tests are slow."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path

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
    "test_cases.py",
    "test_architecture.py",
)


@pytest.fixture(scope="session")
def built() -> Mapping[str, PaperResult]:
    """Every paper of the sample office, by id, made by the real LibreOffice."""
    return {result.document.id: result for result in run_job(sample_job())}


ROOT = Path(__file__).parent
# What `make quick` leaves out: folders whose tests run whole commands, and single files of fuzz, mutants, foreign files and
# engines. Single tests are marked where they stand: those that take half a second of processor or more, alone or with all
# their examples, where what they show is not broken every minute: properties, whole sample offices, further templates.
# `make test` runs all of them.
SLOW_FOLDERS = frozenset({"app", "building", "cli", "filing", "repair", "reports", "revision"})
SLOW_FILES = frozenset(
    """test_fuzz test_mutants test_docx_hostile test_pdf_hostile test_strangers test_windows test_wheel test_changing
    test_confined test_official test_html_page test_templates test_broken_references test_watchdog test_words test_load
    test_docs test_guide_logo test_faults test_convert test_soffice_home test_installation""".split()
)


def pytest_configure() -> None:
    """Let the programs that tests start hear Ctrl-C, whoever started the tests.

    A shell starts what it runs in the background with the signal ignored, and a program hands that on to all it starts.
    A handler is not handed on: with one that does nothing, these tests stay as deaf as they were, their children do not.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda _signal, _frame: None)


def _is_slow(path: Path) -> bool:
    place = path.relative_to(ROOT)
    return place.parts[0] in SLOW_FOLDERS or place.stem in SLOW_FILES


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what is slow where it is not asked for: two processes would, for half a minute."""
    if "not slow" in config.option.markexpr and collection_path.is_file() and _is_slow(collection_path):
        return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that take long as slow; long files first, the others as they were found."""
    rank = {name: position for position, name in enumerate(_LONG)}
    items.sort(key=lambda item: rank.get(item.path.name, len(_LONG)))
    for item in items:
        if _is_slow(item.path):
            item.add_marker("slow")
