"""Sections of a PDF (phần của tệp): consecutive pages of one size and one numbering, with their margins."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading import set_phrases
from pipeline.reading.facts import Box, Flow, PageExtent, PageNumber, Section
from pipeline.reading.pdf.margins import Outside, PrintedNumber
from pipeline.reading.pdf.reading_order import ColumnKind, PageLayout, Room

_SAME_SIZE = 1.5  # mm
_CENTRAL = 6.0  # mm
_FULL_PAGE = 32.0  # mm below the lowest text of a section: with more none of its pages is full


def split_pages(pages: Sequence[PageLayout], outside: Sequence[Outside]) -> list[list[int]]:
    """The indices of the pages of each section."""
    groups: list[list[int]] = []
    for index, page in enumerate(pages):
        begins = index == 0 or not _same_size(page, pages[index - 1]) or _restarts(outside, groups[-1], index)
        if begins or (outside[index].number is None and _is_annex_head(page)):
            groups.append([index])
        else:
            groups[-1].append(index)
    return groups


def _same_size(section: PageLayout, other: PageLayout) -> bool:
    return (
        abs(section.ink.width - other.ink.width) < _SAME_SIZE
        and abs(section.ink.height - other.ink.height) < _SAME_SIZE
    )


def _restarts(outside: Sequence[Outside], group: Sequence[int], index: int) -> bool:
    """Whether page numbers restart at this page."""
    last = next((i for i in reversed(group) if outside[i].number is not None), None)
    if last is None:
        return outside[index].number is None and _counts_from(outside, index)
    expected = _value(outside[last]) + index - last
    this = outside[index].number
    if this is not None:
        return this.value != expected
    following = next((i for i in range(index + 1, len(outside)) if outside[i].number is not None), None)
    return following is None or _value(outside[following]) != expected + following - index


def _counts_from(outside: Sequence[Outside], index: int) -> bool:
    """Whether the next printed number makes this page the first of its numbering."""
    following = next((i for i in range(index + 1, len(outside)) if outside[i].number is not None), None)
    return following is not None and _value(outside[following]) - (following - index) == 1


def _is_annex_head(page: PageLayout) -> bool:
    """Whether a page begins with the label of an annex; consecutive single pages show no number to tell them apart by."""
    lines = sorted((line for column in page.columns for line in column.lines), key=lambda line: line.top)
    return bool(lines) and set_phrases.ANNEX_LABEL.match(set_phrases.key(lines[0].text)) is not None


def _value(outside: Outside) -> int:
    return outside.number.value if outside.number else 0


def make_sections(
    pages: Sequence[PageLayout], outside: Sequence[Outside], rooms: Sequence[Room], groups: Sequence[Sequence[int]]
) -> tuple[Section, ...]:
    """The sections, with what their pages show."""
    sections: list[Section] = []
    expected: int | None = None
    for number, group in enumerate(groups):
        printed = [(i, outside[i].number) for i in group]
        start = _start(printed, group[0])
        sections.append(_section(number, group, pages, outside, rooms, restart=_restart(start, expected, number)))
        last = next(
            ((i, printed_number) for i, printed_number in reversed(printed) if printed_number is not None), None
        )
        expected = last[1].value + 1 + group[-1] - last[0] if last else None if start is None else start + len(group)
    return tuple(sections)


def _start(printed: Sequence[tuple[int, PrintedNumber | None]], first: int) -> int | None:
    return next(
        (printed_number.value - (i - first) for i, printed_number in printed if printed_number is not None), None
    )


def _restart(start: int | None, expected: int | None, number: int) -> int | None:
    """The number with which a section begins; None where it continues the numbering or shows none."""
    return start if number == 0 or start != expected else None


def _section(
    number: int,
    group: Sequence[int],
    pages: Sequence[PageLayout],
    outside: Sequence[Outside],
    rooms: Sequence[Room],
    *,
    restart: int | None,
) -> Section:
    first = pages[group[0]].ink
    sure = [rooms[i] for i in group if rooms[i].sure]
    tops = [top for i in group if (top := _text_top(pages[i])) is not None]
    plain = [i for i in group if not outside[i].footer and not outside[i].notes]
    bottoms = [bottom for i in plain if (bottom := _text_bottom(pages[i])) is not None]
    bottom = first.height - max(bottoms, default=0.0)
    shown = [printed_number for i in group if (printed_number := outside[i].number) is not None]
    later = next((i for i in group[1:] if outside[i].number is not None), group[0])
    header = [row.baseline for i in group for row in outside[i].header]
    header += [printed_number.line.baseline for printed_number in shown if printed_number.at_top]
    return Section(
        index=number,
        width=first.width,
        height=first.height,
        margin_top=min(tops, default=None),
        margin_bottom=bottom if len(group) > 1 and bottom <= _FULL_PAGE else None,
        margin_left=min((room.left for room in sure), default=None),
        margin_right=min((first.width - room.right for room in sure), default=None),
        margins_exact=False,
        header_distance=min(
            (printed_number.line.top for printed_number in shown if printed_number.at_top), default=None
        )
        if header
        else None,
        page_number=_page_number(outside[later].number, rooms[later]),
        number_on_first=outside[group[0]].number is not None if shown else None if len(group) == 1 else False,
        restart=restart,
        pages=tuple(pages[i].ink.page for i in group),
    )


def _page_number(printed: PrintedNumber | None, room: Room) -> PageNumber | None:
    if printed is None:
        return None
    line = printed.line
    look = line.glyphs[0].look
    offset = line.center - (room.left + room.right) / 2
    alignment = "center" if abs(offset) <= _CENTRAL else "right" if offset > 0 else "left"
    known = room.sure or alignment == "center"
    return PageNumber(
        flow=Flow.HEADER if printed.at_top else Flow.FOOTER,
        alignment=alignment if known else None,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        font=look.font,
        digits=printed.digits,
        with_text=printed.with_text,
        center=line.center,
        box=Box(page=line.page, left=line.left, top=line.top, right=line.right, bottom=line.bottom),
    )


def _text_top(page: PageLayout) -> float | None:
    """The top of the first line or table of a page, in mm; framed marks do not count. None for a page without text."""
    frames = page.ruling.frames
    plain = [column for column in page.columns if column.kind is not ColumnKind.CELL]
    lines = [line for column in plain for line in column.lines]
    tops = [line.top for line in lines if not any(frame.holds(line.center, line.baseline) for frame in frames)]
    tops += [grid.place.top for grid in page.ruling.grids]
    return min(tops, default=None)


def _text_bottom(page: PageLayout) -> float | None:
    bottoms = [line.bottom for column in page.columns for line in column.lines[-1:]]
    bottoms += [grid.place.bottom for grid in page.ruling.grids]
    return max(bottoms, default=None)


def page_extent(page: PageLayout, outside: Outside) -> PageExtent | None:
    """How far the text of a page reaches; None for a page without any."""
    top, bottom = _text_top(page), _text_bottom(page)
    if top is None or bottom is None:
        return None
    lowest = [image.box.bottom for image in page.ink.images if image.box is not None and not image.covers_page]
    below = [row.line(page.ink.page).top for row in (*outside.footer, *outside.notes)]
    below += [outside.rule.at] if outside.rule is not None else []
    return PageExtent(
        page=page.ink.page,
        top=top,
        bottom=max([bottom, *lowest]),
        foot=min(below, default=None),
        complete=not page.ink.charts,
    )
