"""PG-11: Trang thứ nhất không hiển thị số trang.

Đúng: trang đầu không có số, trang sau ghi `2`
Sai: trang đầu ghi `1`
"""

from __future__ import annotations

from pipeline.checking.rules.page_layout import section_start
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="PG-11",
    title="Không hiển thị số trang thứ nhất",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.7",
    elements=(Element.PAGE_NUMBER,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if not paper.facts.sections:
        return NotEvaluated("không đọc được trang của tệp")
    section = paper.facts.sections[0]
    if section.number_on_first is None:
        if all(section.page_number is None for section in paper.facts.sections):
            return NotApplicable("không có số trang")
        return NotEvaluated("tệp không cho biết trang thứ nhất có số trang hay không")
    if not section.number_on_first or profile.flag("page_number.show_on_first"):
        return ()
    paragraph, page = section_start(paper, section)
    return (
        Breach(
            found="Trang thứ nhất có số trang",
            expected="không hiển thị số trang ở trang thứ nhất",
            hint="Mở phần đầu trang, đánh dấu “Trang đầu khác” (Different First Page) và xóa số ở trang đầu.",
            paragraph=paragraph,
            page=page,
        ),
    )
