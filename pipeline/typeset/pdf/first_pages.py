"""Removing the page number on the first page of an annex or attached document (PLI.P1.I.7, trang đầu không hiển thị số trang).

The Word file has a header of its own for first pages. Where page numbers restart, LibreOffice 25.2 looks for the page
before, finds the blank one that it inserts between two odd pages, and sometimes takes a first page for a later one,
depending on its earlier guess of the layout; nothing in the Word file prevents it. The number is apart from the text,
marked as an artifact, and is removed from the finished page.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Page, Pdf

from pipeline.typeset.pdf.page_places import lone_numbers

_SAME_LINE = 1.0  # points
_SHOWS_TEXT = frozenset({"Tj", "TJ"})


def clear_first_pages(document: Pdf, starts: Sequence[int], *, source: bytes) -> None:
    """Remove the page number from the pages `starts` (from 0) of the open file, which was opened from `source`."""
    for start in starts:
        page = document.pages[start]
        if _has_header(page):
            _clear(document, page, lone_numbers(source, start))


def _has_header(page: Page) -> bool:
    """Whether there is text on the page before its content begins; a quick look at the bytes, done for each paper."""
    contents = page.obj.get("/Contents")
    if not isinstance(contents, pikepdf.Stream):
        return False
    before, _, _ = contents.read_bytes().partition(b"BDC")
    return b"BT" in before


def _clear(document: Pdf, page: Page, numbers: Sequence[float]) -> None:
    kept: list[Any] = []
    block: list[Any] = []
    began = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        began = began or operator == "BDC"
        if not began and operator == "BMC" and instruction.operands[0] == Name.Artifact:
            kept += block
            block = [instruction]
        elif block:
            block.append(instruction)
            if operator == "EMC":
                kept += [] if _is_number(block, numbers) else block
                block = []
        else:
            kept.append(instruction)
    data = pikepdf.unparse_content_stream(kept + block)
    page.obj.Contents = document.make_stream(zlib.compress(data, 9), Filter=Name.FlateDecode)


def _is_number(block: Sequence[ContentStreamInstruction], numbers: Sequence[float]) -> bool:
    """Whether all text of a block is at heights where there are only numbers."""
    if not any(str(instruction.operator) in _SHOWS_TEXT for instruction in block):
        return False
    heights = [float(instruction.operands[1]) for instruction in block if str(instruction.operator) == "Td"]
    return bool(heights) and all(any(abs(height - number) <= _SAME_LINE for number in numbers) for height in heights)
