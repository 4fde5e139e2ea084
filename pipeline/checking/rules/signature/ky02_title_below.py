"""KY-02: Dưới “KT.” là chức vụ của cấp phó; dưới “TL.”, “TUQ.” là chức vụ của người được giao ký.

Cấp phó thay mặt tập thể thì có đủ ba dòng: `TM.`, `KT.`, chức vụ cấp phó. Cấp phó của đơn vị ký thừa lệnh thì ký thay người đứng
đầu đơn vị mình: thêm một dòng `KT.`.

Đúng: `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC`; `TL. CHỦ TỊCH` / `CHÁNH VĂN PHÒNG`;
`TL. CHỦ TỊCH` / `KT. CHÁNH VĂN PHÒNG` / `PHÓ CHÁNH VĂN PHÒNG`
Sai: `KT. GIÁM ĐỐC` / `GIÁM ĐỐC`; `KT. TRƯỞNG BAN` / `ỦY VIÊN`; `TL. GIÁM ĐỐC` rồi đến ngay họ tên;
`TM. ỦY BAN NHÂN DÂN` / `PHÓ CHỦ TỊCH`
"""

from __future__ import annotations

from pipeline.checking.rules.authority import AuthorityLine, authority_lines, signatures_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Signature

_WANTED = {
    "TM": "dòng dưới là chức vụ của người đứng đầu, hoặc “KT.” và chức vụ cấp phó",
    "KT": "dòng dưới là chức vụ của cấp phó (PHÓ …, THỨ TRƯỞNG)",
    "TL": "dòng dưới là chức vụ của người đứng đầu đơn vị được giao ký, hoặc “KT.” và chức vụ cấp phó của người đó",
    "TUQ": "dòng dưới là chức vụ của người được ủy quyền",
}
_HINT = (
    "Sửa khối quyền hạn, chức vụ người ký, ví dụ: “KT. GIÁM ĐỐC” / “PHÓ GIÁM ĐỐC”; “TL. CHỦ TỊCH” / “CHÁNH VĂN PHÒNG”."
)


@rule(
    code="KY-02",
    title="Dưới “KT.”, “TL.”, “TUQ.” ghi đúng chức vụ của người trực tiếp ký",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.7b",
    elements=(Element.SIGNING_CAPACITY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    blocks = [(signature, authority_lines(paper, signature)) for signature in signatures_of(paper)]
    blocks = [(block, lines) for block, lines in blocks if any(line.prefix in _WANTED for line in lines)]
    if not blocks:
        return NotApplicable("người ký không ký thay mặt, ký thay, thừa lệnh hay thừa ủy quyền")
    breaches: list[Breach] = []
    unsure = False
    for signature, lines in blocks:
        for position, line in enumerate(lines):
            if line.prefix not in _WANTED:
                continue
            below = lines[position + 1] if position + 1 < len(lines) else None
            problem = _nothing_below(signature, line) if below is None else _problem(line, below)
            unsure = unsure or problem is None
            if problem:
                breaches.append(
                    Breach(found=problem, expected=_WANTED[line.prefix], hint=_HINT, paragraph=line.paragraph)
                )
    if breaches or not unsure:
        return tuple(breaches)
    return NotEvaluated("không rõ chức vụ ghi dưới quyền hạn là của cấp trưởng hay cấp phó")


def _nothing_below(signature: Signature, line: AuthorityLine) -> str | None:
    """What is wrong where no line follows; None where this line may be the beginning of a title that takes two."""
    if len(signature.capacity) > len(signature.lines) or signature.other_titles or signature.name is None:
        return None
    return f"Dưới “{line.text}” không có chức vụ của người ký"


def _problem(line: AuthorityLine, below: AuthorityLine) -> str | None:
    """What is wrong with the line below, in words; "" if nothing, None if it cannot be judged."""
    known = below.is_deputy or below.is_head or below.is_member
    wrong = {
        "TM": below.prefix == "TM" or (not below.prefix and below.is_deputy),
        "KT": bool(below.prefix) or (known and not below.is_deputy),
        "TL": below.prefix not in {"", "KT"} or (not below.prefix and below.is_deputy),
        "TUQ": below.prefix not in {"", "KT"},
    }[line.prefix]
    if wrong:
        return f"Dưới “{line.text}” ghi “{below.text}”"
    # Orders and authorisations below the name of a collective are not named by the decree.
    sure = {"TM": below.prefix not in {"TL", "TUQ"}, "KT": known}.get(line.prefix, True)
    return "" if sure else None
