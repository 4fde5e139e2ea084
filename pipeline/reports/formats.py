"""What a spreadsheet shows of a number (định dạng số của ô): the number formats that Excel writes into XLSX.

A format has up to four sections separated by semicolons (positive, negative, zero, text). Each is made of digit
places, literals in quotes or behind a backslash, currencies and colours in brackets, commas that divide by a thousand
and percent signs that multiply by a hundred. People answer for what they see; if that is not the stored number,
`Shown` says so and the caller asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import Enum, auto
from typing import Final

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|_(?P<blank>.?)|\*(?P<fill>.?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|Standard)|(?P<exponent>E[+-])|(?P<clock>AM/PM|A/P)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR: Final = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+", re.IGNORECASE)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY: Final = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]*)?")
_DATES: Final = frozenset("ymdhsegbYMDHSEGB")
_PLACES: Final = frozenset("0#?")
_MINUS: Final = frozenset("-−–")
_GROUPS: Final = frozenset(" \u00a0\u202f.'")
_USUAL: Final = frozenset({"", "General", "@"})
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
_GROUP: Final = 3
_MOST_PLACES: Final = 40
_LONGEST: Final = 255  # Excel takes no longer format
_PERCENT: Final = "\0"  # a sign that multiplies, unlike one that is only written
_WORDS: Final = "định dạng của ô viết thêm chữ hoặc ký hiệu cạnh số"
_SCALED: Final = "định dạng của ô chia số cho nghìn hoặc triệu khi hiện"
_HIDDEN: Final = "định dạng của ô giấu nội dung, ô trông như để trống"
_SIGN: Final = "định dạng của ô làm mất hoặc đổi dấu của số"
_OTHER: Final = "định dạng của ô không hiện số thông thường (ngày giờ, phân số hoặc kiểu khác)"


class Percent(Enum):
    """What a number format does with a percent sign."""

    NONE = auto()
    SCALED = auto()
    WRITTEN = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """What people see: `text` with Vietnamese separators, `bare` without thousands separators, `odd` why it is not the number.

    `words`: what is written beside the number, if nothing else is odd; it may be the unit that was asked for.
    """

    text: str = ""
    bare: str = ""
    odd: str = ""
    words: str = ""
    percent: Percent = Percent.NONE


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a number format: the text before, among and behind the digit places, and what changes the number."""

    places: str = ""
    before: str = ""
    between: tuple[tuple[int, str], ...] = ()
    behind: str = ""
    general: bool = False
    holds_text: bool = False
    percents: int = 0
    exponent: bool = False
    other: bool = False
    white: bool = False
    condition: tuple[str, Decimal] | None = None

    @property
    def empty(self) -> bool:
        """Whether the section shows nothing."""
        return not (self.places or self.before or self.behind or self.general or self.holds_text or self.other)


def shown_text(number_format: str, text: str) -> Shown:
    """What a cell with typed text shows: the text, unless the format hides it or adds text around it."""
    if number_format in _USUAL:
        return Shown(text, text)
    sections = _sections(number_format)
    if len(sections) > _GROUP:
        section = sections[_GROUP]  # a section of its own for text: nothing in it, nothing shown
    else:
        section = next((section for section in sections if section.holds_text), _Section(holds_text=True))
    if not section.holds_text:
        return Shown((section.before + section.behind).strip(), odd=_HIDDEN)
    whole = f"{section.before}{text}{section.behind}"
    words = (section.before + section.behind).strip()
    return Shown(whole, whole, odd=_WORDS, words=words) if words else Shown(text, text)


def shown_number(number_format: str, value: Decimal) -> Shown:
    """What a cell with a number shows."""
    if number_format in _USUAL:
        plain = f"{value:f}".replace(".", ",")
        return Shown(plain, plain)
    if len(number_format) > _LONGEST:
        return Shown(odd=_OTHER)
    chosen = [_judged(section, value, alone=alone) for section, alone in _chosen(_sections(number_format), value)]
    return (
        next((shown_part for shown_part in chosen if shown_part.odd), chosen[0])
        if chosen
        else Shown("####", odd=_HIDDEN)
    )


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> list[tuple[_Section, bool]]:
    """The sections that may apply to a value, each with whether a minus sign is put before the number."""
    numbers = sections[:_GROUP]
    if len(numbers) > 1 and len(sections) <= _GROUP and numbers[-1].holds_text:
        numbers = numbers[:-1]
    if any(section.condition for section in numbers):
        for section in numbers:
            if section.condition and _holds(section.condition, value):
                # whether the sign is shown depends on the condition; a negative number is therefore looked at both ways
                return [(section, True), (section, False)] if value < 0 else [(section, False)]
        free = [section for section in numbers if not section.condition]
        return [(section, alone) for section in free for alone in ((True, False) if value < 0 else (False,))]
    if value < 0 and len(numbers) > 1:
        return [(numbers[1], False)]
    if value == 0 and len(numbers) >= _GROUP:
        return [(numbers[2], False)]
    return [(numbers[0], value < 0)]


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]


def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(number_format):
        if token["sign"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts)


def _section(tokens: list[re.Match[str]]) -> _Section:
    """A section of a number format, from its tokens."""
    places, literals, percents = "", [(0, "")], 0
    general = holds_text = exponent = other = white = False
    condition = None
    for token in tokens:
        kind, sign = token.lastgroup, token["sign"]
        literal = ""
        if kind == "bracket":
            literal, condition, strange = _bracket(token["bracket"], condition)
            other |= strange
            white |= token["bracket"].strip().lower() == "white"
        elif kind in {"quoted", "escaped", "fill"}:
            literal = token[kind]
        elif kind == "blank":
            literal = " "
        elif kind in {"general", "exponent", "clock"}:
            general |= kind == "general"
            exponent |= kind == "exponent"
            other |= kind == "clock"
            places += "G" if kind == "general" else ""
        elif sign == "%":
            percents, literal = percents + 1, _PERCENT
        elif sign == "@":
            holds_text, places = True, places + "G"
        elif sign in _PLACES or sign in ".,":
            places += sign if not exponent else ""
        elif sign == "/" or sign in _DATES:
            other = True
        else:
            literal = sign
        literals.append((len(places), literal))
    last = len(places.rstrip(","))
    return _Section(
        places=places.replace("G", "") if not (general or holds_text) else "",
        before="".join(text for at, text in literals if at == 0),
        between=tuple((at, text) for at, text in literals if 0 < at < last and text),
        behind="".join(text for at, text in literals if at and at >= last),
        general=general,
        holds_text=holds_text,
        percents=percents,
        exponent=exponent,
        other=other or (general and holds_text) or percents > 1 or len(places) > _MOST_PLACES,
        white=white,
        condition=condition,
    )


def _bracket(inner: str, condition: tuple[str, Decimal] | None) -> tuple[str, tuple[str, Decimal] | None, bool]:
    """The meaning of a bracket: the text of a currency, the condition, and whether it is something unknown."""
    if found := _CURRENCY.fullmatch(inner):
        return found[1], condition, False
    if found := _CONDITION.fullmatch(inner.strip()):
        return "", (found[1], Decimal(found[2])), False
    return "", condition, not _COLOUR.fullmatch(inner.strip())


def _judged(section: _Section, value: Decimal, *, alone: bool) -> Shown:
    """What a section shows of a number; `alone`: the minus sign is not in the format but added to it."""
    if section.other:
        return Shown(odd=_OTHER)
    if section.empty or section.white:
        return Shown(odd=_HIDDEN)
    number, by = _scaled(section, abs(value))
    text, bare = _digits(section, number)
    minus = "-" if alone and value < 0 else ""
    around = [f"{minus}{section.before}{digits}{section.behind}".replace(_PERCENT, "%") for digits in (text, bare)]
    whole, plain = (" ".join(words.split()) for words in around)
    words, negative = _beside(*(side.replace(_PERCENT, "") for side in (section.before, section.behind)))
    percent = Percent.SCALED if section.percents else Percent.NONE
    if words == "%" and not section.percents:
        words, percent = "", Percent.WRITTEN
    odd = ""
    if not text.strip():
        odd = "" if value == 0 and whole in _MINUS else _HIDDEN
    elif _broken_up(section):
        odd = _OTHER
    elif by != 1:
        odd = _SCALED
    elif value != 0 and (negative + bool(minus)) != (value < 0):
        odd = _SIGN
    elif words:
        odd = _WORDS
    return Shown(whole, plain, odd=odd, words=words if odd == _WORDS else "", percent=percent)


def _scaled(section: _Section, number: Decimal) -> tuple[Decimal, int]:
    """The number that is shown, and the power of a thousand by which it was divided."""
    whole, _, fraction = section.places.partition(".")
    commas = sum(len(part) - len(part.rstrip(",")) for part in (whole, fraction))
    by = _THOUSAND**commas if section.places.strip(",.") else 1
    return number * _HUNDRED**section.percents / by, by


def _digits(section: _Section, number: Decimal) -> tuple[str, str]:
    """The digits of a number, with and without thousands separators."""
    if section.general or section.holds_text:
        plain = f"{number.normalize():f}".replace(".", ",")
        return plain, plain
    if not section.places.strip(",."):
        return "", ""
    whole, _, fraction = section.places.partition(".")
    if section.exponent:
        places = sum(sign in _PLACES for sign in fraction)
        shown = f"{number:.{places}E}".replace(".", ",")
        return shown, shown
    most, least = sum(sign in _PLACES for sign in fraction), fraction.count("0")
    with localcontext(prec=400):  # the largest number of a spreadsheet has 309 digits
        rounded = number.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    integer, _, parts = f"{rounded:f}".partition(".")
    while len(parts) > least and parts.endswith("0"):
        parts = parts[:-1]
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    grouped = (
        f"{int(integer):,}".replace(",", ".") if "," in whole.rstrip(",") and integer and integer[0] != "0" else integer
    )
    tail = f",{parts}" if parts else ""
    return grouped + tail, integer + tail


def _beside(before: str, behind: str) -> tuple[str, bool]:
    """The text around the digits, and whether it marks the number as negative."""
    left, right = before.strip(), behind.strip()
    bracketed = left.endswith("(") and right.startswith(")")
    if bracketed:
        left, right = left[:-1].strip(), right[1:].strip()
    minus = bool(left) and (left[0] in _MINUS or left[-1] in _MINUS)
    if minus:
        left = left[1:].strip() if left[0] in _MINUS else left[:-1].strip()
    elif right and right[0] in _MINUS and len(right) == 1:
        minus, right = True, ""
    return (left.removeprefix("+") + right).strip(), bracketed != minus


def _broken_up(section: _Section) -> bool:
    """Whether text stands among the digits, other than a separator before three digit places."""
    whole = section.places.partition(".")[0].rstrip(",")
    for at, text in section.between:
        within = at <= len(whole)
        behind = sum(sign in _PLACES for sign in whole[at:])
        grouped = within and text in _GROUPS and behind and not behind % _GROUP
        if not grouped and (within or text.strip()):
            return True
    return False
