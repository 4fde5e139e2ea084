"""What an OpenDocument sheet says beside its values (dấu trên ô): comments of cells, and figures that are struck out.

The reader of values knows neither; both change what a figure means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.intake.text import from_spreadsheet, one_line

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NOTE: Final = f"{_OFFICE}annotation"
_LINE: Final = tuple(f"{_STYLE}text-line-through-{name}" for name in ("style", "type"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands with one cell besides its value."""

    comment: str = ""
    struck: bool = False


Marks = Mapping[str, Mapping[tuple[int, int], Mark]]
"""By the name of the sheet, then by row and column from 1; only cells with a mark."""


def marks_of_ods(content: bytes, styles: bytes, *, rows: int, columns: int) -> Marks:
    """The marks of a spreadsheet by its two parts, of each sheet so many rows and columns. etree.LxmlError: no XML."""
    root = _xml(content)
    own = _Declared.of_file(root)
    struck = _Styles(_Declared.of_file(_xml(styles)) if styles else own, own)
    return {
        str(table.get(f"{_TABLE}name") or ""): dict(_of_table(table, struck, rows, columns))
        for table in root.iter(f"{_TABLE}table")
    }


def _xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


@dataclass(frozen=True)
class _Declared:
    """The styles of one part: who comes from whom, and which say that text is struck out or that it is not."""

    parents: Mapping[tuple[str, str], str]
    says: Mapping[tuple[str, str], bool]

    @classmethod
    def of_file(cls, root: etree._Element) -> _Declared:
        parents: dict[tuple[str, str], str] = {}
        says: dict[tuple[str, str], bool] = {}
        for style in root.iter(f"{_STYLE}style"):
            key = (str(style.get(f"{_STYLE}family")), str(style.get(f"{_STYLE}name")))
            parents[key] = str(style.get(f"{_STYLE}parent-style-name") or "")
            for text in style.iter(f"{_STYLE}text-properties"):
                values = [text.get(name) for name in _LINE if text.get(name) is not None]
                if values:
                    says[key] = any(value != "none" for value in values)
        return cls(parents, says)


@dataclass
class _Styles:
    """Whether a style strikes its text out, by itself or by the style that it comes from."""

    common: _Declared
    own: _Declared
    known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def strike(self, family: str, name: str | None) -> bool:
        """One style."""
        if not name:
            return False
        if (family, name) not in self.known:
            self.known[family, name] = self._found(family, name)
        return self.known[family, name]

    def _found(self, family: str, name: str) -> bool:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            for part in (self.own, self.common):
                if (family, name) in part.says:
                    return part.says[family, name]
            name = self.own.parents.get((family, name)) or self.common.parents.get((family, name), "")
        return False


def _of_table(
    table: etree._Element, styles: _Styles, rows: int, columns: int
) -> Iterator[tuple[tuple[int, int], Mark]]:
    by_column = _column_styles(table, columns)
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        again = _repeated(line, "rows")
        found = list(_of_row(line, by_column, styles, columns))
        for _ in range(min(again, rows - row) if found else 0):
            row += 1
            again -= 1
            yield from (((row, column), mark) for column, mark in found)
        row += again
        if row >= rows:
            return


def _of_row(
    line: etree._Element, by_column: Mapping[int, str], styles: _Styles, columns: int
) -> Iterator[tuple[int, Mark]]:
    column = 0
    for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        again = _repeated(cell, "columns")
        comment = " ".join(_words(note) for note in cell.iterchildren(_NOTE))
        filled = any(_words(one).strip() for one in cell.iterchildren(f"{_TEXT}p"))
        for at in range(column + 1, min(column + again, columns) + 1) if filled or comment else ():
            name = cell.get(f"{_TABLE}style-name") or line.get(f"{_TABLE}default-cell-style-name") or by_column.get(at)
            struck = filled and (styles.strike("table-cell", name) or _struck_inside(cell, styles))
            if comment or struck:
                yield at, Mark(one_line(from_spreadsheet(comment)), struck=struck)
        column += again


def _struck_inside(cell: etree._Element, styles: _Styles) -> bool:
    return any(
        styles.strike("text", span.get(f"{_TEXT}style-name"))
        for part in cell.iterchildren(f"{_TEXT}p")
        for span in part.iter(f"{_TEXT}span")
    )


def _column_styles(table: etree._Element, columns: int) -> dict[int, str]:
    found: dict[int, str] = {}
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        again = _repeated(column, "columns")
        name = column.get(f"{_TABLE}default-cell-style-name")
        found |= dict.fromkeys(range(at + 1, min(at + again, columns) + 1), str(name)) if name else {}
        at += again
    return found


def _repeated(element: etree._Element, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < len("10000000") else 1


def _words(element: etree._Element) -> str:
    """The paragraphs of a comment, or of a cell; of a comment without its author and day."""
    parts = element.iter(f"{_TEXT}p") if element.tag == _NOTE else (element,)
    return " ".join("".join(str(text) for text in part.itertext()) for part in parts)
