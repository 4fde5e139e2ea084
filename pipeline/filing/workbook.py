"""An XLSX file as bytes (bảng tính): words stay words, never formulas or links, and the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

# What a stranger wrote is data: `=1+1` is shown as it is.
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows have their height for now only, and grow when more is typed into them; `held`: rows that keep it.

    XlsxWriter calls every height it writes one that a person has set, which then holds for ever.
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
    """The file that `fill` puts its sheets into; it is given XlsxWriter's workbook, and sets the day of creation."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        fill(book)
    return target.getvalue()
