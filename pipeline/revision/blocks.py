"""A Word file as blocks (khối): paragraphs and tables of its text in order, without headers, footers and notes."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.errors import Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.revision.atoms import Atom, key_of, read_atoms, split_atoms, words_in
from pipeline.revision.settle import settle
from pipeline.typeset.docx.package import is_package, read_package
from pipeline.typeset.docx.wordml import parse, w

DOCUMENT = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml")}
_REMEDY = "Mở tệp bằng Word rồi lưu lại dạng .docx, hoặc dựng lại văn bản."


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its element, and its atoms with uncut texts, which are cut only where it differs from its counterpart."""

    element: etree._Element
    whole: tuple[Atom, ...]

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """Its atoms with texts cut into words."""
        return split_atoms(self.whole)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Equal for paragraphs of the same words."""
        return key_of(self.whole)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words by which similarity is computed."""
        found: list[str] = []
        for place, part in enumerate(self.key):
            found += [part] if place % 2 else words_in(part)
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Row:
    """A row of a table: its element, its cells and the blocks of each."""

    element: etree._Element
    cell_elements: tuple[etree._Element, ...]
    cells: tuple[tuple[Block, ...], ...]

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for rows of the same words in as many cells."""
        return tuple(tuple(block.key for block in cell) for cell in self.cells)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of all cells."""
        return tuple(word for cell in self.cells for block in cell for word in block.words)


@dataclass(frozen=True, eq=False)
class Table:
    """A table: its element and its rows."""

    element: etree._Element
    rows: tuple[Row, ...]

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for tables of the same words in the same cells; never equal to that of a paragraph."""
        return (None, *(row.key for row in self.rows))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of all rows."""
        return tuple(word for row in self.rows for word in row.words)


Block = Paragraph | Table


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of a Word file: its parts, the parsed text and its body (tracked changes accepted), the body's blocks."""

    parts: Mapping[str, bytes]
    root: etree._Element
    body: etree._Element
    blocks: tuple[Block, ...]


def open_version(data: bytes, name: str) -> Version:
    """Read a Word file. Unreadable, saying `name`, for one that is damaged, locked, or no Word file."""
    if not is_package(data):
        raise Unreadable(f"{name}: không phải tệp Word (.docx) hoặc tệp đã hỏng", _REMEDY)
    try:
        parts = read_package(data)
        root = parse(parts[DOCUMENT])
        targets = _targets(parts)
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError) as error:
        raise Unreadable(f"{name}: tệp Word hỏng, không đọc được ({error})", _REMEDY) from error
    body = root.find(w("body"))
    if body is None:
        raise Unreadable(f"{name}: tệp Word không có thân văn bản", _REMEDY)
    settle(root)
    return Version(parts=parts, root=root, body=body, blocks=tuple(_blocks(body, targets)))


def _targets(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """What each relationship of the main part leads to, by id: the digest of a part, or an address."""
    if _LINKS not in parts:
        return {}
    found = {}
    for link in parse(parts[_LINKS]):
        target = link.get("Target", "")
        inside = parts.get(posixpath.normpath(posixpath.join("word", target.removeprefix("/word/"))))
        found[link.get("Id", "")] = target if inside is None else hashlib.sha256(inside).hexdigest()
    return found


def _blocks(container: etree._Element, targets: Mapping[str, str]) -> Iterator[Block]:
    for child in container:
        if child.tag == w("p"):
            yield Paragraph(child, read_atoms(child, targets))
        elif child.tag == w("tbl"):
            yield Table(child, tuple(_row(row, targets) for row in _inside(child, w("tr"))))
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, targets)


def _row(row: etree._Element, targets: Mapping[str, str]) -> Row:
    cells = tuple(_inside(row, w("tc")))
    return Row(row, cells, tuple(tuple(_blocks(cell, targets)) for cell in cells))


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children with this tag, including those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
