"""Recognising a paper (nhận biết thành phần thể thức) from its measured facts, whoever made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import takewhile

from pipeline.decree.type_names import LETTER, TYPE_CODES
from pipeline.reading import set_phrases
from pipeline.reading.cut_lines import cut_at_breaks
from pipeline.reading.facts import Flow, PaperFacts, Paragraph
from pipeline.reading.parts import cut_into_parts
from pipeline.reading.recognise_head import recognise_head
from pipeline.reading.recognise_structure import units_of
from pipeline.reading.recognise_tail import recognise_tail
from pipeline.reading.recognised import Component, Element, NumberText, Paper, Part, PartKind, Signature, Unit
from pipeline.reading.regime import decide_regime
from pipeline.reading.sides import filled
from pipeline.text import last_of_month, to_nfc

_NUMBER = re.compile(r"^số\s*[:.]?\s*(?P<number>[\d\s…._]*?)\s*/\s*(?P<symbol>.*)$", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"^số\s*[:.]?\s*(?P<number>\d*)(?P<symbol>.*)$", re.IGNORECASE)
_YEAR = re.compile(r"^(?P<year>(?:19|20)\d\d)\s*/\s*(?P<rest>.*)$")
_DATE = re.compile(
    r"ngày\s*(?P<day>\d{0,2})[\s….]*tháng\s*(?P<month>\d{0,2})[\s….]*năm\s*(?P<year>\d{4})", re.IGNORECASE
)
# A signature has a line of title and a name at least, and stands below the end mark of the text.
_SIGNATURE, _LONGEST_SIGNATURE = 2, 8
_END = "./."
_MINUTES = "biên bản"
# How the line begins that says when a meeting began: in mẫu 1.9, and as offices write it.
_BEGUN = re.compile(r"(?:thời gian|hôm nay|(?:vào )?(?:hồi|lúc)|bắt đầu)\b")
_DIGITS_DATE = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\s*$")
_SIGN = re.compile(r"^[\w&]+")
_MARKS = {
    **dict.fromkeys(set_phrases.SECRECIES, Element.SECRET_MARK),
    **dict.fromkeys(set_phrases.CIRCULATIONS, Element.CIRCULATION),
    **dict.fromkeys(set_phrases.URGENCIES, Element.URGENCY),
}


def recognise(facts: PaperFacts, *, own_types: Iterable[str] = (), regulation: str = "") -> Paper:
    """The paper that the facts show: parts, components, signatures, structure, type, number, date and regime.

    `own_types`: names of types that its office has besides those of the decree, in lower case. `regulation`: the id of the
    one that its office set it under, which counts where the paper does not tell its day.
    """
    types = {**set_phrases.TYPES, **{set_phrases.key(name): name for name in own_types}}
    facts = cut_at_breaks(facts)
    parts = cut_into_parts(facts)
    components: list[Component] = []
    signatures: list[Signature] = []
    units: list[Unit] = []
    for part in parts:
        found, signed, text = _recognise_part(facts, part, types)
        components += found
        signatures += signed
        units += units_of(text, part=part.index)
    components += _loose_components(facts, parts, {index for component in components for index in component.paragraphs})
    texts = {
        component.element: " ".join(facts.paragraphs[index].plain for index in component.paragraphs)
        for component in reversed(components)
        if component.part == 0
    }
    type_name = _type_name(texts, types)
    number = read_number(texts[Element.NUMBER], type_name) if Element.NUMBER in texts else None
    day, year = read_date(texts.get(Element.PLACE_DATE, ""))
    when = texts.get(Element.PLACE_DATE) or _dated_elsewhere(facts, texts, type_name)
    elements = {component.element for component in components}
    regime, reason = decide_regime(
        facts.paragraphs, elements=elements, number=number, days=_days(when), regulation=regulation
    )
    return Paper(
        facts=facts,
        regime=regime,
        regime_reason=reason,
        parts=parts,
        components=tuple(components),
        signatures=tuple(signatures),
        units=tuple(units),
        type_name=type_name,
        number=number,
        date=day,
        year=year,
    )


def _recognise_part(
    facts: PaperFacts, part: Part, types: Mapping[str, str]
) -> tuple[list[Component], tuple[Signature, ...], tuple[Paragraph, ...]]:
    """The components and signatures of a part, and the paragraphs of its text outside tables."""
    head, start = recognise_head(facts, part, types)
    taken = {index for component in head for index in component.paragraphs}
    flow = filled(facts.paragraphs[part.first : part.last + 1])
    rest = [paragraph for paragraph in flow if paragraph.index >= start and paragraph.index not in taken]
    rest = [paragraph for paragraph in rest if paragraph.flow in {Flow.BODY, Flow.TEXT_BOX}]
    rest = [paragraph for paragraph in rest if not _is_mark(paragraph)]
    if part.kind in {PartKind.MAIN, PartKind.COPY}:
        tail, signatures, end = recognise_tail(facts, part, rest)
    else:
        tail, signatures, end = (), (), len(rest)
        if part.kind is PartKind.ATTACHED and _has_tail(rest):
            tail, signatures, end = recognise_tail(facts, part, rest)
    body = rest[:end]
    components = [*head, *tail]
    if body:
        indices = tuple(paragraph.index for paragraph in body)
        components.append(Component(element=Element.BODY, part=part.index, paragraphs=indices, confidence=1.0))
    return components, signatures, tuple(paragraph for paragraph in body if not _in_grid(facts, paragraph))


def _has_tail(rest: list[Paragraph]) -> bool:
    """Whether an attached paper has recipients, or lines of a signature below its end mark.

    Today it should have neither; before 05 March 2020 it was signed. Only then are signatures looked for in it.
    """
    if any(set_phrases.RECIPIENTS_LABEL.match(set_phrases.key(paragraph.plain)) for paragraph in rest):
        return True
    below = list(takewhile(lambda paragraph: not paragraph.plain.endswith(_END), reversed(rest)))
    return (
        _SIGNATURE <= len(below) < len(rest)
        and len(below) <= _LONGEST_SIGNATURE
        and set_phrases.capitals(below[-1].plain)
    )


def _in_grid(facts: PaperFacts, paragraph: Paragraph) -> bool:
    return paragraph.cell is not None and facts.tables[paragraph.cell.table].ruled


def _mark_of(paragraph: Paragraph) -> Element | None:
    """The mark (urgency, circulation, secrecy, draft) that a paragraph is; None for any other."""
    text = set_phrases.key(paragraph.plain)
    element = Element.DRAFT_MARK if set_phrases.DRAFT.match(text) else _MARKS.get(text)
    return element if element is not None and set_phrases.capitals(paragraph.plain) else None


def _is_mark(paragraph: Paragraph) -> bool:
    form_of_copy = set_phrases.key(paragraph.plain) in set_phrases.COPIES and set_phrases.capitals(paragraph.plain)
    return form_of_copy or _mark_of(paragraph) is not None


def _loose_components(facts: PaperFacts, parts: tuple[Part, ...], taken: set[int]) -> Iterator[Component]:
    """Marks, contact lines, signing lines, forms of copy: they may be anywhere, also in headers and footers."""
    found: dict[tuple[Element, int], list[int]] = {}
    for paragraph in facts.paragraphs:
        if not paragraph.plain or paragraph.index in taken:
            continue
        element = _mark_of(paragraph) or _loose(paragraph)
        if element is not None and not _in_grid(facts, paragraph):
            found.setdefault((element, _part_of(parts, paragraph)), []).append(paragraph.index)
    for (element, part), indices in found.items():
        yield Component(element=element, part=part, paragraphs=tuple(indices), confidence=0.9)


def _loose(paragraph: Paragraph) -> Element | None:
    text = paragraph.plain
    if set_phrases.SIGNING_LINE.search(text):
        return Element.COPY_FORM if set_phrases.key(text).split(";")[0] in set_phrases.COPIES else Element.SIGNING_LINE
    if set_phrases.key(text) in set_phrases.COPIES and set_phrases.capitals(text):
        return Element.COPY_FORM
    if paragraph.flow is Flow.FOOTER and set_phrases.CONTACT.search(text):
        return Element.CONTACT
    return None


def _part_of(parts: tuple[Part, ...], paragraph: Paragraph) -> int:
    return next((part.index for part in parts if part.first <= paragraph.index <= part.last), 0)


def _type_name(texts: dict[Element, str], types: Mapping[str, str]) -> str:
    """The type in lower case as the decree spells it; without one, a paper with V/v or addressees is a công văn."""
    if Element.TYPE_NAME in texts:
        return types.get(set_phrases.key(texts[Element.TYPE_NAME]), "")
    if Element.LETTER_SUBJECT in texts or (Element.ADDRESSEE in texts and Element.NUMBER in texts):
        return LETTER
    return ""


def read_number(text: str, type_name: str) -> NumberText:
    """The number line taken apart, whatever its colon, blanks and zeros, which rules judge."""
    plain = " ".join(to_nfc(text).split())
    found = _NUMBER.match(plain) or _NUMBER_ALONE.match(plain)
    number = "".join(sign for sign in (found["number"] if found else "") if sign.isdigit())
    symbol = found["symbol"].strip() if found else ""
    year = _YEAR.match(symbol)
    coded = year["rest"] if year else symbol
    sign = _SIGN.match(coded)
    code = sign[0] if sign else ""
    if type_name in {LETTER, ""} and code not in TYPE_CODES.values():
        code = ""
    return NumberText(text=text, number=number, symbol=symbol, type_code=code, year=int(year["year"]) if year else None)


def _dated_elsewhere(facts: PaperFacts, texts: Mapping[Element, str], type_name: str) -> str:
    """The words with the day of a paper without a line of place and date, "" where there are none.

    What is attached, in a file of its own, is of the day of the paper that it names; minutes are of the day on which the
    meeting began (mẫu 1.9).
    """
    reference = texts.get(Element.ATTACHED_REFERENCE) or texts.get(Element.ANNEX_REFERENCE)
    if reference or type_name != _MINUTES:
        return reference or ""
    return next((line.plain for line in facts.paragraphs if _BEGUN.match(set_phrases.key(line.plain))), "")


def _dated(text: str) -> re.Match[str] | None:
    """Where a text names day, month and year, in words or in figures."""
    plain = " ".join(to_nfc(text).split())
    return _DATE.search(plain) or _DIGITS_DATE.search(plain)


def _days(when: str) -> tuple[date, date] | None:
    """The first and the last day on which the paper can be of; None where it says nothing of its time."""
    found = _dated(when)
    if found is None:
        return None
    year, month, number = (int(found[name] or 0) for name in ("year", "month", "day"))
    with suppress(ValueError):
        return date(year, month, number), date(year, month, number)
    with suppress(ValueError):
        return date(year, month, 1), last_of_month(year, month)
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def read_date(text: str) -> tuple[date | None, int | None]:
    """The date of the paper where it is complete and exists, else None; and its year if that can be read."""
    found = _dated(text)
    if found is None:
        return None, None
    year = int(found["year"])
    try:
        return date(year, int(found["month"] or 0), int(found["day"] or 0)), year
    except ValueError:
        return None, year
