"""LH-01: Chỉ dẫn phạm vi lưu hành {circulation.caps,bold}, cỡ {circulation.size}, trong khung chữ nhật viền đơn, ở trên Quốc hiệu.

Đúng: `LƯU HÀNH NỘI BỘ` đóng khung ở lề trên, bên phải
Sai: không có khung, chữ thường, đặt dưới số, ký hiệu
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.component_look import look_breaches
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.reading.sides import center, page_middle

_NAME = "Chỉ dẫn phạm vi lưu hành"
_HINT = "Trình bày lại chỉ dẫn phạm vi lưu hành: {circulation.caps,bold}, đóng khung, ở lề trên bên phải."


@rule(
    code="LH-01",
    title="Chỉ dẫn phạm vi lưu hành {circulation.caps,bold}, đóng khung, ở trên Quốc hiệu",
    group=Group.MARKS,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.III.2c",
    elements=(Element.CIRCULATION,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    marks = list(paper.paragraphs(paper.component(Element.CIRCULATION)))
    if not marks:
        return NotApplicable("không có chỉ dẫn phạm vi lưu hành")
    found = [breach for mark in marks for breach in _wrong(paper, mark, profile)]
    breaches = tuple(breach for breach in found if breach is not None)
    return breaches if breaches or None not in found else NotEvaluated("tệp không cho biết kiểu chữ của chỉ dẫn")


def _wrong(paper: Paper, mark: Paragraph, profile: Profile) -> Iterator[Breach | None]:
    hint = with_values(_HINT, profile)
    yield from look_breaches(mark, Element.CIRCULATION, profile, name=_NAME)
    if not mark.boxed:
        yield _breach(f"{_NAME} không có khung", "khung chữ nhật viền đơn", hint, mark)
    top = paper.box(next(iter(_indices(paper)), None))
    if mark.box and top and (mark.box.page != top.page or mark.box.top > top.bottom):
        yield _breach(f"{_NAME} không ở trên Quốc hiệu", "ở lề trên, trên Quốc hiệu", hint, mark)
    elif mark.box and center(mark) < page_middle(paper.facts, mark):
        yield _breach(f"{_NAME} ở bên trái", "ở bên phải, trên Quốc hiệu", hint, mark)


def _indices(paper: Paper) -> tuple[int, ...]:
    component = paper.component(Element.NATIONAL_NAME)
    return component.paragraphs if component else ()


def _breach(found: str, expected: str, hint: str, mark: Paragraph) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint=hint,
        paragraph=mark.index,
    )
