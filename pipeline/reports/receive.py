"""Taking in one returned file (nhận báo cáo): whose it is, what it says, kept as the next version of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.reports.identity import identify
from pipeline.reports.returned import read_form
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
    book = read_book(data, name)
    identity = identify(book, office=of.office, period=of.period, given=unit)
    if identity.unit is None:
        raise Unreadable(f"{name}: {identity.refused}.", identity.remedy)
    owner = identity.unit
    if (known := of.store.same(owner.id, data)) is not None:
        return Received(known, again=True)
    returned = read_form(book, office=of.office, period=of.period, unit=owner, beside=of.beside(owner.id))
    return Received(of.store.keep(owner.id, data, name=name, received=day, returned=returned))
