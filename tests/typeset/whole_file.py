"""What holds for every Word file that the program makes: everything that is named is there, everything there is named."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from typing import Final

from docx import Document
from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def faults_of_file(docx: bytes) -> list[str]:
    """Every broken end of a Word file, in words; python-docx opens it as well."""
    Document(io.BytesIO(docx))
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    faults = [f"hai phần một tên: {name}" for name, count in Counter(names).items() if count > 1]
    faults += _types(parts)
    reached, pictures = set[str](), list[str]()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        arrows = _arrows(parts, part)
        for key, (target, outside) in arrows.items():
            if not outside and target not in parts:
                faults.append(f"{part}: {key} trỏ tới {target} không có")
            elif not outside and target not in reached:
                reached.add(target)
                waiting.append(target)
        if part.endswith(".xml"):
            root = etree.fromstring(parts[part])
            pictures += [one.get("id", "") for one in root.iter(_PICTURE)]
            faults += _names(part, root, arrows, parts)
    left = {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"} - reached
    faults += [f"không ai trỏ tới {name}" for name in sorted(left)]
    faults += [f"hai hình một số: {key}" for key, count in Counter(pictures).items() if count > 1]
    return faults


def _types(parts: dict[str, bytes]) -> list[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    endings = {one.get("Extension", "").lower() for one in types if one.get("Extension")}
    given = Counter(one.get("PartName", "") for one in types if one.get("PartName"))
    faults = [f"hai loại cho {name}" for name, count in given.items() if count > 1]
    faults += [f"loại cho phần không có: {name}" for name in given if name.lstrip("/") not in parts]
    untold = (name for name in parts if f"/{name}" not in given and name.rpartition(".")[2].lower() not in endings)
    return faults + [f"không rõ loại: {name}" for name in untold if name != "[Content_Types].xml"]


def _arrows(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, bool]]:
    folder, name = posixpath.split(part)
    listed = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    assert not listed or b":Relationship" not in listed, "LibreOffice does not read these with a prefix"
    found = {}
    for one in etree.fromstring(listed) if listed else ():
        target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
        if not outside:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        found[one.get("Id", "")] = (target, outside)
    return found


def _names(part: str, root: etree._Element, arrows: dict[str, tuple[str, bool]], parts: dict[str, bytes]) -> list[str]:
    faults = []
    for element in root.iter(etree.Element):
        faults += [
            f"{part}: {name!r} nêu {value!r} không có"
            for name, value in element.attrib.items()
            if str(name).startswith(_R) and value not in arrows
        ]
    if not part.startswith(("word/document", "word/header", "word/footer", "word/footnotes")):
        return faults
    styles = etree.fromstring(parts["word/styles.xml"])
    known = {one.get(f"{_W}styleId") for one in styles.iter(f"{_W}style")}
    named = {one.get(f"{_W}val") for one in root.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")}
    faults += [f"{part}: kiểu {name} không có" for name in sorted(map(str, named - known))]
    numbering = parts.get("word/numbering.xml")
    lists = {one.get(f"{_W}numId") for one in etree.fromstring(numbering).iter(f"{_W}num")} if numbering else set()
    asked = {one.get(f"{_W}val") for one in (*root.iter(f"{_W}numId"), *styles.iter(f"{_W}numId"))} - {"0"}
    faults += [f"{part}: danh sách {name} không có" for name in sorted(map(str, asked - lists))]
    notes = parts.get("word/footnotes.xml")
    there = {one.get(f"{_W}id") for one in etree.fromstring(notes).iter(f"{_W}footnote")} if notes else set()
    references = [one.get(f"{_W}id") for one in root.iter(f"{_W}footnoteReference")]
    faults += [f"{part}: chú thích {name} không có" for name in references if name not in there]
    return faults + [f"{part}: chú thích {name} hai lần" for name, count in Counter(references).items() if count > 1]
