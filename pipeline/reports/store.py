"""Where returned reports are kept (nơi lưu báo cáo nhận): beside the period, every version with its original file.

`bao-cao/<period>/nhan/<unit>/<version>/` holds the file as it came and `doc.json`, what was read from it. A version is put
in place by one rename, so a stop at any point leaves it whole or not at all. Nothing is ever replaced.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from pipeline.errors import Unreadable
from pipeline.reports.kept import keep_version, safe_name, versions_in
from pipeline.reports.returned import Returned
from pipeline.reports.submission import Passage, Question, Reported, Submission, submission_from

READING: Final = "doc.json"


class Store:
    """The returned reports of one period below an office's folder."""

    def __init__(self, folder: Path, period: str) -> None:
        self.period = period
        self.place = folder / "bao-cao" / period
        self._received = self.place / "nhan"

    def versions(self, unit: str) -> tuple[Submission, ...]:
        """What a unit sent, the first version first. Unreadable: somebody changed what was kept."""
        return tuple(self._versions(unit))

    def latest(self) -> Mapping[str, Submission]:
        """What holds of every unit that sent something: its last form and its last report in words, put together."""
        found = {}
        for place in sorted(self._received.iterdir()) if self._received.is_dir() else ():
            if place.is_dir() and (versions := self.versions(place.name)):
                found[place.name] = _together(versions)
        return found

    def _versions(self, unit: str) -> Iterator[Submission]:
        for one in versions_in(self._received / unit):
            try:
                yield submission_from(json.loads((one / READING).read_text(encoding="utf-8")))
            except (OSError, ValueError, KeyError, TypeError) as error:
                raise Unreadable(
                    f"{one / READING}: nội dung đã bị sửa hoặc hỏng, không đọc được.",
                    f"Xóa thư mục {one} rồi nhận lại báo cáo từ tệp gốc bằng vanthu reports collect.",
                ) from error

    def same(self, unit: str, data: bytes, returned: Returned) -> Submission | None:
        """The last version of its sort, if it is of the very same bytes and they still read the same.

        They read differently after the outline or its titles changed; then they are worth a version of their own.
        """
        digest = hashlib.sha256(data).hexdigest()
        lasts: dict[bool, Submission] = {}
        for one in self.versions(unit):
            lasts[one.in_words] = one
        return next((one for one in lasts.values() if one.sha256 == digest and _reads_as(one, returned)), None)

    def keep(self, unit: str, data: bytes, *, name: str, received: date, returned: Returned) -> Submission:
        """Keep a file and its reading as the next version of a unit."""
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
            figures=tuple(_placed(one, place) for one in returned.figures),
            passages=tuple(_placed(one, place) for one in returned.passages),
            questions=tuple(_placed(one, place) for one in returned.questions),
        )
        content = json.dumps(submission.as_json(), ensure_ascii=False)
        keep_version(self._received / unit, number, {kept: data, READING: content.encode()})
        return submission


Found = TypeVar("Found", Reported, Passage, Question)


def _placed(one: Found, place: str) -> Found:
    """With the place where the file is kept, so that it is found again."""
    return replace(one, source=replace(one.source, file=place))


def _reads_as(kept: Submission, returned: Returned) -> bool:
    """Whether a kept version says the same as a fresh reading."""
    return (kept.figures, kept.passages, kept.questions) == (
        tuple(_placed(one, kept.file) for one in returned.figures),
        tuple(_placed(one, kept.file) for one in returned.passages),
        tuple(_placed(one, kept.file) for one in returned.questions),
    )


def _together(versions: tuple[Submission, ...]) -> Submission:
    """The last form gives the figures, the last report in words (DOCX) its passages; one does not replace the other."""
    forms = [one for one in versions if not one.in_words]
    words = [one for one in versions if one.in_words]
    if not forms or not words:
        return versions[-1]
    form, word = forms[-1], words[-1]
    return replace(
        form,
        version=max(form.version, word.version),
        received=max(form.received, word.received),
        passages=(*form.passages, *word.passages),
        questions=(*form.questions, *word.questions),
    )
