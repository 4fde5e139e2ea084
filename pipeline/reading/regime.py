"""Deciding which regime a paper is under (xác định chế độ thể thức), before anything is judged."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from pipeline.decree.profile import regulation_on
from pipeline.reading import set_phrases
from pipeline.reading.facts import Flow, Paragraph
from pipeline.reading.recognised import Element, NumberText, Regime

# Nghị định 30/2020/NĐ-CP is in force from the day of its signing (Đ.37).
_KNOWN = {Regime.TT01: "ban hành trước ngày 05/3/2020", Regime.ND30: "văn bản hành chính từ ngày 05/3/2020"}
# Where the year stands between number and symbol, these are types of legislation.
_LEGISLATIVE_CODES = frozenset({"QĐ", "NQ", "CT", "TT", "NĐ", "TTLT", "NQLT", "PL", "L", "QH", "UBTVQH", "LCTN"})
_LEGISLATIVE_SYMBOL = re.compile(r"^(?:QH|UBTVQH)\d|^(?:TT|NĐ|TTLT|NQLT)-")
_HEAD = frozenset({Element.NATIONAL_NAME, Element.MOTTO, Element.ISSUING_AGENCY, Element.NUMBER, Element.PLACE_DATE})
_REST = frozenset(
    {
        Element.TYPE_NAME,
        Element.LETTER_SUBJECT,
        Element.RECIPIENTS_LABEL,
        Element.SIGNING_CAPACITY,
        Element.ANNEX_LABEL,
        Element.ANNEX_REFERENCE,
        Element.ATTACHED_REFERENCE,
    }
)
_ENOUGH = 3


def decide_regime(
    paragraphs: Sequence[Paragraph],
    *,
    elements: Collection[Element],
    number: NumberText | None,
    days: tuple[date, date] | None,
    regulation: str = "",
) -> tuple[Regime, str]:
    """The regime, and the reason in Vietnamese.

    `days`: the first and the last day on which the paper can be of, None where it does not say; `regulation`: the id of the
    one that its office set it under, "" where that is not known.
    """
    opening = [
        paragraph.plain for paragraph in paragraphs if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX} and paragraph.plain
    ][:12]
    other = _outside(opening, elements=elements, number=number)
    if other is not None:
        return other
    able = {Regime(regulation_on(day)) for day in days or ()}
    if len(able) == 1:
        known = able.pop()
        return known, _KNOWN[known]
    if regulation:
        return Regime(regulation), "theo hồ sơ của cơ quan lập văn bản"
    if days is None:
        return Regime.ND30, "không rõ ngày ban hành, xét theo quy định hiện hành"
    return Regime.ND30, "chưa ghi ngày, có thể ban hành từ ngày 05/3/2020"


def _outside(
    opening: Sequence[str], *, elements: Collection[Element], number: NumberText | None
) -> tuple[Regime, str] | None:
    """The regime of a paper that is no administrative one, with the reason; None for an administrative paper."""
    party = any(set_phrases.is_like(set_phrases.key(text), set_phrases.PARTY_NAME) for text in opening)
    if party and Element.NATIONAL_NAME not in elements:
        return Regime.PARTY, "đầu trang ghi “ĐẢNG CỘNG SẢN VIỆT NAM”, thể thức theo quy định của Đảng"
    if number is not None and _is_legislation(number):
        return Regime.LEGISLATION, f"số, ký hiệu “{number.text}” là của văn bản quy phạm pháp luật"
    titles = [
        text for text in opening if set_phrases.capitals(text) and set_phrases.key(text) in set_phrases.LEGISLATION
    ]
    if titles and Element.TYPE_NAME not in elements:
        return Regime.LEGISLATION, f"tên loại “{titles[0]}” là của văn bản quy phạm pháp luật"
    if not _looks_official(elements):
        return Regime.NOT_OFFICIAL, "không thấy các thành phần thể thức của văn bản hành chính"
    return None


def _is_legislation(number: NumberText) -> bool:
    return (number.year is not None and number.type_code in _LEGISLATIVE_CODES) or bool(
        _LEGISLATIVE_SYMBOL.match(number.symbol)
    )


def _looks_official(elements: Collection[Element]) -> bool:
    head = len(_HEAD & set(elements))
    return head + len(_REST & set(elements)) >= _ENOUGH and (head > 0 or Element.ANNEX_LABEL in elements)
