"""The generated pages of docs/ say what the code says."""

from __future__ import annotations

import re

import pytest

from tests.sample import ROOT
from tests.update_docs import PAGES, STOCK, licences, stock_digests


@pytest.mark.parametrize("name", PAGES)
def test_docs__generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run: .venv/bin/python -m tests.update_docs"


def test_licences__every_library_may_be_used_by_any_office() -> None:
    # The user chose docxtpl and num2words; pikepdf's licence asks only for changes to pikepdf itself.
    known = {"docxtpl": "LGPL-2.1-only", "num2words": "LGPL", "pikepdf": "MPL-2.0"}
    permissive = re.compile(r"(MIT|MIT-CMU|BSD|BSD-[23]-Clause|BSD License|Apache-2\.0|PSF-2\.0|HPND|ISC)(\b.*)?")
    found = licences()
    assert len(found) > 20
    others = {name: licence for name, licence in found.items() if not permissive.fullmatch(licence)}
    assert others == known
    assert not [name for name, licence in found.items() if name not in known and "GPL" in licence]


def test_docs__digests_of_the_templates_are_up_to_date() -> None:
    assert STOCK.read_text("utf-8") == stock_digests(), "run: .venv/bin/python -m tests.update_docs"
