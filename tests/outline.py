"""A Word file as readable text (dàn ý): paragraphs with their style, tables cell by cell, sections with their page."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def outline(docx: bytes) -> str:
    """One line a paragraph: `[style] words`; a line break shows as ` ⏎ `, a no-break space as `·`."""
    document = Document(io.BytesIO(docx))
    lines = [line for child in document.element.body.iterchildren() for line in _element(child, document)]
    return "\n".join((*lines, "")) + "\n"


def _element(child: object, document: object) -> Iterator[str]:
    tag = child.tag  # type: ignore[attr-defined]
    if tag == qn("w:p"):
        yield _paragraph(Paragraph(child, document))  # type: ignore[arg-type]
        for section in child.iter(qn("w:sectPr")):  # type: ignore[attr-defined]
            yield _section(section)
    elif tag == qn("w:tbl"):
        yield from _table(Table(child, document), "")  # type: ignore[arg-type]
    elif tag == qn("w:sectPr"):
        yield _section(child)


def _paragraph(paragraph: Paragraph) -> str:
    words = paragraph.text.replace("\n", " ⏎ ").replace("\u00a0", "·")
    style = paragraph.style.name if paragraph.style is not None else ""
    bold = "".join("B" if run.bold else "-" for run in paragraph.runs) if any(r.bold for r in paragraph.runs) else ""
    return f"[{style}{' ' + bold if bold else ''}] {words}".rstrip()


def _table(table: Table, indent: str) -> Iterator[str]:
    yield f"{indent}┌ bảng {len(table.rows)} × {len(table.columns)}"
    for number, row in enumerate(table.rows, start=1):
        for position, cell in enumerate(row.cells, start=1):
            for paragraph in cell.paragraphs:
                yield f"{indent}│ {number}.{position} {_paragraph(paragraph)}"
    yield f"{indent}└"


def _section(section: object) -> str:
    size = section.find(qn("w:pgSz"))  # type: ignore[attr-defined]
    turned = size.get(qn("w:orient")) == "landscape"
    return f"═══ hết phần, khổ {'ngang' if turned else 'dọc'}"


if __name__ == "__main__":
    sys.stdout.write(outline(Path(sys.argv[1]).read_bytes()))
