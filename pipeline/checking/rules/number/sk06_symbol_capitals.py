"""SK-06: Ký hiệu in hoa, trừ chữ thường trong QyĐ, CTr, TTr, TrS, TTg.

Đúng: `Số: 15/TTr-UBND`, `Số: 15/QyĐ-UBND`, `Số: 15/QĐ-TTg`
Sai: `Số: 15/Qđ-UBND`, `Số: 15/TTR-UBND`, `Số: 15/QĐ-Ubnd`
"""

from __future__ import annotations

from pipeline.checking.rules.number_line import NumberLine, no_number, number_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import COPY_CODES, OLDER_TYPE_CODES, TYPE_CODES
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

_TYPE_CODES = {
    code.upper(): code for codes in (TYPE_CODES, OLDER_TYPE_CODES, COPY_CODES) for code in codes.values() if code
}
_PRIME_MINISTER = "TTg"


@rule(
    code="SK-06",
    title="Ký hiệu in hoa",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3c",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    if not line.groups:
        return NotApplicable("chưa ghi ký hiệu")
    wrong = [(group, right) for group, right in _groups(paper, line) if group != right]
    if not wrong:
        return ()
    found = ", ".join(f"“{group}”" for group, _ in wrong)
    right = ", ".join(f"“{right}”" for _, right in wrong)
    return (
        Breach(
            found=f"Ký hiệu ghi {found}",
            expected=f"{right} (ký hiệu in hoa)",
            hint=f"Sửa {found} thành {right}.",
            paragraph=line.paragraph,
        ),
    )


def _groups(paper: Paper, line: NumberLine) -> list[tuple[str, str]]:
    """Each group of the symbol as written and in its correct form; type abbreviations that do not exist are left to SK-04."""
    first, *others = line.groups
    pairs = [
        (group, _PRIME_MINISTER if group.upper() == _PRIME_MINISTER.upper() else group.upper()) for group in others
    ]
    if paper.is_letter:
        right = _PRIME_MINISTER if first.upper() == _PRIME_MINISTER.upper() else first.upper()
        return [(first, right), *pairs]
    if first.upper() in _TYPE_CODES:
        return [(first, _TYPE_CODES[first.upper()]), *pairs]
    return pairs
