"""An XLSX file as bytes (bảng tính): words stay words, never formulas or links, and the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import xlsxwriter

# What a stranger wrote is data: `=1+1` is shown as it is.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """The file that `fill` puts its sheets into; it is given XlsxWriter's workbook, and sets the day of creation."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        fill(book)
    return target.getvalue()
