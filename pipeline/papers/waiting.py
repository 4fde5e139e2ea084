"""The forms of a paper before its number or day were given (lúc chờ ký), which is done after the signature (Đ.15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from pipeline.papers.official_document import OfficialDocument

# In the line of reference of an annex the date holds together.
_BLANK: Final = " "
_HELD: Final = "\u00a0"


def waiting_forms(document: OfficialDocument) -> Iterator[OfficialDocument]:
    """The paper as it is, then as it was before number, day or both were given.

    A paper equal to one of these forms has not changed otherwise.
    """
    for number, day in product((False, True), repeat=2):
        without_number = number and document.number.number is not None
        without_day = day and document.place_date is not None and document.place_date.day is not None
        if (without_number, without_day) == (number, day):
            yield _as_waiting(document, number=number, day=day)


def _as_waiting(document: OfficialDocument, *, number: bool, day: bool) -> OfficialDocument:
    place_date = document.place_date
    changed = replace(
        document,
        number=replace(document.number, number=None) if number else document.number,
        place_date=replace(place_date, day=None) if day and place_date is not None else place_date,
    )
    return replace(
        changed,
        attached=tuple(replace(part, reference=_said(part.reference, document, changed)) for part in document.attached),
        annexes=tuple(replace(part, reference=_said(part.reference, document, changed)) for part in document.annexes),
    )


def _said(reference: str, before: OfficialDocument, after: OfficialDocument) -> str:
    """The line `(Kèm theo Quyết định số … ngày …)` of an attached part, as it reads in the form `after`."""
    said = reference.replace(before.number.text, after.number.text)
    if before.place_date is None or after.place_date is None:
        return said
    old, new = (place.date_text.replace(_BLANK, _HELD) for place in (before.place_date, after.place_date))
    return said.replace(old, new)
