"""The golden outline of every paper of the sample office, compared with `==`; `python -m tests.update_golden` renews them."""

from __future__ import annotations

import pytest

from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.outline import outline
from tests.sample import GOLDEN, TEMPLATES, sample

DOCUMENTS = sample().documents


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document.id for document in DOCUMENTS])
def test_make_docx__outline_as_recorded(document: OfficialDocument) -> None:
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)
    assert outline(docx) == (GOLDEN / f"{document.id}.txt").read_text("utf-8")


def test_golden__no_outline_without_a_paper() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(document.id for document in DOCUMENTS)
