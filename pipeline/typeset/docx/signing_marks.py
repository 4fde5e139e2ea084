"""The bookmarks that say where a paper is signed (dấu trang chỗ ký), put back where saving a template has lost them.

`ky1tren` marks the space below the title of the first signer, `ky1duoi` the line above the name. A template has the same
mark in each branch of its tags, of which one is printed. Word keeps one bookmark of a name when it saves a file, and
LibreOffice renames the others (`ky1duoi_Copy_1`): without this, any edit of a block of signatures would leave its papers
without a place to sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.relationships import DOCUMENT
from pipeline.typeset.docx.wordml import parse, serialize, text_of, w

ABOVE, BELOW = "tren", "duoi"
_COPIED: Final = re.compile(r"(ky\d+(?:tren|duoi))_Copy_\d+")
_MARK: Final = re.compile(r"ky\d+(?:tren|duoi)")
_NAME: Final = re.compile(r"\{\{\s*van_ban\.signatures\[(\d+)\]\.name\b")
_SIGNER: Final = re.compile(r"\bsignatures\[(\d+)\]")
_TAG: Final = re.compile(r"\s*\{%p ")
_FIRST_ID: Final = 90_000


def mark_name(number: int, side: str) -> str:
    """The name of the bookmark above or below the space for the signature of the signer `number`, from 1."""
    return f"ky{number}{side}"


@lru_cache(maxsize=64)
def with_signing_marks(template: bytes) -> bytes:
    """The Word file of a layout or block with its places to sign marked in every branch; the same bytes if they are."""
    package = read_package(template)
    if b"signatures" not in package[DOCUMENT]:
        return template
    root = parse(package[DOCUMENT])
    before = etree.tostring(root)
    _rename_copies(root)
    for number, paragraph in enumerate(list(_name_lines(root))):
        _mark(paragraph, _FIRST_ID + 2 * number)
    if etree.tostring(root) == before:
        return template
    return write_package({**package, DOCUMENT: serialize(root)})


def signing_marks(docx: bytes) -> frozenset[str]:
    """The names of the places to sign that are marked in a Word file."""
    marks = parse(read_package(docx)[DOCUMENT]).iter(w("bookmarkStart"))
    return frozenset(name for mark in marks if _MARK.fullmatch(name := mark.get(w("name"), "")))


def _rename_copies(root: etree._Element) -> None:
    for mark in root.iter(w("bookmarkStart")):
        if copied := _COPIED.fullmatch(mark.get(w("name"), "")):
            mark.set(w("name"), copied[1])


def _name_lines(root: etree._Element) -> Iterator[etree._Element]:
    return (paragraph for paragraph in root.iter(w("p")) if _NAME.search(text_of(paragraph)))


def _mark(line: etree._Element, key: int) -> None:
    """Mark the place above a line that prints the name of a signer, where no mark of the same branch does."""
    found = _NAME.search(text_of(line))
    if found is None:
        return
    signer = found[1]
    before = list(line.itersiblings(w("p"), preceding=True))
    branch = [line, *_until_tag(before)]
    below = mark_name(int(signer) + 1, BELOW)
    if not _has(branch, below):
        other = before[:1] if before and f"signatures[{signer}].other_title" in text_of(before[0]) else []
        place = other[0] if other and not _TAG.match(text_of(other[0])) else line
        _add(place, below, key)
    above = mark_name(int(signer) + 1, ABOVE)
    spaces = list(_of_signer(before, signer))
    if not _has([line, *spaces], above) and (empty := [node for node in spaces if not text_of(node).strip()]):
        _add(empty[0], above, key + 1)


def _until_tag(paragraphs: Sequence[etree._Element]) -> Iterator[etree._Element]:
    for paragraph in paragraphs:
        if _TAG.match(text_of(paragraph)):
            return
        yield paragraph


def _of_signer(paragraphs: Sequence[etree._Element], signer: str) -> Iterator[etree._Element]:
    """The paragraphs, going up, until one speaks of another signer."""
    for paragraph in paragraphs:
        if any(other != signer for other in _SIGNER.findall(text_of(paragraph))):
            return
        yield paragraph


def _has(paragraphs: Sequence[etree._Element], name: str) -> bool:
    return any(mark.get(w("name")) == name for node in paragraphs for mark in node.iter(w("bookmarkStart")))


def _add(paragraph: etree._Element, name: str, key: int) -> None:
    start = etree.Element(w("bookmarkStart"), {w("id"): str(key), w("name"): name})
    end = etree.Element(w("bookmarkEnd"), {w("id"): str(key)})
    position = 0 if paragraph.find(w("pPr")) is None else 1
    paragraph.insert(position, start)
    paragraph.insert(position + 1, end)
