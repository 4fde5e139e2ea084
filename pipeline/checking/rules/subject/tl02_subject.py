"""TL-02: Văn bản có tên loại phải có trích yếu nội dung dưới tên loại, {subject.caps,italic,bold}, cỡ {subject.size,align}.

Trích yếu đặt ngay dưới tên loại, nêu khái quát nội dung chủ yếu của văn bản. Giấy giới thiệu, giấy nghỉ phép, các loại
phiếu và hợp đồng không bắt buộc có trích yếu.

Đúng: `Về công tác phòng, chống lụt bão` (đậm, canh giữa dưới tên loại)
Sai: `VỀ CÔNG TÁC PHÒNG, CHỐNG LỤT BÃO` (in hoa), trích yếu không đậm
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.component_look import first, looks_of, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import SUBJECT_OPTIONAL
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

# nd30 I, TL-02: this share of capitals is a text in capitals.
_CAPITALS = 0.8


@rule(
    code="TL-02",
    title="Trích yếu nội dung {subject.caps,italic,bold}, cỡ {subject.size,align}",
    group=Group.SUBJECT,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.5b",
    elements=(Element.SUBJECT,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    if paper.component(Element.SUBJECT) is None and paper.component(Element.TYPE_NAME) is not None:
        if paper.type_name in SUBJECT_OPTIONAL:
            return NotApplicable(f"{paper.type_name} không bắt buộc có trích yếu")
        return (
            Breach(
                found="Không có trích yếu nội dung dưới tên loại văn bản",
                expected=with_values(
                    "trích yếu nội dung ngay dưới tên loại, {subject.align}, chữ {subject.bold}", profile
                ),
                hint="Thêm một câu ngắn nêu nội dung chủ yếu của văn bản.",
                paragraph=first(paper.component(Element.TYPE_NAME)),
            ),
        )
    capitals = tuple(_in_capitals(paper))
    looks = looks_of(
        paper, (Element.SUBJECT,), profile, name="Trích yếu nội dung", keys=("size", "bold", "italic", "align")
    )
    return (*capitals, *(looks if isinstance(looks, tuple) else ())) if capitals else looks


def _in_capitals(paper: Paper) -> Iterator[Breach]:
    for component in paper.components_of(Element.SUBJECT):
        text = paper.text(component)
        letters = [letter for letter in text if letter.isalpha()]
        if letters and sum(letter.isupper() for letter in letters) / len(letters) >= _CAPITALS:
            yield Breach(
                found=f"Trích yếu nội dung in hoa: “{shortened(text)}”",
                expected="chữ in thường",
                hint="Chuyển trích yếu sang chữ thường, chỉ viết hoa chữ đầu và tên riêng.",
                paragraph=first(component),
            )
