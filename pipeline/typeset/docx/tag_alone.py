"""What a template would lose beside a tag that stands for its whole paragraph, row or cell ({%p … %}, {%tr … %}, {%tc … %}).

docxtpl puts such a tag in place of the paragraph (row, cell) around it and drops everything else in there without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.typeset.docx.seen_in_word import is_picture, what_is
from pipeline.typeset.docx.wordml import text_of, w

CODE: Final = "DUNG-31"
_TAG: Final = re.compile(r"\{%(p|tr|tc) [^}%]*%\}|\{\{(p|tr|tc) [^}%]*\}\}|\{#(p|tr|tc) [^}#]*#\}")
_SHOWN: Final = 80
_NAMED: Final = 3
_BREAKS: Final = frozenset({"page", "column"})


@dataclass(frozen=True)
class _Place:
    """How a person calls what a tag replaces, and how the tag comes to stand alone."""

    called: str
    remedy: str


_PLACES: Final = {
    "p": _Place(
        "đoạn",
        "đặt con trỏ giữa lệnh và phần ấy rồi nhấn Enter (không phải Shift+Enter), để lệnh đứng một mình trong một đoạn, và "
        "chọn cho phần ấy kiểu của một đoạn được in (kiểu của dòng lệnh là chữ xám nhỏ)",
    ),
    "tr": _Place("hàng bảng", "chèn thêm một hàng rồi chuyển lệnh sang đó, để hàng có lệnh không còn gì khác"),
    "tc": _Place("ô bảng", "chèn thêm một ô rồi chuyển lệnh sang đó, để ô có lệnh không còn gì khác"),
}
_PICTURE_REMEDY: Final = "cắt ảnh hay hình ấy rồi dán vào đoạn khác"
_DRAWN: Final = frozenset({w("drawing"), w("pict")})


def look_for_lost(name: str, root: etree._Element) -> None:
    """TemplateFailed: a text of the template `name` has content that such tags drop; all of it is named."""
    found = list(dict.fromkeys(_lost(root)))
    if not found:
        return
    told = [words for words, _ in found]
    more = f"; và {len(told) - _NAMED} chỗ khác" if len(told) > _NAMED else ""
    remedies = dict.fromkeys(remedy for _, remedy in found)
    raise TemplateFailed(
        f"có phần sẽ mất khi in, vì đứng cùng chỗ với lệnh thay cho cả đoạn (hàng, ô): {'; '.join(told[:_NAMED])}{more}",
        f"Mở mẫu bằng Word, {'; '.join(remedies)}.",
        template=name,
        code=CODE,
    )


def _lost(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What is lost, in words, and what to do about it; rows before cells before paragraphs, as docxtpl goes."""
    seen: set[etree._Element] = set()
    for kind in ("tr", "tc", "p"):
        for paragraph in root.iter(w("p")):
            tag = next((found[0] for found in _TAG.finditer(_own_text(paragraph)) if kind in found.groups()), "")
            whole = paragraph if kind == "p" else next(paragraph.iterancestors(w(kind)), None)
            if not tag or whole is None or whole in seen or any(node in seen for node in whole.iterancestors()):
                continue
            seen.add(whole)
            yield from _beside(tag, whole, _PLACES[kind])


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of text boxes in it."""
    if next(paragraph.iterdescendants(w("p")), None) is None:
        return text_of(paragraph)
    return "".join(
        node.text or "" for node in paragraph.iter(w("t")) if next(node.iterancestors(w("p")), None) is paragraph
    )


def _beside(tag: str, whole: etree._Element, place: _Place) -> Iterator[tuple[str, str]]:
    shown = " ".join(tag.split())
    paragraphs = [whole, *whole.iterdescendants(w("p"))] if whole.tag == w("p") else list(whole.iter(w("p")))
    text = " ".join(" ".join(_own_text(paragraph).split()) for paragraph in paragraphs)
    words = " ".join(text.replace(shown, " ", 1).split())
    if words:
        yield f"“{words[:_SHOWN]}” cùng {place.called} với {shown}", place.remedy
    for element in whole.iter(w("drawing"), w("pict"), w("br"), w("sectPr")):
        if element.tag in _DRAWN:
            picture = next((node for node in element.iter(etree.Element) if is_picture(node)), None)
            what = "hình vẽ" if picture is None else what_is(picture)
            yield f"{what} cùng {place.called} với {shown}", _PICTURE_REMEDY
        elif element.tag == w("sectPr"):
            yield f"dấu ngắt phần (section) cùng {place.called} với {shown}", place.remedy
        elif element.get(w("type")) in _BREAKS:
            yield f"dấu ngắt trang cùng {place.called} với {shown}", place.remedy
