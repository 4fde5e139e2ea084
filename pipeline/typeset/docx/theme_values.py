"""The values of a theme (chủ đề của tệp Word): its fonts and colours, put in place of references to the theme.

Text carried into another file would otherwise take the fonts and colours of that file's theme, or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.typeset.docx.relationships import part_of_kind
from pipeline.typeset.docx.wordml import parse, w

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SCRIPTS: Final = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
_FONT_OF: Final = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_COLOURS_OF: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


def settle_theme(root: etree._Element, package: Mapping[str, bytes]) -> None:
    """Replace, in place, references to the theme of `package` in a part by its fonts and colours."""
    fonts = [node for node in root.iter(w("rFonts")) if any(w(name) in node.attrib for name in _FONT_OF)]
    colours = list(root.iter(f"{{{_A}}}schemeClr"))
    name = part_of_kind(package, "theme") if fonts or colours else ""
    if not name:
        return
    theme = parse(package[name])
    known = _fonts(theme)
    for element in fonts:
        for by_theme, plain in _FONT_OF.items():
            wanted = element.get(w(by_theme))
            if wanted is None:
                continue
            del element.attrib[w(by_theme)]
            if known.get(wanted):
                element.set(w(plain), known[wanted])
    shades = _colours(theme)
    for colour in colours:
        value = shades.get(_COLOURS_OF.get(colour.get("val", ""), colour.get("val", "")))
        if value:
            colour.tag = f"{{{_A}}}srgbClr"
            colour.set("val", value)


def _fonts(theme: etree._Element) -> dict[str, str]:
    """The names of fonts by what Word calls them (`minorHAnsi`)."""
    found: dict[str, str] = {}
    for use in ("major", "minor"):
        for called, script in _SCRIPTS.items():
            face = theme.find(f".//{{{_A}}}{use}Font/{{{_A}}}{script}")
            if face is not None:
                found[f"{use}{called}"] = face.get("typeface", "")
    return found


def _colours(theme: etree._Element) -> dict[str, str]:
    scheme = theme.find(f".//{{{_A}}}clrScheme")
    if scheme is None:
        return {}
    return {
        etree.QName(slot).localname: element.get("lastClr", element.get("val", ""))
        for slot in scheme
        for element in list(slot)[:1]
    }
