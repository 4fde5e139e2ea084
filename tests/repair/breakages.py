"""Small edits of a sample paper, each breaking a rule that can be repaired: as a hand at Word would make them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from pipeline.typeset.docx.package import read_package, write_package

_DOCUMENT = "word/document.xml"
_TEXT = "{http://www.w3.org/XML/1998/namespace}space"


class Breakage(NamedTuple):
    """What is broken, the paper it is broken in, the rules that must complain."""

    paper: str
    codes: tuple[str, ...]
    edit: Callable[[etree._Element], None]


def broken(docx: bytes, edit: Callable[[etree._Element], None], part: str = _DOCUMENT) -> bytes:
    """The file with an edit of one part."""
    parts = read_package(docx)
    root = etree.fromstring(parts[part])
    edit(root)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(parts)


def paragraphs(root: etree._Element, pattern: str) -> Iterator[etree._Element]:
    """The paragraphs whose letters match."""
    for paragraph in root.iter(qn("w:p")):
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        if re.search(pattern, text):
            yield paragraph


def _properties(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(qn(name))
    if found is None:
        found = etree.Element(qn(name))
        parent.insert(0, found)
    return found


def look(root: etree._Element, *, pattern: str, **values: str) -> None:
    """Direct formatting on all runs of the paragraphs that match: `sz="40"`, `b="0"`, `color="FF0000"`."""
    for paragraph in paragraphs(root, pattern):
        for run in paragraph.iter(qn("w:r")):
            properties = _properties(run, "w:rPr")
            for name, value in values.items():
                for old in properties.findall(qn(f"w:{name}")):
                    properties.remove(old)
                element = etree.SubElement(properties, qn(f"w:{name}"))
                element.set(qn("w:val"), value)


def font(root: etree._Element, *, pattern: str, name: str) -> None:
    """Another font on the paragraphs that match."""
    for paragraph in paragraphs(root, pattern):
        for run in paragraph.iter(qn("w:r")):
            properties = _properties(run, "w:rPr")
            for old in properties.findall(qn("w:rFonts")):
                properties.remove(old)
            element = etree.Element(qn("w:rFonts"))
            for kind in ("ascii", "hAnsi"):
                element.set(qn(f"w:{kind}"), name)
            properties.insert(0, element)


def layout(root: etree._Element, *, pattern: str, name: str, **values: str) -> None:
    """A paragraph property on the paragraphs that match: `name="jc", val="left"`."""
    for paragraph in paragraphs(root, pattern):
        properties = _properties(paragraph, "w:pPr")
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
        element = etree.SubElement(properties, qn(f"w:{name}"))
        for key, value in values.items():
            element.set(qn(f"w:{key}"), value)


def words(root: etree._Element, *, pattern: str, change: Callable[[str], str]) -> None:
    """Other letters in the paragraphs that match."""
    for paragraph in paragraphs(root, pattern):
        texts = list(paragraph.iter(qn("w:t")))
        changed = change("".join(one.text or "" for one in texts))
        for one in texts:
            one.text = ""
        texts[0].text = changed
        texts[0].set(_TEXT, "preserve")


def every_letter(root: etree._Element, *, change: Callable[[str], str]) -> None:
    """Other letters, text by text."""
    for one in root.iter(qn("w:t")):
        one.text = change(one.text or "")


def page(root: etree._Element, *, name: str, **values: str) -> None:
    """An attribute of every section: `name="pgMar", left="1134"`."""
    for element in root.iter(qn(f"w:{name}")):
        for key, value in values.items():
            element.set(qn(f"w:{key}"), value)


def drop(root: etree._Element, *, name: str) -> None:
    """Take every element of a name away: without `titlePg` the first page shows its number too."""
    for element in list(root.iter(qn(f"w:{name}"))):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)


_LETTER = "cong-van-don-doc"
_DECISION = "quyet-dinh-quy-che"
_PLAN = "ke-hoach-kiem-tra"
_MOTTO = "^Độc lập"
_NUMBER = "^Số:"
_DATE = ", ngày .* tháng"
_BODY = r"^(Ngày 20 tháng 3|Để bảo đảm|Mọi vướng mắc|[123]\. )"
_ANNEXES = "thong-bao-lich"

BREAKAGES: dict[str, Breakage] = {
    "khổ giấy": Breakage(_LETTER, ("PG-01",), partial(page, name="pgSz", w="12240", h="15840")),
    "lề trên dưới": Breakage(_LETTER, ("PG-03",), partial(page, name="pgMar", top="850", bottom="1700")),
    "lề trái": Breakage(_PLAN, ("PG-04",), partial(page, name="pgMar", left="1134")),
    "lề phải": Breakage(_DECISION, ("PG-05",), partial(page, name="pgMar", right="1440")),
    "phông chữ": Breakage(_LETTER, ("PG-06",), partial(font, pattern=".", name="Calibri")),
    "màu chữ": Breakage(_LETTER, ("PG-07",), partial(look, pattern=_DATE, color="1F4E79")),
    "Unicode tổ hợp": Breakage(
        _LETTER, ("PG-08",), partial(every_letter, change=partial(unicodedata.normalize, "NFD"))
    ),
    "số trang ở mọi trang": Breakage(_LETTER, ("PG-11",), partial(drop, name="titlePg")),
    "cỡ Quốc hiệu": Breakage(_LETTER, ("QH-02",), partial(look, pattern="^CỘNG H", sz="30")),
    "Tiêu ngữ gạch dài": Breakage(
        _LETTER, ("QH-03",), partial(words, pattern=_MOTTO, change=lambda t: t.replace("-", "–"))
    ),
    "Tiêu ngữ liền gạch": Breakage(
        _DECISION, ("QH-03",), partial(words, pattern=_MOTTO, change=lambda t: t.replace(" - ", "-"))
    ),
    "Tiêu ngữ nghiêng": Breakage(_LETTER, ("QH-04",), partial(look, pattern=_MOTTO, i="1", b="0")),
    "Quốc hiệu giãn dòng": Breakage(
        _LETTER, ("QH-06",), partial(layout, pattern=_MOTTO, name="spacing", line="480", before="240")
    ),
    "tên cơ quan không đậm": Breakage(
        _DECISION, ("CQ-01",), partial(look, pattern="^(BAN CHỈ|CHÍNH|TỈNH THANH)", sz="28")
    ),
    "tên chủ quản đậm": Breakage(_LETTER, ("CQ-02",), partial(look, pattern="^UBND TỈNH", sz="28")),
    "trích yếu không đậm": Breakage(_DECISION, ("TL-02",), partial(look, pattern="^Ban hành Quy chế", b="0")),
    "chức vụ không đậm": Breakage(_LETTER, ("KY-01",), partial(look, pattern="GIÁM ĐỐC$", b="0", sz="24")),
    "số thiếu hai chấm": Breakage(
        _LETTER, ("SK-01",), partial(words, pattern=_NUMBER, change=lambda t: t.replace(":", "", 1))
    ),
    "số thiếu 0": Breakage(
        _LETTER, ("SK-02",), partial(words, pattern=_NUMBER, change=lambda t: re.sub(r"Số:\s*\d*\s*/", "Số: 5/", t))
    ),
    "cách chữ trong ký hiệu": Breakage(
        _LETTER, ("SK-05",), partial(words, pattern=_NUMBER, change=lambda t: t.replace("-", " – "))
    ),
    "cách chữ trong ký hiệu có loại": Breakage(
        _DECISION,
        ("SK-03",),
        partial(words, pattern=_NUMBER, change=lambda t: t.replace("-", " - ").replace("/", "/ ")),
    ),
    "số đậm": Breakage(_LETTER, ("SK-07",), partial(look, pattern=_NUMBER, b="1", sz="28")),
    "ngày thiếu 0": Breakage(
        _LETTER,
        ("DT-02",),
        partial(words, pattern=_DATE, change=lambda t: re.sub("ngày .* tháng .* năm", "ngày 5 tháng 04 năm", t)),
    ),
    "ngày đứng": Breakage(_LETTER, ("DT-03",), partial(look, pattern=_DATE, i="0")),
    "tên loại": Breakage(_DECISION, ("TL-01",), partial(look, pattern="^QUYẾT ĐỊNH$", sz="36", b="0")),
    "V/v nghiêng": Breakage(_LETTER, ("TL-04",), partial(look, pattern="^V/v", i="1")),
    "V/v cách số": Breakage(_LETTER, ("TL-05",), partial(layout, pattern="^V/v", name="spacing", before="400")),
    "Kính gửi đậm": Breakage(_LETTER, ("KG-03",), partial(look, pattern="^Kính gửi", b="1")),
    "căn cứ đứng": Breakage(_DECISION, ("CC-01",), partial(look, pattern="^Căn cứ", i="0")),
    "chương canh trái": Breakage(_DECISION, ("ND-06",), partial(look, pattern="^Chương [IVX]+", b="0", sz="24")),
    "mục La Mã không đậm": Breakage(_PLAN, ("ND-15",), partial(look, pattern="^I+[.] ", b="0", sz="24")),
    "cỡ nội dung": Breakage(_LETTER, ("ND-01",), partial(look, pattern=_BODY, sz="24")),
    "một đoạn cỡ khác": Breakage(_LETTER, ("ND-01",), partial(look, pattern="^Để bảo đảm", sz="26")),
    "nội dung canh trái": Breakage(_LETTER, ("ND-02",), partial(layout, pattern=_BODY, name="jc", val="left")),
    "không lùi đầu dòng": Breakage(_LETTER, ("ND-03",), partial(layout, pattern=_BODY, name="ind", firstLine="0")),
    "lùi cả đoạn": Breakage(_LETTER, ("ND-03",), partial(layout, pattern=_BODY, name="ind", left="720", hanging="360")),
    "lùi đầu dòng không đều": Breakage(
        _LETTER, ("ND-03",), partial(layout, pattern="^Mọi vướng mắc", name="ind", firstLine="567")
    ),
    "đoạn sát nhau": Breakage(
        _LETTER, ("ND-04",), partial(layout, pattern=_BODY, name="spacing", before="0", after="0", line="240")
    ),
    "giãn dòng gấp đôi": Breakage(
        _LETTER, ("ND-05",), partial(layout, pattern=_BODY, name="spacing", before="120", line="480", lineRule="auto")
    ),
    "dòng chặt": Breakage(
        _LETTER, ("ND-05",), partial(layout, pattern=_BODY, name="spacing", before="120", line="220", lineRule="exact")
    ),
    "chữ Phụ lục nhỏ": Breakage(_ANNEXES, ("PL-01",), partial(look, pattern="^Phụ lục I", sz="24", b="0")),
    "tên phụ lục nhỏ": Breakage(_ANNEXES, ("PL-02",), partial(look, pattern="^(LỊCH|NHIỆM VỤ) ", sz="24", b="0")),
    "kèm theo đứng": Breakage(_ANNEXES, ("PL-03",), partial(look, pattern=r"^\(Kèm theo", i="0")),
    "phụ lục đánh trang tiếp": Breakage(_ANNEXES, ("PG-12",), partial(drop, name="pgNumType")),
    "Nơi nhận đứng": Breakage(_LETTER, ("NN-01",), partial(look, pattern="^Nơi nhận", i="0", sz="28")),
    "nơi nhận cỡ 14": Breakage(_LETTER, ("NN-02",), partial(look, pattern="^- (Như trên|Lưu)", sz="28")),
    "họ tên không đậm": Breakage(
        _LETTER, ("KY-04",), partial(look, pattern="^(Trần|Nguyễn|Lê|Phạm|Đỗ|Vũ|Hoàng) [^,;]*$", b="0")
    ),
}
