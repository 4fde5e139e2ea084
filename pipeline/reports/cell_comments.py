"""The comments of a sheet (ghi chú ô): one part of the file holds their words, another part the boxes that show them."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from pipeline.reports.question_marks import ANSWERED, START, without_questions
from pipeline.reports.sheets import spot_of

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_AUTHOR: Final = "Cơ quan tổng hợp"
_WIDE, _HIGH = 4, 7  # columns and rows that a box covers
_XML: Final = "{http://www.w3.org/XML/1998/namespace}space"
Element = Any  # of lxml, which gives no types


def new_drawing() -> Element:
    """A new drawing part without boxes."""
    root = etree.Element("xml", nsmap={"v": _VML, "o": _OFFICE, "x": _EXCEL})
    layout = etree.SubElement(root, f"{{{_OFFICE}}}shapelayout", {f"{{{_VML}}}ext": "edit"})
    etree.SubElement(layout, f"{{{_OFFICE}}}idmap", {f"{{{_VML}}}ext": "edit", "data": "1"})
    looks = {"id": "_x0000_t202", "coordsize": "21600,21600", "path": "m,l,21600r21600,l21600,xe"}
    sort = etree.SubElement(root, f"{{{_VML}}}shapetype", looks)
    sort.set(f"{{{_OFFICE}}}spt", "202")
    etree.SubElement(sort, f"{{{_VML}}}stroke", joinstyle="miter")
    etree.SubElement(sort, f"{{{_VML}}}path", {"gradientshapeok": "t", f"{{{_OFFICE}}}connecttype": "rect"})
    return root


class Comments:
    """The comments of one sheet, with both parts of the file that hold them."""

    def __init__(self, words: Element, drawing: Element) -> None:
        self.words, self.drawing = words, drawing
        self.list = words.find(f"{{{MAIN}}}commentList")
        self.author = self._author()

    def _author(self) -> int:
        authors = self.words.find(f"{{{MAIN}}}authors")
        names = [author.text for author in authors]
        if _AUTHOR not in names:
            etree.SubElement(authors, f"{{{MAIN}}}author").text = _AUTHOR
            return len(names)
        return names.index(_AUTHOR)

    def answer_old(self) -> None:
        """Replace questions of an earlier letter by a word that they are answered; what the unit wrote below them stays."""
        for comment in self.list:
            said = _text(comment)
            if START in said:
                left = without_questions(said)
                _write(comment, f"{ANSWERED}\n{left}" if left else ANSWERED)

    def put(self, address: str, text: str) -> None:
        """Put a question at a cell; what somebody wrote there stays below it."""
        comment = next((item for item in self.list if item.get("ref") == address), None)
        if comment is None:
            comment = etree.Element(f"{{{MAIN}}}comment", ref=address, authorId=str(self.author))
            key = spot_of(address)
            self.list.insert(sum(spot_of(item.get("ref")) < key for item in self.list), comment)
            self._box(address)
            _write(comment, text)
            return
        left = without_questions(_text(comment))
        _write(comment, f"{text}\n{left}" if left else text)

    def _box(self, address: str) -> None:
        row, column = spot_of(address)
        number = 1 + sum(item.tag == f"{{{_VML}}}shape" for item in self.drawing)
        style = "position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:110pt;z-index:1;visibility:hidden"
        box = etree.SubElement(
            self.drawing,
            f"{{{_VML}}}shape",
            id=f"_x0000_cauhoi{number}",
            type="#_x0000_t202",
            style=style,
            fillcolor="#ffffe1",
        )
        box.set(f"{{{_OFFICE}}}insetmode", "auto")
        etree.SubElement(box, f"{{{_VML}}}fill", color2="#ffffe1")
        etree.SubElement(box, f"{{{_VML}}}path", {f"{{{_OFFICE}}}connecttype": "none"})
        text = etree.SubElement(box, f"{{{_VML}}}textbox", style="mso-direction-alt:auto")
        etree.SubElement(text, "div", style="text-align:left")
        about = etree.SubElement(box, f"{{{_EXCEL}}}ClientData", ObjectType="Note")
        anchor = f"{column}, 15, {max(0, row - 2)}, 10, {column + _WIDE}, 15, {max(0, row - 2) + _HIGH}, 4"
        for name, said in (
            ("MoveWithCells", ""),
            ("SizeWithCells", ""),
            ("Anchor", anchor),
            ("AutoFill", "False"),
            ("Row", str(row - 1)),
            ("Column", str(column - 1)),
        ):
            etree.SubElement(about, f"{{{_EXCEL}}}{name}").text = said or None


def _text(comment: Element) -> str:
    return "".join(item.text or "" for item in comment.iter(f"{{{MAIN}}}t"))


def _write(comment: Element, text: str) -> None:
    for item in list(comment):
        comment.remove(item)
    run = etree.SubElement(etree.SubElement(comment, f"{{{MAIN}}}text"), f"{{{MAIN}}}r")
    look = etree.SubElement(run, f"{{{MAIN}}}rPr")
    etree.SubElement(look, f"{{{MAIN}}}sz", val="11")
    etree.SubElement(look, f"{{{MAIN}}}rFont", val="Times New Roman")
    words = etree.SubElement(run, f"{{{MAIN}}}t")
    words.text = text
    words.set(_XML, "preserve")
