"""Our own papers pass our own check: offices made from nothing, built through LibreOffice, every file judged by every rule.

By hand with a larger budget: `VANTHU_FUZZ=200` makes some 2,400 papers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.app.building import build
from pipeline.app.inspect import inspect
from tests.generated_papers.made_office import make_office
from tests.strangers import TIMES, dice

pytestmark = pytest.mark.office
_PAPERS = 12


def test_papers__of_any_type_structure_and_length_are_built_without_a_finding(tmp_path: Path) -> None:
    found: list[str] = []
    for number in range(TIMES):
        folder = tmp_path / str(number)
        make_office(folder / "ho-so", dice("văn bản", number), _PAPERS)
        built = build(folder / "ho-so", folder / "ra")
        assert built.unmade == ()
        found += [f"[{number}] {finding.code} {finding.file}: {finding.message}" for finding in built.found]
        files = sorted((folder / "ra").glob("*/*.pdf")) + sorted((folder / "ra").glob("*/*.docx"))
        assert len(files) >= 2 * _PAPERS
        for inspected in inspect(files, jobs=1):
            assert inspected.trouble is None, inspected.file
            assert inspected.report is not None
            found += [f"[{number}] {inspected.file}: {finding.message}" for finding in inspected.report.findings()]
    assert found == []
