"""PG-02: Văn bản trình bày theo chiều dài của khổ A4.

Trang đặt dọc. Chỉ được đặt ngang khi nội dung có bảng, biểu không tách thành phụ lục riêng; trang của phụ lục không xét.

Đúng: nội dung đặt dọc, trang có bảng nhiều cột đặt ngang
Sai: trang chỉ có lời văn mà đặt ngang
"""

from __future__ import annotations

from pipeline.checking.rules.page_layout import parts_in, section_start
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Section
from pipeline.reading.recognised import Paper, PartKind


@rule(
    code="PG-02",
    title="Trang đặt dọc, chỉ đặt ngang khi có bảng, biểu",
    group=Group.PAGE,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.I.2",
)
def check(paper: Paper, _: Profile) -> Verdict:
    breaches = []
    for section in paper.facts.sections:
        if not section.landscape or _may_be_landscape(paper, section):
            continue
        paragraph, page = section_start(paper, section)
        breaches.append(
            Breach(
                found="Trang đặt ngang mà không có bảng, biểu",
                expected="trang đặt dọc (theo chiều dài của khổ A4)",
                hint="Vào Bố trí (Layout) > Hướng (Orientation), chọn khổ dọc cho các trang này.",
                paragraph=paragraph,
                page=page,
            )
        )
    return tuple(breaches)


def _may_be_landscape(paper: Paper, section: Section) -> bool:
    if any(table.ruled and table.section == section.index for table in paper.facts.tables):
        return True
    kinds = parts_in(paper, section)
    return PartKind.MAIN not in kinds
