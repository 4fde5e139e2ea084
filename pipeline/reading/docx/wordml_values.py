"""Names and values of WordprocessingML: namespaces, and attribute values read leniently (an invalid one gives None)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from pipeline.lengths import MM_PER_EMU, MM_PER_TWIP, TWIPS_PER_MM, TWIPS_PER_POINT

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that every Word file gives it


_NUMBER = re.compile(r"\s*([+-]?\d{1,9}(?:\.\d{1,9})?)\s*(mm|cm|in|pt|pc|pi|px)?\s*")
_TWIPS = {
    None: 1.0,
    "mm": TWIPS_PER_MM,
    "cm": 1440 / 2.54,
    "in": 1440.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
    "px": 15.0,
}
_FARTHEST = 40_000.0  # twips; Word's largest page is 31,680
_LARGEST = 1638  # points, the largest type that Word sets
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
# Prefixes that the reader understands; other choices of an AlternateContent give way to its fallback.
_KNOWN = frozenset("wps wpg wpc w14 w15 w16 w16se w16cid w16cex w16du wp14 a14 v o w10 m pic wp w a".split())


def twips(value: str | None) -> float | None:
    """A length as twips; strict files may write `12pt` or `2.5cm`."""
    match = _NUMBER.fullmatch(value) if value else None
    if not match:
        return None
    found = float(match[1]) * _TWIPS[match[2]]
    return found if abs(found) <= _FARTHEST else None


def millimetres(value: str | None) -> float | None:
    """A length in twips, converted to mm."""
    found = twips(value)
    return None if found is None else found * MM_PER_TWIP


def half_points(value: str | None) -> float | None:
    """A font size in half points (or with a unit), in points; None for sizes that Word refuses."""
    match = _NUMBER.fullmatch(value) if value else None
    if not match:
        return None
    found = float(match[1]) * _TWIPS[match[2]] / TWIPS_PER_POINT if match[2] else float(match[1]) / 2
    return found if 0 < found <= _LARGEST else None


def whole(value: str | None, limit: int = 1_000_000) -> int | None:
    """An integer whose absolute value is at most `limit`; else None."""
    match = re.fullmatch(r"\s*([+-]?\d{1,12})\s*", value) if value else None
    found = int(match[1]) if match else None
    return found if found is not None and abs(found) <= limit else None


def emu(value: str | None) -> float | None:
    """A length in English metric units, in mm; None beyond ten metres."""
    found = whole(value, 360_000_000)
    return None if found is None else found * MM_PER_EMU


def on(value: str | None) -> bool:
    """Whether a switch with this value is on; one without a value is on."""
    return value is None or value.strip().lower() not in {"0", "false", "off", "none"}


def colour(value: str | None) -> str | None:
    """A colour as six capital hex digits; `auto` is black."""
    if value == "auto":
        return "000000"
    return value.upper() if value and _COLOUR.fullmatch(value) else None


def val(element: Element | None) -> str | None:
    """The `w:val` attribute of an element; None without element or attribute."""
    return None if element is None else element.get(f"{W}val")


def switch(parent: Element | None, name: str) -> bool:
    """Whether the switch `w:name` of a parent is on; an absent one is off."""
    found = None if parent is None else parent.find(W + name)
    return found is not None and on(val(found))


def branch(alternate: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` that is displayed: a choice that is understood, else the fallback."""
    for child in alternate:
        if child.tag == f"{MC}Choice" and set((child.get("Requires") or "").split()) <= _KNOWN:
            return child
    return alternate.find(f"{MC}Fallback")


def content(parent: Element) -> Iterator[Element]:
    """The child elements, with the displayed branch in place of an `mc:AlternateContent`, without comments."""
    for child in parent:
        if child.tag == f"{MC}AlternateContent":
            shown = branch(child)
            if shown is not None:
                yield from content(shown)
        elif isinstance(child.tag, str):
            yield child
