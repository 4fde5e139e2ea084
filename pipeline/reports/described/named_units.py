"""Names of units as forms of an office's own write them (tên đơn vị): certain, likely (to be confirmed), or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.own_form import OwnForm
from pipeline.reports.described.heading_words import word_key
from pipeline.reports.typed_names import nearest, plain_name
from pipeline.text import without_marks

_COMMITTEE: Final = re.compile(r"^\s*(?:ubnd|[uủ]y ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
_SHORT: Final = (
    (re.compile(r"^\s*p\s*\.\s*", re.IGNORECASE), "phường "),
    (re.compile(r"^\s*x\s*\.\s*", re.IGNORECASE), "xã "),
    (re.compile(r"^\s*tt\s*\.\s*", re.IGNORECASE), "thị trấn "),
    (re.compile(r"^\s*tx\s*\.\s*", re.IGNORECASE), "thị xã "),
    (re.compile(r"^\s*tp\s*\.?\s+", re.IGNORECASE), "thành phố "),
    (re.compile(r"^\s*h\s*\.\s*", re.IGNORECASE), "huyện "),
)
_LETTERS: Final = re.compile(r"(?P<kind>Sở|Ban|Cục|Chi cục|Công an)\s+(?P<letters>[A-ZĐ][A-ZĐ&.-]+)")
_JOINING: Final = frozenset({"và", "&"})


@dataclass(frozen=True)
class Named:
    """The unit that a name means. `certain`: the records or a description have this name; `near`: the closest known name."""

    unit: Agency | None
    certain: bool = False
    near: str = ""


class ConfirmedNames:
    """All known names of the units: from the records, and those that descriptions confirm."""

    def __init__(self, units: Iterable[Agency], forms: tuple[OwnForm, ...] = ()) -> None:
        self.units = {unit.id: unit for unit in units}
        self._certain: dict[str, str] = {}
        for unit in self.units.values():
            for name in (unit.name, unit.short_name or unit.name):
                self._certain[word_key(name)] = unit.id
        for confirmed in (name for form in forms for name in form.unit_names):
            for written in confirmed.written:
                self._certain[word_key(written)] = confirmed.unit

    def find(self, text: str) -> Named:
        """The unit that a text names, if the text is nothing but a unit's name."""
        if (known := self._certain.get(word_key(text))) is not None:
            return Named(self.units.get(known), certain=True)
        wanted = word_key(bare_name(text))
        likely = [unit for unit in self.units.values() if wanted and wanted in self._loose(unit)]
        likely = likely or [unit for unit in self.units.values() if _abbreviates(text, unit.name)]
        if len(likely) == 1:
            return Named(likely[0])
        near = nearest(bare_name(text), [unit.called for unit in self.units.values()]) if len(text) < 80 else None  # noqa: PLR2004 - a sentence is no name
        return Named(None, near=near or "")

    def spoken_of(self, text: str) -> tuple[Agency, ...]:
        """All units whose name stands somewhere in a sentence."""
        said = f" {plain_name(text)} "
        return tuple(unit for unit in self.units.values() if any(f" {name} " in said for name in _plain(unit)))

    @staticmethod
    def _loose(unit: Agency) -> set[str]:
        return {word_key(bare_name(name)) for name in (unit.name, unit.short_name or unit.name)}


def _plain(unit: Agency) -> set[str]:
    return {plain_name(bare_name(name)) for name in (unit.name, unit.short_name or unit.name)}


def bare_name(text: str) -> str:
    """A name without `UBND`, and with abbreviations such as `P.` written out."""
    name = _COMMITTEE.sub("", text)
    for short, whole in _SHORT:
        name = short.sub(whole, name)
    return name.strip()


def _abbreviates(text: str, name: str) -> bool:
    """Whether a text such as `Sở KH&CN` is short for a name such as `Sở Khoa học và Công nghệ`."""
    found = _LETTERS.fullmatch(text.strip())
    if found is None or not name.startswith(f"{found['kind']} "):
        return False
    words = [word for word in name.removeprefix(found["kind"]).split() if word.lower() not in _JOINING]
    letters = re.sub(r"[^A-ZĐ]", "", found["letters"])
    return without_marks("".join(word[0] for word in words).upper()) == without_marks(letters)
