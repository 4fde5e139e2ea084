"""SK-01: Sau chữ “Số” có dấu hai chấm.

Đúng: `Số: 15/QĐ-UBND`
Sai: `Số 15/QĐ-UBND`, `Số. 15/QĐ-UBND`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.number_line import no_number, number_line
from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_WITH_COLON = re.compile(r"^số:", re.IGNORECASE)


@rule(
    code="SK-01",
    title="Sau chữ “Số” có dấu hai chấm",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3c",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper, absence_is_judged=True)
    if _WITH_COLON.match(line.text):
        return ()
    return (
        Breach(
            found=f"Dòng số, ký hiệu ghi “{line.text}”",
            expected="“Số:” có dấu hai chấm liền sau chữ “Số”",
            hint=f"Sửa thành “Số: {line.text[len(line.label) :]}”.",
            paragraph=line.paragraph,
        ),
    )
