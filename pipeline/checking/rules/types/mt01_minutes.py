"""MT-01: Biên bản họp có câu ghi thời gian kết thúc, THƯ KÝ ký bên trái, CHỦ TỌA (chủ trì) ký bên phải.

Chỉ xét biên bản cuộc họp, hội nghị, hội thảo, buổi làm việc; biên bản bàn giao, kiểm tra hiện trường có cách ký riêng.

Đúng: `Cuộc họp kết thúc vào 11 giờ 30, ngày 20 tháng 3 năm 2024./.`, dưới đó `THƯ KÝ` bên trái, `CHỦ TỌA` bên phải
Sai: không có câu kết thúc; chủ tọa ký bên trái
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.text import normalize_tone_style

_MEETING = re.compile(r"\b(?:họp|hội nghị|hội thảo|đại hội|buổi làm việc|toạ đàm|giao ban)\b", re.IGNORECASE)
_SECRETARY = re.compile(r"^(?:TM\. )?(?:THƯ KÝ|NGƯỜI GHI BIÊN BẢN|ĐOÀN THƯ KÝ)\b")
_CHAIR = re.compile(r"^(?:TM\. )?(?:CHỦ TOẠ|CHỦ TRÌ|ĐOÀN CHỦ TỊCH|NGƯỜI CHỦ TRÌ)\b")
_CLOSING = re.compile(r"\bkết thúc\b.{0,60}?\b\d{1,2}\s*(?:giờ|h|g|:)", re.IGNORECASE)


@rule(
    code="MT-01",
    title="Biên bản họp: câu kết thúc, thư ký ký bên trái, chủ tọa ký bên phải",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLIII.M1.9",
    elements=(Element.BODY, Element.SIGNING_CAPACITY),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.type_name != "biên bản":
        return NotApplicable("không phải biên bản")
    body = paper.paragraphs(paper.component(Element.BODY))
    subject = paper.text(paper.component(Element.SUBJECT))
    if not _MEETING.search(normalize_tone_style(subject)):
        return NotApplicable("không phải biên bản cuộc họp")
    breaches = list(_signers(paper))
    if not any(_CLOSING.search(paragraph.plain) for paragraph in body):
        breaches.append(
            Breach(
                found="Biên bản không có câu ghi thời gian kết thúc cuộc họp",
                expected="“Cuộc họp kết thúc vào … giờ …, ngày … tháng … năm …./.”",
                hint="Thêm câu này ở cuối nội dung.",
                paragraph=body[-1].index if body else None,
            )
        )
    return tuple(breaches)


def _signers(paper: Paper) -> Iterator[Breach]:
    secretary = _block(paper, _SECRETARY)
    chair = _block(paper, _CHAIR)
    for found, name, side in ((secretary, "THƯ KÝ", "trái"), (chair, "CHỦ TỌA", "phải")):
        if found is None:
            yield Breach(
                found=f"Biên bản không có chỗ ký của {name}",
                expected=f"“{name}” ở bên {side}, dưới nội dung",
                hint="Thêm khối ký: THƯ KÝ bên trái, CHỦ TỌA bên phải.",
            )
    if secretary and chair and _middle(secretary) >= _middle(chair):
        yield Breach(
            found=f"“{chair.plain}” ký bên trái, “{secretary.plain}” ký bên phải",
            expected="THƯ KÝ bên trái, CHỦ TỌA bên phải",
            hint="Đổi chỗ hai khối ký.",
            paragraph=chair.index,
        )


def _block(paper: Paper, pattern: re.Pattern[str]) -> Paragraph | None:
    """The line that matches a signer's title, in a signature block or anywhere below the text; None without one."""
    signed = [index for signature in paper.signatures if signature.part == 0 for index in signature.capacity]
    last = max(
        (paragraph for component in paper.components_of(Element.BODY) for paragraph in component.paragraphs), default=0
    )
    below = [paragraph.index for paragraph in paper.part_paragraphs(paper.parts[0]) if paragraph.index > last]
    for index in (*signed, *below):
        if pattern.match(normalize_tone_style(paper.paragraph(index).plain)):
            return paper.paragraph(index)
    return None


def _middle(paragraph: Paragraph) -> float:
    left, right = paragraph.ink or (paragraph.left, paragraph.right)
    return (left + right) / 2
