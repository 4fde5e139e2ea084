"""NN-04: Có “Kính gửi” thì dòng đầu của Nơi nhận là “- Như trên;”; quyết định, nghị quyết thì là “- Như Điều …;”.

Số của điều là điều nêu các cơ quan, cá nhân chịu trách nhiệm thi hành, thường là điều cuối cùng.

Đúng: công văn `- Như trên;`; quyết định có 3 điều: `- Như Điều 3;`
Sai: công văn không có dòng `- Như trên;`; quyết định có 3 điều mà ghi `- Như Điều 4;`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.body_text import units_in
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.recipient_list import Recipient, recipients_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import CARRIED_OUT_BY_ARTICLES
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Element, Paper, UnitKind

_IN_CHARGE = re.compile(r"\b(?:chịu trách nhiệm|tổ chức thực hiện|thi hành|triển khai)\b")


@rule(
    code="NN-04",
    title="Dòng đầu của Nơi nhận là “- Như trên;” hoặc “- Như Điều …;”",
    group=Group.RECIPIENTS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.9b",
    elements=(Element.RECIPIENTS, Element.ADDRESSEE),
)
def check(paper: Paper, _: Profile) -> Verdict:
    found = recipients_of(paper)
    if found is None or not found[1]:
        return NotApplicable("không thấy danh sách nơi nhận")
    label, entries = found
    if paper.component(Element.ADDRESSEE, label.part) is not None:
        return _as_above(entries)
    if paper.type_name not in CARRIED_OUT_BY_ARTICLES:
        return NotApplicable("không có “Kính gửi”, không phải quyết định, nghị quyết")
    articles = _articles(paper, label.part)
    if not articles:
        return NotEvaluated("không nhận ra các điều của văn bản")
    return _as_article(entries, articles)


def _as_above(entries: tuple[Recipient, ...]) -> Verdict:
    first = entries[0]
    if re.match(r"^[-–—•+*]?\s*như trên\b", set_phrases.key(first.text)):
        return ()
    return (
        _breach(f"Văn bản có “Kính gửi” mà dòng đầu Nơi nhận là “{shortened(first.text)}”", "“- Như trên;”", first),
    )


def _articles(paper: Paper, part: int) -> dict[int, bool]:
    """The numbers of a part's articles; for each, whether the article says who carries the paper out."""
    articles: dict[int, bool] = {}
    number: int | None = None
    for unit in units_in(paper, paper.parts[part]):
        if unit.kind is UnitKind.ARTICLE and unit.number.isdigit():
            number = int(unit.number)
        if number is not None:
            text = set_phrases.key(paper.paragraph(unit.paragraph).plain)
            articles[number] = articles.get(number, False) or bool(_IN_CHARGE.search(text))
    return articles


def _as_article(entries: tuple[Recipient, ...], articles: dict[int, bool]) -> Verdict:
    wanted = sorted({max(articles)} | {number for number, in_charge in articles.items() if in_charge})
    expected = f"“- Như Điều {max(articles)};”"
    first = entries[0]
    numbers = first.articles
    if numbers is None:
        return (_breach(f"Dòng đầu Nơi nhận là “{shortened(first.text)}”", expected, first),)
    if set(numbers) & set(wanted):
        return ()
    said = "Điều cuối cùng là Điều" if wanted == [max(articles)] else "Điều nêu trách nhiệm thi hành là Điều"
    return (_breach(f"Nơi nhận ghi “{shortened(first.text)}”. {said} {', '.join(map(str, wanted))}", expected, first),)


def _breach(found: str, expected: str, entry: Recipient) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint=f"Sửa dòng đầu của Nơi nhận thành {expected}.",
        paragraph=entry.paragraph,
    )
