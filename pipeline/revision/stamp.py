"""The elements of tracked changes (dấu theo dõi thay đổi) with author, time and number."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.typeset.docx.wordml import paragraph_properties, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Stamp:
    """Makes the marks of one author at one time; ids continue from the largest in the file."""

    def __init__(self, root: etree._Element, *, author: str, date: str) -> None:
        """`date` as ISO 8601 (`2024-04-15T00:00:00Z`)."""
        self._author = author
        self._date = date
        ids = (element.get(w("id"), "") for element in root.iter())
        self._last = max((int(key) for key in ids if key.isascii() and key.isdigit()), default=0)

    def element(self, name: str) -> etree._Element:
        """A new `w:ins`, `w:del` or `w:pPrChange`."""
        self._last += 1
        made = etree.Element(w(name))
        for key, value in (("id", str(self._last)), ("author", self._author), ("date", self._date)):
            made.set(w(key), value)
        return made

    def mark(self, paragraph: etree._Element, name: str) -> None:
        """Mark the end of a paragraph as inserted (`ins`) or deleted (`del`)."""
        properties = paragraph_properties(paragraph)
        run = properties.find(w("rPr"))
        if run is None:
            run = etree.Element(w("rPr"))
            later = [properties.index(child) for child in properties if child.tag in {w("sectPr"), w("pPrChange")}]
            properties.insert(min(later, default=len(properties)), run)
        run.insert(0, self.element(name))

    def row(self, row: etree._Element, name: str) -> None:
        """Mark a row as inserted or deleted."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        properties.append(self.element(name))

    def restyle(self, paragraph: etree._Element, old: etree._Element, new: etree._Element) -> None:
        """Give a paragraph the properties of `new`; rejecting the change gives it those of `old` again."""
        properties = _bare(new)
        mark, section = new.find(f"{w('pPr')}/{w('rPr')}"), paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if mark is not None:
            looks = etree.SubElement(properties, w("rPr"))
            looks.extend(deepcopy(child) for child in mark if child.tag not in {w("ins"), w("del")})
        if section is not None:
            properties.append(deepcopy(section))
        change = self.element("pPrChange")
        change.append(_bare(old))
        properties.append(change)
        current = paragraph.find(w("pPr"))
        if current is not None:
            paragraph.remove(current)
        paragraph.insert(0, properties)


def _bare(paragraph: etree._Element) -> etree._Element:
    """The properties of a paragraph without those of its mark, its section, and tracked changes."""
    found = paragraph.find(w("pPr"))
    properties = etree.Element(w("pPr")) if found is None else deepcopy(found)
    for child in list(properties):
        if child.tag in {w("rPr"), w("sectPr"), w("pPrChange")}:
            properties.remove(child)
    return properties


def text_element(name: str, text: str) -> etree._Element:
    """A `w:t` or `w:delText` element that preserves spaces."""
    made = etree.Element(w(name))
    made.text = text
    made.set(_SPACE, "preserve")
    return made
