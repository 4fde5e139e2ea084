"""CC-03: Căn cứ viện dẫn văn bản lần đầu phải đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành và trích yếu.

Chỉ nhắc khi thiếu rõ ràng ngày tháng năm hoặc cơ quan ban hành. Luật, pháp lệnh chỉ cần tên loại và tên luật. Từ lần thứ hai
chỉ cần tên loại và số, ký hiệu.

Đúng: `Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;`
Sai: `Căn cứ Nghị định số 30/2020/NĐ-CP về công tác văn thư;` (thiếu ngày và cơ quan ban hành)
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.citations import bare, first_citation
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc


@rule(
    code="CC-03",
    title="Căn cứ viện dẫn lần đầu đủ số, ngày tháng năm và cơ quan ban hành",
    group=Group.BASIS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6b",
    elements=(Element.BASIS,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    breaches = []
    seen: set[str] = set()
    paragraphs = [
        paragraph for component in paper.components_of(Element.BASIS) for paragraph in paper.paragraphs(component)
    ]
    if not paragraphs:
        return NotApplicable("không có căn cứ ban hành")
    for paragraph in paragraphs:
        citation = first_citation(to_nfc(paragraph.plain))
        if citation is None or bare(citation.number) in seen:
            continue
        seen.add(bare(citation.number))
        missing = [
            name
            for name, given in (("ngày tháng năm", citation.dated), ("cơ quan ban hành", citation.issued))
            if not given
        ]
        if missing:
            breaches.append(
                Breach(
                    found=f"Căn cứ viện dẫn {citation.type} số {citation.number} thiếu {' và '.join(missing)}",
                    expected="tên loại, số, ký hiệu, ngày tháng năm, cơ quan ban hành, trích yếu ở lần viện dẫn đầu",
                    hint="Bổ sung phần còn thiếu sau số, ký hiệu của văn bản được viện dẫn.",
                    paragraph=paragraph.index,
                )
            )
    return few(breaches)
