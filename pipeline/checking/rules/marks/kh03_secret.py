"""KH-03: Văn bản có dấu chỉ độ mật không được xử lý bằng phần mềm này.

Văn bản MẬT, TỐI MẬT, TUYỆT MẬT soạn thảo, kiểm tra trên máy tính không nối mạng theo pháp luật về bảo vệ bí mật nhà nước.

Đúng: văn bản không có dấu chỉ độ mật
Sai: văn bản có dấu `MẬT`
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper


@rule(
    code="KH-03",
    title="Không xử lý văn bản có dấu chỉ độ mật",
    group=Group.MARKS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.III.2a",
    elements=(Element.SECRET_MARK,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    return tuple(
        Breach(
            found=f"Văn bản có dấu chỉ độ mật “{mark.plain}”",
            expected="phần mềm không xử lý văn bản mật",
            hint="Chuyển tệp sang máy tính dành riêng cho tài liệu bí mật nhà nước, xóa tệp ở máy này theo quy định.",
            paragraph=mark.index,
        )
        for mark in paper.facts.paragraphs
        if _is_mark(paper, mark)
    )


def _is_mark(paper: Paper, paragraph: Paragraph) -> bool:
    """Whether a line is a mark of secrecy, also one that recognition took for a line of something else."""
    if set_phrases.key(paragraph.plain) not in set_phrases.SECRECIES or paragraph.plain != paragraph.plain.upper():
        return False
    return paragraph.cell is None or not paper.facts.tables[paragraph.cell.table].ruled
