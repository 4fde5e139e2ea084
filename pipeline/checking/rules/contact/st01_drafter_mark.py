"""ST-01: Ký hiệu người soạn thảo và số lượng bản phát hành ghi sau dòng “Lưu”, in hoa, số bản trong ngoặc đơn.

Đúng: `- Lưu: VT, NVĐP. PL.(300)`
Sai: `- Lưu: VT, NVĐP. pl.300`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.drafter_mark import mark_behind
from pipeline.checking.rules.recipient_list import recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_FORM = re.compile(r"^[A-ZĐ.]+\.?\(\d+\)$")


@rule(
    code="ST-01",
    title="Ký hiệu người soạn thảo, số lượng bản phát hành ghi sau dòng “Lưu”",
    group=Group.RECIPIENTS,
    severity=Severity.HOUSE_STYLE,
    at="PLI.P1.III.3",
    elements=(Element.RECIPIENTS,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = recipients_of(paper)
    archive = next((recipient for recipient in found[1] if recipient.is_archive), None) if found else None
    mark = mark_behind(archive.text) if archive else ""
    if archive is None or not mark:
        return NotApplicable("không có ký hiệu người soạn thảo")
    if _FORM.match(mark):
        return ()
    letters = "".join(sign for sign in mark if sign.isalpha()).upper()
    number = "".join(sign for sign in mark if sign.isdigit())
    return (
        Breach(
            found=f"Ký hiệu người soạn thảo, số bản phát hành ghi “{mark}”",
            expected=f"“{letters}.({number})”",
            hint="Ghi ký hiệu người soạn thảo bằng chữ in hoa, số lượng bản trong ngoặc đơn, sau dấu chấm của dòng “Lưu”.",
            paragraph=archive.paragraph,
        ),
    )
