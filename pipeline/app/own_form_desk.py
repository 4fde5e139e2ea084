"""Forms that an office made itself (biểu có sẵn): tried out, taken in, and described from an example file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.app.progress import Listener, ignore
from pipeline.app.receiving import Collected, collect_each, spread
from pipeline.app.records_lock import records_lock
from pipeline.app.reporting_periods import open_round
from pipeline.errors import UsageError
from pipeline.intake.confined import Confined
from pipeline.intake.file import read_file, shown
from pipeline.reports.described.keep_described import KeptForm, keep_own_form, read_own_form
from pipeline.reports.described.read_described import DescribedReading
from pipeline.reports.reporting_round import Round

_SUFFIXES: Final = frozenset({".xlsx", ".xls", ".ods", ".xlsm"})
_LARGEST: Final = 100 * 2**20


@dataclass(frozen=True, kw_only=True)
class OwnFormsTaken:
    """The period, and what became of each file."""

    period: Round
    files: Collected[KeptForm]


@dataclass(frozen=True, kw_only=True)
class OwnFormRead:
    """The period, and what a file says by the descriptions of its outline; nothing is kept."""

    period: Round
    reading: DescribedReading


def try_own_form(
    folder: Path, period: str, file: Path, *, unit: str | None = None, on_progress: Listener = ignore
) -> OwnFormRead:
    """Read a file by the descriptions of the period's outline without keeping anything.

    Unreadable: the file cannot be opened, or is none of the described forms. UsageError: there is no such period.
    """
    reporting_round = open_round(folder, period, on_progress)
    with Confined() as room:
        data = read_file(file, most=_LARGEST)
        reading = read_own_form(reporting_round, data, name=shown(file.name), unit=unit, room=room)
    return OwnFormRead(period=reporting_round, reading=reading)


def take_own_forms(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    day: date,
    unit: str | None = None,
    on_progress: Listener = ignore,
) -> OwnFormsTaken:
    """Read files by the descriptions of the outline and keep them for every unit that they speak of; of a folder, what is in it.

    `unit`: whose file it is, for one that does not say. A file that cannot be read stops no other. UsageError: no such
    period, a unit named for several files.
    """
    with records_lock(folder, on_progress):
        reporting_round = open_round(folder, period, on_progress)
        chosen = tuple(spread(files, _SUFFIXES, on_progress))
        if unit is not None and len(chosen) > 1:
            raise UsageError("--unit chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --unit.")

        def take(file: Path, room: Confined) -> KeptForm:
            data = read_file(file, most=_LARGEST)
            return keep_own_form(reporting_round, data, name=shown(file.name), day=day, unit=unit, room=room)

        return OwnFormsTaken(period=reporting_round, files=collect_each(chosen, take, on_progress))
