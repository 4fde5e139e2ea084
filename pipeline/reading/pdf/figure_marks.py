"""The marked content of figures with words (hình có chữ), such as charts, whose words are not text of the paper.

Only a tagged PDF tells. Pictures and drawn lines are figures too, but without words.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from pipeline.reading.pdf import calls
from pipeline.reading.pdf.calls import Address

_MOST_ELEMENTS = 20_000
_DEEPEST = 60
_NAME_BYTES = 64
_FEWEST_WORDS = 3  # a text box with a mark in it has fewer


def figure_marks(page: pypdfium2.PdfPage) -> frozenset[int]:
    """The ids of the marked content of all charts of a page; none for a page without tags."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return frozenset()
    try:
        count = _count(raw.FPDF_StructTree_CountChildren(tree))
        return frozenset(_marks([calls.address(raw.FPDF_StructTree_GetChildAtIndex(tree, n)) for n in range(count)]))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks(roots: list[Address]) -> Iterator[int]:
    name = ctypes.create_string_buffer(_NAME_BYTES)
    stack = [(root, 0) for root in roots if root]
    left = _MOST_ELEMENTS
    while stack and left > 0:
        element, depth = stack.pop()
        left -= 1
        if depth >= _DEEPEST:
            continue
        inside = _children(element)
        if len(inside) >= _FEWEST_WORDS and _is_figure(element, name):
            yield from _own(element)
            for inner in inside:
                yield from _own(inner)
        else:
            stack += [(inner, depth + 1) for inner in inside]


def _children(element: Address) -> list[Address]:
    count = _count(calls.element_children(element))
    return [child for n in range(count) if (child := calls.element_child(element, n))]


def _own(element: Address) -> Iterator[int]:
    for n in range(_count(calls.element_marks(element))):
        mark = calls.element_mark(element, n)
        if mark >= 0:
            yield mark


def _is_figure(element: Address, name: ctypes.Array[ctypes.c_char]) -> bool:
    length = calls.element_type(element, ctypes.addressof(name), _NAME_BYTES)
    written: bytes = name.raw[: max(0, min(length, _NAME_BYTES) - 2)]
    return written.decode("utf-16-le", "replace") == "Figure"


def _count(number: int) -> int:
    return max(0, min(number, _MOST_ELEMENTS))
