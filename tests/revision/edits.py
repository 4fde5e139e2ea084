"""Word files of the sample office, and random edits of them, as a clerk's hand or a changed record would leave them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache

from hypothesis import strategies as st
from lxml import etree

from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import load_templates
from tests.revision.tracked import W
from tests.sample import TEMPLATES, sample

AUTHOR = "Văn thư"
DATE = "2024-04-15T00:00:00Z"
_MAIN = "word/document.xml"
_WORDS = ("sửa", "15/4/2024", "Sở Nội vụ;", "trước ngày", "<b>&amp;", "  ", "\u00a0tỷ", "Ðề án", "tie\u0302\u0301ng")


@cache
def docx_of(key: str) -> bytes:
    """The Word file of one paper of the sample office."""
    document = next(one for one in sample().documents if one.id == key)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


IDS = tuple(document.id for document in sample().documents)

Edit = tuple[str, int, int, str]
edits = st.lists(
    st.tuples(
        st.sampled_from(("word", "cut", "drop", "double", "move", "break", "drop_row", "double_row", "drop_table")),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.sampled_from(_WORDS),
    ),
    max_size=8,
)


def edited(docx: bytes, changes: Sequence[Edit]) -> bytes:
    """A Word file after these edits; each container keeps a paragraph at its end."""
    parts = read_package(docx)
    root = etree.fromstring(parts[_MAIN])
    body = root.find(f"{W}body")
    assert body is not None
    for name, place, other, word in changes:
        _EDITS[name](body, place, other, word)
    return write_package({**parts, _MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def replaced(docx: bytes, before: str, after: str) -> bytes:
    """A Word file with one text of its XML replaced."""
    parts = read_package(docx)
    text = parts[_MAIN].decode()
    assert before in text
    return write_package({**parts, _MAIN: text.replace(before, after).encode()})


def _chosen(body: etree._Element, tag: str, place: int) -> etree._Element | None:
    found = list(body.iter(f"{W}{tag}"))
    return found[place % len(found)] if found else None


def _word(body: etree._Element, place: int, other: int, word: str) -> None:
    text = _chosen(body, "t", place)
    if text is not None:
        words = (text.text or "").split(" ")
        words[other % len(words)] = word
        text.text = " ".join(words)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cut(body: etree._Element, place: int, other: int, _: str) -> None:
    """A run cut in two, the second bold: other runs, the same words."""
    text = _chosen(body, "t", place)
    run = None if text is None else text.getparent()
    if text is None or run is None or len(run) > 1 or not text.text:
        return
    at = other % len(text.text)
    rest = deepcopy(run)
    text.text, later = text.text[:at], text.text[at:]
    for one in rest.iter(f"{W}t"):
        one.text = later
    looks = etree.Element(f"{W}rPr")
    etree.SubElement(looks, f"{W}b")
    rest.insert(0, looks)
    run.addnext(rest)


def _drop(body: etree._Element, place: int, _: int, __: str) -> None:
    paragraph = _chosen(body, "p", place)
    parent = None if paragraph is None else paragraph.getparent()
    if paragraph is None or parent is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    before, after = paragraph.getprevious(), paragraph.getnext()
    last = after is None or after.tag == f"{W}sectPr"
    if not last or (before is not None and before.tag == f"{W}p"):
        parent.remove(paragraph)


def _double(body: etree._Element, place: int, _: int, word: str) -> None:
    paragraph = _chosen(body, "p", place)
    if paragraph is not None and paragraph.find(f"{W}pPr/{W}sectPr") is None:
        copy = deepcopy(paragraph)
        for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            copy.remove(mark)
        for text in list(copy.iter(f"{W}t"))[:1]:
            text.text = f"{word} {text.text or ''}"
        paragraph.addnext(copy)


def _move(body: etree._Element, place: int, other: int, _: str) -> None:
    paragraphs = [one for one in body.findall(f"{W}p") if one.find(f"{W}pPr/{W}sectPr") is None][:-1]
    if len(paragraphs) > 1:
        paragraphs[place % len(paragraphs)].addprevious(paragraphs[other % len(paragraphs)])


def _break(body: etree._Element, place: int, other: int, _: str) -> None:
    run = _chosen(body, "r", place)
    if run is not None:
        run.append(etree.Element(f"{W}{'br' if other % 2 else 'tab'}"))


def _drop_row(body: etree._Element, place: int, _: int, __: str) -> None:
    row = _chosen(body, "tr", place)
    table = None if row is None else row.getparent()
    if row is not None and table is not None and len(table.findall(f"{W}tr")) > 1:
        table.remove(row)


def _double_row(body: etree._Element, place: int, _: int, word: str) -> None:
    row = _chosen(body, "tr", place)
    if row is not None:
        copy = deepcopy(row)
        for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
        for text in list(copy.iter(f"{W}t"))[:2]:
            text.text = word
        row.addnext(copy)


def _drop_table(body: etree._Element, place: int, _: int, __: str) -> None:
    table = _chosen(body, "tbl", place)
    if table is not None and table.getparent() is body:
        body.remove(table)


_EDITS: dict[str, Callable[[etree._Element, int, int, str], None]] = {
    "word": _word,
    "cut": _cut,
    "drop": _drop,
    "double": _double,
    "move": _move,
    "break": _break,
    "drop_row": _drop_row,
    "double_row": _double_row,
    "drop_table": _drop_table,
}
