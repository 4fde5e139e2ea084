"""Judging our own pages (xem trang vừa dàn): their shapes from LibreOffice's PDF, and which other settings are worth a try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from pipeline.building.making.page_setting import USUAL, PageSetting, closer, parted, wider
from pipeline.decree.profile import Profile
from pipeline.finding import Finding, Severity
from pipeline.lengths import MM_PER_POINT, POINTS_PER_MM
from pipeline.page_faults import (
    LARGE_HOLE,
    SAVABLE,
    USUAL_HOLE,
    WITH_SIGNATURE,
    PageShape,
    has_few_rows,
    is_weak_end,
    missed_by,
    weight,
)
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.pdf.page_ink import InkOfPage, Piece, count_lines
from pipeline.typeset.pdf.page_places import LaidOut

# Styles of the block that closes a paper.
_CLOSING: Final = frozenset(
    {"VT Quyền hạn, chức vụ", "VT Chức vụ khác", "VT Họ và tên", "VT Nơi nhận", "VT Nơi nhận, từng nơi", "VT Khoảng ký"}
)
_CELL: Final = "VT Bảng: "
_HEAD_CELL: Final = "VT Bảng: đầu cột"
_END: Final = "VT Kết thúc bảng"
# Points: pieces that begin so near the leftmost one are of the first column; a column of numbers is 28 wide.
_FIRST_COLUMN: Final = 12.0
_ASCENT: Final = 0.89
# Each try costs a conversion; all of a paper together no more than these.
MOST_TRIES: Final = 4
# What the closest gaps save on one page, surely and at best, what closer lines save with them, and what wider lines add on a
# full page, in mm; measured on our papers.
_SURE_SAVING: Final = 8.0
_FIRST_SAVING: Final = 14.0
_LIKELY_SAVING: Final = 20.0
# Of text below the head of the first page, closer lines save this share of its height.
_HEAD: Final = 60.0
_OF_HEAD: Final = 5.0
_SHARE: Final = 0.07
_WIDENING: Final = (28.0, 56.0)
# A better setting must be better by so much: the office's own is kept where little is gained.
GAIN: Final = 0.75
_UNWANTED_PAGE: Final = 100.0
_TWO: Final = 2


def shapes_of(document: OfficialDocument, found: LaidOut, profile: Profile) -> tuple[PageShape, ...]:
    """The shape of each page of a paper of several pages; those of one page are not read."""
    ends = found.part_ends or (found.pages,)
    top, bottom = (profile.number(f"page.margin_{side}") * POINTS_PER_MM for side in ("top", "bottom"))
    shapes = []
    part = 0
    for number, ink in enumerate(found.ink):
        while number >= ends[part] and part + 1 < len(ends):
            part += 1
        shapes.append(_shape(number, part, ink, ends=ends, head=ink.height - top, foot=bottom, document=document))
    return tuple(shapes)


def _shape(  # noqa: PLR0913 - a page is all of these
    number: int,
    part: int,
    ink: InkOfPage,
    *,
    ends: Sequence[int],
    head: float,
    foot: float,
    document: OfficialDocument,
) -> PageShape:
    lowest = ink.lowest
    closing = [piece for piece in ink.pieces if piece.style in _CLOSING]
    block = max((piece.baseline + _ASCENT * piece.size for piece in closing), default=None)
    rows, alone = _rows(ink.pieces)
    heads = [piece.bottom for piece in ink.pieces if piece.style == _HEAD_CELL] if rows else []
    begins = number == (ends[part - 1] if part else 0)
    return PageShape(
        page=number + 1,
        part=part,
        last=number + 1 in ends,
        room=(head - foot) * MM_PER_POINT,
        used=0.0 if lowest is None else (head - lowest) * MM_PER_POINT,
        signature=None if block is None or part else (head - block) * MM_PER_POINT,
        lines_above=0 if block is None else ink.lines_above(block),
        after_signature=bool(closing) and len(closing) == len(ink.pieces) and document.minutes is None,
        rows=None if begins else rows,
        repeated=0.0 if begins or not heads else (head - min(heads)) * MM_PER_POINT,
        alone=alone,
    )


def _rows(pieces: Sequence[Piece]) -> tuple[int | None, bool]:
    """The rows of a table with which a page begins, and whether nothing else but a closing mark is there; None without one."""
    cells = [piece for piece in pieces if piece.style.startswith(_CELL)]
    inside = [piece for piece in cells if piece.style != _HEAD_CELL]
    if not inside or not max(pieces, key=lambda piece: piece.baseline).style.startswith(_CELL):
        return None, False
    edge = min(piece.x for piece in inside) + _FIRST_COLUMN
    others = [piece for piece in pieces if not piece.style.startswith(_CELL) and piece.style != _END]
    return count_lines(piece.baseline for piece in inside if piece.x <= edge), not others


def settings_worth_trying(
    shapes: Sequence[PageShape], profile: Profile, *, one_page: bool = False
) -> tuple[PageSetting, ...]:
    """The settings that may free these pages of faults, the likeliest first; none for pages without any."""
    found: list[PageSetting] = []
    one_page = one_page and _pages_too_many(shapes) > 0
    saving = [
        missing
        for before, after in pairwise(shapes)
        if not (after.rows and after.alone)
        and (missing := missed_by(before, after)) is not None
        and missing <= _savable(shapes, after)
    ]
    holes = [(before, after) for before, after in pairwise(shapes) if not before.last and before.free > LARGE_HOLE]
    chained = any(after.rows is None and not _is_signature(after) for _, after in holes)
    close, apart = closer(profile), parted(profile)
    if saving or one_page:
        lacking = SAVABLE if one_page else min(saving)
        found += close[:1] if lacking <= _SURE_SAVING else close[:2] if lacking <= _FIRST_SAVING else close[1:]
        found += apart[2:] if chained else ()
    elif chained:
        found += apart[:1]
    likely = min(saving, default=SAVABLE) <= _LIKELY_SAVING
    if not likely and (any(_is_signature(after) for _, after in holes) or any(map(is_weak_end, shapes))):
        found += _wide_enough(shapes, wider(profile))
    rows = _crowded_parts(shapes) if profile.flag("page_fit.allowed") else frozenset[int]()
    bases = found or ([USUAL] if rows else [])
    lone = frozenset(shape.part for shape in shapes if has_few_rows(shape)) & rows
    found = [setting.with_rows(rows) for setting in bases]
    if lone:  # where closer rows do not save the page, rows further apart bring more of them to it
        found = [*found[: MOST_TRIES - 1], bases[0].with_rows(rows - lone).with_loose_rows(lone)]
    return tuple(dict.fromkeys(found))[:MOST_TRIES]


def _savable(shapes: Sequence[PageShape], last: PageShape) -> float:
    """What the closest setting saves at most on the pages of a part before its last one, in mm."""
    height = sum(shape.used for shape in shapes if shape.part == last.part and shape.page < last.page)
    return _FIRST_SAVING - _OF_HEAD + _SHARE * max(0.0, height - _HEAD)


def _crowded_parts(shapes: Sequence[PageShape]) -> frozenset[int]:
    """The parts that end with a few rows of a table, or with as many as closer rows may take to the page before."""
    return frozenset(
        after.part
        for before, after in pairwise(shapes)
        if after.rows is not None
        and after.alone
        and (has_few_rows(after) or (missed_by(before, after) or SAVABLE) <= _FIRST_SAVING)
    )


def _is_signature(shape: PageShape) -> bool:
    """Whether a page begins with the signature and the lines that go with it."""
    return shape.signature is not None and shape.lines_above <= WITH_SIGNATURE


def _wide_enough(shapes: Sequence[PageShape], wide: Sequence[PageSetting]) -> Sequence[PageSetting]:
    """The settings under which the pages up to the largest hole grow by as much as it takes."""
    holes = [(shape.free, place) for place, shape in enumerate(shapes) if not shape.last]
    hole, place = max(holes, default=(0.0, 0))
    start = next((index for index in range(place, -1, -1) if index == 0 or shapes[index - 1].last), 0)
    pages = place - start + 1
    enough = [number for number, growth in enumerate(_WIDENING) if growth * pages >= hole - USUAL_HOLE]
    return wide[enough[0] :][:1] if enough else wide[-1:]


def better(
    usual: Sequence[PageShape], others: Mapping[int, Sequence[PageShape]], *, one_page: bool = False
) -> int | None:
    """The number of the setting with the least sum of faults; None where none is clearly better than the office's own.

    Of equal ones the first, which departs least from what the office chose.
    """
    least, chosen = _burden(usual, one_page=one_page) - GAIN, None
    for number, shapes in others.items():
        burden = _burden(shapes, one_page=one_page)
        if burden < least:
            least, chosen = burden, number
    return chosen


def _burden(shapes: Sequence[PageShape], *, one_page: bool) -> float:
    """The sum of faults; each page of the main text beyond the first outweighs all else where one page is asked for."""
    return weight(shapes) + (_UNWANTED_PAGE * _pages_too_many(shapes) if one_page else 0.0)


def _pages_too_many(shapes: Sequence[PageShape]) -> int:
    return max(0, sum(shape.part == 0 for shape in shapes) - 1)


def too_long(document: OfficialDocument, found: LaidOut, profile: Profile) -> tuple[Finding, ...]:
    """A finding on a paper that is to be one page and is not, after all that decree and house style allow."""
    if not document.one_page:
        return ()
    shapes = shapes_of(document, found, profile)
    more = _pages_too_many(shapes)
    if not more:
        return ()
    before, after = shapes[:_TWO]
    lacking = f", còn thiếu khoảng {max(1.0, after.used - before.free):.0f} mm" if more == 1 else ""
    return (
        Finding(
            code="DUNG-43",
            severity=Severity.WARNING,
            message=(
                f"“{document.headline}” ghi “gọn trong 1 trang: có” nhưng dài {more + 1} trang{lacking}, "
                "dù đã thu khoảng cách đến mức thể thức cho phép"
            ),
            file=document.source or None,
            hint=(
                "Rút gọn nội dung hoặc nơi nhận; hoặc ghi “cho giảm một cỡ chữ để gọn trang: có” trong thể thức của cơ quan; "
                "hoặc bỏ “gọn trong 1 trang”."
            ),
            document=document.id,
        ),
    )
