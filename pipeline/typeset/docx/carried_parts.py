"""Carrying over what parts of a paper refer to (mang theo nguyên vẹn): pictures, links, headers, lists, notes, styles.

The first part's file becomes the paper's. What other parts and blocks refer to in their own files is copied into it,
equal contents once, and the references are renamed. What the program's templates have in common is already there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.typeset.docx.block_markup import NOTE_REFERENCES, is_marked, marked, strip_ignorable
from pipeline.typeset.docx.carried_lists import Lists
from pipeline.typeset.docx.carried_notes import Notes
from pipeline.typeset.docx.carried_styles import STYLES, list_of_style, styles_used, with_missing
from pipeline.typeset.docx.relationships import (
    DOCUMENT,
    GrowingPackage,
    part_of_kind,
    references,
    relations,
    without_outside,
)
from pipeline.typeset.docx.theme_values import settle_theme
from pipeline.typeset.docx.wordml import paragraph_properties, parse, serialize, set_property, w

_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_PICTURE: Final = 1001
# What a header of another file may have that is settled before it is taken over.
_SETTLED: Final = (b"<w:numId", b"Theme=", b"cstheme=", b"schemeClr")
_NO_LIST: Final = "0"


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """One rendered and fitted part of a paper.

    `layout`: its name; `package`: the parts of its file; `root`: its document; `block`: gives the file of a block by
    name; `blocks`: the names of blocks in it.
    """

    layout: str
    package: dict[str, bytes]
    root: etree._Element
    block: Callable[[str], Mapping[str, bytes]]
    blocks: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(slots=True, kw_only=True)
class _Paper:
    """A paper's file while the parts join it."""

    package: GrowingPackage
    lists: Lists
    notes: tuple[Notes, ...]


def carry(parts: Sequence[Part]) -> tuple[dict[str, bytes], frozenset[str]]:
    """The package of the paper without its document, with all that the parts refer to; and the ids of styles in use.

    The ids in the documents of the parts are changed in place.
    """
    package = GrowingPackage(parts=without_outside(parts[0].package))
    notes = tuple(Notes(paper=package, kind=name.removesuffix("Reference")) for name in NOTE_REFERENCES)
    paper = _Paper(package=package, lists=Lists(paper=package), notes=notes)
    for position, part in enumerate(parts):
        _settle_stories(paper, part, position)
        if position:
            strip_ignorable(part.root)
            settle_theme(part.root, part.package)
        _settle(paper, part, position, part.root, DOCUMENT, DOCUMENT, foreign=position > 0)
        _carry_notes(paper, part, position)
    used = _carry_styles(paper, parts)
    paper.lists.finish()
    _number_pictures(package.parts, [part.root for part in parts])
    return package.parts, used


def _settle(  # noqa: PLR0913
    paper: _Paper, part: Part, position: int, root: etree._Element, own: str, target: str, *, foreign: bool
) -> None:
    """Change, in place, the ids in a text: relationships of `own` (part of its file) become those of `target` (of the paper).

    Not `foreign`: the file is the paper's, and only ids of blocks are changed.
    """
    for element, attribute, value in list(references(root)):
        block, key = marked(value)
        if not (block or foreign):
            continue
        source = part.block(block) if block else part.package
        relation = relations(source, DOCUMENT if block else own).get(key)
        if relation is None:
            continue  # the look at the template refuses it
        if not relation.outside:
            relation = replace(relation, target=paper.package.take(source, relation.target))
        element.set(attribute, paper.package.relate(target, relation, wanted="" if block else key))
    _settle_lists(paper, part, position, root, foreign=foreign)


def _settle_lists(paper: _Paper, part: Part, position: int, root: etree._Element, *, foreign: bool) -> None:
    for number in root.iter(w("numId")):
        block, key = marked(number.get(w("val"), ""))
        if block:
            source, file = part.block(block), f"khoi/{block}"
        elif foreign:
            source, file = part.package, part.layout
        else:
            continue
        known = _NO_LIST if key == _NO_LIST else paper.lists.number(key, source, file=file, part=position)
        number.set(w("val"), known)


def _settle_stories(paper: _Paper, part: Part, position: int) -> None:
    """The same for headers and footers of a part: what they refer to in blocks, lists and themes."""
    own = GrowingPackage(parts=part.package) if position else paper.package
    for name, xml in list(own.parts.items()):
        if not _is_story(name) or not (is_marked(xml) or (position and any(sign in xml for sign in _SETTLED))):
            continue
        root = parse(xml)
        if position:
            settle_theme(root, own.parts)
        for element, attribute, value in list(references(root)):
            block, key = marked(value)
            relation = relations(part.block(block)).get(key) if block else None
            if relation is not None:
                if not relation.outside:
                    relation = replace(relation, target=own.take(part.block(block), relation.target))
                element.set(attribute, own.relate(name, relation))
        _settle_lists(paper, part, position, root, foreign=position > 0)
        own.parts[name] = serialize(root)


def _is_story(name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def _carry_notes(paper: _Paper, part: Part, position: int) -> None:
    for notes in paper.notes:
        for reference in list(part.root.iter(w(f"{notes.kind}Reference"))):
            block, key = marked(reference.get(w("id"), ""))
            if not (block or position):
                notes.own(reference)
                continue
            source = part.block(block) if block else part.package
            file = replace(part, layout=f"khoi/{block}" if block else part.layout, package={**source})

            def adapt(note: etree._Element, own: str, target: str, file: Part = file) -> None:
                settle_theme(note, file.package)
                _settle(paper, file, position, note, own, target, foreign=True)

            notes.carry(reference, key, source, adapt)


def _carry_styles(paper: _Paper, parts: Sequence[Part]) -> frozenset[str]:
    others = {part_of_kind(paper.package.parts, kind) for kind in ("footnotes", "endnotes", "numbering")}
    besides = [_styles_in(xml) for name, xml in paper.package.parts.items() if _is_story(name) or name in others]
    used = frozenset[str]().union(*(styles_used(part.root) for part in parts), *besides)

    def renumber(key: str, source: Mapping[str, bytes], file: str) -> str:
        return paper.lists.number(key, source, file=file, part=0)

    styles = with_missing(paper.package.parts[STYLES], used, _files(parts), renumber)
    paper.package.parts[STYLES] = styles
    if len(parts) > 1 and b"<w:numId" in styles:
        _count_anew(paper, parts[1:], styles)
    return used


@lru_cache(maxsize=256)
def _styles_in(xml: bytes) -> frozenset[str]:
    return styles_used(parse(xml))


def _files(parts: Sequence[Part]) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """The files of the parts, each layout before its blocks; without the first layout's file."""
    for position, part in enumerate(parts):
        if position:
            yield part.layout, part.package
        for name in part.blocks:
            yield f"khoi/{name}", part.block(name)


def _count_anew(paper: _Paper, parts: Sequence[Part], styles: bytes) -> None:
    """Give paragraphs that are numbered by their style, in a later part, a list that starts there."""
    list_of = list_of_style(parse(styles))
    for position, part in enumerate(parts, start=1):
        for paragraph in part.root.iter(w("p")):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            found = None if style is None else list_of(style.get(w("val"), ""))
            properties = paragraph_properties(paragraph) if found else None
            if found is None or properties is None or properties.find(f"{w('numPr')}/{w('numId')}") is not None:
                continue
            number, level, indents = found
            own = properties.find(f"{w('numPr')}/{w('ilvl')}")
            level = level if own is None else own.get(w("val"), level)
            set_property(paragraph, "numPr")
            numbering = properties.find(w("numPr"))
            if numbering is not None:
                etree.SubElement(numbering, w("ilvl")).set(w("val"), level)
                etree.SubElement(numbering, w("numId")).set(w("val"), paper.lists.again(number, part=position))
            if indents is not None and properties.find(w("ind")) is None:
                given = {etree.QName(name).localname: str(value) for name, value in indents.attrib.items()}
                set_property(paragraph, "ind", **given)


def _number_pictures(parts: dict[str, bytes], roots: Sequence[etree._Element]) -> None:
    """Give each picture of the paper its own id, in all its parts."""
    number = _FIRST_PICTURE
    for root in roots:
        for picture in root.iter(_PICTURE):
            picture.set("id", str(number))
            number += 1
    for name in sorted(parts):
        if (
            not (_is_story(name) or name.startswith(("word/footnotes", "word/endnotes")))
            or b":docPr" not in parts[name]
        ):
            continue
        root = parse(parts[name])
        for picture in root.iter(_PICTURE):
            picture.set("id", str(number))
            number += 1
        parts[name] = serialize(root)
