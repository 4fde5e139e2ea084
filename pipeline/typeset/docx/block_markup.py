"""The body of a block (khối) as XML to be put into other files; ids of its own file are marked with the block's name.

A mark is `khoi:NAME:ID` in place of an id. Rendering leaves it as it is; joining resolves it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.typeset.docx.relationships import references
from pipeline.typeset.docx.theme_values import settle_theme
from pipeline.typeset.docx.wordml import NAMESPACE, RELATIONSHIPS, parse, w

NOTE_REFERENCES: Final = ("footnoteReference", "endnoteReference")
_MARK: Final = re.compile(r"khoi:([^:]+):(.+)")
_IGNORABLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
# Declared at the top of every document of ours.
_DECLARED: Final = frozenset({NAMESPACE, RELATIONSHIPS})


def mark(block: str, key: str) -> str:
    """The mark for an id of a block's own file."""
    return f"khoi:{block}:{key}"


def marked(value: str) -> tuple[str, str]:
    """The block and the id in a mark; "" as the block where `value` is an id of the file itself."""
    found = _MARK.fullmatch(value)
    return (found[1], found[2]) if found else ("", value)


def is_marked(xml: bytes) -> bool:
    """Whether an XML text contains marks of blocks."""
    return b'"khoi:' in xml


def block_markup(name: str, package: Mapping[str, bytes]) -> str:
    """The paragraphs and tables of a block as XML that can be put into any other document.

    ValueError: the block is empty.
    """
    root = parse(package["word/document.xml"])
    body = root.find(w("body"))
    if body is None or not len(body):
        raise ValueError("khối không có nội dung")
    strip_ignorable(root)
    settle_theme(root, package)
    for element, attribute, key in references(body):
        element.set(attribute, mark(name, key))
    for element in body.iter(w("numId"), *(w(tag) for tag in NOTE_REFERENCES)):
        attribute = w("val") if element.tag == w("numId") else w("id")
        element.set(attribute, mark(name, element.get(attribute, "")))
    return "".join(_alone(child) for child in body if child.tag != w("sectPr"))


def strip_ignorable(root: etree._Element) -> None:
    """Remove, in place, the content in namespaces that the file declares as ignorable (Word's private data).

    Their declarations are at the top of the file and are lost when its content is put into another file.
    """
    prefixes = root.get(_IGNORABLE, "").split()
    if not prefixes:
        return
    del root.attrib[_IGNORABLE]
    spaces = {root.nsmap.get(prefix) for prefix in prefixes}
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if parent is not None and etree.QName(element).namespace in spaces:
            parent.remove(element)
            continue
        for name in [attribute for attribute in element.attrib if etree.QName(attribute).namespace in spaces]:
            del element.attrib[name]


def _alone(element: etree._Element) -> str:
    """An element as XML that declares its own namespaces, except those that every document of ours declares."""
    for child in element:
        if not isinstance(child.tag, str):
            element.remove(child)
    element.tail = None
    xml = etree.tostring(element, encoding="unicode")
    head, end, rest = xml.partition(">")
    for prefix, space in element.nsmap.items():
        used = f"<{prefix}:" in xml or f" {prefix}:" in xml or re.search(rf'Requires="[^"]*\b{prefix}\b', xml)
        if space in _DECLARED or not used:
            head = head.replace(f' xmlns{f":{prefix}" if prefix else ""}="{space}"', "", 1)
    return head + end + rest
