"""Relationships between the parts of a Word file (quan hệ giữa các phần)."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, cast

from lxml import etree

from pipeline.typeset.docx.wordml import RELATIONSHIPS, parse, serialize

DOCUMENT: Final = "word/document.xml"
TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION: Final = f"{{{_PACKAGE}}}Relationship"
_SETTINGS: Final = "word/settings.xml"
_FOLDER: Final = "_rels"
_NAMED: Final = etree.XPath("descendant-or-self::*/@r:*", namespaces={"r": RELATIONSHIPS})
# What a header may point at; whatever else it names has been refused.
_FOLLOWED: Final = frozenset({"image", "hyperlink"})


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its kind (last word of the type), and the target part, or an address outside the file."""

    kind: str
    target: str
    outside: bool = False


def relations_name(part: str) -> str:
    """The name of the part that lists the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, _FOLDER, f"{name}.rels")


def relations(package: Mapping[str, bytes], part: str = DOCUMENT) -> Mapping[str, Relation]:
    """The relationships of a part, by id; empty where the file lists none."""
    listed = package.get(relations_name(part))
    return _listed(listed, posixpath.dirname(part)) if listed else {}


@lru_cache(maxsize=256)
def _listed(listed: bytes, folder: str) -> Mapping[str, Relation]:
    return {element.get("Id", ""): _relation(element, folder) for element in parse(listed).findall(_RELATION)}


def _relation(element: etree._Element, folder: str) -> Relation:
    kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, outside=True)
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(kind, path)


def part_of_kind(package: Mapping[str, bytes], kind: str) -> str:
    """The part to which the document has a relationship of this kind; "" where there is none."""
    found = (
        relation.target
        for relation in relations(package).values()
        if relation.kind == kind and relation.target in package
    )
    return next(found, "")


def references(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Every use of a relationship in a part: the element, the attribute, the id."""
    found: list[Any] = cast("Any", _NAMED(root))
    for value in found:
        yield value.getparent(), value.attrname, str(value)


def content_type(package: Mapping[str, bytes], part: str) -> str:
    """The content type of a part; "" where the file does not declare it."""
    ending = part.rpartition(".")[2].lower()
    by_ending = ""
    for element in parse(package[TYPES]):
        if element.get("PartName") == f"/{part}":
            return element.get("ContentType", "")
        if element.get("Extension", "").lower() == ending:
            by_ending = element.get("ContentType", "")
    return by_ending


def _digest(package: Mapping[str, bytes], part: str) -> str:
    """A hash of a part and of what it refers to: equal for two parts that look the same."""
    total = sha256(content_type(package, part).encode() + b"\0" + package[part])
    for key, relation in sorted(_followed(package, part).items()):
        content = relation.target.encode() if relation.outside else package[relation.target]
        total.update(f"\0{key}\0{relation.kind}\0".encode() + sha256(content).digest())
    return total.hexdigest()


def _followed(package: Mapping[str, bytes], part: str) -> dict[str, Relation]:
    """The relationships of a part to existing pictures, and links. A picture itself has none."""
    return {
        key: relation
        for key, relation in (relations(package, part) if part.endswith(".xml") else {}).items()
        if relation.kind in _FOLLOWED
        and (relation.outside or (relation.target in package and not relation.target.endswith(".xml")))
    }


def without_outside(package: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without external relationships other than links, and without the settings that use them.

    A file made from a Word template, or for a mail merge, keeps such addresses, which Word would open.
    """
    parts = dict(package)
    for name, xml in package.items():
        if not (name.endswith(".rels") and b'"External"' in xml):
            continue
        root, gone = parse(xml), set[str]()
        for element in root.findall(_RELATION):
            if element.get("TargetMode") == "External" and not element.get("Type", "").endswith("/hyperlink"):
                gone.add(element.get("Id", ""))
                root.remove(element)
        if gone:
            parts[name] = serialize(root)
            if name == relations_name(_SETTINGS) and _SETTINGS in parts:
                parts[_SETTINGS] = _without(parts[_SETTINGS], gone)
    return parts


def _without(settings: bytes, gone: Collection[str]) -> bytes:
    root = parse(settings)
    for child in list(root):
        if any(key in gone for _, _, key in references(child)):
            root.remove(child)
    return serialize(root)


@dataclass(slots=True, kw_only=True)
class GrowingPackage:
    """The parts of a paper's Word file while parts of other files are added; equal contents are added once.

    Names of added parts are made from their content, so that the same paper gives the same bytes.
    """

    parts: dict[str, bytes]
    _known: dict[str, str] = field(default_factory=dict)

    def take(self, source: Mapping[str, bytes], part: str) -> str:
        """Add a part of another file with all that it refers to, unless it is there already; gives its name in this file."""
        known = self._contents()
        key = _digest(source, part)
        if key in known:
            return known[key]
        folder, name = posixpath.split(part)
        stem, _, ending = name.rpartition(".")
        new = posixpath.join(folder, f"{stem.rstrip('0123456789')}-{key[:16]}.{ending}")
        known[key] = new
        self.add(new, source[part], content_type(source, part))
        for relation_id, relation in _followed(source, part).items():
            target = relation.target if relation.outside else self.take(source, relation.target)
            self.relate(new, replace(relation, target=target), wanted=relation_id)
        return new

    def _contents(self) -> dict[str, str]:
        """The names, by hash, of the parts that the document refers to, and of pictures wherever they are used."""
        if not self._known:
            named = [relation.target for relation in relations(self.parts).values() if not relation.outside]
            pictures = [part for part in sorted(self.parts) if not part.endswith((".xml", ".rels"))]
            for part in (*named, *pictures):
                if part in self.parts:
                    self._known.setdefault(_digest(self.parts, part), part)
        return self._known

    def add(self, part: str, content: bytes, kind: str) -> None:
        """Add one part with this content type (`kind`)."""
        self.parts[part] = content
        if content_type(self.parts, part) == kind:
            return
        types = parse(self.parts[TYPES])
        entry = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
        entry.set("PartName", f"/{part}")
        entry.set("ContentType", kind)
        self.parts[TYPES] = serialize(types)

    def relate(self, part: str, relation: Relation, *, wanted: str = "") -> str:
        """The id for a relationship of a part: an existing one, `wanted` if free, or a new one."""
        present = relations(self.parts, part)
        if present.get(wanted) == relation:
            return wanted
        if found := next((key for key, known in present.items() if known == relation), ""):
            return found
        name = relations_name(part)
        # LibreOffice reads this namespace without a prefix only.
        empty = parse(f'<Relationships xmlns="{_PACKAGE}"/>'.encode())
        root = parse(self.parts[name]) if name in self.parts else empty
        key = wanted if wanted and wanted not in present else _free(present)
        entry = etree.SubElement(root, _RELATION)
        entry.set("Id", key)
        entry.set("Type", f"{RELATIONSHIPS}/{relation.kind}")
        folder = posixpath.dirname(part)
        entry.set("Target", relation.target if relation.outside else posixpath.relpath(relation.target, folder))
        if relation.outside:
            entry.set("TargetMode", "External")
        self.parts[name] = serialize(root)
        return key


def _free(present: Mapping[str, Relation]) -> str:
    taken = [int(key[3:]) for key in present if key.startswith("rId") and key[3:].isdecimal()]
    return f"rId{max(taken, default=0) + 1}"
