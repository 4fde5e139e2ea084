"""SG-05: Người có thẩm quyền ký trước, cơ quan ký số sau.

Văn thư chỉ ký số của cơ quan lên văn bản đã có chữ ký của người có thẩm quyền.

Đúng: chữ ký của Nguyễn Văn A lúc 14:05, chữ ký của cơ quan lúc 15:30
Sai: cơ quan ký trước người có thẩm quyền
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

_TWO = 2


@rule(
    code="SG-05",
    title="Chữ ký số của cơ quan có sau chữ ký số của người có thẩm quyền",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="Đ.14",
    elements=(Element.SIGNER_NAME,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    signed = signed_fields(paper)
    if len(signed) < _TWO:
        return NotApplicable("chưa có đủ chữ ký số của người có thẩm quyền và của cơ quan")
    names = printed_names(paper)
    agency = [field for field in signed if names_a_seal(field.name) or (field.signer and is_agency_name(field.signer))]
    people = [
        field
        for field in signed
        if field not in agency and any(same_person(field.signer or "", name) for name in names)
    ]
    if not agency or not people or any(field.order is None for field in signed):
        return NotEvaluated("không rõ chữ ký số nào của người có thẩm quyền, chữ ký số nào của cơ quan")
    first_agency = min(field.order or 0 for field in agency)
    late = [person for person in people if (person.order or 0) > first_agency]
    return tuple(
        Breach(
            found=f"Chữ ký số của cơ quan có trước chữ ký số của “{field.signer}”",
            expected="người có thẩm quyền ký trước, cơ quan ký sau",
            hint="Trình người có thẩm quyền ký số rồi mới ký số của cơ quan.",
            page=field.box.page if field.box else None,
        )
        for field in late
    )
