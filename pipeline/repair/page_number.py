"""Repairing the page number (sửa số trang): a PAGE field at the place and in the look of the regulation, none on page one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.page_layout import has_several_pages
from pipeline.reading.facts import PageNumber, Section
from pipeline.repair import page_parts, properties
from pipeline.repair.paragraph_runs import has_tracked_changes, runs
from pipeline.repair.repair_names import Element, W, switch
from pipeline.repair.repair_page import place_of, section_properties
from pipeline.repair.repair_session import RepairSession

_KINDS = ("header", "footer")
_PAGE = re.compile(r"^\s*PAGE\b", re.IGNORECASE)
_COUNT = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
# Words that go with a page number and mean nothing without it.
_COMPANIONS = re.compile(r"(?:trang|page|of|số|tổng|trên|\d|[\s/|–—.,:()~\-])*", re.IGNORECASE)
_PLACES = {"header": "lề trên", "footer": "lề dưới", "text_box": "hộp chữ", "body": "nội dung", "note": "cước chú"}
_SIDES = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "justify": "canh trái"}
_SIZE_TOLERANCE = 0.26
_REASON = "phần đầu trang hoặc chân trang có sửa đổi đang theo dõi (Track Changes)"


def place(session: RepairSession) -> None:
    """PG-09: put the number where the regulation wants it, in Arabic figures, and remove it elsewhere."""
    _number_sections(session, "PG-09", _is_misplaced)


def look(session: RepairSession) -> None:
    """PG-10: size, upright, not bold."""
    _number_sections(session, "PG-10", _looks_wrong)


def _is_misplaced(session: RepairSession, section: Section) -> bool:
    number = section.page_number
    if number is None:
        return has_several_pages(session.paper, section) is True
    right = session.profile.measure("page_number.flow").allows(number.flow.value)
    aligned = number.alignment is None or session.profile.measure("page_number.align").allows(number.alignment)
    return (
        not right or not aligned or number.digits != "decimal" or any(c.isalnum() or c == "/" for c in number.with_text)
    )


def _looks_wrong(session: RepairSession, section: Section) -> bool:
    number = section.page_number
    if number is None:
        return False
    size = session.profile.measure("page_number.size")
    small = number.size is not None and not size.allows(number.size, tolerance=_SIZE_TOLERANCE)
    bold, italic = session.profile.flag("page_number.bold"), session.profile.flag("page_number.italic")
    return small or number.bold is (not bold) or number.italic is (not italic)


def _number_sections(session: RepairSession, code: str, wrong: Callable[[RepairSession, Section], bool]) -> None:
    done: set[str] = set()
    for section in session.paper.facts.sections:
        if section.index in session.numbered or not wrong(session, section):
            continue
        element = section_properties(session, section)
        if element is None or _is_tracked(session, section):
            continue
        _number(session, section, element, done)
        session.numbered.add(section.index)
        session.note_part(
            code,
            session.main_part,
            place=place_of(session, section),
            what="Số trang",
            before=_described(section.page_number),
            after=_wanted(session),
        )
        if section.index == 0 and not session.profile.flag("page_number.show_on_first"):
            _hide_on_first(session, section, element)


def _is_tracked(session: RepairSession, section: Section) -> bool:
    for _, _, part in _parts(session, section):
        root = session.tree(part)
        if root is not None and any(has_tracked_changes(paragraph) for paragraph in page_parts.paragraphs(root)):
            session.page_reason = _REASON
            return True
    return False


def _parts(session: RepairSession, section: Section) -> Iterator[tuple[str, str, str]]:
    """Headers and footers of a section, each with kind, pages, and part name."""
    for kind in _KINDS:
        for pages in ("default", "even", "first"):
            part = page_parts.effective(session, section, kind, pages)
            if part is not None:
                yield kind, pages, part


def _number(session: RepairSession, section: Section, element: Element, done: set[str]) -> None:
    """Remove the number from all headers and footers of a section and put it in its one place."""
    flow = session.profile.text("page_number.flow")
    homes: dict[str, Element | None] = {}
    for kind, pages, part in _parts(session, section):
        if part not in done and (kind != flow or pages != "first" or section.index == 0):
            free = _take_out(session, part)
            if kind == flow and pages != "first":
                homes[part] = free
    for pages in ("default", "even") if page_parts.differs_on_even_pages(session) else ("default",):
        part = page_parts.effective(session, section, flow, pages) or page_parts.make(session, element, flow, pages)
        if part not in done:
            _put_in(session, part, homes.get(part))
            done.add(part)
    numbers = element.find(f"{W}pgNumType")
    if numbers is not None and numbers.get(f"{W}fmt") not in {None, "decimal"}:
        numbers.set(f"{W}fmt", "decimal")


def _take_out(session: RepairSession, part: str) -> Element | None:
    """Remove page numbers from a part; gives a paragraph that is free for a new one, None if there is none."""
    root = session.tree(part)
    free: Element | None = None
    for paragraph in () if root is None else list(page_parts.paragraphs(root)):
        found = _field_runs(paragraph, _PAGE)
        if not found:
            continue
        counts = _field_runs(paragraph, _COUNT)
        rest = "".join(
            element.text or "" for run in runs(paragraph) if run not in counts for element in run.findall(f"{W}t")
        )
        drawn = any(run.find(f"{W}drawing") is not None or run.find(f"{W}pict") is not None for run in runs(paragraph))
        alone = _COMPANIONS.fullmatch(rest) is not None and not drawn
        for run in list(runs(paragraph)) if alone else found:
            _remove(run, paragraph)
        session.dirty.add(part)
        if alone and free is None and _stands_alone(paragraph):
            free = paragraph
    return free


def _stands_alone(paragraph: Element) -> bool:
    """Whether a paragraph goes across the page, not in a text box or table cell."""
    boxes = {f"{W}txbxContent", f"{W}tc"}
    return not any(ancestor.tag in boxes for ancestor in paragraph.iterancestors())


def _remove(run: Element, paragraph: Element) -> None:
    """Remove a run, and the simple field around it where that is left empty."""
    parent = run.getparent()
    if parent is None:
        return
    parent.remove(run)
    if parent is not paragraph and parent.tag == f"{W}fldSimple" and len(parent) == 0:
        above = parent.getparent()
        if above is not None:
            above.remove(parent)


def _field_runs(paragraph: Element, wanted: re.Pattern[str]) -> list[Element]:
    """The runs that make up the fields of that kind, from the beginning to the end of each."""
    found: list[Element] = []
    simple = [element for element in paragraph.iter(f"{W}fldSimple") if wanted.match(element.get(f"{W}instr") or "")]
    for node in simple:
        found += node.findall(f"{W}r")
    open_runs: list[Element] = []
    instruction = ""
    depth = 0
    for run in runs(paragraph):
        kinds = [mark.get(f"{W}fldCharType") for mark in run.findall(f"{W}fldChar")]
        depth += kinds.count("begin")
        if depth:
            open_runs.append(run)
            instruction += "".join(element.text or "" for element in run.findall(f"{W}instrText"))
        elif run.find(f"{W}pgNum") is not None:
            found.append(run)
        depth -= kinds.count("end")
        if depth <= 0 and open_runs:
            found += open_runs if wanted.match(instruction) else []
            open_runs, instruction, depth = [], "", 0
    return found


def _put_in(session: RepairSession, part: str, free: Element | None) -> None:
    """Put a page number into a header or footer: into the paragraph `free`, an empty one, else a new one on top."""
    root = session.tree(part)
    if root is None:
        return
    target = free
    if target is None:
        empty = [element for element in root.findall(f"{W}p") if not page_parts.has_content(element)]
        target = empty[0] if empty else etree.Element(f"{W}p")
        if not empty:
            root.insert(0, target)
    found = properties.paragraph_properties(target)
    for name in ("framePr", "numPr", "tabs"):
        properties.drop(found, name)
    properties.clear_indents(target)
    properties.set_alignment(target, session.profile.text("page_number.align"))
    for name, text in (("begin", None), ("", " PAGE "), ("separate", None), ("", "2"), ("end", None)):
        target.append(_field_run(session, name, text))
    session.dirty.add(part)


def _field_run(session: RepairSession, kind: str, text: str | None) -> Element:
    run = etree.Element(f"{W}r")
    look = properties.run_properties(run)
    properties.set_font(look, session.profile.text("page.font_family"))
    properties.set_switch(look, "b", on=session.profile.flag("page_number.bold"))
    properties.set_switch(look, "i", on=session.profile.flag("page_number.italic"))
    properties.set_colour(look, session.profile.text("page.font_colour"))
    properties.set_size(look, session.profile.number("page_number.size"))
    if kind:
        etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    elif text and text.startswith(" "):
        code = etree.SubElement(run, f"{W}instrText")
        code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        code.text = text
    else:
        etree.SubElement(run, f"{W}t").text = text
    return run


def first_page(session: RepairSession) -> None:
    """PG-11: no page number on the first page."""
    section = session.paper.facts.sections[0]
    element = section_properties(session, section)
    if element is not None and section.number_on_first and not _is_tracked(session, section):
        _hide_on_first(session, section, element)


def _hide_on_first(session: RepairSession, section: Section, element: Element) -> None:
    """Give the first page a header and footer of its own: those of the other pages without the number."""
    changed = False
    for kind in _KINDS:
        own = page_parts.effective(session, section, kind, "first")
        shared = page_parts.effective(session, section, kind, "default")
        if switch(element, "titlePg"):
            if own is not None and _shows_number(session, own):
                _take_out(session, own)
                changed = True
        elif own is not None or shared is not None:
            if own is None or own != shared:
                _copy_without_number(session, element, kind, shared)
            changed = True
    if not switch(element, "titlePg"):
        properties.put(element, "titlePg").attrib.clear()
        changed = True
    if changed:
        session.note_part(
            "PG-11",
            session.main_part,
            place=place_of(session, section),
            what="Số trang ở trang thứ nhất",
            before="có hiển thị",
            after="không hiển thị",
        )


def _copy_without_number(session: RepairSession, element: Element, kind: str, shared: str | None) -> None:
    """A header or footer for the first page with what the others hold beside the number; none if that is nothing."""
    part = page_parts.make(session, element, kind, "first", like=shared)
    _take_out(session, part)


def _shows_number(session: RepairSession, part: str) -> bool:
    root = session.tree(part)
    return root is not None and any(_field_runs(paragraph, _PAGE) for paragraph in page_parts.paragraphs(root))


def _described(number: PageNumber | None) -> str:
    if number is None:
        return "không có"
    said = [f"ở {_PLACES[number.flow.value]}", _SIDES.get(number.alignment or "", "")]
    if number.size is not None:
        said.append(f"cỡ {decimal(number.size)}")
    said += ["đậm"] if number.bold else []
    said += ["nghiêng"] if number.italic else []
    said += [f"kèm “{number.with_text.strip()}”"] if number.with_text.strip() else []
    return ", ".join(words for words in said if words)


def _wanted(session: RepairSession) -> str:
    flow, side = session.profile.text("page_number.flow"), session.profile.text("page_number.align")
    return f"ở {_PLACES[flow]}, {_SIDES[side]}, cỡ {decimal(session.profile.number('page_number.size'))}, chữ đứng"
