"""Putting a profile's measures into a template (dàn trang): page and styles; once for template and profile, then cached."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import lru_cache

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Mm, Pt
from docx.styles.style import CharacterStyle, ParagraphStyle

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM

# Word style -> element of the profile. A style missing from a template is no error: templates carry only what they use.
STYLE_ELEMENTS: Mapping[str, str] = {
    "VT Quốc hiệu": "national_name",
    "VT Tiêu ngữ": "motto",
    "VT Cơ quan chủ quản": "parent_agency",
    "VT Cơ quan ban hành": "issuing_agency",
    "VT Số, ký hiệu": "number",
    "VT Địa danh, thời gian": "place_date",
    "VT Trích yếu công văn": "letter_subject",
    "VT Tên loại": "type_name",
    "VT Trích yếu": "subject",
    "VT Kính gửi": "addressee",
    "VT Kính gửi, từng nơi": "addressee",
    "VT Thẩm quyền ban hành": "authority_line",
    "VT Lệnh ban hành": "command_line",
    "VT Căn cứ": "basis",
    "VT Nội dung": "body",
    "VT Phần": "part_label",
    "VT Chương": "chapter_label",
    "VT Mục": "section_label",
    "VT Tiểu mục": "subsection_label",
    "VT Mục La Mã": "roman_section",
    "VT Điều có tiêu đề": "article",
    "VT Khoản có tiêu đề": "clause_title",
    "VT Bảng: đầu cột": "table_text",
    "VT Bảng: chữ": "table_text",
    "VT Bảng: giữa": "table_text",
    "VT Bảng: số": "table_text",
    "VT Kết thúc bảng": "body",
    "VT Quyền hạn, chức vụ": "signing_capacity",
    "VT Chức vụ khác": "signer_other_title",
    "VT Họ và tên": "signer_name",
    "VT Nơi nhận": "recipients_label",
    "VT Nơi nhận, từng nơi": "recipients",
    "VT Địa chỉ": "contact",
    "VT Phụ lục": "annex_label",
    "VT Tên phụ lục": "annex_title",
    "VT Kèm theo": "annex_reference",
    "VT Kèm theo quyết định": "attached_reference",
    "VT Số trang": "page_number",
    "VT Mức độ khẩn": "urgency",
    "VT Phạm vi lưu hành": "circulation",
    "VT Dự thảo": "draft_mark",
}
# Titles that share a paragraph with their number (Chương I / TITLE) have a character style of their own.
TITLE_RUNS: Mapping[str, str] = {
    "VT Tiêu đề phần": "part_title",
    "VT Tiêu đề chương": "chapter_title",
    "VT Tiêu đề mục": "section_title",
    "VT Tiêu đề tiểu mục": "subsection_title",
}
# These set their own alignment or boldness inside one element: the element's value is for running words.
_OWN_ALIGNMENT = frozenset(
    {"VT Kính gửi", "VT Kính gửi, từng nơi", "VT Kết thúc bảng"}
    | {name for name, element in STYLE_ELEMENTS.items() if element == "table_text"}
)
# One paragraph of several in an element: the space above belongs to the first, which the template gives.
_OWN_SPACE = frozenset({"VT Kính gửi, từng nơi", "VT Quyền hạn, chức vụ"})
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_SIGNATURE_GAP_STYLE = "VT Khoảng ký"
_BLOCK_GAP_STYLE = "VT Khoảng cách"
_HEADER_CELL_STYLE = "VT Bảng: đầu cột"
# Where the number of a page stands: templates have it above, as the decree does; before 05 March 2020 it stood below.
_FOOTER = "footer"
_NUMBER_FIELD = re.compile(r"\bPAGE\b")


@lru_cache(maxsize=64)
def prepare(template: bytes, profile: Profile) -> bytes:
    """The template with every style and the page set to the profile's values; same words, same structure."""
    document = Document(io.BytesIO(template))
    _set_page(document, profile)
    styles = {style.name: style for style in document.styles if isinstance(style, ParagraphStyle)}
    for name, element in STYLE_ELEMENTS.items():
        if name in styles:
            _set_style(styles[name], profile, element)
    for style in document.styles:
        if isinstance(style, CharacterStyle) and style.name in TITLE_RUNS:
            style.font.size = Pt(profile.number(f"{TITLE_RUNS[style.name]}.size"))
    if _HEADER_CELL_STYLE in styles:
        styles[_HEADER_CELL_STYLE].font.bold = profile.flag("table_text.header_bold")
    if _SIGNATURE_GAP_STYLE in styles:
        gap = styles[_SIGNATURE_GAP_STYLE].paragraph_format
        # Never less than the signature needs; the seal may reach over the title and the name, as it does on paper.
        gap.line_spacing = Pt(signature_room(profile))
        gap.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    if _BLOCK_GAP_STYLE in styles:
        _cap_gap(styles[_BLOCK_GAP_STYLE], profile.number("page_fit.block_gap"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _cap_gap(style: ParagraphStyle, most: float) -> None:
    """Make the empty line between two blocks no higher than this, in points."""
    height = style.paragraph_format.line_spacing
    if isinstance(height, Length) and height.pt > most:
        style.paragraph_format.line_spacing = Pt(most)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY


def signature_room(profile: Profile) -> float:
    """The room between a signer's title and name, in points."""
    return max(profile.number("signature_gap.height") * POINTS_PER_MM, profile.number("signature_image.height"))


def _set_page(document: DocumentObject, profile: Profile) -> None:
    for section in document.sections:
        section.page_width = Mm(profile.number("page.width"))
        section.page_height = Mm(profile.number("page.height"))
        section.top_margin = Mm(profile.number("page.margin_top"))
        section.bottom_margin = Mm(profile.number("page.margin_bottom"))
        section.left_margin = Mm(profile.number("page.margin_left"))
        section.right_margin = Mm(profile.number("page.margin_right"))
        section.header_distance = Mm(profile.number("page.header_distance"))
        if profile.text("page_number.flow") == _FOOTER:
            section.footer_distance = Mm(profile.number("page.header_distance"))
            for top, bottom in _stories(section):
                _number_below(top, bottom)


def _stories(section: Section) -> tuple[tuple[_Header, _Footer], ...]:
    return (
        (section.header, section.footer),
        (section.first_page_header, section.first_page_footer),
        (section.even_page_header, section.even_page_footer),
    )


def _number_below(top: _Header, bottom: _Footer) -> None:
    """Move the page number from a header to the footer of the same pages; whatever else stands there stays."""
    if top.is_linked_to_previous:
        return
    numbers = [block for block in top._element if _NUMBER_FIELD.search(_instructions(block))]  # noqa: SLF001
    if not numbers:
        return
    if bottom.is_linked_to_previous:
        bottom.is_linked_to_previous = False
        for blank in list(bottom._element):  # noqa: SLF001
            bottom._element.remove(blank)  # noqa: SLF001
    bottom._element.extend(numbers)  # noqa: SLF001
    if not len(top._element):  # noqa: SLF001
        top.is_linked_to_previous = True


def _instructions(block: BaseOxmlElement) -> str:
    """The instructions of all fields in a paragraph or table, as one text."""
    return " ".join(str(found) for found in block.xpath(".//w:instrText/text() | .//w:fldSimple/@w:instr"))


def _set_style(style: ParagraphStyle, profile: Profile, element: str) -> None:
    """Set every measure that the profile has for the element; others stay as in the template."""
    given = {measure_id.partition(".")[2] for measure_id in profile.measures if measure_id.startswith(f"{element}.")}
    own = style.name in _OWN_ALIGNMENT
    if "size" in given:
        style.font.size = Pt(profile.number(f"{element}.size"))
    if "bold" in given and not own:
        style.font.bold = profile.flag(f"{element}.bold")
    if "italic" in given:
        style.font.italic = profile.flag(f"{element}.italic")
    form = style.paragraph_format
    if "align" in given and not own:
        form.alignment = _ALIGNMENTS[profile.text(f"{element}.align")]
    if "first_line_indent" in given:
        form.first_line_indent = Mm(profile.number(f"{element}.first_line_indent"))
    if "space_before" in given and style.name not in _OWN_SPACE:
        form.space_before = Pt(profile.number(f"{element}.space_before"))
    if "line_spacing" in given:
        form.line_spacing = profile.number(f"{element}.line_spacing")
