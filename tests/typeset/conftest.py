"""What several tests of typesetting share: one paper, converted twice by two LibreOffices."""

from __future__ import annotations

import pytest

from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.typeset import papers


@pytest.fixture(scope="session")
def decisions() -> tuple[bytes, bytes]:
    """The same DOCX as PDF: second of two in one process, and alone in another one, at another second."""
    engine = find_engine()
    paper = papers.decision()
    other = papers.docx(papers.paragraph(papers.run("Văn bản khác")), papers.section())
    first = to_pdf({"khác": other, "quyết định": paper}, engine=engine)["quyết định"]
    second = to_pdf({"quyết định": paper}, engine=engine)["quyết định"]
    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    return first, second


@pytest.fixture(scope="session")
def decision(decisions: tuple[bytes, bytes]) -> bytes:
    """The decision of `papers` as LibreOffice's PDF."""
    return decisions[0]
