"""The WordprocessingML that fitting and joining use: names, styles, texts, properties in order."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from pipeline.intake.safe_xml import parsed

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# ISO 29500 order of the children of w:pPr that we ever add or meet.
_PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


def parse(xml: bytes) -> etree._Element:
    """Parse XML without entities, DTDs or network."""
    return parsed(xml)


def serialize(root: etree._Element) -> bytes:
    """XML as bytes, in the form in which Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def paragraph_properties(paragraph: etree._Element) -> etree._Element:
    """The w:pPr of a paragraph, added where there is none."""
    found = paragraph.find(w("pPr"))
    if found is None:
        found = etree.Element(w("pPr"))
        paragraph.insert(0, found)
    return found


def style_of(paragraph: etree._Element) -> str:
    """The style id of a paragraph, "" when it has none."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val"), "")


_OF_STYLE = etree.XPath("descendant::w:pStyle[@w:val = $style]/parent::w:pPr/parent::w:p", namespaces={"w": NAMESPACE})


def paragraphs_of(root: etree._Element, style: str) -> list[etree._Element]:
    """The paragraphs below `root` with this style id, in order.

    By XPath, since libxml2 walks the tree twenty times faster than Python, and each paper needs a dozen styles.
    """
    found: list[etree._Element] = cast("Any", _OF_STYLE(root, style=style))
    return found


def set_property(paragraph: etree._Element, name: str, **attributes: str) -> None:
    """Set one paragraph property, at its place in the schema's order."""
    properties = paragraph_properties(paragraph)
    for old in properties.findall(w(name)):
        properties.remove(old)
    element = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    rank = _PARAGRAPH_ORDER.index(name)
    position = sum(1 for child in properties if _rank(child) < rank)
    properties.insert(position, element)


def _rank(element: etree._Element) -> int:
    name = etree.QName(element).localname
    return _PARAGRAPH_ORDER.index(name) if name in _PARAGRAPH_ORDER else len(_PARAGRAPH_ORDER)


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph; a line break counts as a newline."""
    return "".join("\n" if node.tag == w("br") else node.text or "" for node in paragraph.iter(w("t"), w("br")))


def set_lines(paragraph: etree._Element, lines: list[str]) -> None:
    """Replace the text of a paragraph by lines with breaks between them, in the look of its first run of text.

    Pictures stay in place; a paragraph with text inside another element (a link) is left as it is.
    """
    runs = [run for run in paragraph.findall(w("r")) if run.find(w("t")) is not None]
    if not runs or len(lines) == 1 or any(words.getparent() not in runs for words in paragraph.iter(w("t"))):
        return
    run = runs[0]
    for old in runs:
        for child in list(old):
            if child.tag in {w("t"), w("br")}:
                old.remove(child)
        if old is not run and not any(child.tag != w("rPr") for child in old):
            paragraph.remove(old)
    for position, line in enumerate(lines):
        if position:
            etree.SubElement(run, w("br"))
        words = etree.SubElement(run, w("t"))
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
