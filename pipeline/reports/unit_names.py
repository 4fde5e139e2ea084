"""Which unit a name means (nhận ra đơn vị): by full name, short name, or letterhead with the superior above it.

A body within a unit has the unit's name at the end of its own (Công đoàn Sở Nội vụ, Thanh tra Sở Y tế) and is not the
unit. So only agencies above a unit may stand before its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final

from pipeline.records.agency import Agency
from pipeline.records.office import Office
from pipeline.reports.typed_names import plain_name

_SHORT: Final = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tp": "thành phố",
    "tx": "thị xã",
}
_SHORT_WORD: Final = re.compile(rf"\b({'|'.join(_SHORT)})\b\.?", re.IGNORECASE)
# Kinds of bodies above one whose superior is none of the records: ministries and the like.
_HIGHER: Final = tuple(
    plain_name(words) for words in ("Bộ", "Tổng cục", "Tổng công ty", "Tập đoàn", "Quân khu", "Ngân hàng Nhà nước")
)
_NOT_HIGHER: Final = tuple(plain_name(words) for words in ("Bộ phận", "Bộ môn", "Bộ chỉ huy"))
_AREAS: Final = "Tỉnh|Thành phố|Huyện|Thị xã|Xã|Phường|Thị trấn|Đặc khu"
_AREA: Final = re.compile(rf"(?:^| )((?:{'|'.join(map(plain_name, _AREAS.split('|')))}) .+)$")
_SEATED: Final = tuple(plain_name(words) for words in ("Ủy ban nhân dân", "Hội đồng nhân dân"))
_FEWEST: Final = 2  # words of a name that means somebody in the name of a file


def spelled(text: str) -> str:
    """A name in one form, with usual abbreviations written out."""
    return plain_name(_SHORT_WORD.sub(lambda found: _SHORT[found[1].lower()], text))


def bare(text: str) -> str:
    """A text as letters and digits without accents, with a blank between words, as in names of files."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


class UnitNames:
    """The names of the units of a period."""

    def __init__(self, units: tuple[Agency, ...], office: Office) -> None:
        self.units = units
        self._agencies = {agency.id: agency for agency in office.agencies}

    def named(self, text: str) -> Agency | None:
        """The only unit that a name or letterhead means; None if it is no unit's, a body's within a unit, or unclear."""
        words = spelled(text).split()
        found: dict[str, Agency] = {}
        for at in range(len(words)):
            before, name = " ".join(words[:at]), " ".join(words[at:])
            for unit in self._by_name.get(name, ()):
                if not at or self._may_stand_before(before, unit):
                    found[unit.id] = unit
            for unit in self._by_letterhead.get(name, ()):
                if at and self._may_stand_before(before, unit):
                    found[unit.id] = unit
            if found:
                break
        return next(iter(found.values())) if len(found) == 1 else None

    def beginning(self, words: list[str]) -> Iterator[Agency]:
        """The units with whose name these words begin."""
        for many in range(min(len(words), self._longest), 0, -1):
            yield from self._by_name.get(" ".join(words[:many]), ())

    def within(self, words: list[str]) -> Iterator[Agency]:
        """The units whose name, or own place, stands somewhere in these words."""
        for at in range(len(words)):
            yield from self.beginning(words[at:])
            for many in range(_FEWEST, min(len(words) - at, self._longest) + 1):
                yield from self._by_place.get(" ".join(words[at : at + many]), ())

    def has_place(self, unit: Agency) -> bool:
        """Whether the unit is the government of a place."""
        return any(unit in units for units in self._by_place.values())

    def in_file_name(self, stem: str) -> Iterator[Agency]:
        """The units whose name or id stands in a file name (given without its ending)."""
        words = bare(stem).split()
        for at in range(len(words)):
            for many in range(_FEWEST, min(len(words) - at, self._longest) + 1):
                yield from self._by_file_name.get(" ".join(words[at : at + many]), ())

    def above(self, unit: Agency) -> Iterator[Agency]:
        """The agencies above a unit, the nearest first."""
        seen = {unit.id}
        key = unit.parent or unit.superior
        while key is not None and key in self._agencies and key not in seen:
            seen.add(key)
            yield self._agencies[key]
            key = self._agencies[key].parent or self._agencies[key].superior

    # ----------------------------------------------------------------------------------------------------------- indexes
    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Agency, ...]]:
        return _index((name, unit) for unit in self.units for name in self._names(unit))

    @cached_property
    def _by_letterhead(self) -> Mapping[str, tuple[Agency, ...]]:
        """Units by letterhead; a letterhead such as `Văn phòng` says nothing without the agency above it."""
        return _index((spelled(" ".join(unit.letterhead)), unit) for unit in self.units if unit.letterhead)

    @cached_property
    def _by_place(self) -> Mapping[str, tuple[Agency, ...]]:
        """Units by the place that they govern (`xã hòa lộc`), if no other unit governs it."""
        found = _index(
            (area, unit)
            for unit in self.units
            for name in self._names(unit)
            if (area := area_of(name)) and name.removesuffix(area).strip() in _SEATED
        )
        return {area: units for area, units in found.items() if len(units) == 1}

    @cached_property
    def _by_file_name(self) -> Mapping[str, tuple[Agency, ...]]:
        named = ((bare(name), unit) for unit in self.units for name in (unit.id, unit.name, unit.called))
        return _index((name, unit) for name, unit in named if len(name.split()) >= _FEWEST)

    @cached_property
    def _longest(self) -> int:
        return max((len(name.split()) for index in (self._by_name, self._by_file_name) for name in index), default=0)

    def _names(self, unit: Agency) -> frozenset[str]:
        """The forms of a unit's name, with and without the superior's place at the end."""
        own = {spelled(name) for name in (unit.name, unit.called)}
        areas = {area for agency in self.above(unit) if (area := area_of(spelled(agency.name)))}
        own |= {f"{name} {area}" for name in own for area in areas if not area_of(name)}
        return frozenset(own | {name.removesuffix(f" {area}") for name in own for area in areas})

    def _may_stand_before(self, words: str, unit: Agency) -> bool:
        chain = tuple(self.above(unit))
        if not chain:
            begun = f"{words} "
            return begun.startswith(tuple(f"{kind} " for kind in _HIGHER)) and not begun.startswith(
                tuple(f"{kind} " for kind in _NOT_HIGHER)
            )
        if any(words in _whole_names(agency) for agency in chain):
            return True
        return any(
            words == f"{above} {name}"
            for agency, higher in pairwise(chain)
            for above in _whole_names(higher)
            for name in _whole_names(agency) | {spelled(" ".join(agency.letterhead))}
        )


def _whole_names(agency: Agency) -> frozenset[str]:
    """The names of an agency that are clear without the agency above it."""
    return frozenset(spelled(form) for form in (agency.name, agency.called, agency.parent_form or "") if form)


def area_of(name: str) -> str:
    """The place at the end of a name: `xã hòa lộc`; empty if there is none."""
    found = _AREA.search(name)
    return found[1] if found else ""


def _index(named: Iterable[tuple[str, Agency]]) -> Mapping[str, tuple[Agency, ...]]:
    found: dict[str, dict[str, Agency]] = {}
    for name, unit in named:
        found.setdefault(name, {})[unit.id] = unit
    return {name: tuple(units.values()) for name, units in found.items()}
