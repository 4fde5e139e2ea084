"""Reading the value that an office chose for a measure (thể thức riêng): `20`, `12,7`, `1,27 cm`, `1/3`, `có`."""

from __future__ import annotations

import re
import unicodedata

from pipeline.decree.measure import Measure, Unit
from pipeline.lengths import POINTS_PER_MM

_NUMBER = re.compile(r"(?P<number>\d{1,4}(?:[.,]\d{1,4})?)\s*(?P<unit>mm|cm|pt|lines|dòng)?", re.ASCII)
_FRACTION = re.compile(r"(?P<upper>\d{1,2})\s*/\s*(?P<lower>[1-9]\d?)", re.ASCII)
_FLAGS = {"có": True, "không": False}
# More than any measure of paper; it also keeps out what is not a number.
_LARGEST = 9999
# What one written unit is worth in the unit of the measure.
_FACTORS: dict[Unit, dict[str, float]] = {
    "mm": {"mm": 1.0, "cm": 10.0, "pt": 1 / POINTS_PER_MM},
    "pt": {"pt": 1.0, "mm": POINTS_PER_MM, "cm": 10 * POINTS_PER_MM},
    "lines": {"lines": 1.0, "dòng": 1.0},
    "ratio": {},
}


def read_house_value(raw: object, *, measure: Measure) -> float | bool | None:
    """The value of `raw` in the unit of `measure`, or None if it cannot be read as one without guessing.

    A number without a unit is in the unit of the measure; with one it is converted (mm, cm and pt are lengths). Decimal
    comma and point both serve; there is no sign and no thousands mark. A flag is a bool, `có` or `không`; a ratio may
    be a fraction; `dòng đơn` is one line.
    """
    text = " ".join(unicodedata.normalize("NFC", raw).lower().split()) if isinstance(raw, str) else None
    if measure.unit == "flag":
        return _FLAGS.get(text) if text is not None else (raw if isinstance(raw, bool) else None)
    if text is not None:
        return _read_number(text, unit=measure.unit)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= _LARGEST:
        return None
    return float(raw)


def _read_number(text: str, *, unit: Unit) -> float | None:
    """A number as text, with or without a unit, converted to `unit`; None where it cannot be read."""
    if unit == "lines" and text == "dòng đơn":
        return 1.0
    if unit == "ratio" and (fraction := _FRACTION.fullmatch(text)):
        return int(fraction["upper"]) / int(fraction["lower"])
    found = _NUMBER.fullmatch(text)
    factors = _FACTORS.get(unit)
    if found is None or factors is None:
        return None
    written = found["unit"]
    factor = 1.0 if written is None else factors.get(written)
    if factor is None:
        return None
    # Rounded so that 1,27 cm is 12.7 mm and not 12.700000000000001.
    return round(float(found["number"].replace(",", ".")) * factor, 4)
