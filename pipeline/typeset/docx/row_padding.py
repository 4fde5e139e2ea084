"""Room above and below the text of table cells (đệm hàng), in single parts of a paper.

Less of it takes a row that stands alone on the last page to the page before; more of it brings others to that row.

Set on the tables themselves: the style of tables is one for all parts, and the pages of one part say nothing of another.
"""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from pipeline.lengths import TWIPS_PER_POINT
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.wordml import parse, serialize, w

_DOCUMENT = "word/document.xml"
_STYLE = "Bang"
_SIDES = ("top", "bottom")
# What stands after the margins of cells among the properties of a table (ISO 29500).
_AFTER = frozenset({w("tblLook"), w("tblCaption"), w("tblDescription"), w("tblPrChange")})


def pad_rows(docx: bytes, parts: Collection[int], points: float) -> bytes:
    """The Word file with so much room in the cells of the ruled tables of these parts (0 is the main text)."""
    if not parts:
        return docx
    package = read_package(docx)
    root = parse(package[_DOCUMENT])
    part = 0
    for element in root.findall(f"{w('body')}/*"):
        if element.tag == w("tbl") and part in parts:
            _pad(element, points)
        elif element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            part += 1
    return write_package({**package, _DOCUMENT: serialize(root)})


def unpadded(docx: bytes) -> bytes:
    """The Word file without such settings of its own tables."""
    package = read_package(docx)
    root = parse(package[_DOCUMENT])
    margins = [found for found in root.iter(w("tblCellMar")) if {side.tag for side in found} == set(map(w, _SIDES))]
    if not margins:
        return docx
    for found in margins:
        properties = found.getparent()
        if properties is not None:
            properties.remove(found)
    return write_package({**package, _DOCUMENT: serialize(root)})


def _pad(table: etree._Element, points: float) -> None:
    properties = table.find(w("tblPr"))
    style = None if properties is None else properties.find(w("tblStyle"))
    if properties is None or style is None or style.get(w("val")) != _STYLE:
        return
    if properties.find(w("tblCellMar")) is not None:  # a template's own
        return
    margins = etree.Element(w("tblCellMar"))
    for side in _SIDES:
        etree.SubElement(margins, w(side), {w("w"): str(round(points * TWIPS_PER_POINT)), w("type"): "dxa"})
    place = next((number for number, child in enumerate(properties) if child.tag in _AFTER), len(properties))
    properties.insert(place, margins)
