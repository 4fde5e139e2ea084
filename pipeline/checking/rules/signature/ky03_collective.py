"""KY-03: Quyền hạn của người ký khớp với thẩm quyền ban hành: tập thể thì ký “TM.”, người đứng đầu thì không.

Dòng thẩm quyền ban hành của quyết định, nghị quyết ghi tên tập thể (ỦY BAN NHÂN DÂN TỈNH …) thì ký thay mặt tập thể, có “TM.”.
Dòng đó ghi chức vụ (CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …) thì người ký ký theo chức vụ, không có “TM.”.

Đúng: `ỦY BAN NHÂN DÂN TỈNH …` và `TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH`; `GIÁM ĐỐC SỞ NỘI VỤ` và `GIÁM ĐỐC`
Sai: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …` mà ký `TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.authority import AuthorityLine, authority_lines, is_head, signatures_of
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Element, Paper, PartKind

# Whose decisions are always those of a collective; for committees the decree leaves the form of signing open.
_ALWAYS_TOGETHER = re.compile(r"^(?:uỷ ban nhân dân|hội đồng nhân dân)\b")
_HINT = "Sửa dòng thẩm quyền ban hành hoặc khối quyền hạn, chức vụ của người ký cho khớp nhau."


@rule(
    code="KY-03",
    title="Quyền hạn của người ký khớp với thẩm quyền ban hành",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLIII.M1.2",
    elements=(Element.SIGNING_CAPACITY, Element.AUTHORITY_LINE),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = paper.component(Element.AUTHORITY_LINE)
    signature = next(
        (signature for signature in signatures_of(paper) if paper.parts[signature.part].kind is PartKind.MAIN), None
    )
    if line is None or signature is None or not authority_lines(paper, signature):
        return NotApplicable("không có dòng thẩm quyền ban hành")
    return _judge(paper.text(line), authority_lines(paper, signature)[0])


def _judge(said: str, first: AuthorityLine) -> Verdict:
    if is_head(said):
        if first.prefix != "TM":
            return ()
        return (
            Breach(
                found=f"Thẩm quyền ban hành là chức vụ (“{shortened(said)}”) mà ký “{first.text}”",
                expected="người đứng đầu quyết định thì không ghi “TM.”",
                hint=_HINT,
                paragraph=first.paragraph,
            ),
        )
    if not _ALWAYS_TOGETHER.match(set_phrases.key(said)):
        return NotEvaluated("không rõ thẩm quyền ban hành là của tập thể hay của người đứng đầu")
    if first.prefix in {"TL", "TUQ"}:
        return NotEvaluated("văn bản của tập thể ký thừa lệnh, thừa ủy quyền: xem quy chế làm việc")
    if first.prefix == "TM":
        return ()
    return (
        Breach(
            found=f"Thẩm quyền ban hành là tập thể (“{shortened(said)}”) mà ký “{first.text}”, không có “TM.”",
            expected=f"“TM. {said.split(' TỈNH ', maxsplit=1)[0]}” ở trên chức vụ",
            hint=_HINT,
            paragraph=first.paragraph,
        ),
    )
