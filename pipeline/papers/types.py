"""The types of papers that the program writes (loại văn bản), as papers bear them: picked from the one table of types."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.decree.paper_types import PaperType
from pipeline.decree.type_table import paper_types


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    """One type (loại): its slug, name, abbreviation in the symbol (`code`, PLIII.I) and official sample.

    `layout` names the Word template that follows the sample. Why apart from the row of the table: a paper holds what
    reaches its pages, and no more, so that a change elsewhere in the table makes no paper another one.
    """

    slug: str
    name: str
    code: str
    layout: str
    sample: str


def document_type(row: PaperType) -> DocumentType:
    """A row of the table as papers bear it."""
    return DocumentType(slug=row.slug, name=row.title, code=row.code, layout=row.layout, sample=row.sample)


DOCUMENT_TYPES: tuple[DocumentType, ...] = tuple(document_type(row) for row in paper_types().made)
