"""Content that a template must not have (nội dung không mang theo được), found before any paper is made.

Objects of other programs, external content, charts and diagrams: they would not appear on paper as in the template, or
would make the paper depend on another file. Each is named with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.relationships import DOCUMENT, Relation, part_of_kind, references, relations
from pipeline.typeset.docx.seen_in_word import place_of, what_is
from pipeline.typeset.docx.template_pictures import fault_of_picture
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, BLOCK_FOLDER
from pipeline.typeset.docx.wordml import RELATIONSHIPS, parse, text_of, w

CODE: Final = "DUNG-37"
_SHOWN: Final = 80
_NAMED: Final = 3
_VML: Final = "urn:schemas-microsoft-com:vml"
_OBJECT: Final = "đối tượng nhúng của chương trình khác (OLE)"
_AS_PICTURE: Final = "chụp lại thành ảnh PNG rồi chèn ảnh vào"
_ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    w("object"): (_OBJECT, _AS_PICTURE),
    "{urn:schemas-microsoft-com:office:office}OLEObject": (_OBJECT, _AS_PICTURE),
    w("control"): ("nút điều khiển (ActiveX)", "xóa đi"),
    w("altChunk"): ("tệp nhúng (altChunk)", "chép nội dung tệp ấy vào mẫu"),
    w("subDoc"): ("văn bản con", "chép nội dung văn bản ấy vào mẫu"),
    w("commentReference"): ("lời nhận xét (comment)", "xóa lời nhận xét"),
}
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "chart": ("biểu đồ", _AS_PICTURE),
    "chartEx": ("biểu đồ", _AS_PICTURE),
    "diagramData": ("hình SmartArt", _AS_PICTURE),
    "oleObject": (_OBJECT, _AS_PICTURE),
    "package": (_OBJECT, _AS_PICTURE),
    "control": ("nút điều khiển (ActiveX)", "xóa đi"),
    "video": ("phim", "xóa đi"),
    "audio": ("tiếng", "xóa đi"),
    "hdphoto": ("hiệu ứng nghệ thuật của ảnh", "chụp ảnh đã có hiệu ứng rồi chèn lại"),
}
# Said together with another arrow of the same object.
_BESIDE: Final = frozenset({"diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"})
# Deleted words would be printed again, and the paper would show both.
_TRACKED: Final = tuple(w(tag) for tag in ("ins", "del", "moveFrom", "moveTo"))
_TRACKING: Final = (
    "chỗ theo dõi thay đổi chưa chấp nhận",
    "chấp nhận hoặc từ chối mọi thay đổi (Xem lại > Chấp nhận), rồi lưu",
)
_CARRIED: Final = frozenset({"header", "footer"})
_FETCHING: Final = re.compile(
    r"^\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDEAUTO|DDE|DATABASE|EMBED|MACROBUTTON)\b", re.IGNORECASE
)
_SCHEMES: Final = ("http://", "https://", "mailto:")
_TAG: Final = re.compile(r"\{\{|\{%")
_HEADS: Final = {"headerReference": "đầu trang", "footerReference": "chân trang"}
_NOTES: Final = {"footnotes": "chú thích cuối trang", "endnotes": "chú thích cuối văn bản"}
_Fault = tuple[etree._Element, str, str]  # noqa: SLF001 - lxml's own name of its type


@lru_cache(maxsize=128)
def look_for_refused(name: str, template: bytes) -> None:
    """TemplateFailed: a layout or block (`khoi/ky`) has content that cannot be put on paper; all of it is named."""
    try:
        package = read_package(template)
        found = [(place_of(element), what, remedy) for element, what, remedy in _faults(name, package)]
    except (*DAMAGED_ARCHIVE, etree.XMLSyntaxError):
        return  # whoever opens the template says what is wrong with it
    if not found:
        return
    told = [f"{what}{place}" for place, what, _ in dict.fromkeys(found)]
    more = f"; và {len(told) - _NAMED} chỗ khác" if len(told) > _NAMED else ""
    remedies = list(dict.fromkeys(remedy for _, _, remedy in found))
    raise TemplateFailed(
        f"có nội dung không đưa lên văn bản được: {'; '.join(told[:_NAMED])}{more}",
        f"Mở mẫu bằng Word, {'; '.join(remedies[:_NAMED])}.",
        template=name,
        code=CODE,
    )


def _faults(name: str, package: Mapping[str, bytes]) -> Iterator[_Fault]:
    document = parse(package[DOCUMENT])
    yield from _in_text(document, relations(package), package)
    is_block = name.startswith(f"{BLOCK_FOLDER}/")
    for kind, called in _NOTES.items():
        if part := part_of_kind(package, kind):
            notes = parse(package[part])
            yield from _in_text(notes, relations(package, part), package)
            tagged = is_block and _TAG.search(" ".join(text_of(element) for element in notes.iter(w("p"))))
            if tagged:
                yield notes[-1], f"lệnh {{{{ … }}}} trong {called} của khối", "đưa lệnh ấy ra thân văn bản"
    for relation in relations(package).values():
        if relation.kind in _CARRIED and relation.target in package:
            story = parse(package[relation.target])
            yield from _in_text(story, relations(package, relation.target), package)
    yield from _in_lists(package)
    if name in {ATTACHED_LAYOUT, ANNEX_LAYOUT}:
        yield from _in_settings(package)
    if is_block:
        yield from _in_heads(document, package)


def _in_text(root: etree._Element, arrows: Mapping[str, Relation], package: Mapping[str, bytes]) -> Iterator[_Fault]:
    for element in root.iter(*_ELEMENTS):
        yield (element, *_ELEMENTS[element.tag])
    for element in root.iter(*_TRACKED):
        yield (element, *_TRACKING)
    for element in root.iter(w("instrText"), w("fldSimple")):
        found = _FETCHING.match(element.text or element.get(w("instr")) or "")
        if found:
            yield element, f"trường {found[1].upper()} lấy nội dung từ ngoài tệp", "thay trường bằng chính nội dung ấy"
    for element, attribute, key in references(root):
        fault = _of_arrow(element, etree.QName(attribute).localname, arrows.get(key), package)
        if fault and not (element.tag in _ELEMENTS or any(node.tag in _ELEMENTS for node in element.iterancestors())):
            yield (element, *fault)


def _of_arrow(
    element: etree._Element, attribute: str, arrow: Relation | None, package: Mapping[str, bytes]
) -> tuple[str, str] | None:
    if arrow is None:
        return f"{what_is(element)} trỏ tới chỗ không có trong tệp", "xóa phần hỏng rồi chèn lại"
    if arrow.kind in _BESIDE or (arrow.kind in _CARRIED and arrow.target in package):
        return None
    if arrow.kind in _KINDS:
        return _KINDS[arrow.kind]
    if arrow.kind == "hyperlink":
        return _of_link(arrow)
    if arrow.kind == "image":
        return _of_picture(element, arrow, package)
    what = f"thành phần “{arrow.kind}” ({etree.QName(element).localname}/{attribute})"
    return what, "xóa thành phần ấy"


def _of_link(arrow: Relation) -> tuple[str, str] | None:
    if not arrow.outside:
        return "liên kết hỏng", "bỏ liên kết rồi đặt lại"
    if arrow.target.casefold().startswith(_SCHEMES):
        return None
    return f"liên kết tới tệp trên máy ({arrow.target[:_SHOWN]})", "bỏ liên kết hoặc dùng địa chỉ http"


def _of_picture(element: etree._Element, arrow: Relation, package: Mapping[str, bytes]) -> tuple[str, str] | None:
    if arrow.outside:
        return "ảnh liên kết ra ngoài tệp", "chèn lại ảnh vào mẫu (Chèn > Hình ảnh), không chọn “Liên kết tới tệp”"
    if arrow.target not in package:
        return f"{what_is(element)} đã mất khỏi tệp", "xóa ảnh hỏng rồi chèn lại"
    fault = fault_of_picture(package[arrow.target])
    return (f"ảnh {fault}", "chèn lại ảnh PNG hoặc JPEG vừa với chỗ in") if fault else None


def _in_lists(package: Mapping[str, bytes]) -> Iterator[_Fault]:
    part = part_of_kind(package, "numbering")
    root = parse(package[part]) if part else None
    for bullet in root.iter(w("lvlPicBulletId")) if root is not None else ():
        yield bullet, "danh sách có dấu đầu dòng bằng ảnh", "chọn dấu đầu dòng bằng chữ"
        return


def _in_settings(package: Mapping[str, bytes]) -> Iterator[_Fault]:
    """Faults in the settings: a switch for the whole file, which a part of another file cannot set."""
    part = part_of_kind(package, "settings")
    for switch in parse(package[part]).iter(w("evenAndOddHeaders")) if part else ():
        if switch.get(w("val"), "1") not in {"0", "false", "off"}:
            yield switch, "đầu trang chẵn, lẻ khác nhau", "bỏ chọn “Trang chẵn và lẻ khác nhau”"


def _in_heads(document: etree._Element, package: Mapping[str, bytes]) -> Iterator[_Fault]:
    """Faults in headers and footers of a block, which are never printed: content other than a page number would be lost."""
    arrows = relations(package)
    body = document.find(w("body"))
    last = None if body is None else body.find(w("sectPr"))
    for reference in last if last is not None else ():
        called = _HEADS.get(etree.QName(reference).localname)
        arrow = arrows.get(reference.get(f"{{{RELATIONSHIPS}}}id", ""))
        if called is None or arrow is None or arrow.target not in package:
            continue
        story = parse(package[arrow.target])
        words = re.sub(r"[\d\s]", "", "".join(text_of(element) for element in story.iter(w("p"))))
        if words or any(True for _ in story.iter(w("drawing"), w("pict"), f"{{{_VML}}}shape")):
            yield (
                reference,
                f"{called} có chữ hoặc ảnh, mà khối chỉ in phần thân",
                f"đưa vào {called} của mẫu dùng khối ấy (cong_van.docx …)",
            )
