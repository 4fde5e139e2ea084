"""Repairing the page (sửa trang giấy): A4, margins, the first page number."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.checking.rules.component_look import decimal
from pipeline.lengths import MM_PER_INCH, TWIPS_PER_MM
from pipeline.reading.facts import Section
from pipeline.reading.recognised import Element as Kind
from pipeline.reading.recognised import PartKind
from pipeline.repair import properties
from pipeline.repair.nearest import nearest
from pipeline.repair.repair_names import Element, W
from pipeline.repair.repair_session import RepairSession

_PAGE_MM = 1.0
_MARGIN_MM = 0.5
_SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
_OTHER_NAMES = {"left": "start", "right": "end"}
SECTION_TRACKED = "thiết lập trang có sửa đổi đang theo dõi (Track Changes)"


def section_properties(session: RepairSession, section: Section) -> Element | None:
    """The `w:sectPr` of a section, added where the last one has none; None where tracked changes forbid it."""
    found = session.traced.sections[section.index]
    if found is None:
        root = session.tree(session.main_part)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            return None
        found = body.find(f"{W}sectPr")
        if found is None:
            found = etree.SubElement(body, f"{W}sectPr")
    if found.find(f"{W}sectPrChange") is not None:
        session.page_reason = SECTION_TRACKED
        return None
    return found


def place_of(session: RepairSession, section: Section) -> str:
    """The words by which a reader finds a section."""
    return "trang" if len(session.paper.facts.sections) == 1 else f"phần trang {section.index + 1}"


def paper_size(session: RepairSession) -> None:
    """Set the paper size to A4; a landscape page stays landscape."""
    wide, high = session.profile.number("page.width"), session.profile.number("page.height")
    for section in session.paper.facts.sections:
        wanted = (high, wide) if section.landscape else (wide, high)
        if abs(section.width - wanted[0]) <= _PAGE_MM and abs(section.height - wanted[1]) <= _PAGE_MM:
            continue
        element = section_properties(session, section)
        if element is None:
            continue
        size = properties.put(element, "pgSz")
        properties.forget(size, f"{W}code")
        size.set(f"{W}w", str(_twips(wanted[0])))
        size.set(f"{W}h", str(_twips(wanted[1])))
        before = f"{decimal(section.width)} × {decimal(section.height)} mm"
        after = f"A4 ({decimal(wanted[0])} × {decimal(wanted[1])} mm)"
        session.note_part(
            "PG-01", session.main_part, place=place_of(session, section), what="Khổ giấy", before=before, after=after
        )


def margins(code: str, sides: tuple[str, ...]) -> Callable[[RepairSession], None]:
    """The repair of margins on these sides, each to the nearest width allowed."""

    def repair(session: RepairSession) -> None:
        for section in session.paper.facts.sections:
            if not section.landscape:
                for side in sides:
                    _margin(session, code, section, side)

    return repair


def _margin(session: RepairSession, code: str, section: Section, side: str) -> None:
    measure = session.profile.measure(f"page.margin_{side}")
    value: float | None = getattr(section, f"margin_{side}")
    if value is None or measure.allows(value, tolerance=_MARGIN_MM):
        return
    element = section_properties(session, section)
    if element is None:
        return
    wanted = nearest(measure, value)
    found = _page_margins(element, section)
    properties.forget(found, W + _OTHER_NAMES.get(side, side))
    found.set(W + side, str(_twips(wanted)))
    if side == "left":
        found.set(f"{W}gutter", "0")
    name = _SIDES[side]
    what = f"{name[:1].upper()}{name[1:]}"
    before, after = f"{decimal(value)} mm", measure.shown(wanted)
    session.note_part(code, session.main_part, place=place_of(session, section), what=what, before=before, after=after)


def _page_margins(element: Element, section: Section) -> Element:
    """The `w:pgMar` of a section; a missing one is added with the values that hold without it."""
    found = element.find(f"{W}pgMar")
    if found is not None:
        return found
    made = properties.put(element, "pgMar")
    for name in _SIDES:
        value: float | None = getattr(section, f"margin_{name}")
        made.set(W + name, str(_twips(MM_PER_INCH if value is None else value)))
    for name, twips in (("header", 720), ("footer", 720), ("gutter", 0)):
        made.set(W + name, str(twips))
    return made


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def count_from_one(session: RepairSession) -> None:
    """Number the paper's pages from 1, and those of an annex that begins its own section."""
    starts: dict[int, str] = {}
    for part in session.paper.parts:
        opening = next((paragraph for paragraph in session.paper.part_paragraphs(part) if paragraph.plain), None)
        alone = part.kind is PartKind.ANNEX or (
            part.kind is PartKind.ATTACHED and session.paper.component(Kind.ATTACHED_REFERENCE, part.index) is not None
        )
        if opening is None or not (alone or part.index == 0):
            continue
        before = [
            paragraph
            for paragraph in session.paper.facts.paragraphs[: opening.index]
            if paragraph.section == opening.section
        ]
        if part.index == 0 or not any(paragraph.plain and paragraph.flow is opening.flow for paragraph in before):
            starts[0 if part.index == 0 else opening.section] = "trang đầu" if part.index == 0 else opening.plain
    for section in session.paper.facts.sections:
        if section.index in starts and section.restart != 1 and (section.index or section.restart is not None):
            _start_at_one(session, section)


def _start_at_one(session: RepairSession, section: Section) -> None:
    element = section_properties(session, section)
    if element is None:
        return
    properties.put(element, "pgNumType").set(f"{W}start", "1")
    before = "đánh tiếp theo phần trước" if section.restart is None else f"bắt đầu từ {section.restart}"
    session.note_part(
        "PG-12",
        session.main_part,
        place=place_of(session, section),
        what="Đánh số trang",
        before=before,
        after="bắt đầu từ 1",
    )
