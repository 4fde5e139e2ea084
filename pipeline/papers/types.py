"""The types of papers that the program writes (loại văn bản), taken from the table of types."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.decree.in_force import IN_FORCE
from pipeline.decree.paper_types import PaperType
from pipeline.decree.type_table import paper_types


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    """One type (loại) as a paper holds it: slug, name, abbreviation in the symbol (`code`, PLIII.I), official sample.

    `layout` names the Word template of the sample. It is apart from the row of the table: a paper holds only what
    reaches its pages, so that another change of the table does not change the paper.
    """

    slug: str
    name: str
    code: str
    layout: str
    sample: str


def document_type(row: PaperType, regulation: str = IN_FORCE) -> DocumentType:
    """The type as a paper holds it, from its row in the table; its abbreviation is that of the regulation (id)."""
    code = row.code if regulation == IN_FORCE else row.code_before_2020 or row.code
    return DocumentType(slug=row.slug, name=row.title, code=code, layout=row.layout, sample=row.sample)


DOCUMENT_TYPES: tuple[DocumentType, ...] = tuple(document_type(row) for row in paper_types().made)
