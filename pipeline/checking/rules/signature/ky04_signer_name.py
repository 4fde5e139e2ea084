"""KY-04: Họ và tên người ký {signer_name.caps,bold}, cỡ {signer_name.size}; trước họ tên không ghi học hàm, học vị, danh hiệu.

Chữ cái đầu mỗi âm tiết của họ tên viết hoa. Việc ghi quân hàm, học hàm, học vị chỉ dành cho lực lượng vũ trang, giáo dục, y tế,
khoa học khi người đứng đầu cơ quan quản lý ngành cho phép.

Đúng: `Nguyễn Văn A`
Sai: `PGS.TS. Nguyễn Văn A`, `NGUYỄN VĂN A`, `Nguyễn văn A`, không đậm
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.component_look import LOOK, look_breaches, shortened
from pipeline.checking.rules.patterns import ACADEMIC_TITLE
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

_TITLE_IN_WORDS = re.compile(
    r"^(?:(?:phó\s)?giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|kỹ sư|kĩ sư|cử nhân|luật sư|nhà giáo|nghệ sĩ"
    r"|nghệ nhân|anh hùng|thầy thuốc|gs|pgs|tskh|ts|ths|th\.\s?s|bs|bsck|bscki|bsckii|ks|đại tướng|thượng tướng|trung tướng"
    r"|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại uý|thượng uý|trung uý|thiếu uý)\b(?=[\s.,])",
    re.IGNORECASE,
)
# Bodies for which the head of the sector may allow titles and ranks.
_EXCEPTED = re.compile(
    r"\b(?:bệnh viện|trường|học viện|đại học|viện|y tế|giáo dục|khoa học|công an|quân sự|biên phòng|quân đội|bộ chỉ huy"
    r"|bộ tư lệnh|quốc phòng|cảnh sát|trại giam)\b"
)


@rule(
    code="KY-04",
    title="Họ tên người ký {signer_name.caps,bold}, cỡ {signer_name.size}, không có học hàm, học vị",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.7c",
    elements=(Element.SIGNER_NAME,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    components = tuple(paper.components_of(Element.SIGNER_NAME))
    if not components:
        return NotApplicable("không thấy họ tên người ký")
    excepted = any(
        _EXCEPTED.search(set_phrases.key(paper.text(component)))
        for component in paper.components_of(Element.ISSUING_AGENCY)
    )
    breaches: list[Breach] = []
    unsure = ""
    for component in components:
        for paragraph in paper.paragraphs(component):
            found = tuple(_wrong_look(paper, paragraph, profile))
            breaches += [breach for breach in found if breach is not None]
            unsure = unsure or ("tệp không cho biết kiểu chữ của họ tên người ký" if None in found else "")
            titled = _has_title(to_nfc(paragraph.plain))
            if titled and excepted:
                unsure = "không rõ ngành có cho phép ghi học hàm, học vị, quân hàm trước họ tên hay không"
            elif titled:
                breaches.append(_titled(paragraph))
            elif not breaches:
                breaches += _wrong_case(paragraph)
    return tuple(breaches) if breaches or not unsure else NotEvaluated(unsure)


def _wrong_look(paper: Paper, paragraph: Paragraph, profile: Profile) -> Iterator[Breach | None]:
    sure = paper.facts.medium is Medium.DOCX and paragraph.cell is not None
    keys = (*LOOK, "align") if sure else LOOK
    return look_breaches(paragraph, Element.SIGNER_NAME, profile, name="Họ tên người ký", keys=keys)


def _has_title(name: str) -> bool:
    return bool(ACADEMIC_TITLE.match(name) or _TITLE_IN_WORDS.match(set_phrases.key(name)))


def _titled(paragraph: Paragraph) -> Breach:
    return Breach(
        found=f"Trước họ tên người ký có học hàm, học vị, danh hiệu: “{shortened(paragraph.plain)}”",
        expected="chỉ ghi họ và tên",
        hint="Bỏ học hàm, học vị, danh hiệu trước họ tên người ký.",
        paragraph=paragraph.index,
    )


def _wrong_case(paragraph: Paragraph) -> Iterator[Breach]:
    words = to_nfc(paragraph.plain).split()
    small = [word for word in words if word[:1].islower()]
    if small and all(word.isalpha() for word in words):
        yield Breach(
            found=f"Họ tên người ký “{paragraph.plain}” có âm tiết không viết hoa chữ cái đầu: “{small[0]}”",
            expected=f"“{' '.join(word[:1].upper() + word[1:] for word in words)}”",
            hint="Viết hoa chữ cái đầu mỗi âm tiết của họ tên.",
            paragraph=paragraph.index,
        )
