"""SK-05: Số, ký hiệu của công văn đúng dạng số/cơ quan-đơn vị soạn thảo hoặc lĩnh vực.

Ký hiệu công văn không có chữ viết tắt tên loại.

Đúng: `Số: 05/BNV-VP`, `Số: 12/UBND-VX`
Sai: `Số: 12/CV-UBND`, `Số: 12/TB-UBND`, `Số: 12/UBND`, `Số: 12/UBND - VX`
"""

from __future__ import annotations

from pipeline.checking.rules.number_line import NumberLine, corrected, no_number, number_line, shape_problems
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import TYPE_CODES
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

# `CV` is often written for công văn, which has no abbreviation.
_CODES = {code.upper(): name for name, code in TYPE_CODES.items() if code} | {"CV": "công văn"}


@rule(
    code="SK-05",
    title="Số, ký hiệu công văn đúng dạng số/cơ quan-đơn vị",
    group=Group.NUMBER,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.3b",
    elements=(Element.NUMBER,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = number_line(paper)
    if line is None:
        return no_number(paper)
    if not paper.is_letter:
        return NotApplicable("không phải công văn")
    if line.slash and not line.symbol.strip(" .…_"):
        return NotApplicable("chưa ghi ký hiệu")
    problems = list(shape_problems(line))
    hint = f"Sửa thành “{corrected(line)}”."
    if len(line.groups) < 2:  # noqa: PLR2004 - agency and unit
        hint = "Ghi viết tắt tên cơ quan, gạch nối, viết tắt đơn vị soạn thảo hoặc lĩnh vực."
    code = _type_code(paper, line)
    if code:
        problems.append(f"có “{code}” là viết tắt của {_CODES[code.upper()]}")
        hint = f"Bỏ “{code}”; công văn ghi viết tắt tên cơ quan rồi đến đơn vị soạn thảo hoặc lĩnh vực."
    if not problems:
        return ()
    return (
        Breach(
            found=f"Số, ký hiệu “{line.text}” {', '.join(problems)}",
            expected="dạng “Số: 12/UBND-VX”: số, gạch chéo, viết tắt cơ quan, gạch nối, viết tắt đơn vị hoặc lĩnh vực",
            hint=hint,
            paragraph=line.paragraph,
        ),
    )


def _type_code(paper: Paper, line: NumberLine) -> str:
    """The abbreviation of a type with which the symbol wrongly begins; "" where it is the agency's own (`CT`, Cục Thuế)."""
    if not line.groups or line.groups[0].upper() not in _CODES:
        return ""
    words = to_nfc(paper.text(paper.component(Element.ISSUING_AGENCY))).upper().split()
    initials = "".join(word[0] for word in words)
    return "" if initials.startswith(line.groups[0].upper()) else line.groups[0]
