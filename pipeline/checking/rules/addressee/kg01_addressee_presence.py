"""KG-01: Công văn phải có “Kính gửi”; quyết định, nghị quyết, chỉ thị, kế hoạch, thông báo… thì không.

“Kính gửi” nêu cơ quan, cá nhân trực tiếp giải quyết, dùng cho công văn và cho tờ trình, báo cáo gửi cấp trên. Văn bản có tên
loại khác ghi người nhận ở mục “Nơi nhận”.

Đúng: công văn có dòng `Kính gửi: Sở Nội vụ`
Sai: công văn không có “Kính gửi”; kế hoạch có dòng `Kính gửi: Các sở, ban, ngành`
"""

from __future__ import annotations

from pipeline.checking.rules.component_look import first
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import WITHOUT_ADDRESSEE
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper


@rule(
    code="KG-01",
    title="Công văn có “Kính gửi”; văn bản có tên loại chỉ dùng cho tờ trình, báo cáo",
    group=Group.ADDRESSEE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.9b",
    elements=(Element.ADDRESSEE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    component = paper.component(Element.ADDRESSEE)
    if paper.is_letter:
        return () if component else (_missing(paper),)
    if paper.type_name not in WITHOUT_ADDRESSEE:
        return NotApplicable("tên loại này có thể có hoặc không có “Kính gửi”")
    if component is None:
        return ()
    return (
        Breach(
            found=f"{paper.type_name.capitalize()} có dòng “Kính gửi”",
            expected="“Kính gửi” chỉ dùng cho công văn, tờ trình, báo cáo",
            hint="Bỏ “Kính gửi”, ghi các cơ quan này ở mục “Nơi nhận”.",
            paragraph=first(component),
        ),
    )


def _missing(paper: Paper) -> Breach:
    return Breach(
        found="Công văn không có “Kính gửi”",
        expected="dòng “Kính gửi:” và tên cơ quan, cá nhân nhận để giải quyết",
        hint="Thêm dòng “Kính gửi: …” trên phần nội dung.",
        paragraph=first(paper.component(Element.LETTER_SUBJECT)),
    )
