"""Names of WordprocessingML elements that repairs use (tên phần tử), and switches read as Word reads them."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
W = f"{{{NAMESPACE}}}"
R = f"{{{OFFICE}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONSHIP = f"{{{PACKAGE}}}Relationship"


def val(element: Element | None) -> str | None:
    """The `w:val` attribute of an element; None without element or attribute."""
    return None if element is None else element.get(f"{W}val")


def on(value: str | None) -> bool:
    """Whether a switch with this value is on; one without a value is on."""
    return value is None or value.strip().lower() not in {"0", "false", "off", "none"}


def switch(parent: Element | None, name: str) -> bool:
    """Whether a parent's switch `w:name` is on; an absent one is off."""
    found = None if parent is None else parent.find(W + name)
    return found is not None and on(val(found))
