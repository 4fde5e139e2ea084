"""Joining the parts of a paper into one Word file (ghép phần): each part a section, with pages counted from 1.

What a part refers to in its file is carried over (`carried_parts`); paragraphs are moved unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.papers.official_document import ChartContent
from pipeline.typeset.docx.carried_parts import Part, carry
from pipeline.typeset.docx.carried_styles import defined, styles_used
from pipeline.typeset.docx.charts import place_charts
from pipeline.typeset.docx.heading_levels import even_levels, heading_levels
from pipeline.typeset.docx.package import write_package
from pipeline.typeset.docx.wordml import paragraph_properties, parse, serialize, w

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_DC = "http://purl.org/dc/elements/1.1/"
_BODY = "NoiDung"
GALLERY: Final = frozenset(
    "NoiDung Khoan Diem GachDauDong DauCong Bang BangTieuDe BangDonVi BangDau BangChu BangGiua BangSo".split()
)
"""Styles that a clerk may need next, which every kept Word file has: levels of the text, and those of a table."""
# Always needed: what other styles stand on, and what Word expects to find.
_BASE_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "Header", "SoTrang", "DiaChi", "KeDiaChi"})


def join_parts(
    parts: Sequence[Part],
    *,
    charts: Sequence[tuple[ChartContent, float]],
    title: str,
    author: str,
) -> bytes:
    """One Word file from fitted parts, which are consumed; where styles of one id differ, those of the first part hold.

    `charts`: those of all parts in order, each with its width in points.
    """
    package, used = carry(parts)
    root, bodies = parts[0].root, [part.root.find(w("body")) for part in parts]
    body = etree.Element(w("body"))
    if bodies[0] is None:
        raise ValueError("phần không có thân văn bản")
    root.replace(bodies[0], body)
    for position, (content, part) in enumerate(zip(bodies, parts, strict=True)):
        _append(body, content, landscape=part.landscape, last=position == len(parts) - 1)
    _number_bookmarks(root)
    even_levels(body, package[_STYLES])
    package = place_charts(root, package, charts)
    return write_package(
        {
            **package,
            _DOCUMENT: serialize(root),
            _STYLES: lean_styles(package[_STYLES], used | styles_used(root) | GALLERY),
            _CORE: _with_title(package[_CORE], title, author),
        }
    )


def _append(body: etree._Element, part: etree._Element | None, *, landscape: bool, last: bool) -> None:
    if part is None:
        raise ValueError("phần không có thân văn bản")
    section = part.find(w("sectPr"))
    if section is None:
        raise ValueError("phần không có khổ trang")
    part.remove(section)
    if landscape:
        _turn(section)
    if len(body) and len(part) and part[0].tag == w("tbl"):
        # LibreOffice 25.2 forgets that pages count from 1 again where a section begins with a table.
        _tiny(body)
    for child in list(part):
        body.append(child)
    if last:
        body.append(section)
        return
    final = body[-1] if len(body) else None
    if final is None or final.tag != w("p"):
        final = _tiny(body)
    paragraph_properties(final).append(section)


def _tiny(body: etree._Element) -> etree._Element:
    """Append an empty paragraph one point high to the body, so that what is around it does not move."""
    paragraph = etree.SubElement(body, w("p"))
    etree.SubElement(paragraph_properties(paragraph), w("pStyle")).set(w("val"), "Cuoi")
    return paragraph


def _turn(section: etree._Element) -> None:
    """Make a section landscape with unchanged margins: the decree does not mention margins of landscape annexes."""
    size = section.find(w("pgSz"))
    if size is None:
        raise ValueError("phần không có khổ trang")
    width, height = size.get(w("w"), ""), size.get(w("h"), "")
    size.set(w("w"), height)
    size.set(w("h"), width)
    size.set(w("orient"), "landscape")


def _number_bookmarks(root: etree._Element) -> None:
    """Give bookmarks unique ids in the joined file; an end belongs to the latest start with its id."""
    renamed: dict[str, str] = {}
    starts = 0
    for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        old = mark.get(w("id"), "")
        if mark.tag == w("bookmarkStart"):
            starts += 1
            renamed[old] = str(starts)
        mark.set(w("id"), renamed[old])


@lru_cache(maxsize=64)
def lean_styles(styles: bytes, used: frozenset[str]) -> bytes:
    """Only the styles in use and their bases: LibreOffice spends half its time on unused styles."""
    root = parse(styles)
    by_id = {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}
    keep: set[str] = set()
    waiting = [*used, *_BASE_STYLES]
    while waiting:
        name = waiting.pop()
        if name in keep or name not in by_id:
            continue
        keep.add(name)
        links = (by_id[name].find(w(link)) for link in ("basedOn", "link"))
        waiting.extend(link.get(w("val"), "") for link in links if link is not None)
    headings = heading_levels(styles)
    for name, style in by_id.items():
        if name not in keep:
            root.remove(style)
            continue
        following = style.find(w("next"))
        if following is None and name in headings and _BODY in keep and (base := style.find(w("basedOn"))) is not None:
            # Word inherits all but the style of the next paragraph.
            base.addnext(etree.Element(w("next"), {w("val"): _BODY}))
        if following is not None and following.get(w("val")) not in keep:
            style.remove(following)
    return serialize(root)


@lru_cache(maxsize=64)
def without_gallery(styles: bytes, used: frozenset[str]) -> bytes:
    """The styles without those of the gallery that are not in use: LibreOffice would spend time on them."""
    spare = GALLERY - used
    return lean_styles(styles, frozenset(defined(styles)) - spare)


def _with_title(core: bytes, title: str, author: str) -> bytes:
    root = parse(core)
    for name, value in (("title", title), ("creator", author), ("language", "vi-VN")):
        element = root.find(f"{{{_DC}}}{name}")
        if element is None:
            element = etree.SubElement(root, f"{{{_DC}}}{name}")
        element.text = value
    return serialize(root)
