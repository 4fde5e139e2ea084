"""KY-05: Người ký số là người có họ tên in trên văn bản.

Người ký thay, ký thừa lệnh ký bằng chứng thư số của chính mình. Chữ ký số của cơ quan do văn thư ký, không xét ở đây.

Đúng: in `Trần Văn B`, chứng thư số cấp cho Trần Văn B
Sai: in `Trần Văn B`, chứng thư số cấp cho Nguyễn Văn A
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_places import (
    is_agency_name,
    names_a_seal,
    printed_names,
    same_person,
    signed_fields,
)
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime


@rule(
    code="KY-05",
    title="Người ký số là người có họ tên in trên văn bản",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="Đ.13",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    signed = signed_fields(paper)
    names = printed_names(paper)
    if not signed or not names:
        return NotApplicable("tệp chưa có chữ ký số" if not signed else "không thấy họ tên người ký")
    people = [
        field
        for field in signed
        if not names_a_seal(field.name) and not (field.signer and is_agency_name(field.signer))
    ]
    if not people:
        return NotEvaluated("chỉ thấy chữ ký số của cơ quan")
    if any(person.signer is None for person in people):
        return NotEvaluated("không đọc được tên người trong chứng thư số")
    missing = [name for name in names if not any(same_person(person.signer or "", name) for person in people)]
    if not missing:
        return ()
    component = paper.component(Element.SIGNER_NAME)
    signers = ", ".join(f"“{person.signer}”" for person in people)
    return (
        Breach(
            found=f"In họ tên “{missing[0]}” nhưng chữ ký số là của {signers}",
            expected=f"chữ ký số của “{missing[0]}”",
            hint="Người có họ tên in trên văn bản ký bằng chứng thư số của chính mình.",
            paragraph=component.paragraphs[0] if component else None,
        ),
    )
