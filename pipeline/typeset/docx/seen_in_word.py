"""What a person sees in Word of an element of a template (chỗ trong mẫu): its paragraph, the name of a picture, a link's words.

Messages name things by these, and not by the ids of the file, which nobody can look up.
"""

from __future__ import annotations

from typing import Any, Final, cast

from lxml import etree

from pipeline.typeset.docx.wordml import NAMESPACE, text_of, w

_AFTER: Final = etree.XPath("following::w:p", namespaces={"w": NAMESPACE})
_SHOWN: Final = 80
_PICTURES: Final = frozenset({"blip", "imagedata", "svgBlip", "fill"})
_STORIES: Final = {
    "word/header": "đầu trang",
    "word/footer": "chân trang",
    "word/footnotes": "chú thích cuối trang",
    "word/endnotes": "chú thích cuối văn bản",
}
_REFERENCES: Final = {"headerReference": "đầu trang", "footerReference": "chân trang", "chart": "biểu đồ"}


def place_of(element: etree._Element) -> str:
    """Where an element stands, to follow a message: ` ở đoạn: …`; empty where it is in no paragraph."""
    paragraph = next((node for node in element.iterancestors(w("p"))), None)
    words = "" if paragraph is None else " ".join(text_of(paragraph).split())
    if not words and paragraph is not None:
        after: list[etree._Element] = cast("Any", _AFTER(paragraph))
        words = next((told for node in after if (told := " ".join(text_of(node).split()))), "")
        return f" ở đoạn không có chữ ngay trước đoạn: {words[:_SHOWN]}" if words else " ở đoạn cuối"
    return f" ở đoạn: {words[:_SHOWN]}" if words else ""


def story_of(part: str) -> str:
    """Which text of the file a part is, to follow a message: ` trong đầu trang`; empty for the main text."""
    return next((f" trong {called}" for begin, called in _STORIES.items() if part.startswith(begin)), "")


def is_picture(element: etree._Element) -> bool:
    """Whether an element shows a picture."""
    return etree.QName(element).localname in _PICTURES


def is_link(element: etree._Element) -> bool:
    """Whether an element is a link that can be clicked."""
    return etree.QName(element).localname in {"hyperlink", "hlinkClick"}


def what_is(element: etree._Element) -> str:
    """What an element is, in words: `ảnh “Logo tỉnh”`, `liên kết ở chữ “Cổng thông tin”`, `đầu trang`."""
    name = etree.QName(element).localname
    if is_picture(element):
        return f"ảnh{_quoted(_name_of_picture(element))}"
    if name == "hyperlink":
        words = " ".join("".join(str(text.text or "") for text in element.iter(w("t"))).split())
        return f"liên kết ở chữ{_quoted(words)}" if words else "liên kết"
    if name == "hlinkClick":
        return f"liên kết đặt trên ảnh{_quoted(_name_of_picture(element))}"
    return _REFERENCES.get(name, "một phần")


def _quoted(words: str) -> str:
    return f" “{words[:_SHOWN]}”" if words else ""


def _name_of_picture(element: etree._Element) -> str:
    """The name of the picture that an element belongs to, as the pane of pictures in Word lists it; "" where it has none."""
    for node in (element, *element.iterancestors()):
        name = etree.QName(node).localname
        if name in {"inline", "anchor"}:
            own = next((child for child in node if etree.QName(child).localname == "docPr"), None)
            return "" if own is None else own.get("descr") or own.get("title") or own.get("name") or ""
        if name == "docPr":
            return node.get("descr") or node.get("title") or node.get("name") or ""
        if name in {"shape", "rect"}:
            return node.get("alt") or node.get("title") or ""
        if name == "imagedata" and (title := _title(node)):
            return title
        if name == "p":
            return ""
    return ""


def _title(imagedata: etree._Element) -> str:
    return next((str(value) for key, value in imagedata.items() if etree.QName(key).localname == "title"), "")
