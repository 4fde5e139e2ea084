"""ND-08: Điều được đánh số Ả Rập liên tục từ 1, sau số có dấu chấm; chữ “Điều” và số in {article.bold}.

Số điều chạy suốt văn bản, không bắt đầu lại ở mỗi chương; quy chế ban hành kèm theo đánh số riêng từ Điều 1.

Đúng: `Điều 1.`, `Điều 2.`, `Điều 3.` (đậm)
Sai: `Điều 2.` rồi đến `Điều 4.`; `Điều 1:`; chữ “Điều 1.” không đậm
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.body_text import copies_articles, few, judged_parts, label_is_bold, units_in
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule, with_values
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Unit, UnitKind
from pipeline.text import to_nfc

_FORM = re.compile(r"^Điều \d+[a-zđ]?\.")
_LABEL = re.compile(r"^\s*điều\s+\d+[a-zđ]?\s*[.:]?", re.IGNORECASE)


@rule(
    code="ND-08",
    title="Điều đánh số Ả Rập liên tục từ 1, in {article.bold}, sau số có dấu chấm",
    group=Group.BODY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.6đ",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    breaches: list[Breach] = []
    seen = False
    for part in judged_parts(paper):
        units = units_in(paper, part)
        if copies_articles(paper, units):
            continue
        articles = [unit for unit in units if unit.kind is UnitKind.ARTICLE]
        seen = seen or bool(articles)
        expected = 1
        for article in articles:
            breaches += _wrong_number(paper, article, expected)
            breaches += _wrong_look(paper, article, profile)
            # After a jump the count goes on from what is written, so that one slip is one finding.
            expected = int(re.sub(r"\D", "", article.number) or expected) + 1
    return few(breaches) if seen else NotApplicable("không chia theo điều")


def _wrong_number(paper: Paper, article: Unit, expected: int) -> Iterator[Breach]:
    if article.number.isdigit() and int(article.number) != expected:
        before = f"sau Điều {expected - 1}" if expected > 1 else "ở đầu văn bản"
        yield Breach(
            found=f"Điều {article.number} đứng {before}",
            expected=f"Điều {expected}",
            hint="Đánh lại số thứ tự các điều và sửa các chỗ viện dẫn.",
            paragraph=article.paragraph,
        )
    text = to_nfc(paper.paragraph(article.paragraph).plain)
    if not _FORM.match(text):
        yield Breach(
            found=f"Điều ghi “{shortened(text, 20)}”",
            expected=f"“Điều {article.number}.” chữ thường, số Ả Rập, sau số có dấu chấm",
            hint=f"Sửa thành “Điều {article.number}. ”.",
            paragraph=article.paragraph,
        )


def _wrong_look(paper: Paper, article: Unit, profile: Profile) -> Iterator[Breach]:
    measure = profile.measure("article.bold")
    bold = label_is_bold(paper.paragraph(article.paragraph), _LABEL)
    if not measure.regulated or bold is None or bold is measure.value:
        return
    yield Breach(
        found=f"“Điều {article.number}.” {'in đậm' if bold else 'không in đậm'}",
        expected=with_values("chữ “Điều” và số thứ tự in {article.bold}", profile),
        hint=with_values(f"Đặt kiểu chữ {{article.bold}} cho “Điều {article.number}.” và tiêu đề của điều.", profile),
        paragraph=article.paragraph,
    )
