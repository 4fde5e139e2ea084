"""Word files as offices make them by hand (văn bản gõ tay): letterheads by Shift+Enter or Tab, typed lists, Word's own styles."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

BODY = (
    (
        "Thực hiện Kế hoạch số 25/KH-UBND ngày 12 tháng 3 năm 2024 của Ủy ban nhân dân huyện, Phòng Nội vụ đề nghị các cơ quan, "
        "đơn vị báo cáo kết quả cải cách hành chính quý I năm 2024, cụ thể như sau:"
    ),
    "1. Kết quả thực hiện các nhiệm vụ được giao; khó khăn, vướng mắc và nguyên nhân.",
    "2. Đề xuất, kiến nghị của cơ quan, đơn vị.",
    "Báo cáo gửi về Phòng Nội vụ trước ngày 28 tháng 3 năm 2024 để tổng hợp./.",
)


def typed_letter(*, columns: str) -> bytes:
    """A công văn typed by hand: `columns` is `table` (a letterhead of one row, Shift+Enter) or `tabs`."""
    word = Document()
    _page(word)
    if columns == "table":
        _letterhead_table(word)
    else:
        _letterhead_tabs(word)
    _line(word.add_paragraph(), "Kính gửi: Các phòng, ban, đơn vị thuộc huyện", align=ALIGN.CENTER)
    for text in BODY:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_before = Pt(6)
        _line(paragraph, text, align=ALIGN.JUSTIFY)
    if columns == "table":
        _signing_table(word)
    else:
        _signing_tabs(word)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(14)
    word.styles["Normal"].paragraph_format.space_after = Pt(0)


def _line(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if align is not None:
        paragraph.alignment = align


def _letterhead_table(word: WordDocument) -> None:
    table = word.add_table(rows=1, cols=2)
    left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
    _line(left, "UBND HUYỆN AN ĐÔNG\n", size=12, align=ALIGN.CENTER)
    _line(left, "PHÒNG NỘI VỤ\n", size=12, bold=True)
    _line(left, "Số: 07/PNV-CCHC\n", size=13)
    _line(left, "V/v báo cáo cải cách hành chính\nquý I năm 2024", size=12)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", size=12, bold=True, align=ALIGN.CENTER)
    _line(right, "Độc lập - Tự do - Hạnh phúc\n", size=13, bold=True)
    _line(right, "An Đông, ngày 15 tháng 3 năm 2024", size=13, italic=True)


def _letterhead_tabs(word: WordDocument) -> None:
    rows = (
        (("UBND HUYỆN AN ĐÔNG", 12, False, False), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False)),
        (("PHÒNG NỘI VỤ", 12, True, False), ("Độc lập - Tự do - Hạnh phúc", 13, True, False)),
        (("Số: 07/PNV-CCHC", 13, False, False), ("An Đông, ngày 15 tháng 3 năm 2024", 13, False, True)),
    )
    for (left, left_size, left_bold, _), (right, size, bold, italic) in rows:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(80))
        _line(paragraph, left, size=left_size, bold=left_bold)
        _line(paragraph, "\t" + right, size=size, bold=bold, italic=italic)
    _line(word.add_paragraph(), "V/v báo cáo cải cách hành chính quý I năm 2024", size=12)


def _signing_table(word: WordDocument) -> None:
    table = word.add_table(rows=1, cols=2)
    left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
    _line(left, "Nơi nhận:\n", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    _line(left, "- Như trên;\n- Lưu: VT.", size=11)
    _line(right, "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\n\n\n\n\nVũ Đình Khải", bold=True, align=ALIGN.CENTER)


def _signing_tabs(word: WordDocument) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(100))
    _line(paragraph, "Nơi nhận:", size=12, bold=True, italic=True)
    _line(paragraph, "\tTRƯỞNG PHÒNG", bold=True)
    for text in ("- Như trên;", "- Lưu: VT."):
        _line(word.add_paragraph(), text, size=11)
    for _ in range(3):
        word.add_paragraph()
    name = word.add_paragraph()
    name.paragraph_format.left_indent = Mm(100)
    _line(name, "Vũ Đình Khải", bold=True)
