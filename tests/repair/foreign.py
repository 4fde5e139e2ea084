"""A paper as an office without templates types it: Word's defaults for font, margins and spacing, the number at the foot."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

BODY = (
    "Thực hiện chương trình công tác năm 2024, Ủy ban nhân dân tỉnh đề nghị các sở, ban, ngành và Ủy ban nhân dân các "
    "huyện, thành phố báo cáo kết quả chuyển đổi số sáu tháng đầu năm, nêu rõ việc đã làm, việc chưa làm và nguyên nhân."
)


def _line(cell: object, text: str, *, first: bool = False, bold: bool = False, size: float = 11, **look: bool) -> None:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()  # type: ignore[attr-defined]
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, look.get("italic", False), Pt(size)
    paragraph.alignment = ALIGN.CENTER if look.get("center", True) else ALIGN.LEFT


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def foreign_paper(paragraphs: int = 14, *, spread: bool = True, year: int = 2024) -> bytes:
    """A công văn of two pages, wrong in most things that the look of a paper can be wrong in; `spread`: one in double lines."""
    document = Document()
    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    _line(left, "ỦY BAN NHÂN DÂN", first=True, size=14)
    _line(left, "TỈNH THANH GIANG", size=14)
    _line(left, "Số 5 / UBND - VX", bold=True, center=False)
    _line(left, "V/v báo cáo kết quả chuyển đổi số", italic=True)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first=True)
    _line(right, "Độc lập – Tự do – Hạnh phúc", size=12)
    _line(right, f"Thanh Giang, ngày 5 tháng 05 năm {year}", center=False)
    addressee = document.add_paragraph()
    addressee.alignment = ALIGN.CENTER
    addressee.add_run("Kính gửi: Các sở, ban, ngành tỉnh").bold = True
    for number in range(paragraphs):
        body = document.add_paragraph(BODY)
        if number == 1:
            body.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
        if number == 2 and spread:
            body.paragraph_format.line_spacing = 2
        if number == 3:
            body.runs[0].font.size = Pt(10)
    document.add_paragraph("Đề nghị các cơ quan gửi báo cáo trước ngày 20 tháng 6 năm 2024./.")
    tail = document.add_table(rows=1, cols=2)
    left, right = tail.rows[0].cells
    _line(left, "Nơi nhận:", first=True, center=False)
    for text in ("- Như trên;", "- Chủ tịch, các Phó Chủ tịch;", "- Lưu: VT, VX."):
        _line(left, text, size=12, center=False)
    _line(right, "TM. ỦY BAN NHÂN DÂN", first=True, center=False)
    _line(right, "CHỦ TỊCH")
    for _ in range(4):
        right.add_paragraph()
    _line(right, "Nguyễn Văn An", size=12, center=False)
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = ALIGN.RIGHT
    _page_number(foot)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
