"""ND-11: Nội dung văn bản chính, văn bản kèm theo và mỗi phụ lục kết thúc bằng dấu “./.”.

Dấu “./.” đặt ngay sau chữ cuối cùng; phụ lục kết thúc bằng bảng thì đặt ở dòng dưới bảng hoặc ở ô cuối. Dòng chỉ dẫn tài
liệu gửi kèm trong ngoặc đơn có thể đứng sau.

Đúng: `… báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.`
Sai: `… xem xét, quyết định.` (thiếu “/.”)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import END_MARK_OPTIONAL
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper, Part, PartKind

_MARK = re.compile(r"\./\.\s*[”\")]?$")
_NOTE = re.compile(r"^(?:[(\[*]|(?:gửi kèm|kèm theo|xin gửi kèm|ghi chú|tài liệu)\b)", re.IGNORECASE)
# An annex with places to fill in or to sign is a form: it ends as its makers want.
_FORM = re.compile(r"\.{6,}|…{3,}|_{6,}|\(ký|\bký tên\b|họ (?:và )?tên\)", re.IGNORECASE)
_NAMES = {PartKind.MAIN: "Nội dung văn bản", PartKind.ATTACHED: "Văn bản kèm theo", PartKind.ANNEX: "Phụ lục"}


@rule(
    code="ND-11",
    title="Cuối nội dung văn bản, văn bản kèm theo, phụ lục có dấu “./.”",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLIII.M1.5",
    elements=(Element.BODY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if paper.type_name in END_MARK_OPTIONAL:
        return NotApplicable(f"mẫu {paper.type_name} không có dấu “./.”")
    parts = [(part, body) for part in paper.parts if part.kind in _NAMES and (body := _body(paper, part))]
    if not parts:
        return NotApplicable("không có nội dung")
    return few(breach for part, body in parts for breach in _missing(part, body))


def _body(paper: Paper, part: Part) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph for paragraph in paper.paragraphs(paper.component(Element.BODY, part.index)) if paragraph.plain
    )


def _missing(part: Part, body: Sequence[Paragraph]) -> Iterator[Breach]:
    if part.kind is PartKind.ANNEX and any(_FORM.search(paragraph.text) for paragraph in body):
        return
    last = len(body) - 1
    while last > 0 and _NOTE.match(body[last].plain) and not _MARK.search(body[last].plain):
        last -= 1
    if _MARK.search(body[last].plain):
        return
    yield Breach(
        found=f"{_NAMES[part.kind]} kết thúc bằng “{_ending(body[last].plain)}”, không có dấu “./.”",
        expected="dấu “./.” ở cuối nội dung",
        hint="Thay dấu chấm cuối nội dung bằng “./.”.",
        paragraph=body[last].index,
    )


def _ending(text: str) -> str:
    """The last words of a text, for a message."""
    words = text.split()[-6:]
    return shortened(("… " if len(text.split()) > len(words) else "") + " ".join(words))
