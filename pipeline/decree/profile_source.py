"""Reading the tables of a profile's TOML file as measures; all defects of the file are named in one error."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.decree.measure import SILENT, Certainty, Measure, Measures, MeasureValue, Unit

# Đ.13.3, PLI.P1.II.7đ, PLIII.M1.5: article of the decree, or one of its six appendices, then the steps downwards; TT01
# is Thông tư 01/2011/TT-BNV as a whole, whose full text was not at hand.
_LOCATOR = re.compile(r"TT01|(?:Đ\.\d+|PL(?:I|II|III|IV|V|VI))(?:\.[0-9A-Za-zđ]+)*")
_IDENTIFIER = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_KIND_OF_UNIT: dict[Unit, type] = {
    "pt": float,
    "mm": float,
    "ratio": float,
    "lines": float,
    "flag": bool,
    "choice": str,
    "text": str,
}


class _Entry(BaseModel):
    """The inline table of one measure, as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    value: bool | float | str | None = None
    unit: Unit | None = None
    at: str
    certainty: Certainty
    minimum: float | None = Field(default=None, alias="min")
    maximum: float | None = Field(default=None, alias="max")
    allowed: list[float | str] = Field(default_factory=list)
    title: str = ""
    note: str = ""
    follows: str = ""


def read_measures(tables: Mapping[str, object]) -> Measures:
    """The measures of `tables` (element -> key -> inline table), checked, with followers given the value they follow.

    Raises ValueError naming every defect: a missing or malformed locator, a value outside its own range or of the wrong
    kind for its unit, a title used twice or on a value that nobody may choose, a silent law without a note.
    """
    defects: list[str] = []
    entries: dict[str, _Entry] = {}
    for identifier, raw in _flat(tables, defects):
        try:
            entries[identifier] = _Entry.model_validate(raw)
        except ValidationError as error:
            defects.extend(
                f"{identifier}: {'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in error.errors()
            )
    measures: list[Measure] = []
    for identifier, entry in entries.items():
        try:
            measures.append(_measure(identifier, entry=entry, entries=entries))
        except ValueError as error:
            defects.append(f"{identifier}: {error}")
    for measure in measures:
        defects.extend(f"{measure.id}: {defect}" for defect in _defects(measure))
    counts = Counter(title_key(measure.title) for measure in measures if measure.title)
    defects.extend(f"the title {title!r} is used {count} times" for title, count in counts.items() if count > 1)
    if defects:
        raise ValueError("\n".join(defects))
    return followed(measures)


def followed(measures: Iterable[Measure]) -> Measures:
    """The same measures, each one that follows another given that one's value."""
    by_id = {measure.id: measure for measure in measures}
    return Measures(
        replace(measure, value=by_id[measure.follows].value) if measure.follows else measure
        for measure in by_id.values()
    )


def title_key(title: str) -> str:
    """A title in the form for comparing, which is also its key in YAML: NFC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", title).lower().split())


def _flat(tables: Mapping[str, object], defects: list[str]) -> Iterator[tuple[str, object]]:
    """Pairs of `element.key` and inline table; what is no table is added to `defects`."""
    for element, table in tables.items():
        if not isinstance(table, Mapping):
            defects.append(f"{element}: a table is expected")
            continue
        for key, raw in table.items():
            yield f"{element}.{key}", raw


def _measure(identifier: str, *, entry: _Entry, entries: Mapping[str, _Entry]) -> Measure:
    """The measure that `entry` describes; a follower has the value, the unit and the range of the one it follows."""
    source = entry
    if entry.follows:
        own = (entry.value, entry.unit, entry.minimum, entry.maximum)
        if entry.allowed or own != (None, None, None, None):
            message = "a follower has no value, unit or range of its own"
            raise ValueError(message)
        if entry.follows not in entries or entries[entry.follows].follows:
            message = f"follows {entry.follows!r}, which is not there or follows another one"
            raise ValueError(message)
        source = entries[entry.follows]
    if source.value is None or source.unit is None:
        message = "value and unit are needed"
        raise ValueError(message)
    return Measure(
        id=identifier,
        value=source.value,
        unit=source.unit,
        at=entry.at,
        certainty=entry.certainty,
        minimum=source.minimum,
        maximum=source.maximum,
        allowed=tuple(source.allowed),
        title=entry.title,
        note=entry.note,
        follows=entry.follows,
    )


def _defects(measure: Measure) -> Iterator[str]:
    """What is wrong with one measure taken alone, in words."""
    if not _IDENTIFIER.fullmatch(measure.id):
        yield "the id must be two English names joined by a dot"
    if measure.at == SILENT:
        if measure.certainty not in ("L", "M") or not measure.note:
            yield "where the law is silent, certainty is L or M and a note says so"
    elif not _LOCATOR.fullmatch(measure.at):
        yield f"{measure.at!r} is not a locator"
    kind = _KIND_OF_UNIT[measure.unit]
    given: list[MeasureValue | None] = [measure.value, *measure.allowed, measure.minimum, measure.maximum]
    if not all(isinstance(number, kind) for number in given if number is not None):
        yield f"a value in {measure.unit} must be a {kind.__name__}"
    elif measure.minimum is not None and measure.maximum is not None and measure.minimum > measure.maximum:
        yield "min is above max"
    elif not measure.allows(measure.value):
        yield f"the value {measure.value!r} is outside its own range"
    if measure.title and not _choosable(measure):
        yield "a title is for a value that an office may choose"
    if measure.title != " ".join(unicodedata.normalize("NFC", measure.title).split()):
        yield "the title must be NFC, without needless spaces"


def _choosable(measure: Measure) -> bool:
    """Whether an office can choose among several values; only numbers and flags are offered, no words."""
    if measure.unit in ("choice", "text"):
        return False
    if measure.unit == "flag" or len(measure.allowed) > 1:
        return True
    return measure.has_range and measure.minimum != measure.maximum
