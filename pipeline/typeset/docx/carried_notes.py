"""Footnotes and endnotes of a paper's parts (chú thích cuối trang): each reference gets its own note in the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.typeset.docx.block_markup import strip_ignorable
from pipeline.typeset.docx.relationships import DOCUMENT, GrowingPackage, Relation, part_of_kind
from pipeline.typeset.docx.wordml import NAMESPACE, RELATIONSHIPS, parse, serialize, w

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
# Makes a note's content the paper's: (note, the file it is from, the part of the file, the part of the paper).
Adapt = Callable[[etree._Element, str, str], None]  # noqa: SLF001 - lxml's own name of its type


@dataclass(slots=True, kw_only=True)
class Notes:
    """The notes of one kind (`footnote`, `endnote`) of a growing paper."""

    paper: GrowingPackage
    kind: str
    _root: etree._Element | None = None
    _seen: set[str] = field(default_factory=set)

    @property
    def part(self) -> str:
        """The name of the part that holds the notes, or will hold them."""
        return part_of_kind(self.paper.parts, f"{self.kind}s") or f"word/{self.kind}s.xml"

    def own(self, reference: etree._Element) -> None:
        """Register a reference of the first layout; a second reference to a note gets a copy of the note."""
        key = reference.get(w("id"), "")
        if key in self._seen:
            note = self._find(self._notes(), key)
            if note is not None:
                self._add(deepcopy(note), reference)
        self._seen.add(key)

    def carry(self, reference: etree._Element, key: str, source: Mapping[str, bytes], adapt: Adapt) -> None:
        """Copy the note of another file's reference into the paper; a reference without a note is removed."""
        part = part_of_kind(source, f"{self.kind}s")
        notes = parse(source[part]) if part else None
        note = None if notes is None else self._find(notes, key)
        if note is None or notes is None:
            run = reference.getparent()
            if run is not None:
                run.remove(reference)
            return
        strip_ignorable(notes)
        root = self._notes(notes)
        # The arrows of a note go out from the part that holds it, which the paper must have.
        self._write(root)
        copy = deepcopy(note)
        adapt(copy, part, self.part)
        self._add(copy, reference)

    def _add(self, note: etree._Element, reference: etree._Element) -> None:
        root = self._notes()
        numbers = [int(element.get(w("id"), "0")) for element in root]
        key = str(max((0, *numbers)) + 1)
        note.set(w("id"), key)
        reference.set(w("id"), key)
        self._seen.add(key)
        root.append(note)
        self._write(root)

    def _find(self, notes: etree._Element, key: str) -> etree._Element | None:
        return next((element for element in notes.findall(w(self.kind)) if element.get(w("id")) == key), None)

    def _notes(self, source: etree._Element | None = None) -> etree._Element:
        """The notes of the paper; a new set takes the separator lines from `source`."""
        if self._root is None:
            part = part_of_kind(self.paper.parts, f"{self.kind}s")
            if part:
                self._root = parse(self.paper.parts[part])
            else:
                self._root = etree.Element(w(f"{self.kind}s"), nsmap={"w": NAMESPACE, "r": RELATIONSHIPS})
                apart = source.findall(w(self.kind)) if source is not None else []
                self._root.extend(deepcopy(element) for element in apart if element.get(w("type")))
        return self._root

    def _write(self, root: etree._Element) -> None:
        part = self.part
        self.paper.add(part, serialize(root), _TYPE.format(kind=self.kind))
        self.paper.relate(DOCUMENT, Relation(f"{self.kind}s", part))
