"""KH-03: Văn bản có dấu chỉ độ mật không được xử lý bằng phần mềm này.

Văn bản MẬT, TỐI MẬT, TUYỆT MẬT soạn thảo, kiểm tra trên máy tính không nối mạng theo pháp luật về bảo vệ bí mật nhà nước.

Đúng: văn bản không có dấu chỉ độ mật
Sai: văn bản có dấu `MẬT`
"""

from __future__ import annotations

from pipeline.finding import Severity
from pipeline.law.facts.paper import Element, Paper
from pipeline.law.profile import Profile
from pipeline.law.rules.form import first
from pipeline.law.rules.rule import Breach, Group, Rule, Verdict


def _check(paper: Paper, _: Profile) -> Verdict:
    return tuple(
        Breach(
            found=f"Văn bản có dấu chỉ độ mật “{paper.text(mark)}”",
            expected="phần mềm không xử lý văn bản mật",
            hint="Chuyển tệp sang máy tính dành riêng cho tài liệu bí mật nhà nước, xóa tệp ở máy này theo quy định.",
            paragraph=first(mark),
        )
        for mark in paper.of(Element.SECRET_MARK)
    )


RULE = Rule(
    code="KH-03",
    title="Không xử lý văn bản có dấu chỉ độ mật",
    group=Group.MARKS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.III.2a",
    check=_check,
    elements=(Element.SECRET_MARK,),
)
