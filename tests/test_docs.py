"""The generated pages of docs/ say what the code says."""

from __future__ import annotations

import pytest

from tests.sample import ROOT
from tests.update_docs import PAGES, STOCK, stock_digests


@pytest.mark.parametrize("name", PAGES)
def test_docs__generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run: .venv/bin/python -m tests.update_docs"


def test_docs__digests_of_the_templates_are_up_to_date() -> None:
    assert STOCK.read_text("utf-8") == stock_digests(), "run: .venv/bin/python -m tests.update_docs"
