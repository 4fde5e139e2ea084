"""SK-09: Số, ký hiệu văn bản hành chính không có năm ban hành.

Chỉ văn bản quy phạm pháp luật ghi năm giữa số và ký hiệu.

Đúng: `Số: 15/KH-UBND`
Sai: `Số: 15/2026/KH-UBND`
"""

from __future__ import annotations

from pipeline.checking.rules.number_line import no_number, number_line
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="SK-09",
    title="Số, ký hiệu văn bản hành chính không ghi năm",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3b",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    if not line.year:
        return ()
    year = line.year.rstrip("/ ")
    return (
        Breach(
            found=f"Số, ký hiệu “{line.text}” ghi năm {year.strip()} giữa số và ký hiệu",
            expected="số, ký hiệu văn bản hành chính không ghi năm",
            hint=f"Bỏ “{year.strip()}/”; chỉ văn bản quy phạm pháp luật ghi năm trong số, ký hiệu.",
            paragraph=line.paragraph,
        ),
    )
