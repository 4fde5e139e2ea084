"""Keeping paragraphs with the next one (giữ cùng trang): no page ends with a heading, whatever LibreOffice does.

The Word file says "keep with next" on headings and on lines that introduce a list or a table. LibreOffice 25.2
sometimes leaves them at the bottom of a page all the same. So the finished page decides: the copy for LibreOffice has a
bookmark at both ends of each such paragraph and one on what follows it; where they are on different pages, the paper is
made once more and the first paragraph of that group begins a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.wordml import parse, serialize, set_property, style_of, text_of, w
from pipeline.typeset.pdf.page_places import Place

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
# Names that LibreOffice passes on unchanged: the part, the paragraph, and which of the three marks it is.
_MARK = re.compile(r"giu(\d+)x(\d+)(dau|cuoi|sau)")


@dataclass(frozen=True, kw_only=True, eq=False)
class Kept:
    """A paragraph kept with the next: its index among the paragraphs and tables of the body, and its part."""

    number: int
    part: int
    paragraph: etree._Element


def kept_paragraphs(root: etree._Element, styles: bytes) -> list[Kept]:
    """The headings and introducing lines of a Word file, in order; without the last lines before the signature.

    Also without what is at the beginning of a part, which begins a page anyway.
    """
    keeping = _keeping_styles(styles)
    found, part, at_head = [], 0, True
    for number, paragraph in enumerate(_content(root)):
        if paragraph.tag != w("p"):
            continue
        own, by_style, text = _own_switch(paragraph), style_of(paragraph) in keeping, text_of(paragraph)
        leads = by_style or text.endswith(":") or not _goes_to_signature(paragraph)
        keeps = by_style if own is None else own
        at_head = at_head and (keeps or not text)
        if text and keeps and leads and not at_head:
            found.append(Kept(number=number, part=part, paragraph=paragraph))
        if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            part, at_head = part + 1, True
    return found


def put_marks(root: etree._Element, kept: Sequence[Kept]) -> None:
    """Put bookmarks at both ends of each of these paragraphs and on what follows; they take no room."""
    last = max((int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"))), default=0)
    for position, heading in enumerate(kept):
        following = _first_paragraph(heading.paragraph.getnext())
        # One that has been cut before the signature since then is kept no longer: its last lines are.
        if following is None or _own_switch(heading.paragraph) is False:
            continue
        name, number = f"giu{heading.part}x{heading.number}", last + 3 * position
        _mark(heading.paragraph, f"{name}dau", number + 1)
        _mark(heading.paragraph, f"{name}cuoi", number + 2, at_end=True)
        _mark(following, f"{name}sau", number + 3)


def left_behind(places: Mapping[str, Place]) -> frozenset[int]:
    """The indices of paragraphs that must begin a page: in each part the first whose follower is on a later page.

    Only the first, since what follows it moves anyway. A heading directly above moves along.
    """
    pages: dict[tuple[int, int], dict[str, int]] = {}
    for name, place in places.items():
        if found := _MARK.fullmatch(name):
            pages.setdefault((int(found[1]), int(found[2])), {})[found[3]] = place.page
    firsts: dict[int, int] = {}
    for (part, number), marks in sorted(pages.items()):
        if part not in firsts and "cuoi" in marks and marks["cuoi"] < marks.get("sau", 0):
            while pages.get((part, number - 1), {}).get("dau") == marks["cuoi"]:
                number -= 1  # noqa: PLW2901 - back to the first of the group
            firsts[part] = number
    return frozenset(firsts.values())


def begin_pages(docx: bytes, numbers: Iterable[int]) -> bytes:
    """The Word file with page breaks before the paragraphs of its body that have these indices."""
    package = read_package(docx)
    root = parse(package[_DOCUMENT])
    content = _content(root)
    for number in numbers:
        set_property(content[number], "pageBreakBefore")
    return write_package({**package, _DOCUMENT: serialize(root)})


def _content(root: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of the body, in order."""
    return root.findall(f"{w('body')}/*")


@lru_cache(maxsize=64)
def _keeping_styles(styles: bytes) -> frozenset[str]:
    """The ids of the styles that keep a paragraph with the next one, themselves or through their base."""
    based, own = {}, {}
    for style in parse(styles).findall(w("style")):
        name, base = style.get(w("styleId"), ""), style.find(w("basedOn"))
        based[name] = base.get(w("val"), "") if base is not None else ""
        keep = style.find(f"{w('pPr')}/{w('keepNext')}")
        if keep is not None:
            own[name] = _is_on(keep)

    def keeps(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name in own or name not in based or name in seen:
            return own.get(name, False)
        return keeps(based[name], seen | {name})

    return frozenset(name for name in based if keeps(name))


def _own_switch(paragraph: etree._Element) -> bool | None:
    """The paragraph's own setting of "keep with next", beside its style; None without one."""
    own = paragraph.find(f"{w('pPr')}/{w('keepNext')}")
    return None if own is None else _is_on(own)


def _is_on(switch: etree._Element) -> bool:
    return switch.get(w("val"), "1") not in {"0", "false", "off"}


def _goes_to_signature(paragraph: etree._Element) -> bool:
    """Whether only paragraphs are between this one, kept with the next, and the signature's table."""
    for after in paragraph.itersiblings():
        if after.tag == w("tbl"):
            return any(style_of(line) == "KhoangKy" for line in after.iter(w("p")))
        if after.tag != w("p") or not _own_switch(after):
            return False
    return False


def _first_paragraph(element: etree._Element | None) -> etree._Element | None:
    return element if element is None or element.tag == w("p") else next(element.iter(w("p")), None)


def _mark(paragraph: etree._Element, name: str, number: int, *, at_end: bool = False) -> None:
    start = etree.Element(w("bookmarkStart"), {w("id"): str(number), w("name"): name})
    end = etree.Element(w("bookmarkEnd"), {w("id"): str(number)})
    first = 1 if paragraph.find(w("pPr")) is not None else 0
    place = len(paragraph) if at_end else first
    paragraph[place:place] = [start, end]
