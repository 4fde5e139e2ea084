"""The natural mess of returned reports (biểu mẫu điền sai): each as a person does it, and the DOCX reports of two units."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.shared import Pt

from tests.reports.filled import Filled, Typist


def wrong_column(form: Filled) -> None:
    """The figures of one table one column to the right: where the year's estimate belongs, and beyond."""
    for indicator in ("van-ban-di", "van-ban-ky-so"):
        sheet, row, at = form.spot(indicator)
        sheet.cell(row, at + 2).value = sheet.cell(row, at + 1).value
        sheet.cell(row, at + 1).value = sheet.cell(row, at).value
        sheet.cell(row, at).value = None


def thousands_with_dots(form: Filled) -> None:
    """`1.234` typed as text, as on paper."""
    cell = form.cell("ho-so-tiep-nhan")
    cell.value = f"{cell.value:,}".replace(",", ".")


def percent_sign(form: Filled) -> None:
    """`93,5 %` as text."""
    form.cell("muc-do-hai-long").value = "93,5 %"


def words_for_nothing(form: Filled) -> None:
    """`không có` and a dash where nothing happened."""
    form.cell("can-bo-boi-duong").value = "không có"
    form.cell("nen-tang").value = None


def roughly(form: Filled) -> None:
    """A figure with words around it."""
    cell = form.cell("kinh-phi-giai-ngan")
    cell.value = f"khoảng {cell.value:g} triệu".replace(".", ",")


def more_than_all(form: Filled) -> None:
    """More solved in time than solved."""
    form.cell("ho-so-dung-han").value = form.cell("ho-so-giai-quyet").value + 1900


def jumped(form: Filled) -> None:
    """A nought too many."""
    form.cell("van-ban-di").value *= 10


def quarter_as_total(form: Filled) -> None:
    """The quarter's own figure where the total since January belongs."""
    form.cell("quy-van-ban", "lũy kế").value = form.cell("quy-van-ban").value


MESSES: Mapping[tuple[str, str], Typist] = {
    ("6t-2024", "so-cong-thuong"): wrong_column,
    ("6t-2024", "so-xay-dung"): thousands_with_dots,
    ("6t-2024", "so-lao-dong"): percent_sign,
    ("6t-2024", "quy-dau-tu"): words_for_nothing,
    ("6t-2024", "ubnd-huyen-cam-tra"): roughly,
    ("6t-2024", "ubnd-huyen-vinh-khe"): more_than_all,
    ("6t-2024", "cuc-thue"): jumped,
    ("quy-2-2024", "ubnd-huyen-an-dong"): quarter_as_total,
    ("nam-2024", "so-giao-thong"): thousands_with_dots,
    ("nam-2024", "truong-cao-dang"): percent_sign,
}
# Not sent at all; sent late, by so many days after the due day; sent again with other figures.
MISSING: Mapping[str, frozenset[str]] = {
    "6t-2024": frozenset({"cuc-hai-quan", "ubnd-huyen-son-lung", "buu-dien-tinh"}),
    "quy-2-2024": frozenset({"ubnd-huyen-son-lung"}),
    "nam-2024": frozenset({"cong-ty-dien-luc"}),
}
LATE: Mapping[tuple[str, str], int] = {
    ("6t-2024", "so-y-te"): 2,
    ("6t-2024", "ubnd-huyen-yen-thach"): 4,
    ("6t-2024", "truong-dai-hoc"): 1,
    ("nam-2024", "ubnd-huyen-son-lung"): 3,
}
AGAIN: frozenset[tuple[str, str]] = frozenset({("6t-2024", "so-y-te"), ("nam-2024", "kho-bac")})
IN_WORDS: frozenset[tuple[str, str]] = frozenset({("6t-2024", "ubnd-huyen-tan-xuyen"), ("6t-2024", "so-nong-nghiep")})


def odd_letter(unit: str, head: tuple[str, ...], texts: Mapping[str, tuple[str, ...]]) -> bytes:
    """A report as a unit writes it in Word: numbering of its own, titles of its own, one heading within its paragraph."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "\n".join(head).upper()
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.add_row()
    table.cell(1, 0).text = "Số: 118/BC"
    table.cell(1, 1).text = "Thanh Giang, ngày 07 tháng 6 năm 2024"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2024")
    document.add_paragraph("Thực hiện yêu cầu của Sở Thông tin và Truyền thông, đơn vị báo cáo như sau:")
    _bold(document, "I/ KẾT QUẢ ĐẠT ĐƯỢC:")
    for text in texts["ket-qua"]:
        document.add_paragraph(text)
    _bold(document, "1. Việc làm nổi bật khác")
    document.add_paragraph("Đã tổ chức hội thi tìm hiểu về dịch vụ công trực tuyến với 320 người tham gia.")
    document.add_paragraph(f"Tồn tại, hạn chế: {' '.join(texts['ton-tai'])}")
    _bold(document, "III- Phương hướng nhiệm vụ thời gian tới")
    for text in texts["nhiem-vu"]:
        document.add_paragraph(f"- {text}")
    if unit.startswith("ubnd"):
        _bold(document, "IV. Công tác thi đua, khen thưởng")
        document.add_paragraph("Đã đề nghị khen thưởng 05 tập thể và 12 cá nhân.")
    document.add_paragraph("Trên đây là báo cáo của đơn vị./.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _bold(document: object, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True  # type: ignore[attr-defined]
