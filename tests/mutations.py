"""The breaches that the checker must find (các lỗi cố ý): for each rule that can be broken in a Word file, how to break it.

Each entry of `MUTATIONS` changes one thing in the file's XML; the checker must then find exactly that rule.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.reading.recognised import Element, PartKind, UnitKind
from tests.mutate import (
    Apply,
    Mutation,
    Word,
    after,
    all_body,
    anywhere,
    body,
    copy_after,
    dress,
    formatted,
    in_part,
    letter,
    line_under,
    look,
    named,
    page_number,
    plain_body,
    put,
    remove,
    section,
    set_align,
    take,
    text,
    texts,
)

E = Element


def _nfd(paragraph: Paragraph) -> None:
    for piece in texts(paragraph):
        piece.text = unicodedata.normalize("NFD", piece.text or "")


def _first_page_shows(word: Word) -> bool:
    title = word.file.sections[0]._sectPr.find(qn("w:titlePg"))
    if title is None:
        return False
    take(title)
    return True


def _no_restart(word: Word) -> bool:
    found = [one._sectPr.find(qn("w:pgNumType")) for one in word.file.sections[1:]]
    real = [one for one in found if one is not None and one.get(qn("w:start"))]
    if not real:
        return False
    take(real[0])
    return True


def _swap_points(word: Word) -> bool:
    """Two neighbouring points lettered b, c become c, b."""
    points = [one for one in word.paper.units if one.kind is UnitKind.POINT]
    for first, second in itertools.pairwise(points):
        if (first.number, second.number) == ("b", "c"):
            return put(word.at(first.paragraph), r"^b\)", "c)") and put(word.at(second.paragraph), r"^c\)", "b)")
    return False


def _word_cut(word: Word) -> bool:
    """A line of the title that a person ended inside a word (Shift+Enter)."""
    for paragraph in word.paragraphs_of(E.SUBJECT):
        for run in paragraph.runs:
            if found := re.search(r"(kiểm|thành|kinh|báo|kiện|ban) (tra|lập|phí|cáo|toàn|hành)", run.text):
                run.text = f"{run.text[: found.end(1)]}\n{run.text[found.start(2) :]}"
                return True
    return False


def _article_number(word: Word) -> bool:
    articles = [one for one in word.paper.units if one.kind is UnitKind.ARTICLE]
    return len(articles) > 1 and put(word.at(articles[1].paragraph), r"Điều \d+", "Điều 99")


def _tracked(paragraph: Paragraph) -> None:
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "9001")
    inserted.set(qn("w:author"), "Người sửa")
    run = paragraph._p.findall(qn("w:r"))[-1]
    run.addprevious(inserted)
    inserted.append(run)


def _split_rows(word: Word) -> bool:
    for table in word.file.tables:
        if len(table.rows) > 30 and table._tbl.xml.count("w:tblHeader"):
            for found in table._tbl.findall(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:cantSplit')}"):
                take(found)
            return True
    return False


def _underscores(word: Word) -> bool:
    """The drawn line under the motto becomes a row of underscores."""
    found = word.paragraphs_of(E.MOTTO)
    if not found or not line_under(E.MOTTO, share=None)(word):
        return False
    copy_after(found[-1], "______________________")
    return True


def _archive_mark(word: Word) -> bool:
    found = word.paragraphs_of(E.RECIPIENTS)
    return any(put(one, "Lưu: VT", "Lưu VT") for one in found)


def _first_recipient(word: Word) -> bool:
    found = word.paragraphs_of(E.RECIPIENTS)
    bound = word.paper.component(E.ADDRESSEE) or word.paper.component(E.COMMAND_LINE)
    return bool(found and bound) and put(found[0], "^- Như (trên|Điều \\d+);", "- Các cơ quan liên quan;")


def _doubled(words: Sequence[str]) -> Apply:
    def apply(word: Word) -> bool:
        return any(put(one, rf" {w} ", f" {w} {w} ") for one in plain_body(word) for w in words)

    return apply


# The frame of a mark of urgency is a paragraph's border: it is as wide as the page leaves it.
_FRAME = frozenset({"KH-02"})
_WIDER = "khung dấu khẩn rộng hẹp theo vùng chữ"

MUTATIONS: tuple[Mutation, ...] = (
    Mutation(code="PG-01", name="khổ Letter", apply=section(page_width=216, page_height=279), also=_FRAME, why=_WIDER),
    Mutation(
        code="PG-03",
        name="lề trên 12 mm",
        apply=section(top_margin=12),
        printed_also=frozenset({"PG-09"}),
        why="số trang đứng sát chữ, trên giấy không tách được khỏi nội dung",
    ),
    Mutation(code="PG-03", name="lề dưới 30 mm", apply=section(bottom_margin=30), open_on_paper=True),
    Mutation(code="PG-04", name="lề trái 25 mm", apply=section(left_margin=25), also=_FRAME, why=_WIDER),
    Mutation(code="PG-05", name="lề phải 23 mm", apply=section(right_margin=23), also=_FRAME, why=_WIDER),
    Mutation(code="PG-06", name="phông Arial", apply=body(lambda p: dress(p, font="Arial"))),
    Mutation(code="PG-07", name="chữ xanh", apply=body(lambda p: dress(p, colour="0070C0"))),
    Mutation(code="PG-08", name="Unicode tổ hợp", apply=body(_nfd), on_paper=False),
    Mutation(code="PG-09", name="số trang canh phải", apply=page_number(set_align(ALIGN.RIGHT))),
    Mutation(code="PG-09", name="số trang canh trái", apply=page_number(set_align(ALIGN.LEFT))),
    Mutation(code="PG-10", name="số trang cỡ 10", apply=page_number(lambda p: dress(p, size=10))),
    Mutation(code="PG-11", name="số trang ở trang đầu", apply=_first_page_shows),
    Mutation(code="PG-12", name="phụ lục đánh tiếp số trang", apply=_no_restart),
    Mutation(code="QH-01", name="sai Quốc hiệu", apply=text(E.NATIONAL_NAME, "XÃ HỘI CHỦ", "XÃ HỘI, CHỦ")),
    Mutation(code="QH-02", name="Quốc hiệu không đậm", apply=look(E.NATIONAL_NAME, bold=False)),
    Mutation(
        code="QH-02",
        name="Quốc hiệu cỡ 14",
        apply=look(E.NATIONAL_NAME, size=14),
        also=frozenset({"QH-08"}),
        why="chữ to hơn không vừa một dòng",
    ),
    Mutation(code="QH-03", name="gạch dài", apply=text(E.MOTTO, "lập - Tự", "lập – Tự")),
    Mutation(code="QH-04", name="Tiêu ngữ nghiêng", apply=look(E.MOTTO, italic=True)),
    Mutation(code="QH-05", name="đường kẻ ngắn", apply=line_under(E.MOTTO, share=0.5)),
    Mutation(code="QH-05", name="không có đường kẻ", apply=line_under(E.MOTTO, share=None)),
    Mutation(code="QH-06", name="dòng trống ở giữa", apply=after(E.NATIONAL_NAME, None)),
    Mutation(code="CQ-01", name="cơ quan ban hành cỡ 15", apply=look(E.ISSUING_AGENCY, size=15)),
    Mutation(code="CQ-02", name="cơ quan chủ quản đậm", apply=look(E.PARENT_AGENCY, bold=True)),
    Mutation(code="CQ-03", name="đường kẻ cụt", apply=line_under(E.ISSUING_AGENCY, share=0.4)),
    Mutation(code="CQ-04", name="viết tắt", apply=text(E.ISSUING_AGENCY, "ỦY BAN NHÂN DÂN", "UBND")),
    Mutation(code="SK-01", name="thiếu hai chấm", apply=text(E.NUMBER, "Số:", "Số")),
    Mutation(code="SK-02", name="thiếu số không", apply=text(E.NUMBER, r"Số:\s+(\d+)?/", "Số: 5/")),
    Mutation(code="SK-03", name="cách chữ quanh gạch", apply=named(text(E.NUMBER, r"/(\w+)-", r" / \1 - "))),
    Mutation(code="SK-05", name="cách chữ quanh gạch", apply=letter(text(E.NUMBER, r"/(\w+)-", r" / \1 - "))),
    Mutation(code="SK-04", name="sai viết tắt", apply=text(E.NUMBER, r"/(QĐ|TB|KH|BC|TTr|GM|BB)-", r"/CV-")),
    Mutation(code="SK-04", name="QCh", apply=text(E.NUMBER, r"/(QĐ|TB|KH|BC|TTr|GM|BB)-", "/QCh-")),
    Mutation(code="SK-06", name="ký hiệu chữ thường", apply=text(E.NUMBER, r"-(\w+)$", lambda m: "-" + m[1].lower())),
    Mutation(code="SK-07", name="số đậm", apply=look(E.NUMBER, bold=True)),
    Mutation(code="SK-09", name="năm trong số", apply=text(E.NUMBER, r"/(TB|KH|BC|TTr|GM|BB)-", r"/2024/\1-")),
    Mutation(code="DT-01", name="không có ngày", apply=remove(E.PLACE_DATE)),
    Mutation(code="DT-01", name="thiếu dấu phẩy", apply=text(E.PLACE_DATE, ", ngày", " ngày")),
    Mutation(code="DT-02", name="thừa số không", apply=text(E.PLACE_DATE, r"tháng ([3-9]) ", r"tháng 0\1 ")),
    Mutation(code="DT-02", name="thiếu số không", apply=text(E.PLACE_DATE, r"tháng 0([12]) ", r"tháng \1 ")),
    Mutation(code="DT-03", name="ngày không nghiêng", apply=look(E.PLACE_DATE, italic=False)),
    Mutation(
        code="DT-04", name="ngày không có", apply=text(E.PLACE_DATE, r"ngày\s+\d*\s*tháng \d+", "ngày 31 tháng 4")
    ),
    Mutation(code="TL-01", name="tên loại cỡ 16", apply=look(E.TYPE_NAME, size=16)),
    Mutation(code="TL-02", name="trích yếu nghiêng", apply=look(E.SUBJECT, italic=True)),
    Mutation(code="TL-03", name="không có đường kẻ", apply=line_under(E.SUBJECT, share=None)),
    Mutation(code="TL-04", name="V/v đậm", apply=look(E.LETTER_SUBJECT, bold=True)),
    Mutation(code="TL-04", name="V/v có hai chấm", apply=text(E.LETTER_SUBJECT, "^V/v ", "V/v: ")),
    Mutation(code="KG-02", name="hết bằng chấm phẩy", apply=text(E.ADDRESSEE, r"\.$", ";", nth=-1)),
    Mutation(code="KG-03", name="Kính gửi đậm", apply=look(E.ADDRESSEE, bold=True)),
    Mutation(code="CC-01", name="căn cứ đứng", apply=look(E.BASIS, italic=False)),
    Mutation(code="CC-02", name="căn cứ hết bằng phẩy", apply=text(E.BASIS, ";$", ",")),
    Mutation(code="CC-02", name="căn cứ cuối không chấm", apply=text(E.BASIS, r"\.$", ";", nth=-1)),
    Mutation(code="ND-01", name="một đoạn cỡ 12", apply=body(lambda p: dress(p, size=12))),
    Mutation(code="ND-02", name="canh trái", apply=all_body(set_align(ALIGN.LEFT))),
    Mutation(code="ND-03", name="lùi 25 mm", apply=all_body(formatted(first_line_indent=Mm(25)))),
    Mutation(code="ND-04", name="đoạn sát nhau", apply=all_body(formatted(space_before=Pt(0)))),
    Mutation(code="ND-05", name="giãn dòng 2", apply=all_body(formatted(line_spacing=2.0))),
    Mutation(code="ND-08", name="nhảy số điều", apply=_article_number),
    Mutation(code="ND-10", name="lộn thứ tự điểm", apply=_swap_points),
    Mutation(code="ND-11", name="mất ./.", apply=text(E.BODY, r"\./\.$", ".", nth=-1)),
    Mutation(code="ND-12", name="khoản viết hoa", apply=anywhere(r", ", ", theo Khoản 2 điều 5, ")),
    Mutation(code="ND-14", name="dấu chấm thập phân", apply=anywhere(r", ", ", đạt 98.5%, ")),
    Mutation(
        code="PL-01",
        name="phụ lục in hoa",
        apply=in_part(PartKind.ANNEX, E.ANNEX_LABEL, lambda p: put(p, "Phụ lục", "PHỤ LỤC")),
    ),
    Mutation(
        code="PL-02",
        name="tên phụ lục không đậm",
        apply=in_part(PartKind.ANNEX, E.ANNEX_TITLE, lambda p: dress(p, bold=False)),
    ),
    Mutation(
        code="PL-03",
        name="kèm theo không nghiêng",
        apply=in_part(PartKind.ANNEX, E.ANNEX_REFERENCE, lambda p: dress(p, italic=False)),
    ),
    Mutation(code="KY-01", name="KT. cấp phó", apply=text(E.SIGNING_CAPACITY, r"^KT\. ", "KT. PHÓ ")),
    Mutation(code="KY-04", name="học hàm", apply=text(E.SIGNER_NAME, "^", "PGS.TS. ")),
    Mutation(code="KY-04", name="học vị", apply=text(E.SIGNER_NAME, "^", "TS. ")),
    Mutation(code="NN-01", name="Nơi nhận cỡ 14", apply=look(E.RECIPIENTS_LABEL, size=14)),
    Mutation(code="NN-02", name="danh sách cỡ 13", apply=look(E.RECIPIENTS, size=13)),
    Mutation(code="NN-03", name="Lưu thiếu hai chấm", apply=_archive_mark),
    Mutation(code="NN-03", name="không có dòng Lưu", apply=remove(E.RECIPIENTS, nth=-1)),
    Mutation(code="NN-04", name="mất Như trên", apply=_first_recipient),
    Mutation(code="MT-04", name="gạch dưới làm đường kẻ", apply=_underscores),
    Mutation(code="CL-01", name="chỗ trống chưa điền", apply=anywhere(r", ", ", ngày ??? tháng ???, ")),
    Mutation(code="CL-03", name="Ð thay Đ", apply=anywhere(r"Ban Chỉ đạo|Đề nghị", "Ðề nghị")),
    Mutation(code="CL-05", name="hàng bảng bị cắt", apply=_split_rows, on_paper=False),
    Mutation(code="CL-06", name="còn vết sửa", apply=body(_tracked), on_paper=False),
    Mutation(code="CL-09", name="cách trước dấu phẩy", apply=anywhere(r"(\w), ", r"\1 , ")),
    Mutation(code="CL-11", name="ngày không có", apply=anywhere(r", ", ", trước ngày 31/4/2024, ")),
    Mutation(code="CL-15", name="trích yếu ngắt giữa một từ", apply=_word_cut),
    Mutation(code="CL-13", name="từ lặp", apply=_doubled(("của", "và", "các"))),
)
