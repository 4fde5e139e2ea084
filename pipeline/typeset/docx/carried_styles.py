"""Styles that a paper's first layout lacks (kiểu còn thiếu), copied from the files whose text uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final, cast

from lxml import etree

from pipeline.typeset.docx.block_markup import strip_ignorable
from pipeline.typeset.docx.theme_values import settle_theme
from pipeline.typeset.docx.wordml import NAMESPACE, parse, serialize, w

STYLES: Final = "word/styles.xml"
_USING: Final = ("pStyle", "tblStyle", "rStyle")
_LINKS: Final = ("basedOn", "link", "next")
_USED = etree.XPath(
    "//w:pStyle/@w:val | //w:tblStyle/@w:val | //w:rStyle/@w:val", namespaces={"w": NAMESPACE}, smart_strings=False
)
# A file's own list number to the paper's: (number, parts of the file, name of the file) -> number.
Renumber = Callable[[str, Mapping[str, bytes], str], str]


def styles_used(root: etree._Element) -> frozenset[str]:
    """The ids of the styles that a text uses."""
    found: list[str] = cast("Any", _USED(root))
    return frozenset(found)


@lru_cache(maxsize=64)
def defined(styles: bytes) -> frozenset[str]:
    """The ids of the styles that a styles part defines."""
    return frozenset(element.get(w("styleId"), "") for element in parse(styles).findall(w("style")))


def with_missing(
    styles: bytes, used: Iterable[str], sources: Iterable[tuple[str, Mapping[str, bytes]]], renumber: Renumber
) -> bytes:
    """A styles part with the used and undefined styles added, and their bases, from the first file that has them.

    A style that the first layout defines stays as it is there, whatever other files define.
    """
    present = set(defined(styles))
    waiting = [style for style in sorted(used) if style not in present]
    if not waiting:
        return styles
    root = parse(styles)
    files = [(name, package, _by_id(package)) for name, package in sources]
    while waiting:
        key = waiting.pop(0)
        found = next(((name, package, ids[key]) for name, package, ids in files if key in ids), None)
        if key in present or found is None:
            continue
        present.add(key)
        style = _own(found[2], package=found[1], file=found[0], renumber=renumber)
        root.append(style)
        waiting += [link.get(w("val"), "") for name in _LINKS if (link := style.find(w(name))) is not None]
    return serialize(root)


def _by_id(package: Mapping[str, bytes]) -> dict[str, etree._Element]:
    root = parse(package[STYLES])
    strip_ignorable(root)
    return {element.get(w("styleId"), ""): element for element in root.findall(w("style"))}


def _own(style: etree._Element, *, package: Mapping[str, bytes], file: str, renumber: Renumber) -> etree._Element:
    """A style for the paper: not the default style, and with a list of the paper's."""
    copy = deepcopy(style)
    if w("default") in copy.attrib:
        del copy.attrib[w("default")]
    settle_theme(copy, package)
    for number in copy.iter(w("numId")):
        number.set(w("val"), renumber(number.get(w("val"), ""), package, file))
    return copy


def list_of_style(styles: etree._Element) -> Callable[[str], tuple[str, str, etree._Element | None] | None]:
    """A function that gives for a style its list: id, level, and its own indents; None without a list."""
    by_id = {element.get(w("styleId"), ""): element for element in styles.findall(w("style"))}

    def found(key: str) -> tuple[str, str, etree._Element | None] | None:
        indents, seen = None, set[str]()
        while key in by_id and key not in seen:
            seen.add(key)
            style = by_id[key]
            if indents is None:
                indents = style.find(f"{w('pPr')}/{w('ind')}")
            number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            if number is not None:
                level = style.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
                return number.get(w("val"), "0"), "0" if level is None else level.get(w("val"), "0"), indents
            base = style.find(w("basedOn"))
            key = "" if base is None else base.get(w("val"), "")
        return None

    return found
