"""Properties of runs, paragraphs and sections (thuộc tính định dạng), inserted in the order of the schema.

Word refuses a file whose properties are in another order (ISO 29500-1, 17.3 and 17.6).
"""

from __future__ import annotations

from lxml import etree

from pipeline.repair.repair_names import Element, W

_RUN = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang eastAsianLayout specVanish oMath rPrChange"
).split()
_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_SECTION = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
).split()
_ORDERS = {
    f"{W}rPr": {f"{W}{name}": rank for rank, name in enumerate(_RUN)},
    f"{W}pPr": {f"{W}{name}": rank for rank, name in enumerate(_PARAGRAPH)},
    f"{W}sectPr": {f"{W}{name}": rank for rank, name in enumerate(_SECTION)},
}
_LAST = 1_000
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


def insert(parent: Element, child: Element) -> None:
    """Insert a child among those of a `w:rPr`, `w:pPr` or `w:sectPr` at its place in the schema's order."""
    order = _ORDERS[parent.tag]
    rank = order.get(child.tag, _LAST)
    position = next((k for k, element in enumerate(parent) if order.get(element.tag, _LAST) > rank), len(parent))
    parent.insert(position, child)


def put(parent: Element, name: str) -> Element:
    """The property with this name, added where there is none; a second one of the name is removed."""
    found = parent.findall(W + name)
    for extra in found[1:]:
        parent.remove(extra)
    if found:
        return found[0]
    made = etree.Element(W + name)
    insert(parent, made)
    return made


def drop(parent: Element | None, name: str) -> None:
    """Remove a property."""
    for element in [] if parent is None else parent.findall(W + name):
        parent.remove(element)  # type: ignore[union-attr]


def forget(element: Element, attribute: str) -> None:
    """Remove an attribute if it is there."""
    if attribute in element.attrib:
        del element.attrib[attribute]


def run_properties(run: Element) -> Element:
    """The `w:rPr` of a run, added where there is none."""
    found = run.find(f"{W}rPr")
    if found is None:
        found = etree.Element(f"{W}rPr")
        run.insert(0, found)
    return found


def paragraph_properties(paragraph: Element) -> Element:
    """The `w:pPr` of a paragraph, added where there is none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        paragraph.insert(0, found)
    return found


def mark_properties(paragraph: Element) -> Element:
    """The `w:rPr` of a paragraph's mark, which decides the look of automatic numbers; added where there is none."""
    return put(paragraph_properties(paragraph), "rPr")


def set_size(properties: Element, points: float) -> None:
    """Set the font size, in points."""
    for name in ("sz", "szCs"):
        put(properties, name).set(f"{W}val", str(round(points * 2)))


def set_switch(properties: Element, name: str, *, on: bool) -> None:
    """Set bold (`b`) or italic (`i`), for complex scripts too."""
    for switch_name in (name, f"{name}Cs"):
        element = put(properties, switch_name)
        if on:
            forget(element, f"{W}val")
        else:
            element.set(f"{W}val", "0")


def set_font(properties: Element, family: str) -> None:
    """Set the font family for every script."""
    element = put(properties, "rFonts")
    for name in _THEMES:
        forget(element, W + name)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        element.set(W + name, family)


def set_colour(properties: Element, colour: str) -> None:
    """Set the colour of letters (six hexadecimal digits)."""
    element = put(properties, "color")
    element.attrib.clear()
    element.set(f"{W}val", colour)


_JC = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def set_alignment(paragraph: Element, alignment: str) -> None:
    """Set the alignment of a paragraph."""
    put(paragraph_properties(paragraph), "jc").set(f"{W}val", _JC[alignment])


def set_first_line(paragraph: Element, twips: int) -> None:
    """Set the first-line indent in twips; indents counted in characters and a hanging one are removed."""
    element = put(paragraph_properties(paragraph), "ind")
    for name in ("hanging", "hangingChars", "firstLineChars"):
        forget(element, W + name)
    element.set(f"{W}firstLine", str(twips))


def clear_indents(paragraph: Element) -> None:
    """Remove all indents, whatever the style says."""
    element = put(paragraph_properties(paragraph), "ind")
    element.attrib.clear()
    for name in ("left", "right", "firstLine"):
        element.set(W + name, "0")


def set_space_before(paragraph: Element, points: float) -> None:
    """Set the space above a paragraph, in points."""
    properties = paragraph_properties(paragraph)
    element = put(properties, "spacing")
    for name in ("beforeLines", "beforeAutospacing"):
        forget(element, W + name)
    element.set(f"{W}beforeAutospacing", "0")
    element.set(f"{W}before", str(round(points * 20)))
    put(properties, "contextualSpacing").set(f"{W}val", "0")


def set_space_after(paragraph: Element, points: float) -> None:
    """Set the space below a paragraph, in points."""
    element = put(paragraph_properties(paragraph), "spacing")
    forget(element, f"{W}afterLines")
    element.set(f"{W}afterAutospacing", "0")
    element.set(f"{W}after", str(round(points * 20)))


def set_line_spacing(paragraph: Element, lines: float) -> None:
    """Set the line spacing, in lines."""
    element = put(paragraph_properties(paragraph), "spacing")
    element.set(f"{W}line", str(round(lines * 240)))
    element.set(f"{W}lineRule", "auto")


def set_left(paragraph: Element, twips: int) -> None:
    """Set the left indent of the whole paragraph, in twips."""
    element = put(paragraph_properties(paragraph), "ind")
    for name in ("start", "startChars", "leftChars"):
        forget(element, W + name)
    element.set(f"{W}left", str(twips))
