"""PG-10: Số trang cỡ {page_number.size}, kiểu chữ {page_number.italic,bold}.

Đúng: `2` cỡ 14, chữ đứng
Sai: `2` cỡ 11, hoặc in đậm, in nghiêng
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.page_layout import section_start
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import PageNumber
from pipeline.reading.recognised import Element, Paper

# Word stores half points; a PDF's sizes come through a matrix.
_SIZE_TOLERANCE = 0.26
_EXPECTED = "cỡ chữ {page_number.size}, chữ {page_number.italic,bold}"


@rule(
    code="PG-10",
    title="Số trang cỡ {page_number.size}, chữ {page_number.italic}",
    group=Group.PAGE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.I.7",
    elements=(Element.PAGE_NUMBER,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    numbered = [section for section in paper.facts.sections if section.page_number is not None]
    if not numbered:
        return NotApplicable("không có số trang")
    breaches: dict[str, Breach] = {}
    unknown = False
    for section in numbered:
        if section.page_number is None:
            continue
        wrong, known = _problems(section.page_number, profile)
        unknown = unknown or not known
        if not wrong:
            continue
        paragraph, page = section_start(paper, section)
        found = "Số trang " + ", ".join(wrong)
        breach = Breach(
            found=found,
            expected=with_values(_EXPECTED, profile),
            hint="Mở phần đầu trang, chọn số trang và sửa lại cỡ chữ, kiểu chữ.",
            paragraph=paragraph,
            page=page,
        )
        breaches.setdefault(found, breach)
    if breaches or not unknown:
        return tuple(breaches.values())
    return NotEvaluated("tệp không cho biết kiểu chữ của số trang")


def _problems(number: PageNumber, profile: Profile) -> tuple[list[str], bool]:
    """What is wrong with the look of a page number, in words, and whether all of its look is known."""
    wrong = []
    size = profile.measure("page_number.size")
    if number.size is not None and not size.allows(number.size, tolerance=_SIZE_TOLERANCE):
        wrong.append(f"cỡ chữ {decimal(number.size)}")
    if number.bold is not None and number.bold is not profile.flag("page_number.bold"):
        wrong.append("in đậm" if number.bold else "không đậm")
    if number.italic is not None and number.italic is not profile.flag("page_number.italic"):
        wrong.append("in nghiêng" if number.italic else "chữ đứng")
    return wrong, None not in {number.size, number.bold, number.italic}
