"""Headers and footers as parts of the file (phần đầu trang, chân trang): finding those of a section, making, copying."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator

from lxml import etree

from pipeline.reading.facts import Section
from pipeline.repair import properties
from pipeline.repair.repair_names import NAMESPACE, OFFICE, PACKAGE, RELATIONSHIP, Element, R, W, switch
from pipeline.repair.repair_session import RepairSession
from pipeline.repair.trace import parse

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}


def rels_name(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def differs_on_even_pages(session: RepairSession) -> bool:
    """Whether even pages have headers of their own."""
    settings = session.tree(posixpath.join(posixpath.dirname(session.main_part), "settings.xml"))
    return switch(settings, "evenAndOddHeaders")


def effective(session: RepairSession, section: Section, kind: str, pages: str) -> str | None:
    """The part name of the header or footer (`kind`) that such `pages` of a section show; inherited ones count."""
    for index in range(section.index, -1, -1):
        element = session.traced.sections[index]
        for reference in () if element is None else element.findall(f"{W}{kind}Reference"):
            if (reference.get(f"{W}type") or "default") == pages:
                return _target(session, reference.get(f"{R}id") or "")
    return None


def _target(session: RepairSession, relation: str) -> str | None:
    root = session.tree(rels_name(session.main_part))
    for element in () if root is None else root.iter(RELATIONSHIP):
        if element.get("Id") == relation:
            target = element.get("Target") or ""
            joined = (
                target if target.startswith("/") else posixpath.join("/", posixpath.dirname(session.main_part), target)
            )
            return session.archive.find(posixpath.normpath(joined).lstrip("/")) or session.made(
                posixpath.normpath(joined).lstrip("/")
            )
    return None


def make(session: RepairSession, section: Element, kind: str, pages: str, *, like: str | None = None) -> str:
    """Add a header or footer for such `pages` of a section, empty or with the content of the part `like`; gives its name."""
    folder = posixpath.dirname(session.main_part)
    number = next(n for n in range(1, 10_000) if not _taken(session, posixpath.join(folder, f"{kind}{n}.xml")))
    part = posixpath.join(folder, f"{kind}{number}.xml")
    source = session.tree(like) if like else None
    root = copy.deepcopy(source) if source is not None else _empty(kind)
    session.add(part, root)
    relations = session.archive.read(rels_name(like)) if like else None
    if relations:
        session.add(rels_name(part), parse(relations))
    _declare(session, part, kind)
    _refer(section, kind, pages, _relate(session, part, kind))
    session.dirty.add(session.main_part)
    return part


def _taken(session: RepairSession, part: str) -> bool:
    return session.archive.find(part) is not None or session.made(part) is not None


def _empty(kind: str) -> Element:
    root = etree.Element(W + _ROOTS[kind], nsmap={"w": NAMESPACE, "r": OFFICE})
    etree.SubElement(root, f"{W}p")
    return root


def _declare(session: RepairSession, part: str, kind: str) -> None:
    root = session.tree("[Content_Types].xml")
    if root is not None:
        etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{part}", ContentType=f"{_CONTENT}.{kind}+xml")
        session.dirty.add("[Content_Types].xml")


def _relate(session: RepairSession, part: str, kind: str) -> str:
    name = rels_name(session.main_part)
    root = session.tree(name)
    if root is None:
        root = parse(f'<Relationships xmlns="{PACKAGE}"/>'.encode())
        session.add(name, root)
    used = {element.get("Id") for element in root}
    relation = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in used)
    etree.SubElement(root, RELATIONSHIP, Id=relation, Type=f"{OFFICE}/{kind}", Target=posixpath.basename(part))
    session.dirty.add(name)
    return relation


def _refer(section: Element, kind: str, pages: str, relation: str) -> None:
    for old in section.findall(f"{W}{kind}Reference"):
        if (old.get(f"{W}type") or "default") == pages:
            section.remove(old)
    reference = etree.Element(f"{W}{kind}Reference")
    reference.set(f"{W}type", pages)
    reference.set(f"{R}id", relation)
    properties.insert(section, reference)


def has_content(root: Element | None) -> bool:
    """Whether a header or footer prints anything."""
    if root is None:
        return False
    drawn = root.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sym", f"{W}instrText", f"{W}fldSimple")
    if next(drawn, None) is not None:
        return True
    return any((element.text or "").strip() for element in root.iter(f"{W}t"))


def paragraphs(root: Element) -> Iterator[Element]:
    """All paragraphs of a header or footer, those in boxes too."""
    return root.iter(f"{W}p")
