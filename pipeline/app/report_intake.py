"""Taking in what units sent (nhận báo cáo): all files are read first, then the clear ones are kept and the others wait."""

from __future__ import annotations

import hashlib
from collections import Counter as Count
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from pipeline.app.arrived_files import Arrived, arrivals, fetched, found_in
from pipeline.app.progress import Counter, Listener, ignore
from pipeline.app.receiving import guarded
from pipeline.app.records_lock import records_lock
from pipeline.app.reporting_periods import open_round
from pipeline.errors import Unreadable, UsageError, VanthuError
from pipeline.intake.confined import Confined
from pipeline.reading.file_kind import FileKind
from pipeline.records.agency import Agency
from pipeline.reports.arrived_kind import form_of
from pipeline.reports.opened_file import Asked, open_ahead, open_file
from pipeline.reports.proposal import Fate, Opened, Proposal, Sort
from pipeline.reports.receive_report import accept
from pipeline.reports.report_store import Enclosed
from pipeline.reports.reporting_round import Round
from pipeline.reports.settling import settle
from pipeline.reports.submission import Submission

_STANDING = frozenset({Fate.WAITS, Fate.REFUSED})
_OPENED_AT_A_TIME: Final = 2


@dataclass(frozen=True, kw_only=True)
class TakenFile:
    """One file: its name and path, what it was taken for and why, and what was kept of it."""

    name: str
    path: Path
    proposal: Proposal
    kept: Submission | Enclosed | None = None


@dataclass(frozen=True, kw_only=True)
class ReportsTaken:
    """The period as it was before the files came, and what became of each file."""

    period: Round
    files: tuple[TakenFile, ...]

    @property
    def questions(self) -> int:
        """How many places were read without certainty in the reports that were kept."""
        return sum(len(taken.kept.questions) for taken in self.files if isinstance(taken.kept, Submission))

    @property
    def left(self) -> tuple[TakenFile, ...]:
        """The files that were refused or that wait for a decision of a person."""
        return tuple(taken for taken in self.files if taken.proposal.fate in _STANDING)


def collect_reports(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    day: date,
    unit: str | None = None,
    accepted: Sequence[str] = (),
    dry_run: bool = False,
    on_progress: Listener = ignore,
) -> ReportsTaken:
    """Read files that units sent on a day, say what each file is taken for, and keep the clear ones.

    A folder among `files` stands for all files in it. `unit`: who sent a single file that does not say so.
    `accepted`: names of files that are taken in spite of every doubt. `dry_run`: nothing is kept. A file that cannot
    be read does not stop the other files. UsageError: the period does not exist, a unit was named for several files,
    or a name in `accepted` is no file.
    """
    with records_lock(folder, on_progress), Confined(workers=_OPENED_AT_A_TIME) as room:
        reporting_round = open_round(folder, period, on_progress)
        chosen = tuple(found_in(files, folder, on_progress))
        if unit is not None and len(chosen) > 1:
            raise UsageError("--unit chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --unit.")
        read = _read(reporting_round, chosen, _Wanted(unit, frozenset(accepted)), room, on_progress)
        _require(accepted, [arrived for arrived, _ in read])
        opened = _of_one_sender(reporting_round, read)
        proposals = settle(reporting_round, opened)
        taken = [
            TakenFile(name=arrived.name, path=arrived.path, proposal=proposal)
            for (arrived, _), proposal in zip(read, proposals, strict=True)
        ]
        if not dry_run:
            sources = [arrived for arrived, _ in read]
            taken = [
                _kept(reporting_round, file, source, day, room) for file, source in zip(taken, sources, strict=True)
            ]
        return ReportsTaken(period=reporting_round, files=tuple(taken))


@dataclass(frozen=True)
class _Wanted:
    """What the clerk says of the files: whose they are, and which are taken in spite of doubts."""

    unit: str | None
    accepted: frozenset[str]

    def of_file(self, arrived: Arrived) -> Asked:
        """What the clerk says of a single file."""
        names = (
            {arrived.name, arrived.own_name, str(arrived.path)}
            if not arrived.inside
            else {arrived.name, arrived.own_name}
        )
        return Asked(unit=self.unit, accepted=bool(names & self.accepted))


def _read(
    reporting_round: Round, files: Sequence[tuple[Path, str]], wanted: _Wanted, room: Confined, listener: Listener
) -> list[tuple[Arrived, Opened]]:
    found: list[tuple[Arrived, Opened]] = []
    counter = Counter(len(files), listener)
    for arrived, last in _ahead(files, room):
        found.append((arrived.let_go(), _opened(reporting_round, arrived, wanted.of_file(arrived), room)))
        if last:
            counter.count(last)
    return found


def _ahead(files: Sequence[tuple[Path, str]], room: Confined) -> Iterator[tuple[Arrived, str]]:
    """The files that arrived in order, each while the next ones are already being opened in the process apart.

    With the last file of an archive, or with a file of its own, comes the name under which it was given; else "".
    """
    waiting: deque[tuple[Arrived, str]] = deque()
    for path, name in files:
        inside = list(arrivals(path, name, room))
        for number, arrived in enumerate(inside, start=1):
            if arrived.trouble is None:
                guarded(partial(open_ahead, arrived.data, arrived.own_name, room))  # its faults are told in its turn
            waiting.append((arrived, name if number == len(inside) else ""))
            while len(waiting) > _OPENED_AT_A_TIME:
                yield waiting.popleft()
    yield from waiting


def _opened(reporting_round: Round, arrived: Arrived, asked: Asked, room: Confined) -> Opened:
    start = Opened(name=arrived.own_name, modified=arrived.modified, trouble=arrived.trouble)
    if arrived.trouble is not None:
        return start
    found = guarded(partial(_looked_at, reporting_round, arrived, asked, room))
    return replace(start, trouble=found) if isinstance(found, VanthuError) else found


def _looked_at(reporting_round: Round, arrived: Arrived, asked: Asked, room: Confined) -> Opened:
    word = None
    try:
        form = form_of(arrived.data, arrived.own_name)
        if form.needs_conversion:
            from pipeline.app.inspect import convert_one  # noqa: PLC0415 - rules and converters load for most of a second

            word = convert_one(arrived.data, FileKind(form.value))
    except VanthuError as error:
        said = error.message if arrived.own_name in error.message else f"{arrived.own_name}: {error.message}"
        trouble = Unreadable(said, error.remedy)
        return Opened(name=arrived.own_name, modified=arrived.modified, trouble=trouble)
    return open_file(
        reporting_round, arrived.data, arrived.own_name, asked=asked, word=word, modified=arrived.modified, room=room
    )


def _require(accepted: Sequence[str], files: Sequence[Arrived]) -> None:
    """Each name in `accepted` must name exactly one file; else UsageError."""
    for name in accepted:
        meant = [
            file for file in files if name in {file.name, file.own_name} or (not file.inside and name == str(file.path))
        ]
        if len(meant) != 1:
            said = "không có tệp này trong các tệp đưa vào" if not meant else f"có {len(meant)} tệp tên này"
            raise UsageError(
                f"--accept {name}: {said}.", "Ghi đúng tên tệp như máy in ra, kể cả thư mục, tệp nén chứa nó."
            )


# ------------------------------------------------------------------------------------------------------------ one sender
def _of_one_sender(reporting_round: Round, read: Sequence[tuple[Arrived, Opened]]) -> list[Opened]:
    """The files, with a sender for every enclosure and copy that names none: the sender of its letter, archive or folder."""
    senders = _senders(reporting_round, read)
    found: list[Opened] = []
    for arrived, opened in read:
        sender = senders.get(_holder(arrived))
        if opened.unit is None and opened.trouble is None and opened.sort in {Sort.SIGNED, Sort.ENCLOSURE} and sender:
            found.append(replace(opened, unit=sender, doubts=()))
        else:
            found.append(opened)
    return found


def _senders(
    reporting_round: Round, read: Sequence[tuple[Arrived, Opened]]
) -> Mapping[tuple[Path | None, str], Agency]:
    """The sender of a letter, an archive, or a folder that bears a unit's name, by the place of its files."""
    units: dict[tuple[Path | None, str], dict[str, Agency]] = {}
    for arrived, opened in read:
        holder = _holder(arrived)
        if arrived.inside and opened.unit is not None and opened.trouble is None:
            units.setdefault(holder, {})[opened.unit.id] = opened.unit
        folder = arrived.name.rpartition("/")[0].rpartition("/")[2]
        if folder and (named := _of_folder(reporting_round, folder)) is not None:
            units.setdefault(holder, {})[named.id] = named
    return {holder: next(iter(found.values())) for holder, found in units.items() if len(found) == 1}


def _of_folder(reporting_round: Round, folder: str) -> Agency | None:
    names = reporting_round.names
    found = {unit.id: unit for unit in names.in_file_name(folder.removesuffix(".zip"))}
    if (named := names.named(folder)) is not None:
        return named
    return next(iter(found.values())) if len(found) == 1 else None


def _holder(arrived: Arrived) -> tuple[Path | None, str]:
    return (arrived.path if arrived.inside else None, arrived.name.rpartition("/")[0])


# ---------------------------------------------------------------------------------------------------------------- keeping
def _kept(reporting_round: Round, taken: TakenFile, source: Arrived, day: date, room: Confined) -> TakenFile:
    """The file with what was kept of it, if its bytes are still those that were read before."""
    proposal = taken.proposal
    if proposal.fate in _STANDING:
        return taken
    data = b""
    if proposal.fate is not Fate.KNOWN:
        found = guarded(partial(fetched, source, room))
        if isinstance(found, Unreadable) or hashlib.sha256(found).hexdigest() != proposal.opened.sha256:
            why = Unreadable(f"{taken.name}: tệp đã đổi trong lúc nhận.", "Chạy lại.")
            return replace(taken, proposal=replace(proposal, fate=Fate.REFUSED, why=why))
        data = found
    return replace(taken, kept=accept(reporting_round, proposal, data, day))


def counted(taken: ReportsTaken) -> Mapping[Fate, int]:
    """How many files ended in each fate."""
    return Count(file.proposal.fate for file in taken.files)
