"""Writing XLSX files as bytes (bảng tính): texts stay texts, never formulas or links; equal content gives equal bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

# What a stranger wrote is data: `=1+1` is shown as it is.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows grow when more is typed into them, except the rows in `held`.

    XlsxWriter marks every height it writes as set by a person, which then never changes; here the mark is removed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: set[int] = set()

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        super()._xml_start_tag_unencoded(tag, self._free(tag, attributes))

    def _xml_empty_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        super()._xml_empty_tag_unencoded(tag, self._free(tag, attributes))

    def _free(self, tag: str, attributes: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        row = dict(attributes).get("r") if tag == "row" else None
        if row is None or int(row) - 1 in self.held:
            return attributes
        return [(name, value) for name, value in attributes if name != "customHeight"]


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """An XLSX file as bytes; `fill` adds the sheets to XlsxWriter's workbook. The creation date is fixed."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        fill(book)
    return target.getvalue()
