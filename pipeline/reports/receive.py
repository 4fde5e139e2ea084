"""Taking in one returned file (nhận báo cáo): whose it is, what it says, kept as the next version of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.records.agency import Agency
from pipeline.reports.identity import identify
from pipeline.reports.narrative import issued_by, open_letter, other_year, read_letter
from pipeline.reports.returned import Returned, read_form
from pipeline.reports.round import Round
from pipeline.reports.sheets import read_book
from pipeline.reports.submission import Submission


@dataclass(frozen=True)
class Received:
    """A file that was taken in; `again` when the very same file was here before and nothing was kept."""

    submission: Submission
    again: bool = False


def receive(of: Round, data: bytes, *, name: str, day: date, unit: str | None = None) -> Received:
    """Read a file and keep it. Unreadable: the file cannot be opened, or it is not certain whose report of which period it is.

    `unit` is the unit that the clerk names; without it the file must say so itself.
    """
    name = PurePath(name).name
    owner, returned = _words(of, data, name, unit) if name.lower().endswith(".docx") else _form(of, data, name, unit)
    if (known := of.store.same(owner.id, data, returned)) is not None:
        return Received(known, again=True)
    return Received(of.store.keep(owner.id, data, name=name, received=day, returned=returned))


def _form(of: Round, data: bytes, name: str, unit: str | None) -> tuple[Agency, Returned]:
    book = read_book(data, name)
    identity = identify(book, office=of.office, period=of.period, given=unit)
    if identity.unit is None:
        raise Unreadable(f"{name}: {identity.refused}.", identity.remedy)
    beside = of.beside(identity.unit.id)
    return identity.unit, read_form(book, office=of.office, period=of.period, unit=identity.unit, beside=beside)


def _words(of: Round, data: bytes, name: str, unit: str | None) -> tuple[Agency, Returned]:
    letter = open_letter(data, name)
    units = of.office.units(of.period.units)
    owner = next((one for one in units if one.id == unit), None) if unit else issued_by(letter, units)
    if owner is None:
        said = f" (ghi “{letter.issuer}”)" if letter.issuer else ""
        raise Unreadable(
            f"{name}: không rõ báo cáo của đơn vị nào{said}.", "Nhận lại với --unit MÃ của đơn vị trong kỳ báo cáo."
        )
    if (year := other_year(letter, of.period)) is not None:
        raise Unreadable(
            f"{name}: trích yếu ghi năm {year}, không phải kỳ “{of.period.name}”.", "Kiểm tra lại kỳ báo cáo."
        )
    return owner, read_letter(letter, of.office.outline(of.period.outline))
