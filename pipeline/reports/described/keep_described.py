"""Forms of an office's own taken in (nhận biểu có sẵn): a file becomes a version of the report of each unit in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.intake.confined import Confined
from pipeline.intake.text import one_line
from pipeline.records.agency import Agency
from pipeline.reports.described.read_described import DescribedReading, read_described
from pipeline.reports.form_layout import reading_basis
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.sheets import read_book
from pipeline.reports.submission import Submission

_MOST_SAID = 5


@dataclass(frozen=True)
class KeptUnit:
    """The version of a unit that was kept; `again`: the same file was here before and still reads the same."""

    submission: Submission
    again: bool = False


@dataclass(frozen=True)
class KeptForm:
    """What became of a file: a version for each unit, and the reading with all that was left aside."""

    units: tuple[KeptUnit, ...]
    reading: DescribedReading


def read_own_form(
    reporting_round: Round, data: bytes, *, name: str, unit: str | None = None, room: Confined | None = None
) -> DescribedReading:
    """Read a file by the descriptions of the outline. Unreadable: it matches none of the described forms."""
    name = one_line(PurePath(name).name)
    book = read_book(data, name) if room is None else room.call(read_book, data, name)
    office, period = reporting_round.office, reporting_round.period
    reading = read_described(book, office=office, period=period, given=unit)
    if reading is None:
        forms = ", ".join(f"“{form.name}”" for form in office.outline(period.outline).own_forms)
        raise Unreadable(
            f"{name}: không có trang nào đúng mô tả của biểu có sẵn ({forms or 'đề cương chưa mô tả biểu nào'}).",
            "Mô tả biểu này ở “biểu có sẵn” của đề cương; xem: vanthu reports describe THƯ_MỤC TỆP.",
        )
    return reading


def keep_own_form(
    reporting_round: Round, data: bytes, *, name: str, day: date, unit: str | None = None, room: Confined | None = None
) -> KeptForm:
    """Read a file and keep it for each unit in it. Unreadable: it matches no form, or names no known unit.

    `unit`: whose file it is, if it does not say so; of a file with many units, the only unit for which it is kept.
    """
    name = one_line(PurePath(name).name)
    reading = read_own_form(reporting_round, data, name=name, unit=unit, room=room)
    wanted = [key for key in reading.sent() if unit in {None, key}]
    if not wanted:
        said = "; ".join(f"{item.source}: “{item.text}”, {item.doubt}" for item in reading.questions[:_MOST_SAID])
        raise Unreadable(
            f"{name}: không có số liệu của đơn vị nào trong danh sách báo cáo{f' ({said})' if said else ''}.",
            "Kiểm tra tên đơn vị trong tệp, “tên đơn vị” của biểu có sẵn, hoặc ghi --unit MÃ.",
        )
    parts = {key: reading.kept_for(key, holder=wanted[0]) for key in wanted}
    return KeptForm(tuple(_keep(reporting_round, key, data, name, day, part) for key, part in parts.items()), reading)


def _keep(reporting_round: Round, unit: str, data: bytes, name: str, day: date, returned: Returned) -> KeptUnit:
    store = reporting_round.store
    if (version := store.version_of(unit, hashlib.sha256(data).hexdigest())) is not None:
        return KeptUnit(next(known for known in store.versions(unit) if known.version == version), again=True)
    agency = reporting_round.office.agency(unit)
    basis = reading_basis(reporting_round.office, reporting_round.period, agency)
    kept = store.keep(unit, data, name=name, received=day, returned=returned, basis=basis)
    return KeptUnit(kept)


def described_again(reporting_round: Round, unit: Agency, data: bytes, name: str) -> Returned | None:
    """A unit's part of a kept file, read again; None if the file matches none of the described forms."""
    if not reporting_round.office.outline(reporting_round.period.outline).own_forms or name.lower().endswith(".docx"):
        return None
    office, period = reporting_round.office, reporting_round.period
    reading = read_described(read_book(data, name), office=office, period=period, given=unit.id)
    if reading is None:
        return None
    if unit.id not in reading.sent():
        raise Unreadable(
            f"{name}: theo mô tả biểu có sẵn bây giờ, tệp không còn số liệu của {unit.called}.",
            "Kiểm tra “biểu có sẵn” trong đề cương, nhất là “tên đơn vị”.",
        )
    return reading.kept_for(unit.id, holder=_holder(reporting_round, reading, data))


def _holder(reporting_round: Round, reading: DescribedReading, data: bytes) -> str:
    """The first unit for which a file is kept; the questions about the whole file are kept with that unit."""
    digest = hashlib.sha256(data).hexdigest()
    store = reporting_round.store
    for unit in reading.sent():
        kept = (store.opened(place) for place in store.version_places(unit))
        if any(version is not None and version.submission.sha256 == digest for version in kept):
            return unit
    return ""
