"""NN-02: Danh sách nơi nhận cỡ {recipients.size,italic}; mỗi nơi một dòng, bắt đầu bằng gạch nối, cuối dòng có dấu chấm phẩy.

Dòng cuối cùng là dòng “Lưu”, kết thúc bằng dấu chấm.

Đúng: `- Như trên;` / `- Sở Tài chính;` / `- Lưu: VT, TCCB.`
Sai: `- Sở Tài chính` hoặc `- Sở Tài chính,` (không có dấu chấm phẩy), `Sở Tài chính;` (không có gạch nối), cỡ 12
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import LOOK, look_breaches, shortened
from pipeline.checking.rules.recipient_list import Recipient, flush_left, recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper

_BULLET = re.compile(r"^- ?\S")
_HINT = "Sửa danh sách nơi nhận: mỗi nơi một dòng “- …;”, cỡ {recipients.size}, chữ {recipients.italic}."


@rule(
    code="NN-02",
    title="Danh sách nơi nhận cỡ {recipients.size,italic}, gạch đầu dòng, dấu chấm phẩy cuối dòng",
    group=Group.RECIPIENTS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.9d",
    elements=(Element.RECIPIENTS,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    found = recipients_of(paper)
    if found is None or not found[1]:
        return NotApplicable("không thấy danh sách nơi nhận")
    label, entries = found
    breaches = list(_wrong_lines(entries, with_values(_HINT, profile)))
    known = True
    listed = paper.paragraphs(paper.component(Element.RECIPIENTS, label.part))
    peers = (*paper.paragraphs(label), *listed)
    for paragraph in listed:
        looks = tuple(_looks(flush_left(paragraph, peers), profile))
        breaches += [look for look in looks if look is not None]
        known = known and None not in looks
    if breaches or known:
        return few(breaches)
    return NotEvaluated("tệp không cho biết kiểu chữ của danh sách nơi nhận")


def _looks(paragraph: Paragraph, profile: Profile) -> Iterator[Breach | None]:
    return look_breaches(paragraph, Element.RECIPIENTS, profile, name="Danh sách nơi nhận", keys=(*LOOK, "align"))


def _wrong_lines(entries: tuple[Recipient, ...], hint: str) -> Iterator[Breach]:
    for position, entry in enumerate(entries):
        if entry.is_archive:
            return
        if not _BULLET.match(entry.text):
            yield _breach(
                f"Dòng “{shortened(entry.text)}” không bắt đầu bằng gạch nối", "bắt đầu bằng “- ”", hint, entry
            )
        last = position + 1 == len(entries)
        if not last and not entry.text.endswith(";"):
            yield _breach(
                f"Dòng “{shortened(entry.text)}” không kết thúc bằng dấu chấm phẩy", "kết thúc bằng “;”", hint, entry
            )


def _breach(found: str, expected: str, hint: str, entry: Recipient) -> Breach:
    return Breach(found=found, expected=expected, hint=hint, paragraph=entry.paragraph)
