"""Cells of a spreadsheet marked (tô màu, ghi chú ô): a fill and a comment are added, all other parts stay as they are.

Parts of the file are changed in place; a library would read and write them anew and lose what it does not know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from pipeline.errors import Unreadable
from pipeline.intake.safe_xml import parsed
from pipeline.intake.text import one_line
from pipeline.reports.cell_comments import MAIN, Comments, new_drawing
from pipeline.reports.returned_archive import archive_with, parts_of
from pipeline.reports.sheets import spot_of

_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS: Final = f"{_REL}/comments"
_DRAWING: Final = f"{_REL}/vmlDrawing"
_FILL: Final = "FFFFC000"
_BEHIND_DRAWING: Final = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_NOT_OURS: Final = "tệp không có bố cục của một bảng tính Excel thường"
Element = Any  # of lxml, which gives no types
Marks = Mapping[str, Mapping[str, str]]


def mark_cells(data: bytes, marks: Marks) -> bytes:
    """The file with a fill and a comment at each marked cell. Unreadable: the file cannot be marked.

    `marks`: sheet name to cell name to the comment's text.
    """
    try:
        package = _Package(parts_of(data))
        styles = _Styles(package)
        for name, cells in marks.items():
            _Sheet(package, styles, name).mark(cells)
        styles.save()
    except (KeyError, ValueError, IndexError, etree.LxmlError) as error:
        raise Unreadable(f"{_NOT_OURS}.", "Gửi công văn kèm danh mục câu hỏi.") from error
    return archive_with(data, package.changed)


@dataclass
class _Package:
    """The parts of a file, and the parts that are changed or new."""

    parts: Mapping[str, bytes]
    changed: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> Element:
        """A part as XML, as it is now."""
        return parsed(self.changed.get(name) or self.parts[name])

    def put(self, name: str, root: Element) -> None:
        """Replace or add a part."""
        self.changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def relations(self, part: str) -> tuple[str, Element]:
        """The name of the part with a part's relations, and those relations; empty ones if it has none."""
        folder, _, name = part.rpartition("/")
        place = f"{folder}/_rels/{name}.rels"
        if place in self.changed or place in self.parts:
            return place, self.read(place)
        return place, etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap=_plain(_PACKAGE))

    def target(self, part: str, relation: Element) -> str:
        """The name of the part that a relation leads to."""
        to = relation.get("Target")
        return to.lstrip("/") if to.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), to))

    def relate(self, part: str, sort: str, target: str) -> str:
        """Add a relation to a part; the id of the relation."""
        place, relations = self.relations(part)
        taken = {relation.get("Id") for relation in relations}
        key = next(f"rIdCauHoi{number}" for number in range(1, 10**4) if f"rIdCauHoi{number}" not in taken)
        etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship", Id=key, Type=sort, Target=f"/{target}")
        self.put(place, relations)
        return key

    def free(self, name: str) -> str:
        """A free name for a new part: `xl/cauhoi1.xml`."""
        stem, _, ending = name.rpartition(".")
        names = (f"{stem}{number}.{ending}" for number in range(1, 10**4))
        return next(found for found in names if found not in self.parts and found not in self.changed)

    def declare(self, part: str, content: str) -> None:
        """Add the type of a new part to the table of contents."""
        types = self.read("[Content_Types].xml")
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content)
        self.put("[Content_Types].xml", types)


def _plain(namespace: str) -> Any:  # noqa: ANN401 - lxml's types know no namespace without a prefix
    return {None: namespace}


class _Styles:
    """The formats of cells: for the format of each marked cell, a copy with the fill of a question."""

    def __init__(self, package: _Package) -> None:
        self.package, self.part = package, _of_workbook(package, "styles")
        self.root = package.read(self.part)
        self.looks = self.root.find(f"{{{MAIN}}}cellXfs")
        self.fill = -1
        self.made: dict[int, int] = {}

    def filled(self, look: int) -> int:
        """The number of the copy of a format with the fill of a question."""
        if look not in self.made:
            other = etree.fromstring(etree.tostring(self.looks[look]))
            other.set("fillId", str(self._fill()))
            other.set("applyFill", "1")
            self._unlock(other)
            self.looks.append(other)
            self.looks.set("count", str(len(self.looks)))
            self.made[look] = len(self.looks) - 1
        return self.made[look]

    def _unlock(self, look: Element) -> None:
        """Let a marked cell be edited, although the form is locked there."""
        protection = look.find(f"{{{MAIN}}}protection")
        if protection is None:
            protection = etree.Element(f"{{{MAIN}}}protection")
            look.insert(int(look.find(f"{{{MAIN}}}alignment") is not None), protection)
        protection.set("locked", "0")
        look.set("applyProtection", "1")

    def _fill(self) -> int:
        if self.fill < 0:
            fills = self.root.find(f"{{{MAIN}}}fills")
            pattern = etree.SubElement(
                etree.SubElement(fills, f"{{{MAIN}}}fill"), f"{{{MAIN}}}patternFill", patternType="solid"
            )
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=_FILL)
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self.fill = len(fills) - 1
        return self.fill

    def save(self) -> None:
        """Write the formats back into the file."""
        self.package.put(self.part, self.root)


def _of_workbook(package: _Package, sort: str) -> str:
    """The name of the part of a sort (styles, for example) that belongs to the workbook."""
    _, relations = package.relations("xl/workbook.xml")
    return next(
        package.target("xl/workbook.xml", relation)
        for relation in relations
        if relation.get("Type") == f"{_REL}/{sort}"
    )


class _Sheet:
    """A sheet with its cells and comments."""

    def __init__(self, package: _Package, styles: _Styles, name: str) -> None:
        self.package, self.styles = package, styles
        book = package.read("xl/workbook.xml")
        sheets = book.find(f"{{{MAIN}}}sheets")
        key = next(sheet.get(f"{{{_REL}}}id") for sheet in sheets if one_line(sheet.get("name")) == name)
        _, relations = package.relations("xl/workbook.xml")
        self.part = next(package.target("xl/workbook.xml", item) for item in relations if item.get("Id") == key)
        self.root = package.read(self.part)

    def mark(self, cells: Mapping[str, str]) -> None:
        """Add fill and comment to each of these cells."""
        for address in cells:
            cell = self._cell(address)
            cell.set("s", str(self.styles.filled(int(cell.get("s", "0")))))
        self._comment(cells)
        self.package.put(self.part, self.root)

    def _cell(self, address: str) -> Element:
        """The cell at a place; if there is none, a new cell at its right place."""
        number, at = spot_of(address)
        lines = self.root.find(f"{{{MAIN}}}sheetData")
        row = next((line for line in lines if int(line.get("r")) == number), None)
        if row is None:
            row = etree.Element(f"{{{MAIN}}}row", r=str(number))
            lines.insert(sum(int(line.get("r")) < number for line in lines), row)
        columns = [spot_of(str(cell.get("r")))[1] for cell in row]
        if at in columns:
            return row[columns.index(at)]
        cell = etree.Element(f"{{{MAIN}}}c", r=address, s=row.get("s", "0"))
        row.insert(sum(column < at for column in columns), cell)
        return cell

    def _related(self, sort: str) -> str:
        """The name of the sheet's part of a sort; empty if there is none."""
        _, relations = self.package.relations(self.part)
        found = (self.package.target(self.part, item) for item in relations if item.get("Type") == sort)
        return next(found, "")

    def _comment(self, cells: Mapping[str, str]) -> None:
        _, relations = self.package.relations(self.part)
        if any("threadedComment" in item.get("Type") for item in relations):
            raise ValueError("threaded comments")
        words, drawing = self._related(_COMMENTS), self._related(_DRAWING)
        if bool(words) != bool(drawing):
            raise ValueError("comments without their drawing")
        if not words:
            words, drawing = self._new_comments()
        comments = Comments(self.package.read(words), self.package.read(drawing))
        comments.answer_old()
        for address, text in cells.items():
            comments.put(address, text)
        self.package.put(words, comments.words)
        self.package.put(drawing, comments.drawing)

    def _new_comments(self) -> tuple[str, str]:
        words, drawing = self.package.free("xl/cauhoi.xml"), self.package.free("xl/drawings/cauhoi.vml")
        root = etree.Element(f"{{{MAIN}}}comments", nsmap=_plain(MAIN))
        etree.SubElement(root, f"{{{MAIN}}}authors")
        etree.SubElement(root, f"{{{MAIN}}}commentList")
        self.package.put(words, root)
        self.package.put(drawing, new_drawing())
        content = "application/vnd.openxmlformats-officedocument"
        self.package.declare(words, f"{content}.spreadsheetml.comments+xml")
        self.package.declare(drawing, f"{content}.vmlDrawing")
        self.package.relate(self.part, _COMMENTS, words)
        key = self.package.relate(self.part, _DRAWING, drawing)
        shown = etree.Element(f"{{{MAIN}}}legacyDrawing", {f"{{{_REL}}}id": key})
        behind = {f"{{{MAIN}}}{name}" for name in _BEHIND_DRAWING}
        at = next((place for place, item in enumerate(self.root) if item.tag in behind), len(self.root))
        self.root.insert(at, shown)
        return words, drawing
