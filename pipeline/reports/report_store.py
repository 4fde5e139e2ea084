"""Where returned reports are kept (nơi lưu báo cáo nhận): each version with its original file, in the period's folder.

`bao-cao/<period>/nhan/<unit>/<version>/` holds the file as it came and `doc.json`, what was read from it. A version
is put in place by one rename, so a stop at any point leaves it whole or not at all. The file is never replaced; its
reading is replaced only by a new reading of the same file. Both are checked by their digests whenever they are used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypedDict, TypeVar

from pipeline.errors import Unreadable
from pipeline.filing.look import Proof
from pipeline.filing.own import keep_version
from pipeline.filing.writer import put, recover
from pipeline.intake.file import read_file
from pipeline.reports.kept_versions import safe_name, versions_in
from pipeline.reports.mended_reading import READING
from pipeline.reports.proposal import Sort
from pipeline.reports.returned_form import Returned
from pipeline.reports.submission import (
    READER,
    ListedRow,
    Passage,
    Question,
    Reported,
    RowCell,
    Submission,
    submission_from,
)

_LARGEST: Final = 200 * 2**20
_BESIDE: Final = "kem-"
_WORD: Final = "doi-sang-word.docx"


@dataclass(frozen=True)
class Kept:
    """A version as its folder has it; `proved`: nobody changed its reading."""

    submission: Submission
    proved: bool


@dataclass(frozen=True)
class Enclosed:
    """A file that is kept beside the versions of a unit, as it came."""

    unit: str
    sort: str
    received: date
    file: str
    sha256: str

    def written(self) -> bytes:
        """The bytes of the file that describes it."""
        return json.dumps({**asdict(self), "received": self.received.isoformat()}, ensure_ascii=False).encode()


class _Damaged(Unreadable):
    """Readings that are no longer what was read from the kept files; `readings`: their paths."""

    def __init__(self, message: str, remedy: str = "", readings: Sequence[Path] = ()) -> None:
        super().__init__(message, remedy)
        self.readings = tuple(readings)


def _damaged(readings: Sequence[Path], period: str) -> _Damaged:
    return _Damaged(
        f"{'; '.join(map(str, readings))}: nội dung đã bị sửa hoặc hỏng, không còn là những gì đã đọc từ tệp gốc.",
        f"Đọc lại từ tệp gốc: vanthu reports reread THƯ_MỤC {period}. Sửa số: hồ sơ “loại: điều chỉnh số liệu”.",
        readings,
    )


def _enclosed(place: Path) -> Enclosed | None:
    """The description of a file that is kept beside the versions; None if it is damaged, so that the file can be taken anew."""
    try:
        content = json.loads((place / READING).read_text(encoding="utf-8"))
        found = Enclosed(**{**content, "received": date.fromisoformat(content["received"])})
        return found if (place / Path(found.file).name).is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sent_by(versions: Sequence[Submission], on: date | None) -> tuple[Submission, ...]:
    """The versions of a unit that had come by a day; all of them if no day is given."""
    return tuple(version for version in versions if on is None or version.received <= on)


def holding(kept: Mapping[str, Sequence[Submission]], on: date | None) -> Mapping[str, Submission]:
    """What holds of each unit, of the versions that came by a day: its last form together with its last report in words."""
    came = {unit: sent_by(versions, on) for unit, versions in kept.items()}
    return {unit: _together(versions) for unit, versions in came.items() if versions}


class Store:
    """The returned reports of a period in an office's folder."""

    def __init__(self, folder: Path, period: str) -> None:
        self.period = period
        self.place = folder / "bao-cao" / period
        self._received = self.place / "nhan"

    def versions(self, unit: str) -> tuple[Submission, ...]:
        """The versions that a unit sent, the oldest first. Unreadable: somebody changed a kept file."""
        return tuple(self._versions(unit))

    def latest(self, on: date | None = None) -> Mapping[str, Submission]:
        """What holds of each unit, from what came by a day: its last form together with its last report in words.

        Unreadable: as for `versions_of_all`.
        """
        return holding(self.versions_of_all(), on)

    def versions_of_all(self) -> Mapping[str, tuple[Submission, ...]]:
        """The versions of every unit of which a file is kept. Unreadable: somebody changed kept files; all are named."""
        found: dict[str, tuple[Submission, ...]] = {}
        damaged: list[Path] = []
        for unit in self.units():
            try:
                found[unit] = self.versions(unit)
            except _Damaged as error:
                damaged += error.readings
        if damaged:
            raise _damaged(damaged, self.period)
        return found

    def _versions(self, unit: str) -> Iterator[Submission]:
        for place in self.version_places(unit):
            kept = self.opened(place)
            if kept is None or not kept.proved:
                raise _damaged([place / READING], self.period)
            self.original(kept.submission)
            yield kept.submission

    def version_places(self, unit: str) -> tuple[Path, ...]:
        """The folders of a unit's versions, the oldest first."""
        return versions_in(self._received / unit)

    def units(self) -> tuple[str, ...]:
        """The ids of the units of which a file is kept."""
        return (
            tuple(sorted(path.name for path in self._received.iterdir() if path.is_dir()))
            if self._received.is_dir()
            else ()
        )

    def original(self, kept: Submission) -> bytes:
        """The bytes of the file as it came. Unreadable: the file is missing or was changed."""
        place = self.place / kept.file
        try:
            data = read_file(place, most=_LARGEST)
        except Unreadable:
            data = b""
        if hashlib.sha256(data).hexdigest() != kept.sha256:
            raise Unreadable(
                f"{place}: tệp gốc đã bị thay hoặc mất, không còn là tệp đã nhận.",
                f"Đặt lại đúng tệp đơn vị đã gửi (trong thư điện tử, bản sao lưu) vào {place.parent}, giữ tên {place.name}.",
            )
        return data

    def opened(self, place: Path) -> Kept | None:
        """The version in a folder, with whether its reading is unchanged; None if the reading cannot be read."""
        try:
            content = json.loads((place / READING).read_text(encoding="utf-8"))
            found = submission_from(content)
            mark = content["mark"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        here = f"nhan/{place.parent.name}/{place.name}/{Path(found.file).name}"
        if (found.unit, str(found.version), found.file) != (place.parent.name, place.name, here):
            return None
        return Kept(found, proved=mark == _mark(found))

    def renew(self, kept: Submission, returned: Returned, basis: str) -> Submission:
        """Replace the reading of a kept version by a new reading of the same file."""
        return self._rewritten(replace(kept, basis=basis, reader=READER, **_read(returned, kept.file)))

    def redate(self, kept: Submission, day: date) -> Submission:
        """Correct the day on which a version came; the old day stays on record."""
        before = (*kept.received_before, kept.received.isoformat())
        return self._rewritten(replace(kept, received=day, received_before=before))

    def _rewritten(self, renewed: Submission) -> Submission:
        target = (self.place / renewed.file).with_name(READING)
        recover(target.parent, _PROOF)
        put(target, _written(renewed), _PROOF)
        return renewed

    def version_of(self, unit: str, digest: str) -> int | None:
        """The number of the last version with a file of this digest; None if there is none."""
        known = {version.sha256: version.version for version in self.versions(unit)}
        return known.get(digest)

    def is_beside(self, unit: str, digest: str) -> bool:
        """Whether a file of this digest is kept beside the unit's versions."""
        return any(enclosed.sha256 == digest for enclosed in self.beside(unit))

    def beside(self, unit: str) -> tuple[Enclosed, ...]:
        """Files kept beside the versions of a unit and not read: enclosures, signed copies, older files."""
        places = versions_in(self._received / unit, prefix=_BESIDE)
        return tuple(found for place in places if (found := _enclosed(place)) is not None)

    def copies(self) -> Mapping[str, date]:
        """Units of which a signed copy is kept, with the day on which the first copy came."""
        found: dict[str, date] = {}
        for unit in self.units():
            days = [enclosed.received for enclosed in self.beside(unit) if enclosed.sort == Sort.SIGNED.value]
            if days:
                found[unit] = min(days)
        return found

    def keep_beside(self, unit: str, data: bytes, *, name: str, received: date, sort: str) -> Enclosed:
        """Keep a file beside the versions of a unit; `sort` says what it is."""
        places = versions_in(self._received / unit, prefix=_BESIDE)
        number = int(places[-1].name.removeprefix(_BESIDE)) + 1 if places else 1
        kept = safe_name(name, otherwise="tai-lieu")
        place = f"nhan/{unit}/{_BESIDE}{number}/{kept}"
        found = Enclosed(unit, sort, received, place, hashlib.sha256(data).hexdigest())
        keep_version(self._received / unit, number, {kept: data, READING: found.written()}, prefix=_BESIDE)
        return found

    def keep(  # noqa: PLR0913 - all that is kept of a version
        self,
        unit: str,
        data: bytes,
        *,
        name: str,
        received: date,
        returned: Returned,
        basis: str,
        word: bytes | None = None,
    ) -> Submission:
        """Keep a file and its reading as the unit's next version.

        `word`: the DOCX that was made of an older format, if that was read instead.
        """
        versions = self.versions(unit)
        number = versions[-1].version + 1 if versions else 1
        kept = safe_name(name, otherwise="bao-cao")
        place = f"nhan/{unit}/{number}/{kept}"
        submission = Submission(
            unit=unit,
            period=self.period,
            version=number,
            received=received,
            file=place,
            sha256=hashlib.sha256(data).hexdigest(),
            basis=basis,
            reader=READER,
            **_read(returned, place),
        )
        files = {kept: data, READING: _written(submission)}
        keep_version(self._received / unit, number, files if word is None else files | {_WORD: word})
        return submission

    def word_of(self, kept: Submission) -> bytes | None:
        """The DOCX that was read instead of the original file; None if the original was read."""
        place = (self.place / kept.file).with_name(_WORD)
        return read_file(place, most=_LARGEST) if place.exists() else None


Found = TypeVar("Found", Reported, Passage, Question, RowCell)


def _placed(item: Found, place: str) -> Found:
    """The item with the place where its file is kept."""
    return replace(item, source=replace(item.source, file=place))


class _Reading(TypedDict):
    """The parts of a submission that a reading gives."""

    figures: tuple[Reported, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
    rows: tuple[ListedRow, ...]


def _read(returned: Returned, place: str) -> _Reading:
    return {
        "figures": tuple(_placed(figure, place) for figure in returned.figures),
        "passages": tuple(_placed(passage, place) for passage in returned.passages),
        "questions": tuple(_placed(question, place) for question in returned.questions),
        "rows": tuple(replace(row, cells=tuple(_placed(cell, place) for cell in row.cells)) for row in returned.rows),
    }


def _written(submission: Submission) -> bytes:
    return json.dumps({**submission.as_json(), "mark": _mark(submission)}, ensure_ascii=False).encode()


def _mark(submission: Submission) -> str:
    """A digest of a reading, kept in its file, by which a change made by hand is noticed."""
    return hashlib.sha256(json.dumps(submission.as_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _is_proved(data: bytes) -> bool:
    """Whether the bytes of a reading have the right digest."""
    try:
        content = json.loads(data)
        return bool(content["mark"] == _mark(submission_from(content)))
    except (ValueError, KeyError, TypeError):
        return False


_PROOF: Final = Proof(seal=_is_proved)


def _together(versions: tuple[Submission, ...]) -> Submission:
    """The last form with the passages of the last report in words; a form and a report in words stand side by side."""
    forms = [version for version in versions if not version.in_words]
    words = [version for version in versions if version.in_words]
    if not forms or not words:
        return versions[-1]
    form, word = forms[-1], words[-1]
    return replace(
        form,
        version=max(form.version, word.version),
        received=max(form.received, word.received),
        basis=form.basis if form.basis == word.basis else "",
        reader=min(form.reader, word.reader),
        passages=(*form.passages, *word.passages),
        questions=(*form.questions, *word.questions),
    )
