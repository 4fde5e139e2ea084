"""Accepting and rejecting tracked changes, as Word does it: a reading of the XML that shares nothing with the program.

What is gone is removed; a paragraph whose mark is gone runs on into the next one of its container, whose mark and style hold;
a row that is gone goes, and a table with no rows left.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRACKED = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")}


def read_part(docx: bytes, name: str) -> bytes:
    """One part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


def body_of(docx: bytes) -> etree._Element:
    """The body, freshly parsed."""
    body = etree.fromstring(read_part(docx, "word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def accepted(docx: bytes) -> list[str]:
    """The paragraphs after accepting all changes, with the cell they stand in."""
    return _settled(docx, gone=f"{W}del", come=f"{W}ins")


def rejected(docx: bytes) -> list[str]:
    """The paragraphs after rejecting all changes."""
    return _settled(docx, gone=f"{W}ins", come=f"{W}del")


def paragraphs(docx: bytes) -> list[str]:
    """The paragraphs of a file without tracked changes."""
    body = body_of(docx)
    assert changes_in(docx) == 0
    return list(_told(body, ""))


def styles(docx: bytes) -> list[str]:
    """The style of each paragraph."""
    return [style.get(f"{W}val", "") for style in body_of(docx).iter(f"{W}pStyle")]


def accepted_body(docx: bytes) -> etree._Element:
    """The body after accepting all changes."""
    body = body_of(docx)
    _settle(body, gone=f"{W}del", come=f"{W}ins")
    return body


def styles_after(docx: bytes, *, accept: bool) -> list[str]:
    """The style of each paragraph after accepting or rejecting all changes."""
    body = body_of(docx)
    gone, come = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    _settle(body, gone=gone, come=come)
    return [style.get(f"{W}val", "") for style in body.iter(f"{W}pStyle")]


def changes_in(docx: bytes) -> int:
    """How many tracked changes a file has."""
    return sum(1 for _ in body_of(docx).iter(*TRACKED))


def _settled(docx: bytes, *, gone: str, come: str) -> list[str]:
    body = body_of(docx)
    _settle(body, gone=gone, come=come)
    return list(_told(body, ""))


def _settle(body: etree._Element, *, gone: str, come: str) -> None:
    for table in list(body.iter(f"{W}tbl")):
        for row in table.findall(f"{W}tr"):
            if row.find(f"{W}trPr/{gone}") is not None:
                table.remove(row)
        if table.find(f"{W}tr") is None:
            parent = table.getparent()
            assert parent is not None
            parent.remove(table)
    for container in [body, *body.iter(f"{W}tc")]:
        _settle_container(container, gone=gone, come=come)
    for change in list(body.iter(f"{W}pPrChange")):
        _settle_properties(change, back=gone == f"{W}ins")


def _settle_properties(change: etree._Element, *, back: bool) -> None:
    """The properties of a paragraph as they are now, or back as they were."""
    properties = change.getparent()
    former = change.find(f"{W}pPr")
    assert properties is not None
    assert former is not None
    properties.remove(change)
    if back:
        for child in list(properties):
            if child.tag not in {f"{W}rPr", f"{W}sectPr"}:
                properties.remove(child)
        for child in reversed(former):
            properties.insert(0, child)


def _settle_container(container: etree._Element, *, gone: str, come: str) -> None:
    carried: list[etree._Element] = []
    for child in list(container):
        if child.tag != f"{W}p":
            assert not carried, "words of a paragraph without a mark run into something that is no paragraph"
            continue
        _settle_runs(child, gone=gone, come=come)
        place = 1 if child.find(f"{W}pPr") is not None else 0
        for run in reversed(carried):
            child.insert(place, run)
        carried = []
        if child.find(f"{W}pPr/{W}rPr/{gone}") is not None:
            carried = [run for run in child if run.tag == f"{W}r"]
            container.remove(child)
    assert not carried, "the last paragraph of a container has lost its mark"


def _settle_runs(paragraph: etree._Element, *, gone: str, come: str) -> None:
    for change in list(paragraph.iter(gone, come)):
        parent = change.getparent()
        assert parent is not None
        if parent.tag in {f"{W}rPr", f"{W}trPr"}:
            continue
        if change.tag == come:
            for run in change:
                parent.insert(parent.index(change), run)
        parent.remove(change)


def _told(container: etree._Element, place: str) -> Iterator[str]:
    for child in container:
        if child.tag == f"{W}p":
            yield place + _words(child)
        elif child.tag == f"{W}tbl":
            for row, cells in enumerate(child.findall(f"{W}tr")):
                for column, cell in enumerate(cells.findall(f"{W}tc")):
                    yield from _told(cell, f"{place}[{row}.{column}] ")


def _words(paragraph: etree._Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        signs.get(str(node.tag), node.text or "")
        for run in paragraph.iter(f"{W}r")
        for node in run.iterchildren(f"{W}t", f"{W}delText", *signs)
    )
