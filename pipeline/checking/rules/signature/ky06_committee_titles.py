"""KY-06: Văn bản của Ban Chỉ đạo, Hội đồng, Tổ ghi chức vụ trong tổ chức đó; dùng dấu cơ quan thì ghi thêm chức vụ ở cơ quan.

Chức vụ trong Ban, Hội đồng, Tổ ghi ở dòng chức vụ. Nếu được dùng dấu, chữ ký số của cơ quan thì chức vụ của người ký ở cơ quan
ghi ngay trên họ tên; nếu không được dùng dấu thì không ghi.

Đúng: `TRƯỞNG BAN` / (chữ ký, dấu) / `CHỦ TỊCH UBND TỈNH` / `Nguyễn Văn A`
Sai: Ban Chỉ đạo ban hành mà dòng chức vụ ghi `GIÁM ĐỐC SỞ NỘI VỤ`; có dấu mà không ghi chức vụ ở cơ quan
"""

from __future__ import annotations

import re

from pipeline.checking.rules.authority import AuthorityLine, authority_lines, is_consultative, signatures_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_places import is_red, marks_of
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Element, Paper, PartKind, Signature

# Titles that only an agency has.
_OF_AGENCY = re.compile(
    r"^(?:phó )?(?:bộ trưởng|thứ trưởng|giám đốc|tổng giám đốc|cục trưởng|chi cục trưởng|chánh văn phòng (?:ubnd|uỷ ban)"
    r"|chủ tịch (?:ubnd|uỷ ban nhân dân)|thủ tướng)\b"
)


@rule(
    code="KY-06",
    title="Ban Chỉ đạo, Hội đồng, Tổ: chức vụ trong tổ chức, chức vụ ở cơ quan có dấu",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.7c",
    elements=(Element.SIGNING_CAPACITY, Element.SIGNER_OTHER_TITLE),
)
def check(paper: Paper, _: Profile) -> Verdict:
    agency = paper.component(Element.ISSUING_AGENCY)
    signature = next(
        (signature for signature in signatures_of(paper) if paper.parts[signature.part].kind is PartKind.MAIN), None
    )
    if agency is None or signature is None or not is_consultative(paper.text(agency)):
        return NotApplicable("cơ quan ban hành không phải là tổ chức tư vấn (Ban Chỉ đạo, Hội đồng, Tổ)")
    if paper.type_name == "biên bản":
        return NotApplicable("biên bản do thư ký và chủ tọa ký")
    return _judge(paper, signature, paper.text(agency))


def _judge(paper: Paper, signature: Signature, agency: str) -> Verdict:
    lines = authority_lines(paper, signature)
    wrong = next((line for line in lines if _is_of_agency(line)), None)
    if wrong is not None:
        return (
            _breach(
                f"{agency} ban hành mà dòng chức vụ ghi “{wrong.text}”",
                "chức vụ của người ký trong Ban, Hội đồng, Tổ (TRƯỞNG BAN, CHỦ TỊCH HỘI ĐỒNG, TỔ TRƯỞNG…)",
                wrong.paragraph,
            ),
        )
    if signature.other_titles:
        return ()
    if any(line.prefix in {"TL", "TUQ"} for line in lines):
        return NotEvaluated("ký thừa lệnh: chức vụ ghi theo quy chế của Ban, Hội đồng, Tổ")
    if _has_seal(paper):
        return (
            _breach(
                "Có dấu của cơ quan nhưng trên họ tên không ghi chức vụ của người ký ở cơ quan",
                "chức vụ ở cơ quan (ví dụ “CHỦ TỊCH UBND TỈNH”) ngay trên họ tên",
                signature.name,
            ),
        )
    return NotEvaluated("không rõ Ban, Hội đồng, Tổ có dùng dấu của cơ quan hay không")


def _is_of_agency(line: AuthorityLine) -> bool:
    return line.prefix not in {"TM", "TL", "TUQ"} and bool(_OF_AGENCY.match(set_phrases.key(line.title)))


def _has_seal(paper: Paper) -> bool:
    """Whether a red picture or a field named after the seal stands in the signature block."""
    return any(
        mark.is_seal and (mark.field is not None or (mark.image is not None and is_red(mark.image.hue or 90.0)))
        for mark in marks_of(paper)
    )


def _breach(found: str, expected: str, paragraph: int | None) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint="Ghi chức vụ trong Ban, Hội đồng, Tổ ở dòng chức vụ; chức vụ ở cơ quan có dấu ghi ngay trên họ tên.",
        paragraph=paragraph,
    )
