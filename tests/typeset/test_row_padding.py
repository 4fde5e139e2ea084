"""Closer rows in single parts: set on their tables, at the place that Word asks for, and taken away again."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.row_padding import pad_rows, unpadded
from pipeline.typeset.docx.templates import load_templates
from tests.sample import TEMPLATES, sample

PAPER = "thong-bao-lich"


def docx() -> bytes:
    document = next(paper for paper in sample().documents if paper.id == PAPER)
    assert document.annexes
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


def margins(data: bytes) -> list[str]:
    """What each table of the body says of the room in its cells, "" where it says nothing of its own."""
    found = []
    for table in Document(BytesIO(data)).tables:
        own = table._tbl.tblPr.find(qn("w:tblCellMar"))
        found.append("" if own is None else ",".join(str(side.get(qn("w:w"))) for side in own))
    return found


def test_pad_rows__changes_the_ruled_tables_of_the_part_alone() -> None:
    before = docx()
    assert set(margins(before)) == {""}
    padded = margins(pad_rows(before, {1}, 0.4))
    assert "8,8" in padded
    assert set(margins(pad_rows(before, {0}, 0.4))) == {""}
    # The tables without lines, of the letterhead and the signature, stay as they are.
    assert padded[:2] == ["", ""]


def test_pad_rows__the_margins_stand_where_the_schema_has_them() -> None:
    for table in Document(BytesIO(pad_rows(docx(), {1}, 0.4))).tables:
        names = [child.tag for child in table._tbl.tblPr]
        if qn("w:tblCellMar") in names:
            place = names.index(qn("w:tblCellMar"))
            assert set(names[place + 1 :]) <= {qn("w:tblLook")}
            assert qn("w:tblLayout") in names[:place]


@pytest.mark.parametrize("parts", [frozenset[int](), frozenset({7})])
def test_pad_rows__without_such_a_part_nothing_changes(parts: frozenset[int]) -> None:
    assert margins(pad_rows(docx(), parts, 0.4)) == margins(docx())


def test_unpadded__gives_back_the_file_as_it_was() -> None:
    assert unpadded(pad_rows(docx(), {1}, 0.4)) == unpadded(docx()) == docx()
