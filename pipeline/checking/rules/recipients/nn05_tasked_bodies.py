"""NN-05: Cơ quan được giao chủ trì nhiệm vụ trong văn bản có tên ở Nơi nhận hoặc Kính gửi.

Tên cơ quan có thể nằm trong một nhóm: “Các sở, ban, ngành”, “UBND các huyện”, “Như Điều 3”. Phần mềm chỉ xét những câu giao việc
rõ ràng như “Giao Sở … chủ trì”, “Sở … chủ trì, phối hợp”.

Đúng: “Giao Sở Tài chính chủ trì …” và Nơi nhận có `- Sở Tài chính;` hoặc `- Các sở, ban, ngành;`
Sai: “Giao Sở Tài chính chủ trì …” mà Nơi nhận, Kính gửi không có Sở Tài chính
"""

from __future__ import annotations

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.delegations import covers, delegations_of
from pipeline.checking.rules.recipient_list import recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import ASSIGNING_TASKS
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Element, Paper


@rule(
    code="NN-05",
    title="Cơ quan được giao chủ trì nhiệm vụ có tên ở Nơi nhận hoặc Kính gửi",
    group=Group.RECIPIENTS,
    severity=Severity.HOUSE_STYLE,
    at="Đ.17.1a",
    elements=(Element.RECIPIENTS, Element.ADDRESSEE),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = recipients_of(paper)
    if found is None or paper.type_name not in ASSIGNING_TASKS:
        return NotApplicable("không có danh sách nơi nhận của văn bản giao việc")
    tasks = delegations_of(paper)
    if not tasks:
        return NotApplicable("không thấy câu giao cơ quan chủ trì nhiệm vụ")
    label, entries = found
    texts = [entry.text for entry in entries if not entry.is_archive]
    texts += [paragraph.plain for paragraph in paper.paragraphs(paper.component(Element.ADDRESSEE, label.part))]
    own = [
        paper.text(component)
        for component in (*paper.components_of(Element.ISSUING_AGENCY), *paper.components_of(Element.PARENT_AGENCY))
    ]
    missing = [
        task
        for task in tasks
        if not covers(texts, task.body) and not any(set_phrases.key(task.body) in set_phrases.key(name) for name in own)
    ]
    return few(
        Breach(
            found=f"“{task.body}” được giao chủ trì nhưng không có ở Nơi nhận, Kính gửi",
            expected="cơ quan được giao việc có tên ở Nơi nhận hoặc Kính gửi",
            hint=f"Thêm “- {task.body};” vào Nơi nhận, nếu chưa nằm trong nhóm nơi nhận nào.",
            paragraph=task.paragraph,
        )
        for task in missing
    )
