"""One measure of paper (một quy định về thể thức): its value, what the law allows, and where the law says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

MeasureValue = float | bool | str
Unit = Literal["pt", "mm", "ratio", "lines", "flag", "choice", "text"]
Certainty = Literal["H", "H1", "M", "L", "NC"]

# The locator of a measure about which the law is silent; such a measure carries a note.
SILENT = "-"

_UNIT_WORDS: dict[Unit, str] = {"pt": " pt", "mm": " mm", "lines": " dòng"}

_CHOICE_WORDS = {
    "left": "canh trái",
    "center": "canh giữa",
    "right": "canh phải",
    "justify": "canh đều hai lề",
    "portrait": "khổ dọc",
    "landscape": "khổ ngang",
    "header": "ở lề trên",
    "footer": "ở lề dưới",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One measure, such as the left margin or the size of the subject's letters.

    `id` is `<element>.<key>`. `value` is a float for the units pt, mm, ratio and lines, a bool for flag, a str for
    choice and text. `minimum` and `maximum` are inclusive, None where that side is open; `allowed` lists the only
    values there are, where the law names them. A measure with neither is fixed at its value, unless it is a flag with a
    title. `at` is the locator of the law (`PLI.P1.II.1a` is Phụ lục I, Phần I, Mục II, khoản 1, điểm a) or `SILENT`.
    `certainty`: H read in the official text and confirmed elsewhere, H1 read in the official text only, M practice or
    a second-hand source, L our reading, NC not confirmed. `title` is the Vietnamese name of the field by which an
    office may choose the value; empty where it may not. `follows` is the id of the measure this one takes its value
    and range from; a follower without a title never differs from it (`Điều` is "bằng cỡ chữ của phần lời văn").
    """

    id: str
    value: MeasureValue
    unit: Unit
    at: str
    certainty: Certainty
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[MeasureValue, ...] = ()
    title: str = ""
    note: str = ""
    follows: str = ""

    @property
    def element(self) -> str:
        """The element of the paper (thành phần thể thức) it belongs to: `motto` of `motto.size`."""
        return self.id.partition(".")[0]

    @property
    def is_size(self) -> bool:
        """Whether it is the size of letters (cỡ chữ)."""
        return self.id.endswith(".size")

    @property
    def regulated(self) -> bool:
        """Whether the law says something here; where it does not, the value is only our default."""
        return self.at != SILENT

    @property
    def has_range(self) -> bool:
        """Whether a smallest or a largest value is given."""
        return self.minimum is not None or self.maximum is not None

    def allows(self, value: MeasureValue, *, tolerance: float = 1e-6) -> bool:
        """Whether `value` is one of those allowed; `tolerance`, for numbers only, is in the unit of the measure."""
        if self.allowed:
            return any(_same(value, choice, tolerance=tolerance) for choice in self.allowed)
        if isinstance(value, bool) and self.unit == "flag" and self.title:
            return True
        if not self.has_range or isinstance(value, bool | str):
            return _same(value, self.value, tolerance=tolerance)
        above = self.minimum is None or value >= self.minimum - tolerance
        below = self.maximum is None or value <= self.maximum + tolerance
        return above and below

    def shown(self, value: MeasureValue) -> str:
        """`value` as a Vietnamese reader writes it, with the unit: `12,7 mm`, `1/3`, `1,5 dòng`, `có`."""
        return _shown_bare(value, self.unit) + _UNIT_WORDS.get(self.unit, "")

    @property
    def expectation(self) -> str:
        """The values allowed, in Vietnamese: `từ 20 đến 25 mm`, `10 hoặc 12,7 mm`, `ít nhất 6 pt`, `đúng 13 pt`."""
        unit = _UNIT_WORDS.get(self.unit, "")
        if self.allowed:
            return " hoặc ".join(_shown_bare(choice, self.unit) for choice in self.allowed) + unit
        if self.unit == "flag" and self.title:
            return "có hoặc không"
        low, high = self.minimum, self.maximum
        if low is not None and high is not None and low != high:
            return f"từ {_shown_bare(low, self.unit)} đến {self.shown(high)}"
        if low is not None and high is None:
            return f"ít nhất {self.shown(low)}"
        if high is not None and low is None:
            return f"nhiều nhất {self.shown(high)}"
        fixed = self.shown(self.value)
        return fixed if isinstance(self.value, bool | str) else f"đúng {fixed}"


class Measures(Mapping[str, Measure]):
    """The measures of a profile by id, in the order of its file: a mapping that is frozen, hashable and picklable."""

    __slots__ = ("_by_id", "_entries", "_hash")

    def __init__(self, entries: Iterable[Measure]) -> None:
        self._entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self._entries}
        # Over a set, because two mappings are equal whatever the order of their entries; once, because papers ask for it.
        self._hash = hash(frozenset(self._entries))
        if len(self._by_id) != len(self._entries):
            message = "two measures have the same id"
            raise ValueError(message)

    def __getitem__(self, key: str) -> Measure:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Measures], tuple[tuple[Measure, ...]]]:
        return (Measures, (self._entries,))

    def __repr__(self) -> str:
        return f"Measures({len(self)} measures)"


def _same(left: MeasureValue, right: MeasureValue, *, tolerance: float) -> bool:
    """Equal values of one kind; True is not 1."""
    if isinstance(left, bool | str) or isinstance(right, bool | str):
        return type(left) is type(right) and left == right
    return math.isclose(left, right, rel_tol=0, abs_tol=tolerance)


def _shown_bare(value: MeasureValue, unit: Unit) -> str:
    """The value without its unit: decimal comma, ratios of law as fractions (1/3), flags as có and không."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str):
        return _CHOICE_WORDS.get(value, value)
    if unit == "ratio":
        simple = Fraction(value).limit_denominator(3)
        if math.isclose(simple, value, rel_tol=0, abs_tol=1e-3):
            return str(simple)
    return f"{round(value, 4):g}".replace(".", ",")
