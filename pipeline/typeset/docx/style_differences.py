"""Styles that two templates of one paper define differently (kiểu khác nhau): the layout's definition holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from lxml import etree

from pipeline.decree.pack_folder import shipped_templates
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.typeset.docx.carried_styles import STYLES, styles_used
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.relationships import DOCUMENT
from pipeline.typeset.docx.stock import is_stock
from pipeline.typeset.docx.style_names import MOST_STYLES
from pipeline.typeset.docx.templates import (
    ANNEX_LAYOUT,
    ATTACHED_LAYOUT,
    BLOCK_FOLDER,
    SLIP_LAYOUT,
    TemplateSet,
    load_templates,
)
from pipeline.typeset.docx.wordml import parse, w

_LOOKS: Final = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
# What Word and LibreOffice write of their own accord and paper does not show.
_UNSEEN: Final = frozenset(w(name) for name in ("rsid", "lang", "szCs", "bCs", "iCs", "noProof", "rsids"))
_DEFAULTS: Final = "mặc định của tệp"
_ON: Final = frozenset({"1", "true", "on"})
_Look = tuple[object, ...]


@dataclass(frozen=True)
class StyleDifference:
    """Styles of a file, by name, that have no effect since these layouts define them differently."""

    file: str
    styles: tuple[str, ...]
    layouts: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    looks: Mapping[str, _Look]
    used: frozenset[str]


def style_differences(templates: TemplateSet) -> tuple[StyleDifference, ...]:
    """Edited styles of a block, or of the attached or annex layout, that have no effect on papers of these layouts.

    A style that is as in the program's file, or that the file's text does not use, is not reported.
    """
    found: dict[str, tuple[list[str], list[str]]] = {}
    for layout, name, style in _lost(templates):
        styles, layouts = found.setdefault(name, ([], []))
        styles += [style] if style not in styles else []
        layouts += [layout] if layout not in layouts else []
    return tuple(StyleDifference(name, tuple(styles), tuple(layouts)) for name, (styles, layouts) in found.items())


def _lost(templates: TemplateSet) -> Iterator[tuple[str, str, str]]:
    """Layout, file and style, for each style of a file that has no effect."""
    present = dict(templates.layouts)
    besides = [layout for layout in (ATTACHED_LAYOUT, ANNEX_LAYOUT) if layout in present]
    for layout, main in present.items():
        if layout in besides:
            continue
        parts = [layout] if layout == SLIP_LAYOUT else [layout, *besides]
        if is_stock(templates, parts):
            continue
        winner = _read(main).looks
        for name, data in sorted(templates.used(parts).items()):
            if name == layout:
                continue
            file = _read(data)
            for style in sorted(file.used & winner.keys()):
                look = file.looks[style]
                if look not in (winner[style], _shipped().get(style)):
                    yield layout, name if name in besides else f"{BLOCK_FOLDER}/{name}", style


@cache
def _shipped() -> Mapping[str, _Look]:
    looks: dict[str, _Look] = {}
    stock = load_templates(shipped_templates())
    for _, data in (*stock.layouts, *stock.blocks):
        looks = {**_read(data).looks, **looks}
    return looks


@lru_cache(maxsize=128)
def _read(template: bytes) -> _File:
    """The definitions of a file's styles by name, and the names of those its text uses; empty for a damaged file."""
    try:
        package = read_package(template)
        if max(len(package[STYLES]), len(package[DOCUMENT])) > MOST_STYLES:
            return _File({}, frozenset())
        root = parse(package[STYLES])
        used = styles_used(parse(package[DOCUMENT]))
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError):
        return _File({}, frozenset())
    styles = root.findall(w("style"))
    names = {style.get(w("styleId"), ""): _value(style, "name") for style in styles}
    looks = {
        names[style.get(w("styleId"), "")]: (
            names.get(_value(style, "basedOn"), ""),
            *(_look(part) for name in _LOOKS for part in style.findall(w(name)) if len(part)),
        )
        for style in styles
    }
    for defaults in root.findall(w("docDefaults")):
        looks[_DEFAULTS] = (_look(defaults),)
    return _File(looks, frozenset({_DEFAULTS, *(names[key] for key in used if key in names)}) & looks.keys())


def _value(style: etree._Element, name: str) -> str:
    found = style.find(w(name))
    return "" if found is None else found.get(w("val"), "")


def _look(element: etree._Element) -> _Look:
    attributes = {str(name): str(value) for name, value in element.attrib.items() if "rsid" not in str(name)}
    if attributes.get(w("val")) in _ON:
        del attributes[w("val")]
    children = tuple(sorted((_look(node) for node in element if node.tag not in _UNSEEN), key=repr))
    return (element.tag, tuple(sorted(attributes.items())), children)
