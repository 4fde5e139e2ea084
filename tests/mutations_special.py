"""Breaches of what only some papers have (các lỗi cố ý ở thành phần riêng): marks, chapters, minutes, letters, annexes.

As in `tests.mutations`: each changes one thing in the file, and the checker must find exactly that rule.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.reading.recognised import Element, PartKind, UnitKind
from tests.mutate import (
    Apply,
    Mutation,
    Word,
    anywhere,
    body,
    copy_after,
    dress,
    letter,
    look,
    named,
    page_number,
    put,
    remove,
    take,
    text,
    texts,
    unit,
)

E = Element
_SEVERAL_PAGES = 4500  # characters
_LIST = 5  # items that make a list long enough to tell its custom
_DAY = re.compile(r"ngày \d+ tháng \d+ năm \d{4}$")


def _landscape(word: Word) -> bool:
    """What follows the text, the signature and the recipients, goes to a page on its side."""
    if len(word.file.sections) > 1:
        return False
    last = word.file.sections[0]._sectPr
    _main(word)[-1]._p.get_or_add_pPr().append(deepcopy(last))
    section = word.file.sections[1]
    width, height = section.page_width, section.page_height
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, height, width
    for name in ("w:pgNumType", "w:titlePg"):
        for one in last.findall(qn(name)):
            take(one)
    return True


def _sides_swapped(word: Word) -> bool:
    """The two columns of the letterhead change places."""
    table: Any = word.file.tables[0]._tbl
    for row in table.findall(qn("w:tr")):
        left, right = row.findall(qn("w:tc"))
        right.addnext(left)
    left, right = table.find(qn("w:tblGrid"))
    right.addnext(left)
    return True


def _squeezed(indent: Mm) -> Apply:
    """Indents leave the national name too little room for one line."""

    def apply(word: Word) -> bool:
        for one in word.paragraphs_of(E.NATIONAL_NAME):
            one.paragraph_format.left_indent = one.paragraph_format.right_indent = indent
        return True

    return apply


def _only_capital(word: Word) -> bool:
    """A people's committee gets a line of a parent body."""
    found = word.paragraphs_of(E.ISSUING_AGENCY)
    if word.paragraphs_of(E.PARENT_AGENCY) or not found or not (found[0].text.startswith("ỦY BAN NHÂN DÂN")):
        return False
    made = copy_after(found[0], "CHÍNH PHỦ")
    dress(made, bold=False)
    found[0]._p.addprevious(made._p)
    return True


def _districts_gone(word: Word) -> bool:
    """The day moves behind 01/7/2025, where the place is still a district."""
    found = word.paragraphs_of(E.PLACE_DATE)
    if not found or not _DAY.search(found[0].text):
        return False
    return put(found[0], r"^.*$", "Huyện An Đông, ngày 20 tháng 8 năm 2025")


def _minutes_dated(word: Word) -> bool:
    """Minutes get a line of place and date in the empty cell beside the number."""
    if word.paper.type_name != "biên bản":
        return False
    cell = word.file.tables[0].rows[1].cells[1]
    made = cell.paragraphs[0]
    run = made.add_run("Thanh Giang, ngày 20 tháng 3 năm 2024")
    run.italic, run.font.size, run.font.name = True, Pt(13), "Times New Roman"
    return True


def _signed_together(word: Word) -> bool:
    """A decision of the chairman is signed on behalf of the committee."""
    line, found = word.paragraphs_of(E.AUTHORITY_LINE), word.paragraphs_of(E.SIGNING_CAPACITY)
    if not line or not line[0].text.startswith("CHỦ TỊCH"):
        return False
    found[0]._p.addprevious(copy_after(found[0], "TM. ỦY BAN NHÂN DÂN")._p)
    return True


def _small_contact(word: Word) -> bool:
    """The address at the foot of the first page in size 9."""
    found = [one for one in word.file.sections[0].first_page_footer.paragraphs if "Địa chỉ" in one.text]
    for one in found:
        dress(one, size=9)
    return bool(found)


def _two_spellings(word: Word) -> bool:
    """The number of a paper cited in the bases is written otherwise in the text."""
    cited = any("2187/QĐ-UBND" in one.text for one in word.paragraphs_of(E.BASIS))
    return cited and anywhere(", ", ", theo Quyết định số 2187/QD-UBND, ")(word)


def _type(name: str, apply: Apply) -> Apply:
    return lambda word: word.paper.type_name == name and apply(word)


def _article_untitled(word: Word) -> bool:
    """The title of an article of a regulation is taken away, its number stays."""
    articles = [one for one in word.paper.units if one.kind is UnitKind.ARTICLE and one.part > 0]
    return len(articles) > 1 and put(word.at(articles[1].paragraph), r"^(Điều \d+\.) .*$", r"\1")


def _annexes_unnamed(word: Word) -> bool:
    """No sentence names the annexes any more."""
    if word.part(PartKind.ANNEX) is None:
        return False
    done = False
    for piece in [piece for one in _main(word) for piece in texts(one)]:
        if re.search("Phụ lục", piece.text or ""):
            piece.text = re.sub(r"Phụ lục( [IVX]+)?( kèm theo)?", "bảng dưới", piece.text)
            done = True
    return done


def _in_text(pattern: str, replacement: str) -> Apply:
    """Replace in every paragraph of the main text."""
    return lambda word: bool([one for one in _main(word) if put(one, pattern, replacement)])


def _main(word: Word) -> list[Paragraph]:
    return [word.at(one.paragraph) for one in word.paper.units if one.part == 0]


def _long(apply: Apply) -> Apply:
    """Only a paper that surely has several pages; a short one may need no number."""
    return lambda word: sum(len(one.text) for one in _main(word)) > _SEVERAL_PAGES and apply(word)


def _mark(element: Element, words: str, **values: Any) -> Apply:
    """Put a line of these words under a component."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(element)
        if found:
            dress(copy_after(found[-1], words), **values)
        return bool(found)

    return apply


def _issued(apply: Apply) -> Apply:
    """Only a paper with its number and its day."""

    def wanted(word: Word) -> bool:
        number, day = word.paragraphs_of(E.NUMBER), word.paragraphs_of(E.PLACE_DATE)
        return bool(number and day and re.search(r"\d+/", number[0].text) and _DAY.search(day[0].text)) and apply(word)

    return wanted


def _attached_recipients(word: Word) -> bool:
    """A regulation issued with a decision gets recipients of its own."""
    part = word.part(PartKind.ATTACHED)
    label, found = word.paragraphs_of(E.RECIPIENTS_LABEL), word.paragraphs_of(E.RECIPIENTS)
    if part is None or not label or not found:
        return False
    last = word.at(word.paper.units[-1].paragraph)
    for one, words in ((found[-1], "- Lưu: VT, CNTT."), (label[0], "Nơi nhận:")):
        last._p.addnext(copy_after(one, words)._p)
    return True


def _list_mark(word: Word) -> bool:
    """An item in the middle of a list of dashes loses its semicolon."""
    dashes = [one.paragraph for one in word.paper.units if one.kind is UnitKind.DASH]
    for first in dashes:
        marked = [word.at(first + step) for step in range(_LIST) if first + step in dashes]
        # Without its semicolon an item in brackets is complete.
        if len(marked) == _LIST and all(re.search(r"[^)”];$", one.text) for one in marked):
            return put(marked[1], ";$", "")
    return False


def _nobody_told(word: Word) -> bool:
    """A body that is not among the recipients is given a task."""
    found = [one for one in word.paper.units if one.kind is UnitKind.CLAUSE and one.part == 0]
    words = " Giao Sở Ngoại vụ chủ trì, phối hợp với các cơ quan liên quan thực hiện."
    return bool(found) and put(word.at(found[0].paragraph), r"\.$", "." + words)


def _hidden(paragraph: Paragraph) -> None:
    run = paragraph.add_run(" ghi chú nội bộ")
    run.font.hidden = True


def _no_page_number(paragraph: Paragraph) -> None:
    for run in paragraph._p.findall(qn("w:r")):
        take(run)
    for field in paragraph._p.findall(qn("w:fldSimple")):
        take(field)


def _gap(gap: Pt) -> Apply:
    """The room above the subject of a letter."""

    def apply(word: Word) -> bool:
        found = word.paragraphs_of(E.LETTER_SUBJECT)
        for one in found[:1]:
            one.paragraph_format.space_before = gap
        return bool(found)

    return apply


SPECIAL: tuple[Mutation, ...] = (
    Mutation(
        code="PG-02",
        name="trang đặt ngang",
        apply=_landscape,
        printed_also=frozenset({"CL-04"}),
        why="trang đặt ngang chỉ có khối chữ ký",
    ),
    Mutation(code="PG-09", name="không có số trang", apply=_long(page_number(_no_page_number))),
    Mutation(code="QH-07", name="Quốc hiệu ở bên trái", apply=_sides_swapped),
    Mutation(code="QH-08", name="Quốc hiệu rớt một chữ", apply=_squeezed(Mm(7))),
    Mutation(code="QH-08", name="Quốc hiệu rớt hai chữ", apply=_squeezed(Mm(12))),
    Mutation(code="CQ-05", name="huyện sau 01/7/2025", apply=_districts_gone),
    Mutation(code="CQ-06", name="UBND có cơ quan chủ quản", apply=_only_capital),
    Mutation(code="SK-02", name="thừa số không", apply=text(E.NUMBER, r"Số:\s+(\d+)?/", "Số: 0123/")),
    Mutation(code="DT-05", name="địa danh viết thường", apply=text(E.PLACE_DATE, "^Thanh Giang", "Thanh giang")),
    Mutation(code="DT-06", name="biên bản có dòng ngày", apply=_minutes_dated),
    Mutation(code="TL-05", name="V/v sát số", apply=_gap(Pt(0))),
    Mutation(code="TL-05", name="V/v cách xa", apply=_gap(Pt(18)), open_on_paper=True),
    Mutation(code="TL-06", name="V/v dưới tên loại", apply=named(text(E.SUBJECT, "^(Về việc )?", "V/v "))),
    Mutation(code="TL-07", name="ký hiệu dài", apply=text(E.NUMBER, "$", "-" + "ĐĂKLĂKHN" * 4)),
    Mutation(
        code="KG-01",
        name="công văn không có Kính gửi",
        apply=letter(remove(E.ADDRESSEE)),
        also=frozenset({"NN-05"}),
        why="cơ quan được giao việc chỉ có tên ở Kính gửi",
    ),
    Mutation(
        code="CC-03",
        name="thiếu ngày",
        apply=text(E.BASIS, r"(QĐ-UBND) ngày \d+ tháng \d+ năm \d+ ", r"\1 ", nth=-2),
    ),
    Mutation(code="CC-05", name="luật ghi số", apply=text(E.BASIS, "ngày 19 tháng 6 năm 2015;", "số 77/2015/QH13;")),
    Mutation(code="CC-04", name="số viết hai cách", apply=_two_spellings),
    Mutation(code="ND-06", name="chương số Ả Rập", apply=unit(UnitKind.CHAPTER, "^Chương II$", "Chương 2", nth=1)),
    Mutation(code="ND-09", name="điều không tiêu đề", apply=_article_untitled),
    Mutation(code="ND-10", name="nhảy số khoản", apply=unit(UnitKind.CLAUSE, r"^2\.", "4.", nth=1)),
    Mutation(code="ND-13", name="nhân dân viết thường", apply=anywhere(", ", ", phục vụ nhân dân, ")),
    Mutation(code="ND-15", name="mục nhảy số", apply=unit(UnitKind.ROMAN, r"^II\.", "IV.", nth=1)),
    Mutation(code="KY-02", name="KT. rồi cấp trưởng", apply=text(E.SIGNING_CAPACITY, "^PHÓ ", "", nth=-1)),
    Mutation(code="KY-03", name="chức vụ quyết định mà ký TM.", apply=_signed_together),
    Mutation(code="KY-06", name="chức vụ của cơ quan khác", apply=text(E.SIGNING_CAPACITY, "^TRƯỞNG BAN$", "GIÁM ĐỐC")),
    Mutation(code="NN-05", name="giao việc mà không gửi", apply=letter(_nobody_told)),
    Mutation(code="PL-04", name="không nhắc phụ lục", apply=_annexes_unnamed),
    Mutation(code="KH-01", name="mức khẩn lạ", apply=text(E.URGENCY, "^.+$", "HỎA TỐC HẸN GIỜ")),
    Mutation(code="KH-02", name="dấu khẩn đen", apply=look(E.URGENCY, colour="000000")),
    Mutation(code="KH-03", name="dấu MẬT", apply=_mark(E.NUMBER, "MẬT")),
    Mutation(code="LH-01", name="lưu hành không đậm", apply=look(E.CIRCULATION, bold=False)),
    Mutation(code="DC-01", name="địa chỉ cỡ 9", apply=_small_contact),
    Mutation(code="ST-01", name="ký hiệu chữ thường", apply=text(E.RECIPIENTS, r"TTH\.\((\d+)\)$", r"tth.\1", nth=-1)),
    Mutation(code="MT-01", name="không ghi giờ kết thúc", apply=_type("biên bản", _in_text("kết thúc", "bế mạc"))),
    Mutation(code="MT-02", name="không có địa điểm", apply=_type("giấy mời", _in_text("^Địa điểm:", "Nơi họp:"))),
    Mutation(code="MT-03", name="quy chế có Nơi nhận", apply=_attached_recipients),
    Mutation(code="CL-02", name="dấu thanh hai kiểu", apply=anywhere(", ", ", tuỳ tình hình, ")),
    Mutation(code="CL-10", name="còn DỰ THẢO", apply=_issued(_mark(E.NUMBER, "DỰ THẢO", bold=True))),
    Mutation(code="CL-12", name="gạch nối mềm", apply=anywhere(r"(\w\w), ", "\\1\u00ad, "), on_paper=False),
    Mutation(code="CL-14", name="ý liệt kê mất dấu", apply=_list_mark),
    Mutation(code="CL-06", name="chữ ẩn", apply=body(_hidden), on_paper=False),
)
