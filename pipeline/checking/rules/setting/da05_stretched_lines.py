"""DA-05: Chữ trong dòng canh đều không bị kéo giãn quá rộng.

Dòng bị kéo giãn là dòng mà khoảng cách giữa các chữ rộng gấp hơn năm lần dấu cách, thường vì một địa chỉ mạng hoặc một chuỗi dài
không ngắt được đứng ở đầu dòng sau.

Đúng: địa chỉ mạng dài được ngắt sau dấu gạch chéo
Sai: dòng trên địa chỉ mạng chỉ có năm chữ giãn ra cả bề rộng trang
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few, text_paragraphs
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Paper


@rule(
    code="DA-05",
    title="Chữ trong dòng không bị kéo giãn",
    group=Group.PAGE,
    severity=Severity.QUALITY,
    at="-",
    media=frozenset({Medium.PDF}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.facts.medium is not Medium.PDF:
        return NotEvaluated("tệp không cho biết dòng")
    return few(
        Breach(
            found=f"Đoạn “{shortened(paragraph.plain)}” có {paragraph.stretched} dòng bị kéo giãn",
            expected="các chữ trong dòng cách nhau đều, không quá năm dấu cách",
            hint="Ngắt chuỗi dài (địa chỉ mạng, ký hiệu) sau dấu gạch chéo hoặc viết lại câu.",
            paragraph=paragraph.index,
        )
        for paragraph in text_paragraphs(paper)
        if paragraph.stretched
    )
