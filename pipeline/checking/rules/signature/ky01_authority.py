"""KY-01: Quyền hạn của người ký ghi đúng chữ viết tắt TM., KT., TL., TUQ., Q.; {signing_capacity.caps,bold}, cỡ {signing_capacity.size}.

Sau chữ viết tắt có dấu chấm và một dấu cách. Sau “TM.” là tên tập thể hoặc tên cơ quan; sau “KT.”, “TL.”, “TUQ.”, “Q.” là chức
vụ của người đứng đầu, không phải chức vụ của cấp phó. Chức vụ khác của người ký (ghi ngay trên họ tên) trình bày như vậy.

Đúng: `TM. ỦY BAN NHÂN DÂN` / `KT. CHỦ TỊCH` / `PHÓ CHỦ TỊCH`
Sai: `KT. PHÓ GIÁM ĐỐC` (sau “KT.” phải là chức vụ của cấp trưởng), `TM. GIÁM ĐỐC`, `KT.GIÁM ĐỐC`, `K/T GIÁM ĐỐC`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.authority import AuthorityLine, authority_lines, signatures_of
from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import LOOK, look_breaches, shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper, Signature

# The abbreviation with a stroke or without its stop.
_BROKEN = re.compile(r"^(?:T/M|K/T|T/L|T/U/Q|T\.M|K\.T|T\.L|TM|KT|TL|TUQ)\b(?!\s*\.\s*\w)[./]?\s+\w")
_NAMES = {
    Element.SIGNING_CAPACITY: "Quyền hạn, chức vụ của người ký",
    Element.SIGNER_OTHER_TITLE: "Chức vụ khác của người ký",
}


@rule(
    code="KY-01",
    title="Quyền hạn, chức vụ của người ký ghi đúng, {signing_capacity.caps,bold}, cỡ {signing_capacity.size}",
    group=Group.SIGNATURE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.7b",
    elements=(Element.SIGNING_CAPACITY, Element.SIGNER_OTHER_TITLE),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    signatures = tuple(signatures_of(paper))
    if not signatures:
        return NotApplicable("không thấy khối chữ ký")
    breaches: list[Breach] = []
    known = True
    for signature in signatures:
        breaches += _wrong_words(paper, signature)
    for element in (Element.SIGNING_CAPACITY, Element.SIGNER_OTHER_TITLE):
        for component in paper.components_of(element):
            for paragraph in paper.paragraphs(component):
                found = tuple(_wrong_look(paper, paragraph, element, profile))
                breaches += [breach for breach in found if breach is not None]
                known = known and None not in found
    if breaches or known:
        return few(breaches)
    return NotEvaluated("tệp không cho biết kiểu chữ của quyền hạn, chức vụ người ký")


def _wrong_look(paper: Paper, paragraph: Paragraph, element: Element, profile: Profile) -> Iterator[Breach | None]:
    # Outside a cell of Word, and in a PDF, the alignment is that of a block whose width is guessed.
    sure = paper.facts.medium is Medium.DOCX and paragraph.cell is not None
    keys = (*LOOK, "align") if sure else LOOK
    return look_breaches(paragraph, element, profile, name=_NAMES[element], keys=keys)


def _wrong_words(paper: Paper, signature: Signature) -> Iterator[Breach]:
    for line in authority_lines(paper, signature):
        yield from _wrong_line(line)
    for paragraph in _capacity_and_above(paper, signature):
        if _BROKEN.match(paragraph.plain):
            yield _breach(
                f"Chữ viết tắt quyền hạn ghi không đúng: “{shortened(paragraph.plain)}”",
                "“TM.”, “KT.”, “TL.”, “TUQ.”, “Q.” có dấu chấm, cách một dấu cách",
                paragraph.index,
            )


def _capacity_and_above(paper: Paper, signature: Signature) -> Iterator[Paragraph]:
    """The lines of authority, and the line above them in their column, which may be one too, misspelt."""
    first = paper.paragraph(signature.capacity[0])
    if first.index > 0:
        above = paper.paragraph(first.index - 1)
        if above.cell is not None and above.cell == first.cell:
            yield above
    yield from (paper.paragraph(index) for index in signature.capacity)


def _wrong_line(line: AuthorityLine) -> Iterator[Breach]:
    if not line.prefix:
        return
    if not line.joined_well:
        yield _breach(
            f"Sau “{line.prefix}” không đúng một dấu chấm và một dấu cách: “{shortened(line.text)}”",
            f"“{line.prefix}. {line.title}”",
            line.paragraph,
        )
    if line.prefix == "TM":
        if line.is_head or line.is_deputy:
            yield _breach(
                f"Sau “TM.” ghi chức vụ “{line.title}”",
                "sau “TM.” là tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức",
                line.paragraph,
            )
    elif line.is_deputy or line.is_member:
        yield _breach(
            f"Sau “{line.prefix}.” ghi chức vụ “{line.title}”",
            f"sau “{line.prefix}.” là chức vụ của người đứng đầu",
            line.paragraph,
        )


def _breach(found: str, expected: str, paragraph: int | None) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint="Sửa dòng quyền hạn, chức vụ của người ký; ví dụ: “KT. GIÁM ĐỐC” rồi đến “PHÓ GIÁM ĐỐC” ở dòng dưới.",
        paragraph=paragraph,
    )
