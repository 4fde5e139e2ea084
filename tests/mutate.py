"""One breach made in a real Word file (làm sai một chỗ): for each rule that can be broken there, how to break it.

Each entry of `MUTATIONS` changes one thing in the file's XML; the checker must then find exactly that rule.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.law.facts.docx import read_docx
from pipeline.law.facts.model import Flow
from pipeline.law.facts.paper import Element, Paper, PartKind, UnitKind
from pipeline.law.facts.recognise import recognise

E = Element


class Word:
    """A Word file under the knife, with what was recognised in it before."""

    def __init__(self, data: bytes) -> None:
        self.file = Document(BytesIO(data))
        self.paper: Paper = recognise(read_docx(data, name="mau.docx"))
        body = [one for one in self.paper.facts.paragraphs if one.flow in {Flow.BODY, Flow.TEXT_BOX}]
        order = {one.index if one.origin is None else one.origin: None for one in body}
        elements = list(self.file.element.body.iter(qn("w:p")))
        assert len(order) == len(elements)
        self._element = dict(zip(order, elements, strict=True))

    def at(self, index: int) -> Paragraph:
        """The paragraph of the file that a recognised paragraph is, or was cut from."""
        found = self.paper.paragraph(index)
        return Paragraph(self._element[found.index if found.origin is None else found.origin], self.file._body)

    def of(self, element: Element, part: int = 0) -> list[Paragraph]:
        """The paragraphs of a component, each once."""
        component = self.paper.component(element, part)
        made = [self.at(index) for index in component.paragraphs] if component else []
        return list({id(one._p): one for one in made}.values())

    def units(self, kind: UnitKind, part: int | None = None) -> list[Paragraph]:
        """The paragraphs of one kind of unit."""
        return [self.at(one.paragraph) for one in self.paper.units if one.kind is kind and part in {None, one.part}]

    def part(self, kind: PartKind) -> int | None:
        """The index of the first part of a kind."""
        return next((one.index for one in self.paper.parts if one.kind is kind), None)

    def save(self) -> bytes:
        """The file as it is now."""
        file = BytesIO()
        self.file.save(file)
        return file.getvalue()


def _take(element: Any) -> None:
    """Take an element of the file away."""
    element.getparent().remove(element)


Apply = Callable[[Word], bool]


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One way to break one rule. `apply` says whether the paper has what it breaks.

    `also`: other rules that the same change breaks in some papers, `why`; `printed_also`: on paper only. `on_paper`:
    whether a PDF shows it.
    """

    code: str
    name: str
    apply: Apply
    also: frozenset[str] = frozenset()
    printed_also: frozenset[str] = frozenset()
    why: str = ""
    on_paper: bool = True

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def _texts(paragraph: Paragraph) -> list[Any]:
    return list(paragraph._p.iter(qn("w:t")))


def put(paragraph: Paragraph, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> bool:
    """Replace the first match in a paragraph, keeping the looks of its runs where the match lies within one."""
    pieces = _texts(paragraph)
    for piece in pieces:
        if re.search(pattern, piece.text or ""):
            piece.text = re.sub(pattern, replacement, piece.text, count=1)
            piece.set(qn("xml:space"), "preserve")
            return True
    whole = "".join(piece.text or "" for piece in pieces)
    if not re.search(pattern, whole):
        return False
    pieces[0].text = re.sub(pattern, replacement, whole, count=1)
    pieces[0].set(qn("xml:space"), "preserve")
    for piece in pieces[1:]:
        piece.text = ""
    return True


def text(element: Element, pattern: str, replacement: str | Callable[[re.Match[str]], str], *, nth: int = 0) -> Apply:
    """Replace in the nth paragraph of a component."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        return bool(found[nth:] if nth >= 0 else found) and put(found[nth], pattern, replacement)

    return apply


def anywhere(pattern: str, replacement: str) -> Apply:
    """Replace the first match in the text of the main part."""

    def apply(word: Word) -> bool:
        return any(put(one, pattern, replacement) for one in plain_body(word))

    return apply


def plain_body(word: Word) -> list[Paragraph]:
    """Paragraphs of plain text of the main part that are not headings: text, dashes, clauses, points."""
    kinds = {UnitKind.TEXT, UnitKind.DASH, UnitKind.CLAUSE, UnitKind.POINT}
    found = [one for one in word.paper.units if one.part == 0 and one.kind in kinds]
    return [word.at(one.paragraph) for one in found if len(word.paper.paragraph(one.paragraph).plain) > 60]


def look(element: Element, **values: Any) -> Apply:
    """Set the look of every run of a component."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        for paragraph in found:
            dress(paragraph, **values)
        return bool(found)

    return apply


def dress(paragraph: Paragraph, **values: Any) -> None:
    """Set size, bold, italic, colour or font of every run."""
    for run in (Run(cast("Any", one), paragraph) for one in paragraph._p.iter(qn("w:r"))):
        for key, value in values.items():
            if key == "colour":
                run.font.color.rgb = RGBColor.from_string(value)
            elif key == "size":
                run.font.size = Pt(value)
            elif key == "font":
                run.font.name = value
            else:
                setattr(run.font, key, value)


def body(change: Callable[[Paragraph], None]) -> Apply:
    """Change one plain paragraph of the main text, the second if there is one."""

    def apply(word: Word) -> bool:
        found = plain_body(word)
        if found:
            change(found[min(1, len(found) - 1)])
        return bool(found)

    return apply


def all_body(change: Callable[[Paragraph], None]) -> Apply:
    """Change every plain paragraph of the main text."""

    def apply(word: Word) -> bool:
        found = plain_body(word)
        for one in found:
            change(one)
        return bool(found)

    return apply


def align(element: Element, where: ALIGN) -> Apply:
    """Align a component otherwise."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        for one in found:
            one.alignment = where
        return bool(found)

    return apply


def section(**values: Any) -> Apply:
    """Set page size or margins of the first section, in mm."""

    def apply(word: Word) -> bool:
        for key, value in values.items():
            setattr(word.file.sections[0], key, Mm(value))
        return True

    return apply


def remove(element: Element, *, nth: int | None = None) -> Apply:
    """Take a component away."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        for one in found if nth is None else found[nth:][:1]:
            _take(one._p)
        return bool(found)

    return apply


def after(element: Element, words: str | None) -> Apply:
    """Put a paragraph like the component's last one after it; None for a blank one."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        if found:
            _copy_after(found[-1], words)
        return bool(found)

    return apply


def _copy_after(paragraph: Paragraph, words: str | None) -> None:
    made: Any = deepcopy(paragraph._p)
    for bookmark in [*made.iter(qn("w:bookmarkStart")), *made.iter(qn("w:bookmarkEnd"))]:
        _take(bookmark)
    pieces = list(made.iter(qn("w:t")))
    for piece in pieces:
        piece.text = ""
    for gone in [*made.iter(qn("w:br")), *made.iter(qn("w:tab"))]:
        if gone.getparent().tag == qn("w:r"):
            _take(gone)
    if words is not None:
        pieces[0].text = words
    paragraph._p.addnext(made)


def line_under(element: Element, *, share: float | None) -> Apply:
    """Make the drawn line under a component that share of its length; None takes it away."""

    def apply(word: Word) -> bool:
        found = word.of(element)
        if not found:
            return False
        drawn = [one for one in word.paper.facts.strokes if one.under is not None]
        stroke = next((one for one in drawn if word.at(one.under or 0)._p is found[-1]._p), None)
        below: Any = found[-1]._p.getnext()
        if stroke is None or below is None:
            return False
        if share is None:
            _take(below)
            return True
        line = Paragraph(below, found[-1]._parent)
        less = Mm(stroke.length * (1 - share) / 2)
        line.paragraph_format.left_indent = (line.paragraph_format.left_indent or 0) + less
        line.paragraph_format.right_indent = (line.paragraph_format.right_indent or 0) + less
        return True

    return apply


def page_number(change: Callable[[Paragraph], None]) -> Apply:
    """Change the paragraph of the page number in the first section that shows one."""

    def apply(word: Word) -> bool:
        for part in word.file.sections:
            for paragraph in part.header.paragraphs:
                if "PAGE" in paragraph._p.xml:
                    change(paragraph)
                    return True
        return False

    return apply


def _set_align(where: ALIGN) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        paragraph.alignment = where

    return change


def _words(pattern: str, replacement: str) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        assert put(paragraph, pattern, replacement)

    return change


def _nfd(paragraph: Paragraph) -> None:
    for piece in _texts(paragraph):
        piece.text = unicodedata.normalize("NFD", piece.text or "")


def _format(**values: Any) -> Callable[[Paragraph], None]:
    def change(paragraph: Paragraph) -> None:
        for key, value in values.items():
            setattr(paragraph.paragraph_format, key, value)

    return change


def _first_page_shows(word: Word) -> bool:
    title = word.file.sections[0]._sectPr.find(qn("w:titlePg"))
    if title is None:
        return False
    _take(title)
    return True


def _no_restart(word: Word) -> bool:
    found = [one._sectPr.find(qn("w:pgNumType")) for one in word.file.sections[1:]]
    real = [one for one in found if one is not None and one.get(qn("w:start"))]
    if not real:
        return False
    _take(real[0])
    return True


def unit(kind: UnitKind, pattern: str, replacement: str, *, nth: int = 0) -> Apply:
    """Replace in the nth unit of a kind."""

    def apply(word: Word) -> bool:
        found = word.units(kind)
        return len(found) > nth and put(found[nth], pattern, replacement)

    return apply


def _swap_points(word: Word) -> bool:
    """Two neighbouring points lettered b, c become c, b."""
    points = [one for one in word.paper.units if one.kind is UnitKind.POINT]
    for first, second in itertools.pairwise(points):
        if (first.number, second.number) == ("b", "c"):
            return put(word.at(first.paragraph), r"^b\)", "c)") and put(word.at(second.paragraph), r"^c\)", "b)")
    return False


def _article_number(word: Word) -> bool:
    articles = [one for one in word.paper.units if one.kind is UnitKind.ARTICLE]
    return len(articles) > 1 and put(word.at(articles[1].paragraph), r"Điều \d+", "Điều 99")


def _in_part(kind: PartKind, element: Element, change: Callable[[Paragraph], bool | None]) -> Apply:
    def apply(word: Word) -> bool:
        part = word.part(kind)
        found = word.of(element, part) if part is not None else []
        return bool(found) and change(found[0]) is not False

    return apply


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
                _take(found)
            return True
    return False


def _underscores(word: Word) -> bool:
    """The drawn line under the motto becomes a row of underscores."""
    found = word.of(E.MOTTO)
    if not found or not line_under(E.MOTTO, share=None)(word):
        return False
    _copy_after(found[-1], "______________________")
    return True


def _named(apply: Apply) -> Apply:
    return lambda word: not word.paper.is_letter and apply(word)


def _letter(apply: Apply) -> Apply:
    return lambda word: word.paper.is_letter and apply(word)


def _archive_mark(word: Word) -> bool:
    found = word.of(E.RECIPIENTS)
    return any(put(one, "Lưu: VT", "Lưu VT") for one in found)


def _first_recipient(word: Word) -> bool:
    found = word.of(E.RECIPIENTS)
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
    Mutation(code="PG-04", name="lề trái 25 mm", apply=section(left_margin=25), also=_FRAME, why=_WIDER),
    Mutation(code="PG-05", name="lề phải 23 mm", apply=section(right_margin=23), also=_FRAME, why=_WIDER),
    Mutation(code="PG-06", name="phông Arial", apply=body(lambda p: dress(p, font="Arial"))),
    Mutation(code="PG-07", name="chữ xanh", apply=body(lambda p: dress(p, colour="0070C0"))),
    Mutation(code="PG-08", name="Unicode tổ hợp", apply=body(_nfd), on_paper=False),
    Mutation(code="PG-09", name="số trang canh phải", apply=page_number(_set_align(ALIGN.RIGHT))),
    Mutation(code="PG-10", name="số trang cỡ 10", apply=page_number(lambda p: dress(p, size=10))),
    Mutation(code="PG-11", name="số trang ở trang đầu", apply=_first_page_shows),
    Mutation(code="PG-12", name="phụ lục đánh tiếp số trang", apply=_no_restart),
    Mutation(code="QH-01", name="sai Quốc hiệu", apply=text(E.NATIONAL_NAME, "XÃ HỘI CHỦ", "XÃ HỘI, CHỦ")),
    Mutation(code="QH-02", name="Quốc hiệu không đậm", apply=look(E.NATIONAL_NAME, bold=False)),
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
    Mutation(code="SK-03", name="cách chữ quanh gạch", apply=_named(text(E.NUMBER, r"/(\w+)-", r" / \1 - "))),
    Mutation(code="SK-05", name="cách chữ quanh gạch", apply=_letter(text(E.NUMBER, r"/(\w+)-", r" / \1 - "))),
    Mutation(code="SK-04", name="sai viết tắt", apply=text(E.NUMBER, r"/(QĐ|TB|KH|BC|TTr|GM|BB)-", r"/CV-")),
    Mutation(code="SK-06", name="ký hiệu chữ thường", apply=text(E.NUMBER, r"-(\w+)$", lambda m: "-" + m[1].lower())),
    Mutation(code="SK-07", name="số đậm", apply=look(E.NUMBER, bold=True)),
    Mutation(code="SK-09", name="năm trong số", apply=text(E.NUMBER, r"/(TB|KH|BC|TTr|GM|BB)-", r"/2024/\1-")),
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
    Mutation(code="ND-02", name="canh trái", apply=all_body(_set_align(ALIGN.LEFT))),
    Mutation(code="ND-03", name="lùi 25 mm", apply=all_body(_format(first_line_indent=Mm(25)))),
    Mutation(code="ND-04", name="đoạn sát nhau", apply=all_body(_format(space_before=Pt(0)))),
    Mutation(code="ND-05", name="giãn dòng 2", apply=all_body(_format(line_spacing=2.0))),
    Mutation(code="ND-08", name="nhảy số điều", apply=_article_number),
    Mutation(code="ND-10", name="lộn thứ tự điểm", apply=_swap_points),
    Mutation(code="ND-11", name="mất ./.", apply=text(E.BODY, r"\./\.$", ".", nth=-1)),
    Mutation(code="ND-12", name="khoản viết hoa", apply=anywhere(r", ", ", theo Khoản 2 điều 5, ")),
    Mutation(code="ND-14", name="dấu chấm thập phân", apply=anywhere(r", ", ", đạt 98.5%, ")),
    Mutation(
        code="PL-01",
        name="phụ lục in hoa",
        apply=_in_part(PartKind.ANNEX, E.ANNEX_LABEL, lambda p: put(p, "Phụ lục", "PHỤ LỤC")),
    ),
    Mutation(
        code="PL-02",
        name="tên phụ lục không đậm",
        apply=_in_part(PartKind.ANNEX, E.ANNEX_TITLE, lambda p: dress(p, bold=False)),
    ),
    Mutation(
        code="PL-03",
        name="kèm theo không nghiêng",
        apply=_in_part(PartKind.ANNEX, E.ANNEX_REFERENCE, lambda p: dress(p, italic=False)),
    ),
    Mutation(code="KY-01", name="KT. cấp phó", apply=text(E.SIGNING_CAPACITY, r"^KT\. ", "KT. PHÓ ")),
    Mutation(code="KY-04", name="học vị", apply=text(E.SIGNER_NAME, "^", "TS. ")),
    Mutation(code="NN-01", name="Nơi nhận cỡ 14", apply=look(E.RECIPIENTS_LABEL, size=14)),
    Mutation(code="NN-02", name="danh sách cỡ 13", apply=look(E.RECIPIENTS, size=13)),
    Mutation(code="NN-03", name="Lưu thiếu hai chấm", apply=_archive_mark),
    Mutation(code="NN-04", name="mất Như trên", apply=_first_recipient),
    Mutation(code="MT-04", name="gạch dưới làm đường kẻ", apply=_underscores),
    Mutation(code="CL-01", name="chỗ trống chưa điền", apply=anywhere(r", ", ", ngày ??? tháng ???, ")),
    Mutation(code="CL-03", name="Ð thay Đ", apply=anywhere(r"Ban Chỉ đạo|Đề nghị", "Ðề nghị")),
    Mutation(code="CL-05", name="hàng bảng bị cắt", apply=_split_rows, on_paper=False),
    Mutation(code="CL-06", name="còn vết sửa", apply=body(_tracked), on_paper=False),
    Mutation(code="CL-09", name="cách trước dấu phẩy", apply=anywhere(r"(\w), ", r"\1 , ")),
    Mutation(code="CL-11", name="ngày không có", apply=anywhere(r", ", ", trước ngày 31/4/2024, ")),
    Mutation(code="CL-13", name="từ lặp", apply=_doubled(("của", "và", "các"))),
)
