"""Citations of documents (viện dẫn văn bản) in a text: type, number, date and issuer as far as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.decree.type_names import CITED_BY_NUMBER
from pipeline.text import without_marks

# A longer name first, where one begins with another.
_LEGISLATION = ("Nghị định", "Thông tư liên tịch", "Thông tư", "Nghị quyết liên tịch")
_TYPES = "|".join((*_LEGISLATION, *CITED_BY_NUMBER, "Văn bản"))
_NUMBER = r"\d{1,6}(?:/\d{4})?/[^\W\d_][\w&]*(?:[-–—][\w&]+)*"
_CITATION = re.compile(rf"\b(?P<type>{_TYPES})\s+số\s*:?\s*(?P<number>{_NUMBER})(?P<after>.*)$", re.DOTALL)
_ANY_NUMBER = re.compile(rf"(?<![\w/.,]){_NUMBER}(?![\w/])")
_DATED = re.compile(
    r"\bngày\s+(?:\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})", re.IGNORECASE
)
_ISSUER = re.compile(r"\bcủa\s+\w", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?P<name>(?:Bộ luật|Luật|Pháp lệnh)(?: [^\d;.“”()]{1,90}?)?)\s+(?:số\s+)?"
    r"(?P<number>\d{1,3}/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d{1,2})\b"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One citation with a number. `dated` and `issued`: whether its date and its issuer are given beside it."""

    type: str
    number: str
    dated: bool
    issued: bool


def first_citation(text: str) -> Citation | None:
    """The first document that a text cites by number; None where there is none."""
    found = _CITATION.search(text)
    if not found:
        return None
    before = text[: found.start()]
    return Citation(
        type=found["type"],
        number=found["number"],
        dated=bool(_DATED.search(found["after"])),
        issued=bool(_ISSUER.search(found["after"]) or _ISSUER.search(before)),
    )


def numbers(text: str) -> Iterator[str]:
    """Every number with symbol in a text (`12/QĐ-UBND`, `30/2020/NĐ-CP`), dates and fractions left out."""
    for found in _ANY_NUMBER.finditer(text):
        symbol = found[0].rpartition("/")[2]
        if sum(letter.isupper() for letter in symbol) > 1 or ("-" in symbol and symbol[:1].isupper()):
            yield found[0]


def bare(number: str) -> str:
    """A number in the form for comparing: lower case, without tone marks and the bars of đ, every dash a hyphen."""
    return without_marks(number.casefold().replace("–", "-").replace("—", "-"))


def numbered_laws(text: str) -> Iterator[tuple[str, str]]:
    """The laws and ordinances that a text cites with a number: pairs of name and number."""
    for found in _LAW.finditer(text):
        yield found["name"], found["number"]
