"""Which number comes next (cấp số): in the order of issue, without gaps, each once in its series and year (Đ.15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import UsageError
from pipeline.register.series import Series

_ORDER = "Số lấy theo thứ tự và trình tự thời gian ban hành trong năm (Đ.15)."


@dataclass(frozen=True, kw_only=True)
class Given:
    """A number that was given: its day, and where it is recorded."""

    number: int
    day: date
    where: str


def next_number(given: Sequence[Given]) -> int:
    """The number after the last one; 1 in a new series."""
    return max((known.number for known in given), default=0) + 1


def choose(series: Series, given: Sequence[Given], day: date, wanted: int | None, *, recorded: bool = False) -> int:
    """The number for a paper of a day: `wanted` where it fits, else the next one. UsageError: it does not fit.

    `recorded`: the number is already on the paper; numbers before it may have gone to papers that are not recorded
    here.
    """
    number = next_number(given) if wanted is None else wanted
    taken = next((known for known in given if known.number == number), None)
    if taken is not None:
        raise UsageError(
            f"Số {number:02d} của {series.name} năm {series.year} đã cấp ngày {taken.day:%d/%m/%Y} ({taken.where})",
            f"Bỏ --number để lấy số tiếp theo ({next_number(given):02d})"
            + (f"; số còn trống: {_shown(free)}." if (free := gaps(given)) else "."),
        )
    if given and not recorded and number > next_number(given):
        raise UsageError(
            f"Số {number:02d} nhảy cách số tiếp theo của {series.name} năm {series.year} ({next_number(given):02d})",
            f"Bỏ --number. {_ORDER} Văn bản phát hành ngoài phần mềm thì ghi trước vào sổ.",
        )
    before = max((known for known in given if known.number < number), key=lambda known: known.number, default=None)
    after = min((known for known in given if known.number > number), key=lambda known: known.number, default=None)
    if before is not None and day < before.day:
        raise UsageError(
            f"Ngày {day:%d/%m/%Y} trước ngày của số {before.number:02d} ({before.day:%d/%m/%Y}, {before.where})",
            f"Lấy ngày từ {before.day:%d/%m/%Y} trở đi bằng --date. {_ORDER}",
        )
    if after is not None and day > after.day:
        raise UsageError(
            f"Ngày {day:%d/%m/%Y} sau ngày của số {after.number:02d} ({after.day:%d/%m/%Y}, {after.where})",
            f"Số {number:02d} chỉ dùng cho ngày đến hết {after.day:%d/%m/%Y}. {_ORDER}",
        )
    return number


def gaps(given: Iterable[Given]) -> tuple[int, ...]:
    """The free numbers between the first and the last given one; a series begun elsewhere need not begin at 1."""
    numbers = {known.number for known in given}
    return tuple(number for number in range(min(numbers, default=0), max(numbers, default=0)) if number not in numbers)


def _shown(free: Sequence[int]) -> str:
    return ", ".join(f"{number:02d}" for number in free[:10]) + (" …" if len(free) > 10 else "")  # noqa: PLR2004
