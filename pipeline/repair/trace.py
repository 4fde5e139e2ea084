"""Finding the XML of what was measured (truy về XML): by the order of paragraphs, verified by their text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from pipeline.errors import Unreadable
from pipeline.intake.safe_xml import parsed
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import PaperFacts, Paragraph
from pipeline.repair.docx_parts import Archive
from pipeline.repair.paragraph_runs import text_of
from pipeline.repair.repair_names import MC, RELATIONSHIP, Element, R, W, switch, val

_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "altChunk")) | {f"{MC}Fallback"}
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdtContent", "sdt", "ins", "customXml", "moveTo"))
_LIKE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of the file: the name of its part, and its `w:p` element."""

    part: str
    element: Element


@dataclass(frozen=True)
class Traced:
    """The facts, the place of each of their paragraphs (None: not found), the `w:sectPr` of each section, parsed parts."""

    facts: PaperFacts
    main: str
    places: tuple[Place | None, ...]
    sections: tuple[Element | None, ...]
    roots: dict[str, Element]


def trace(data: bytes, *, name: str) -> Traced:
    """Measure a Word file and find each paragraph and section in its XML."""
    facts = read_docx(data, name=name)
    reader = _Parts(Archive(data))
    candidates = tuple(reader.places())
    sections: list[Element | None] = list(reader.sections)
    sections += [None] * (len(facts.sections) - len(sections))
    return Traced(
        facts=facts,
        main=reader.main,
        places=_matched(facts.paragraphs, candidates),
        sections=tuple(sections[: len(facts.sections)]),
        roots=reader.roots,
    )


def parse(data: bytes) -> Element:
    """Parse an XML part without entities or network. Unreadable: it is not well-formed, which measuring did not notice."""
    try:
        return parsed(data)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise Unreadable(
            "Một phần của tệp bị hỏng (XML không hợp lệ); kiểm tra được nhưng không sửa được.",
            "Mở tệp bằng Word, chọn “Lưu thành” (Save As) sang một tệp .docx mới rồi sửa lại.",
        ) from error


class _Parts:
    """The parts that hold paragraphs, in the order of measuring: main text, headers and footers in use, notes."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.roots: dict[str, Element] = {}
        self.main = next(iter(self._targets("", "officeDocument")), "word/document.xml")
        body = self._body()
        self.sections = () if body is None else tuple(_sections(body))

    def _body(self) -> Element | None:
        root = self._root(self.main)
        return None if root is None else root.find(f"{W}body")

    def _root(self, part: str) -> Element | None:
        found = self._archive.find(part)
        if found is None:
            return None
        if found not in self.roots:
            self.roots[found] = parse(self._archive.read(found) or b"")
        return self.roots[found]

    def _targets(self, part: str, kind: str) -> list[str]:
        return [target for _, relation_kind, target in self._relations(part) if relation_kind == kind]

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, base = posixpath.split(part)
        data = self._archive.read(posixpath.join(folder, "_rels", f"{base}.rels"))
        for element in () if not data else parse(data).iter(RELATIONSHIP):
            if (element.get("TargetMode") or "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
                kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
                yield element.get("Id") or "", kind, self._archive.find(target) or target

    def places(self) -> Iterator[Place]:
        """Every paragraph with its place."""
        body = self._body()
        if body is not None:
            yield from (Place(self.main, paragraph) for paragraph in _paragraphs(body))
        for part in self._headers():
            root = self._root(part)
            yield from () if root is None else (Place(part, paragraph) for paragraph in _paragraphs(root))
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            for part in self._targets(self.main, kind):
                root = self._root(part)
                for note in () if root is None else root.findall(W + name):
                    if note.get(f"{W}type") in {None, "normal"}:
                        yield from (Place(part, paragraph) for paragraph in _paragraphs(note))

    def _headers(self) -> Iterator[str]:
        names = {identity: target for identity, _, target in self._relations(self.main)}
        inherited: dict[tuple[str, str], str] = {}
        seen: set[str] = set()
        for section in self.sections:
            for kind in ("header", "footer"):
                for reference in section.findall(f"{W}{kind}Reference"):
                    part = names.get(reference.get(f"{R}id") or "")
                    if part:
                        inherited[kind, reference.get(f"{W}type") or "default"] = part
            for (_, pages), part in inherited.items():
                if part not in seen and (pages != "first" or switch(section, "titlePg")):
                    seen.add(part)
                    yield part


def _sections(body: Element) -> Iterator[Element]:
    for element in body.iter(f"{W}sectPr"):
        parent = element.getparent()
        holder = parent.getparent() if parent is not None and parent.tag == f"{W}pPr" else None
        above = None if holder is None else holder.getparent()
        while above is not None and above.tag in _WRAPPERS:
            above = above.getparent()
        if parent is body or above is body:
            yield element


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs in reading order, without deleted ones; those of a text box after the one that anchors it."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in _GONE or _continues(child):
            continue
        if child.tag == f"{W}p":
            yield child
        yield from _paragraphs(child)


def _continues(cell: Element) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge") if cell.tag == f"{W}tc" else None
    return merged is not None and val(merged) in {None, "continue"}


def _matched(paragraphs: Sequence[Paragraph], candidates: Sequence[Place]) -> tuple[Place | None, ...]:
    """The place of each paragraph; None where order and text do not agree, so that it is left alone."""
    measured = [_key(paragraph.text[len(paragraph.number) :]) for paragraph in paragraphs]
    stored = [_key(text_of(place.element)) for place in candidates]
    if len(measured) == len(stored):
        pairs = zip(measured, stored, candidates, strict=True)
        return tuple(place if _like(text, other) else None for text, other, place in pairs)
    places: list[Place | None] = [None] * len(measured)
    for first, second, length in SequenceMatcher(None, measured, stored, autojunk=False).get_matching_blocks():
        for step in range(length):
            places[first + step] = candidates[second + step]
    return tuple(places)


def _key(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _like(text: str, other: str) -> bool:
    return text == other or SequenceMatcher(None, text, other, autojunk=False).ratio() >= _LIKE_ENOUGH
