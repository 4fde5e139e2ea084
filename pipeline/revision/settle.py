"""Accepting the changes that a Word file already tracks (thay đổi đang theo dõi), so that its finished text is compared.

Otherwise somebody who rejects our changes would also meet those of others.
"""

from __future__ import annotations

from lxml import etree

from pipeline.typeset.docx.wordml import w

# In the properties of a paragraph's mark, a row or a cell these say what became of it; elsewhere they hold words.
_PROPERTIES = {w(name) for name in ("rPr", "trPr", "tcPr", "numPr")}
_GONE = {w("del"), w("moveFrom")}
_COME = {w("ins"), w("moveTo")}
_NOTES = {
    w(name)
    for name in (
        "rPrChange pPrChange tblPrChange tblPrExChange tblGridChange tcPrChange trPrChange sectPrChange numberingChange "
        "cellIns cellDel cellMerge moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    ).split()
}


def settle(root: etree._Element) -> None:
    """Accept every tracked change below `root`, in place."""
    if next(root.iter(*_GONE, *_COME, *_NOTES), None) is None:
        return
    _drop_gone(root)
    for paragraph in list(root.iter(w("p"))):
        if _has_gone(paragraph, f"{w('pPr')}/{w('rPr')}"):
            _join_next(paragraph)
    for element in [node for node in root.iter(*_COME) if not _is_property(node)]:
        _unwrap(element)
    for element in list(root.iter(*_GONE, *_COME, *_NOTES)):
        _remove(element)
    for table in [node for node in root.iter(w("tbl")) if node.find(f".//{w('tr')}") is None]:
        _remove(table)


def _drop_gone(root: etree._Element) -> None:
    """Remove words, cells and rows that are tracked as deleted."""
    cells = [cell for cell in root.iter(w("tc")) if cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None]
    words = [element for element in root.iter(*_GONE) if not _is_property(element)]
    rows = [row for row in root.iter(w("tr")) if _has_gone(row, w("trPr"))]
    for element in (*cells, *words, *rows):
        _remove(element)


def _has_gone(element: etree._Element, path: str) -> bool:
    return any(element.find(f"{path}/{name}") is not None for name in _GONE)


def _is_property(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _PROPERTIES


def _join_next(paragraph: etree._Element) -> None:
    """Join a paragraph whose mark is deleted with the next one, whose properties then hold."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != w("pPr")]
    if following is not None and following.tag == w("p"):
        place = 1 if following.find(w("pPr")) is not None else 0
        for child in reversed(content):
            following.insert(place, child)
        _remove(paragraph)
    elif following is not None and not any(child.tag == w("r") for child in content):
        _remove(paragraph)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    _remove(element)


def _remove(element: etree._Element | None) -> None:
    if element is None or (parent := element.getparent()) is None:
        return
    parent.remove(element)
