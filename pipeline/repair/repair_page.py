"""Repairing the page (sửa trang giấy): A4, margins, where the count of pages begins."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.checking.rules.component_look import decimal
from pipeline.reading.facts import Section
from pipeline.reading.recognised import Element as Kind
from pipeline.reading.recognised import PartKind
from pipeline.repair import properties
from pipeline.repair.bench import Bench
from pipeline.repair.nearest import nearest
from pipeline.repair.repair_names import Element, W

_TWIPS_PER_MM = 1440 / 25.4
_PAGE_MM = 1.0
_MARGIN_MM = 0.5
_SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
_OTHER_NAMES = {"left": "start", "right": "end"}
SECTION_TRACKED = "thiết lập trang có sửa đổi đang theo dõi (Track Changes)"


def section_properties(bench: Bench, section: Section) -> Element | None:
    """The `w:sectPr` of a section, made where the last one has none; None where tracked changes forbid it."""
    found = bench.traced.sections[section.index]
    if found is None:
        root = bench.tree(bench.main_part)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            return None
        found = body.find(f"{W}sectPr")
        if found is None:
            found = etree.SubElement(body, f"{W}sectPr")
    if found.find(f"{W}sectPrChange") is not None:
        bench.page_reason = SECTION_TRACKED
        return None
    return found


def place_of(bench: Bench, section: Section) -> str:
    """A section as a reader finds it."""
    return "trang" if len(bench.paper.facts.sections) == 1 else f"phần trang {section.index + 1}"


def paper_size(bench: Bench) -> None:
    """A4; a page that lies on its side stays so."""
    wide, high = bench.profile.number("page.width"), bench.profile.number("page.height")
    for section in bench.paper.facts.sections:
        wanted = (high, wide) if section.landscape else (wide, high)
        if abs(section.width - wanted[0]) <= _PAGE_MM and abs(section.height - wanted[1]) <= _PAGE_MM:
            continue
        element = section_properties(bench, section)
        if element is None:
            continue
        size = properties.put(element, "pgSz")
        properties.forget(size, f"{W}code")
        size.set(f"{W}w", str(_twips(wanted[0])))
        size.set(f"{W}h", str(_twips(wanted[1])))
        before = f"{decimal(section.width)} × {decimal(section.height)} mm"
        after = f"A4 ({decimal(wanted[0])} × {decimal(wanted[1])} mm)"
        bench.note_part(
            "PG-01", bench.main_part, place=place_of(bench, section), what="Khổ giấy", before=before, after=after
        )


def margins(code: str, sides: tuple[str, ...]) -> Callable[[Bench], None]:
    """The repair of margins on these sides, each to the nearest width allowed."""

    def repair(bench: Bench) -> None:
        for section in bench.paper.facts.sections:
            if not section.landscape:
                for side in sides:
                    _margin(bench, code, section, side)

    return repair


def _margin(bench: Bench, code: str, section: Section, side: str) -> None:
    measure = bench.profile.measure(f"page.margin_{side}")
    value: float | None = getattr(section, f"margin_{side}")
    if value is None or measure.allows(value, tolerance=_MARGIN_MM):
        return
    element = section_properties(bench, section)
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
    bench.note_part(code, bench.main_part, place=place_of(bench, section), what=what, before=before, after=after)


def _page_margins(element: Element, section: Section) -> Element:
    """The `w:pgMar` of a section; one that is missing is made of what holds without it."""
    found = element.find(f"{W}pgMar")
    if found is not None:
        return found
    made = properties.put(element, "pgMar")
    for name in _SIDES:
        value: float | None = getattr(section, f"margin_{name}")
        made.set(W + name, str(_twips(25.4 if value is None else value)))
    for name, twips in (("header", 720), ("footer", 720), ("gutter", 0)):
        made.set(W + name, str(twips))
    return made


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


def count_from_one(bench: Bench) -> None:
    """The paper's pages count from 1, and so do those of an annex that begins its own section."""
    starts: dict[int, str] = {}
    for part in bench.paper.parts:
        opening = next((one for one in bench.paper.part_paragraphs(part) if one.plain), None)
        alone = part.kind is PartKind.ANNEX or (
            part.kind is PartKind.ATTACHED and bench.paper.component(Kind.ATTACHED_REFERENCE, part.index) is not None
        )
        if opening is None or not (alone or part.index == 0):
            continue
        before = [one for one in bench.paper.facts.paragraphs[: opening.index] if one.section == opening.section]
        if part.index == 0 or not any(one.plain and one.flow is opening.flow for one in before):
            starts[0 if part.index == 0 else opening.section] = "trang đầu" if part.index == 0 else opening.plain
    for section in bench.paper.facts.sections:
        if section.index in starts and section.restart != 1 and (section.index or section.restart is not None):
            _start_at_one(bench, section)


def _start_at_one(bench: Bench, section: Section) -> None:
    element = section_properties(bench, section)
    if element is None:
        return
    properties.put(element, "pgNumType").set(f"{W}start", "1")
    before = "đánh tiếp theo phần trước" if section.restart is None else f"bắt đầu từ {section.restart}"
    bench.note_part(
        "PG-12",
        bench.main_part,
        place=place_of(bench, section),
        what="Đánh số trang",
        before=before,
        after="bắt đầu từ 1",
    )
