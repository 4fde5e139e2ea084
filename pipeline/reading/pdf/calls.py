"""Functions of the PDF library called with plain addresses: half the cost, for calls made thousands of times a page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final, TypeAlias, cast

from pypdfium2 import raw

Address: TypeAlias = int
"""The memory address of an object or a result buffer of the library; 0 or None where there is none."""

_ADDRESS: Final = ctypes.c_void_p
_NUMBER: Final = ctypes.c_int


def _quick(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:  # noqa: ANN401 - the library gives no types
    place = ctypes.cast(function, _ADDRESS).value
    # Not letting other threads run meanwhile: the calls last less than a change of threads.
    return cast("Callable[..., int]", ctypes.PYFUNCTYPE(result, *arguments)(place or 0))


def address(pointer: Any) -> Address:  # noqa: ANN401 - a pointer of any kind
    """The address that a pointer object of the library holds."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


text_object: Final = _quick(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _NUMBER)
char_box: Final = _quick(raw.FPDFText_GetLooseCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
char_code: Final = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _NUMBER)
char_origin: Final = _quick(raw.FPDFText_GetCharOrigin, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS)
char_matrix: Final = _quick(raw.FPDFText_GetMatrix, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
char_colour: Final = _quick(raw.FPDFText_GetFillColor, _NUMBER, _ADDRESS, _NUMBER, *[_ADDRESS] * 4)
object_mark: Final = _quick(raw.FPDFPageObj_GetMarkedContentID, _NUMBER, _ADDRESS)
font_size: Final = _quick(raw.FPDFTextObj_GetFontSize, _NUMBER, _ADDRESS, _ADDRESS)
render_mode: Final = _quick(raw.FPDFTextObj_GetTextRenderMode, _NUMBER, _ADDRESS)
font_of: Final = _quick(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)

element_children: Final = _quick(raw.FPDF_StructElement_CountChildren, _NUMBER, _ADDRESS)
element_child: Final = _quick(raw.FPDF_StructElement_GetChildAtIndex, _ADDRESS, _ADDRESS, _NUMBER)
element_marks: Final = _quick(raw.FPDF_StructElement_GetMarkedContentIdCount, _NUMBER, _ADDRESS)
element_mark: Final = _quick(raw.FPDF_StructElement_GetMarkedContentIdAtIndex, _NUMBER, _ADDRESS, _NUMBER)
element_type: Final = _quick(raw.FPDF_StructElement_GetType, ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong)
