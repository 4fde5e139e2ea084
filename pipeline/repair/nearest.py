"""The value that a repair sets (giá trị sửa thành): the nearest one that the regulation allows."""

from __future__ import annotations

from pipeline.decree.measure import Measure


def nearest(measure: Measure, value: float | None) -> float:
    """The allowed number nearest to `value`; the regulation's own value where there is nothing to compare with."""
    fallback = measure.value
    if isinstance(fallback, bool | str):
        message = f"{measure.id} is not a number"
        raise TypeError(message)
    if value is None:
        return fallback
    near = [allowed for allowed in measure.allowed if not isinstance(allowed, bool | str)]
    if near:
        return min(near, key=lambda allowed: abs(allowed - value))
    if not measure.has_range:
        return fallback
    low = value if measure.minimum is None else max(value, measure.minimum)
    return low if measure.maximum is None else min(low, measure.maximum)
