"""Repairing characters (sửa chữ): the form of number, date and motto, composed Unicode, the foreign letter Ð; no words."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.checking.rules.component_look import shortened
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element as Kind
from pipeline.repair.paragraph_runs import has_fields, rewrite, texts
from pipeline.repair.repair_names import Element, W
from pipeline.repair.repair_session import FIELD, RepairSession
from pipeline.text import legacy_encoding, to_nfc

_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DASHES = "-–—−‐‑‒―"
_NUMBER = re.compile(
    r"^(?P<lead>\s*)(?P<word>số)(?P<mark>(?:\s*[:.])?)(?P<gap>\s*)(?P<number>\d*)(?P<before>[\s.…_]*)/(?P<symbol>.*?)(?P<rest>\s*)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?P<a>ngày\s+)(?P<day>\d{1,2})(?P<b>\s+tháng\s+)(?P<month>\d{1,2})(?P<c>\s+năm\s)", re.IGNORECASE)
_FEBRUARY = 2
_CROSSED_D = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
_LONGEST = 120


def motto(text: str) -> str:
    """Spaced hyphens between the three phrases, whatever dashes and spaces were there; other words are left alone."""
    words = re.findall(r"\w+", text)
    return _MOTTO if words == re.findall(r"\w+", _MOTTO) else text


def number_colon(text: str) -> str:
    """The number line with colon and blank: `Số 15/…`, `Số : 15/…`, `Số:15/…` give `Số: 15/…`."""
    found = _NUMBER.match(text)
    if not found:
        return text
    gap = " " if found["number"] else found["gap"] or " "
    return f"{found['lead']}{found['word']}:{gap}{text[found.end('gap') :]}"


def number_zero(text: str) -> str:
    """The number line with two figures for numbers below ten, and no other leading zero."""
    found = _NUMBER.match(text)
    if not found or not found["number"].strip("0"):
        return text
    number = f"{int(found['number']):02d}"
    return text[: found.start("number")] + number + text[found.end("number") :]


def number_spaces(text: str) -> str:
    """The symbol without blanks around slash and hyphens, hyphens in place of dashes; a blank for the number stays."""
    found = _NUMBER.match(text)
    if not found:
        return text
    symbol = re.sub(rf"\s*[{_DASHES}]\s*", "-", re.sub(r"\s*/\s*", "/", found["symbol"].strip()))
    before = found["before"].strip() if found["number"] else found["before"]
    return text[: found.end("number")] + before + "/" + symbol + found["rest"]


def date_zeros(text: str) -> str:
    """A zero before days below ten and before months 1 and 2, none before other months."""
    return _DATE.sub(
        lambda found: (
            f"{found['a']}{_padded(found['day'], 9)}{found['b']}{_padded(found['month'], _FEBRUARY)}{found['c']}"
        ),
        text,
    )


def _padded(figures: str, last: int) -> str:
    value = int(figures)
    if not value:
        return figures
    return f"{value:02d}" if value <= last else str(value)


FORMS: dict[str, tuple[Kind, Callable[[str], str], str]] = {
    "QH-03": (Kind.MOTTO, motto, "Gạch nối trong Tiêu ngữ"),
    "SK-01": (Kind.NUMBER, number_colon, "Dấu hai chấm sau chữ “Số”"),
    "SK-02": (Kind.NUMBER, number_zero, "Số không ở đầu số văn bản"),
    "SK-03": (Kind.NUMBER, number_spaces, "Dấu cách, gạch nối trong số, ký hiệu"),
    "SK-05": (Kind.NUMBER, number_spaces, "Dấu cách, gạch nối trong số, ký hiệu"),
    "DT-02": (Kind.PLACE_DATE, date_zeros, "Số không trước ngày, tháng"),
}


def form(code: str) -> Callable[[RepairSession], None]:
    """A repair of the form of the component that the rule with this code judges."""
    kind, corrected, what = FORMS[code]

    def repair(session: RepairSession) -> None:
        for component in session.paper.components_of(kind):
            for paragraph in session.paper.paragraphs(component):
                if not session.is_shared(paragraph):
                    _rewrite_line(session, code, paragraph, corrected, what=what)

    return repair


def _rewrite_line(
    session: RepairSession, code: str, paragraph: Paragraph, corrected: Callable[[str], str], *, what: str
) -> None:
    elements = [element for run in session.runs(paragraph) for element in run.findall(f"{W}t")]
    before = _joined(elements)
    after = corrected(before)
    if before == after:
        return
    holder = session.open(paragraph)
    if holder is None or has_fields(holder):
        session.reasons[paragraph.index] = FIELD
    elif rewrite(elements, after):
        session.note(code, paragraph, what=what, before=before.strip(), after=after.strip())


def _joined(elements: list[Element]) -> str:
    return "".join(element.text or "" for element in elements)


def composed(session: RepairSession) -> None:
    """Compose letters and combining marks (Unicode dựng sẵn, NFC)."""
    _everywhere(session, "PG-08", to_nfc, what="Chữ Unicode tổ hợp (dấu rời)")


def crossed_d(session: RepairSession) -> None:
    """Replace the Icelandic or African letter that looks like Đ by the Vietnamese one; not in words of an old encoding."""
    _everywhere(session, "PG-08", _vietnamese_d, what="Chữ Đ gõ bằng ký tự nước ngoài")


def _vietnamese_d(text: str) -> str:
    return text if legacy_encoding(text) else text.translate(_CROSSED_D)


def _everywhere(session: RepairSession, code: str, corrected: Callable[[str], str], *, what: str) -> None:
    seen: set[Element] = set()
    for paragraph in session.all_paragraphs():
        element = session.open(paragraph)
        if element is None or element in seen:
            continue
        seen.add(element)
        elements = texts(element)
        before = _joined(elements)
        after = corrected(before)
        if before != after and rewrite(elements, after):
            shown = _first_words(before, after)
            session.note(code, paragraph, what=what, before=shown[0], after=shown[1])


def _first_words(before: str, after: str) -> tuple[str, str]:
    """The first words that differ, for the list of changes."""
    pairs = [(old, new) for old, new in zip(before.split(), after.split(), strict=False) if old != new]
    old_words, new_words = (" ".join(pair[side] for pair in pairs) for side in (0, 1))
    return (shortened(old_words or before, _LONGEST), shortened(new_words or after, _LONGEST))
