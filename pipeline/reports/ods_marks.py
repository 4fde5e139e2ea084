"""What an OpenDocument sheet says besides its values (dấu trên ô): formats, comments, struck or raised letters, merging.

The library that reads the values tells none of it, but all of it can change what a figure means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.intake.safe_xml import parsed
from pipeline.intake.text import from_spreadsheet, one_line
from pipeline.reports.cell_marks import Letters, Mark, SheetMarks, Spot, area
from pipeline.reports.ods_formats import formats_of
from pipeline.reports.truth_formulas import gives_truth

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NOTE: Final = f"{_OFFICE}annotation"
_LINE: Final = tuple(f"{_STYLE}text-line-through-{name}" for name in ("style", "type"))
_WHITE: Final = "#ffffff"
_HIDDEN: Final = frozenset({"collapse", "filter"})

# What a style may say; a style that says nothing of it is as the one that it comes from.
_STRUCK, _RAISED, _FAINT, _FORMAT = "struck", "raised", "faint", "format"


def marks_of_ods(content: bytes, styles: bytes, *, rows: int, columns: int) -> dict[str, SheetMarks]:
    """The marks of each sheet, from the two parts of a spreadsheet. etree.LxmlError: a part is no XML.

    `rows`, `columns`: how much of each sheet is read.
    """
    root = parsed(content, huge=True)
    common = parsed(styles, huge=True) if styles else root
    formats = formats_of(common)
    looks = _Styles(_Declared.of_file(common, formats), _Declared.of_file(root, {**formats, **formats_of(root)}))
    return {
        str(table.get(f"{_TABLE}name") or ""): _Table(table, looks, rows, columns).marks()
        for table in root.iter(f"{_TABLE}table")
    }


@dataclass(frozen=True)
class _Declared:
    """The styles declared in a part: the parent of each, and what each sets itself."""

    parents: Mapping[tuple[str, str], str]
    says: Mapping[tuple[str, str, str], str]

    @classmethod
    def of_file(cls, root: etree._Element, formats: Mapping[str, str]) -> _Declared:
        """The styles that a part declares."""
        parents: dict[tuple[str, str], str] = {}
        says: dict[tuple[str, str, str], str] = {}
        for style in root.iter(f"{_STYLE}style"):
            family, name = str(style.get(f"{_STYLE}family")), str(style.get(f"{_STYLE}name"))
            parents[family, name] = str(style.get(f"{_STYLE}parent-style-name") or "")
            said = {what: value for text in style.iter(f"{_STYLE}text-properties") for what, value in _said(text)}
            if (number := style.get(f"{_STYLE}data-style-name")) is not None and number in formats:
                said[_FORMAT] = formats[number]
            says |= {(family, name, what): value for what, value in said.items()}
        return cls(parents, says)


def _said(text: etree._Element) -> Iterator[tuple[str, str]]:
    values = [text.get(name) for name in _LINE if text.get(name) is not None]
    if values:
        yield _STRUCK, "yes" if any(value != "none" for value in values) else ""
    if (place := text.get(f"{_STYLE}text-position")) is not None:
        yield _RAISED, "" if place.split()[:1] in (["0%"], []) else "yes"
    if (colour := text.get(f"{_FO}color")) is not None:
        yield _FAINT, "yes" if colour.lower() == _WHITE else ""


@dataclass
class _Styles:
    """What a style sets, itself or through its parents."""

    common: _Declared
    own: _Declared
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def says(self, family: str, name: str | None, what: str) -> str:
        """The value that a style has for a property; empty if neither it nor its parents set it."""
        key = (family, name or "Default", what)
        if key not in self.known:
            self.known[key] = self._found(*key)
        return self.known[key]

    def _found(self, family: str, name: str, what: str) -> str:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            for part in (self.own, self.common):
                if (family, name, what) in part.says:
                    return part.says[family, name, what]
            name = self.own.parents.get((family, name)) or self.common.parents.get((family, name), "")
        return ""


@dataclass
class _Table:
    """The reading of a sheet, row by row."""

    table: etree._Element
    looks: _Styles
    rows: int
    columns: int
    by_column: dict[int, str] = field(default_factory=dict)
    cells: dict[Spot, Mark] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)

    def marks(self) -> SheetMarks:
        """All marks of the sheet."""
        hidden_columns = self._columns()
        hidden_rows: set[int] = set()
        row = 0
        for line in self.table.iter(f"{_TABLE}table-row"):
            again = _repeated(line, "rows")
            found = list(self._of_row(line))
            for _ in range(min(again, self.rows - row) if found else 0):
                row += 1
                again -= 1
                hidden_rows |= {row} if _is_hidden(line) else set()
                self.cells |= {(row, column): mark for column, mark, _ in found}
                for column, _, (down, right) in found:
                    self.merged |= area(
                        (row, column), (row + down - 1, min(column + right - 1, self.columns)), most=self.rows
                    )
            row += again
            if row >= self.rows:
                break
        return SheetMarks(self.cells, self.merged, frozenset(hidden_rows), frozenset(hidden_columns))

    def _columns(self) -> set[int]:
        """The numbers of hidden columns; the styles that columns give their cells are remembered."""
        hidden: set[int] = set()
        at = 0
        for column in self.table.iter(f"{_TABLE}table-column"):
            again = _repeated(column, "columns")
            here = range(at + 1, min(at + again, self.columns) + 1)
            if name := column.get(f"{_TABLE}default-cell-style-name"):
                self.by_column |= dict.fromkeys(here, str(name))
            hidden |= set(here) if _is_hidden(column) else set()
            at += again
        return hidden

    def _of_row(self, line: etree._Element) -> Iterator[tuple[int, Mark, tuple[int, int]]]:
        column = 0
        for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            again = _repeated(cell, "columns")
            comment = " ".join(_words(note) for note in cell.iterchildren(_NOTE))
            spans = (_spanned(cell, "rows"), _spanned(cell, "columns"))
            filled = any(_words(part).strip() for part in cell.iterchildren(f"{_TEXT}p"))
            valued = cell.get(f"{_OFFICE}value-type") is not None or cell.get(f"{_TABLE}formula") is not None
            if filled or valued or comment or spans != (1, 1):
                for at in range(column + 1, min(column + again, self.columns) + 1):
                    yield at, self._mark(cell, line, at, comment, filled=filled), spans
            column += again

    def _mark(self, cell: etree._Element, line: etree._Element, at: int, comment: str, *, filled: bool) -> Mark:
        name = cell.get(f"{_TABLE}style-name") or line.get(f"{_TABLE}default-cell-style-name") or self.by_column.get(at)
        kind, formula = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_TABLE}formula")
        error = cell.get(f"{_CALC}value-type") == "error"
        return Mark(
            comment=one_line(from_spreadsheet(comment)),
            struck=filled and bool(self.looks.says("table-cell", name, _STRUCK) or self._letters(cell, _STRUCK)),
            raised=self._letters(cell, _RAISED),
            faint=filled and bool(self.looks.says("table-cell", name, _FAINT)),
            number_format=self.looks.says("table-cell", name, _FORMAT) or "General",
            formula=formula is not None,
            error=" ".join(_words(part) for part in cell.iterchildren(f"{_TEXT}p")) or "#" if error else "",
            truth=kind == "boolean" or (cell.get(f"{_OFFICE}value") in {"0", "1"} and gives_truth(formula or "")),
        )

    def _letters(self, cell: etree._Element, what: str) -> Letters:
        """The stretches of letters in a cell whose style sets a property."""
        found: list[tuple[int, int]] = []
        at = 0
        for number, part in enumerate(cell.iterchildren(f"{_TEXT}p")):
            at += 1 if number else 0  # the end of the line before
            for text, span in _runs(part):
                if text and span is not None and self.looks.says("text", span, what):
                    found.append((at, at + len(text)))
                at += len(text)
        return tuple(found)


def _runs(element: etree._Element, span: str | None = None) -> Iterator[tuple[str, str | None]]:
    """The text within an element in pieces, each with the style around it (None: none)."""
    yield element.text or "", span
    for child in element:
        inner = child.get(f"{_TEXT}style-name") if child.tag == f"{_TEXT}span" else span
        yield from _runs(child, inner)
        yield child.tail or "", span


def _is_hidden(element: etree._Element) -> bool:
    """Whether a row or column is hidden, itself or with its group."""
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        return True
    groups = element.iterancestors(f"{_TABLE}table-row-group", f"{_TABLE}table-column-group")
    return any(group.get(f"{_TABLE}display") == "false" for group in groups)


def _repeated(element: etree._Element, what: str) -> int:
    return _times(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _spanned(element: etree._Element, what: str) -> int:
    return max(1, _times(element.get(f"{_TABLE}number-{what}-spanned", "1")))


def _times(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < len("10000000") else 1


def _words(element: etree._Element) -> str:
    """The paragraphs of a comment or cell as text; author and day of a comment are left out."""
    parts = element.iter(f"{_TEXT}p") if element.tag == _NOTE else (element,)
    return " ".join("".join(str(text) for text in part.itertext()) for part in parts)
