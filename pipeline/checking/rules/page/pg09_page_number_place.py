"""PG-09: Số trang ở đúng chỗ, bằng chữ số Ả Rập.

Văn bản từ hai trang trở lên có số trang bằng chữ số Ả Rập, canh giữa theo chiều ngang trong phần lề trên (văn bản trước ngày
05/3/2020: góc phải, cuối trang). Số trang không kèm chữ “Trang” hoặc tổng số trang. Văn bản một trang không cần số trang.

Đúng: `2` ở giữa lề trên
Sai: `2` ở giữa cuối trang, `Trang 2/5`, `ii`
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.page_layout import has_several_pages, section_start
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import PageNumber, Section
from pipeline.reading.recognised import Element, Paper

# How far the number may be from the middle, of the page or of the text area; ours.
_OFF_CENTRE_MM = 4.0
# A number this far across the page is at its right edge.
_RIGHT_SHARE = 0.75
_PLACES = {"header": "lề trên", "footer": "lề dưới", "body": "phần nội dung", "text_box": "hộp chữ", "note": "cước chú"}
_ALIGNMENTS = {"left": "bên trái", "center": "ở giữa", "right": "bên phải", "justify": "bên trái"}


@rule(
    code="PG-09",
    title="Số trang bằng chữ số Ả Rập, đặt đúng chỗ",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.7",
    elements=(Element.PAGE_NUMBER,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    breaches: list[Breach] = []
    unknown = ""
    for section in paper.facts.sections:
        if section.page_number is not None:
            problems = tuple(_problems(section, section.page_number, profile))
            if None in problems:
                unknown = "không rõ số trang canh ở đâu"
            wrong = [problem for problem in problems if problem]
            if wrong:
                breaches.append(_breach(paper, section, "Số trang " + ", ".join(wrong), profile))
        elif has_several_pages(paper, section):
            breaches.append(_breach(paper, section, "Không có số trang", profile))
    if breaches:
        return tuple(_distinct(breaches))
    if any(section.page_number for section in paper.facts.sections):
        return NotEvaluated(unknown) if unknown else ()
    if all(has_several_pages(paper, section) is False for section in paper.facts.sections):
        return NotApplicable("văn bản một trang")
    return NotEvaluated("không có số trang, tệp không cho biết văn bản có mấy trang")


def _problems(section: Section, number: PageNumber, profile: Profile) -> Iterator[str | None]:
    """What is wrong with the place of a page number, in words; None for each thing that the file does not tell."""
    if not profile.measure("page_number.flow").allows(number.flow.value):
        yield f"đặt ở {_PLACES[number.flow.value]}"
    alignment = _alignment(section, number)
    if alignment is None:
        yield None
    elif not profile.measure("page_number.align").allows(alignment):
        yield f"canh {_ALIGNMENTS.get(alignment, alignment)}"
    if number.digits != "decimal":
        yield "không bằng chữ số Ả Rập"
    if any(sign.isalnum() or sign == "/" for sign in number.with_text):
        yield f"có kèm chữ “{number.with_text.strip()}”"


def _alignment(section: Section, number: PageNumber) -> str | None:
    if number.alignment is not None or number.center is None:
        return number.alignment
    middles = [section.width / 2]
    if section.margin_left is not None and section.margin_right is not None:
        middles.append((section.margin_left + section.width - section.margin_right) / 2)
    if any(abs(number.center - middle) <= _OFF_CENTRE_MM for middle in middles):
        return "center"
    return "right" if number.center > _RIGHT_SHARE * section.width else None


def _breach(paper: Paper, section: Section, found: str, profile: Profile) -> Breach:
    place = profile.text("page_number.flow"), profile.text("page_number.align")
    where = f"{_ALIGNMENTS[place[1]]} trong phần {_PLACES[place[0]]}"
    paragraph, page = section_start(paper, section)
    return Breach(
        found=found,
        expected=f"chữ số Ả Rập, {where}, không hiển thị ở trang thứ nhất",
        hint="Vào Chèn (Insert) > Số trang (Page Number) và đặt lại số trang.",
        paragraph=paragraph,
        page=page,
    )


def _distinct(breaches: list[Breach]) -> Iterator[Breach]:
    """The first breach of each kind."""
    first: dict[str, Breach] = {}
    for breach in breaches:
        first.setdefault(breach.found, breach)
    yield from first.values()
