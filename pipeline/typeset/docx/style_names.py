"""One id for each style in all templates of an office (mã của kiểu): styles are identified by name, as in Word.

LibreOffice and Word in other languages assign their own ids when they save a file; the program and the parts of one
paper refer to a style by its id. So each name keeps the id that the program's templates, or the first file that has it,
give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from lxml import etree

from pipeline.decree.pack_folder import shipped_templates
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.docx.wordml import parse, serialize, w

STYLES: Final = "word/styles.xml"
# A part of styles is fifty times smaller; nobody reads a larger one before the template was tried.
MOST_STYLES: Final = 2_000_000
_NONE: Final = b"<styles/>"
_NAMING: Final = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
_STORIES: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes", "word/numbering")


@lru_cache(maxsize=256)
def names_of(styles: bytes) -> Mapping[str, str]:
    """The styles of a styles part by id: kind and name in lower case, since Word ignores case in names."""
    found: dict[str, str] = {}
    for style in parse(styles).findall(w("style")):
        name = style.find(w("name"))
        key = style.get(w("styleId"), "")
        called = key if name is None else name.get(w("val"), key)
        found[key] = f"{style.get(w('type'), 'paragraph')} {called.casefold()}"
    return found


@cache
def _shipped() -> Mapping[str, str]:
    return _ids(load_templates(shipped_templates()), {})


def _ids(templates: TemplateSet, known: Mapping[str, str]) -> Mapping[str, str]:
    ids, taken = dict(known), set(known.values())
    for _, data in (*templates.layouts, *templates.blocks):
        for key, name in names_of(_styles(data)).items():
            if name in ids:
                continue
            free, count = key, 1
            while free in taken:
                count += 1
                free = f"{key}{count}"
            ids[name] = free
            taken.add(free)
    return ids


@lru_cache(maxsize=256)
def _styles(template: bytes) -> bytes:
    try:
        styles = read_package(template).get(STYLES, b"")
        if len(styles) > MOST_STYLES:
            return _NONE
        parse(styles)
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError):
        return _NONE  # whoever opens the template says what is wrong with it
    return styles


@lru_cache(maxsize=8)
def _common(templates: TemplateSet) -> Mapping[str, str]:
    return _ids(templates, _shipped())


@lru_cache(maxsize=128)
def with_common_ids(template: bytes, templates: TemplateSet) -> bytes:
    """A template with the ids that its styles have in the whole set; usually the same bytes."""
    common = _common(templates)
    # Of two styles with one name the first bears it.
    first = {name: key for key, name in reversed(list(names_of(_styles(template)).items()))}
    renamed = {key: common[name] for name, key in first.items() if common[name] != key}
    if not renamed:
        return template
    package = read_package(template)
    for part, xml in package.items():
        if part == STYLES or (part.startswith(_STORIES) and part.endswith(".xml")):
            package[part] = _renamed(xml, renamed)
    return write_package(package)


def _renamed(xml: bytes, ids: Mapping[str, str]) -> bytes:
    root = parse(xml)
    for style in root.findall(w("style")):
        key = style.get(w("styleId"), "")
        style.set(w("styleId"), ids.get(key, key))
    for element in root.iter(*(w(name) for name in _NAMING)):
        value = element.get(w("val"), "")
        element.set(w("val"), ids.get(value, value))
    return serialize(root)
