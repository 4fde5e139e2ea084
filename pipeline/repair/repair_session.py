"""One round of repairs of a paper (phiên sửa): the recognised paper, the XML of each paragraph, the changes so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.checking.check_result import Report
from pipeline.checking.rules.component_look import shortened
from pipeline.decree.profile import Profile
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper
from pipeline.repair.docx_parts import Archive
from pipeline.repair.paragraph_runs import has_tracked_changes, is_hidden, lines, printing, runs
from pipeline.repair.properties import mark_properties
from pipeline.repair.repair_names import Element
from pipeline.repair.repair_result import Change
from pipeline.repair.trace import Place, Traced, parse

TRACKED = "đoạn có sửa đổi đang theo dõi (Track Changes): chấp nhận hoặc hủy sửa đổi trong Word rồi kiểm tra lại"
SHARED = "nhiều thành phần gõ chung một đoạn, cách nhau bằng phím Tab: tách thành bảng hai cột rồi kiểm tra lại"
BROKEN = "các dòng của đoạn ngắt bằng tay (Shift + Enter), không tách được từng dòng"
LOST = "không tìm được đoạn này trong tệp Word"
FIELD = "chữ do trường (field) của Word sinh ra"
_SHARED = re.compile(r"\w[^\t]{2,}\t+[^\t]*\w{2}")


@dataclass(kw_only=True)
class RepairSession:
    """One round of repairs of one paper. Repairs change the trees and note what they did."""

    archive: Archive
    traced: Traced
    report: Report
    profile: Profile
    changes: list[Change] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    dirty: set[str] = field(default_factory=set)
    trees: dict[str, Element] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)
    page_reason: str = ""
    _lines: dict[int, list[list[Element]]] = field(default_factory=dict)

    @property
    def paper(self) -> Paper:
        """The recognised paper."""
        return self.report.paper

    @property
    def main_part(self) -> str:
        """The part that holds the text."""
        return self.traced.main

    def place(self, paragraph: Paragraph) -> Place | None:
        """The XML of a recognised paragraph, or of the one that it is a line of; None where it was not found."""
        return self.traced.places[paragraph.index if paragraph.origin is None else paragraph.origin]

    def pieces(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        """The recognised paragraphs into which the same paragraph of the file was cut."""
        if paragraph.origin is None:
            return (paragraph,)
        near = self.paper.facts.paragraphs
        low = high = paragraph.index
        while low > 0 and near[low - 1].origin == paragraph.origin:
            low -= 1
        while high + 1 < len(near) and near[high + 1].origin == paragraph.origin:
            high += 1
        return near[low : high + 1]

    def open(self, paragraph: Paragraph) -> Element | None:
        """The `w:p` of a paragraph that may be repaired; None, with a reason noted, where it must be left alone."""
        place = self.place(paragraph)
        if place is None:
            self.reasons[paragraph.index] = LOST
        elif has_tracked_changes(place.element):
            self.reasons[paragraph.index] = TRACKED
        else:
            return place.element
        return None

    def runs(self, paragraph: Paragraph) -> tuple[Element, ...]:
        """The printing runs of a paragraph or line; none, with a reason noted, where it must be left alone."""
        element = self.open(paragraph)
        if element is None:
            return ()
        pieces = self.pieces(paragraph)
        if len(pieces) == 1:
            found = list(runs(element))
        else:
            cut = self._lines.setdefault(pieces[0].index, lines(element))
            if len(cut) != len(pieces):
                self.reasons[paragraph.index] = BROKEN
                return ()
            found = cut[paragraph.index - pieces[0].index]
        return tuple(run for run in found if printing(run) and not is_hidden(run))

    def mark(self, paragraph: Paragraph) -> Element | None:
        """The mark's properties of a numbered paragraph, which decide the look of its automatic number; else None."""
        element = self.open(paragraph) if paragraph.number else None
        return None if element is None else mark_properties(element)

    def is_shared(self, paragraph: Paragraph) -> bool:
        """Whether two components are in one paragraph, separated by tabs: then neither can be given its look alone."""
        if _SHARED.search(paragraph.text[len(paragraph.number) :].strip()) is None:
            return False
        self.reasons[paragraph.index] = SHARED
        return True

    def note(self, code: str, paragraph: Paragraph, *, what: str, before: str, after: str) -> None:
        """Note a change of a paragraph; the part that holds it will be written anew."""
        place = self.place(paragraph)
        if place is not None:
            self.dirty.add(place.part)
        self.changes.append(Change(code=code, place=where(paragraph), what=what, before=before, after=after))

    def note_part(self, code: str, part: str, *, place: str, what: str, before: str, after: str) -> None:
        """Note a change of something that is no paragraph."""
        self.dirty.add(part)
        self.changes.append(Change(code=code, place=place, what=what, before=before, after=after))

    def tree(self, part: str) -> Element | None:
        """The parsed root of a part, the same one at each call; None where there is no such part."""
        found = self.archive.find(part) or part
        if found in self.traced.roots:
            return self.traced.roots[found]
        if part not in self.trees:
            data = self.archive.read(part)
            if data is None or not data.strip():
                return None
            self.trees[part] = parse(data)
        return self.trees[part]

    def made(self, part: str) -> str | None:
        """The name of a part if this round has added or parsed it, else None."""
        return part if part in self.trees else None

    def add(self, part: str, root: Element) -> None:
        """Add a part, or replace one."""
        self.trees[part] = root
        self.dirty.add(part)

    def write(self) -> bytes:
        """The file with all changes, as bytes."""
        for part in sorted(self.dirty):
            root = self.trees[part] if part in self.trees else self.tree(part)
            if root is not None:
                self.archive.put(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
        return self.archive.bytes()

    def all_paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the file that may be repaired, including headers, footers, notes and boxes."""
        return (paragraph for paragraph in self.paper.facts.paragraphs if self.open(paragraph) is not None)


def where(paragraph: Paragraph) -> str:
    """The words by which a reader finds a paragraph: its number in the file and its beginning."""
    return f"đoạn {paragraph.ordinal} “{shortened(paragraph.plain, 40)}”"
