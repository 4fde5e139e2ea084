"""Checking the files of a pack (soát bộ mẫu) before a layout is filled in.

Tags are closed, blocks exist, relationships lead to parts of the file, the styles in use are defined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.finding import Finding
from pipeline.typeset.docx.carried_styles import STYLES, styles_used
from pipeline.typeset.docx.relationships import references, relations
from pipeline.typeset.docx.render import check_tags, opened
from pipeline.typeset.docx.seen_in_word import is_link, is_picture, place_of, story_of, what_is
from pipeline.typeset.docx.template_faults import finding_of
from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet
from pipeline.typeset.docx.wordml import parse, w

_BROKEN_LINK: Final = "MAU-05"
_UNDEFINED_STYLE: Final = "MAU-06"
_TEXTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes")
_AS_BEFORE: Final = "Mở bằng Word, chèn hoặc định dạng lại chỗ ấy; hoặc lấy lại mẫu gốc của phần mềm."


def file_findings(templates: TemplateSet) -> tuple[Finding, ...]:
    """The findings on the files of a template set, each file alone, with the paths under which people find them.

    Styles that two files define differently are reported by `style_differences`, where a change of one has no effect.
    """
    named = [*templates.layouts, *((f"{BLOCK_FOLDER}/{name}", data) for name, data in templates.blocks)]
    failures = (failure for name, data in named for failure in _failures(name, data, templates))
    return tuple(finding_of(failure.at(templates.place)) for failure in failures)


def _failures(name: str, data: bytes, templates: TemplateSet) -> list[TemplateFailed]:
    try:
        check_tags(name, data)
        parts = opened(name, data)
        return [*_links(name, parts), *_styles(name, parts), *_blocks(name, templates)]
    except TemplateFailed as failure:
        return [failure]
    except etree.XMLSyntaxError:
        return [TemplateFailed("đã hỏng (sai XML)", _AS_BEFORE, template=name, code="DUNG-30")]


def links_kept(layout: str, templates: TemplateSet) -> None:
    """TemplateFailed: a layout or a block in it refers to something that is not in its file."""
    for name, data in templates.used([layout]).items():
        file = name if name == layout else f"{BLOCK_FOLDER}/{name}"
        for failure in _links(file, opened(file, data)):
            raise failure


def _blocks(name: str, templates: TemplateSet) -> Iterator[TemplateFailed]:
    """What is wrong with the blocks that a file includes: those that do not exist."""
    for block in templates.included(name.removeprefix(f"{BLOCK_FOLDER}/")):
        if block not in dict(templates.blocks):
            wanted = f"{BLOCK_FOLDER}/{block}"
            words = f"gọi khối “{block}” nhưng không có tệp {wanted}.docx"
            hint = "Sửa tên khối trong lệnh include, hoặc thêm tệp khối."
            yield TemplateFailed(words, hint, template=name, code="DUNG-32", wanted=wanted)


def _links(name: str, parts: Mapping[str, bytes]) -> Iterator[TemplateFailed]:
    """Pictures and other things to which a text refers and that are not in the file."""
    for part, root in _texts(parts):
        known = relations(parts, part)
        lost = (
            _broken(part, element)
            for element, _, key in references(root)
            if (relation := known.get(key)) is None or not (relation.outside or relation.target in parts)
        )
        for words, hint in dict.fromkeys(lost):
            yield TemplateFailed(words, hint, template=name, code=_BROKEN_LINK)


def _broken(part: str, element: etree._Element) -> tuple[str, str]:
    """What is said of an element of a part that shows something lost, by what a person sees of it; and what to do."""
    words = f"có {what_is(element)}{story_of(part)} mà nội dung không còn trong tệp{place_of(element)}"
    if is_picture(element):
        return words, "Mở mẫu bằng Word, xóa khung ảnh ở chỗ ấy rồi chèn lại ảnh (Chèn > Hình ảnh)."
    if is_link(element):
        return words, "Mở mẫu bằng Word, bấm chuột phải vào liên kết, bỏ siêu kết nối rồi đặt lại."
    return words, "Mở mẫu bằng Word, xóa phần hỏng ở chỗ ấy rồi chèn lại; hoặc lấy lại mẫu gốc của phần mềm."


def _styles(name: str, parts: Mapping[str, bytes]) -> Iterator[TemplateFailed]:
    """Styles that are used and defined nowhere in the file."""
    for style in sorted(_used(parts) - _defined(parts)):
        words = f"dùng kiểu “{style}” mà tệp không định nghĩa"
        yield TemplateFailed(words, _AS_BEFORE, template=name, code=_UNDEFINED_STYLE)


def _used(parts: Mapping[str, bytes]) -> set[str]:
    return {style for _, root in _texts(parts) for style in styles_used(root)}


def _defined(parts: Mapping[str, bytes]) -> set[str]:
    """The ids of the styles that a file defines."""
    if STYLES not in parts:
        return set()
    return {str(style.get(w("styleId"))) for style in parse(parts[STYLES]).iter(w("style"))}


def _texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for part, data in parts.items():
        if part.startswith(_TEXTS) and part.endswith(".xml"):
            yield part, parse(data)
