"""Where an opinion round is kept (nơi lưu đợt lấy ý kiến): drafts as they were shown, and slips as they came.

`bao-cao/<period>/y-kien/ban-<n>/` holds a draft: its records, its Word file, its blank slips. Beside it,
`nhan/<member>/<n>/` holds a slip and what is known of its coming. Both are written whole and never replaced. Copies
of records end in `.luu`, so that they are not read as records of the office.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from pipeline.errors import Unreadable
from pipeline.filing.own import keep_version
from pipeline.filing.writer import put_new
from pipeline.intake.file import read_file
from pipeline.reports.kept_versions import safe_name, versions_in

KEPT_RECORD: Final = ".luu"
_ABOUT: Final = "doc.json"
_LARGEST: Final = 200 * 2**20
_DRAFT: Final = "ban-"
_SLIPS: Final = "phieu"
_CONVERTED: Final = "doc.docx"
_SPOILT: Final = (OSError, ValueError, KeyError, TypeError, AttributeError)
Purpose = Literal["lấy ý kiến", "trình"]


@dataclass(frozen=True)
class Draft:
    """A version of the report as it was shown (bản dự thảo): number, purpose, day, folder, and the report's id."""

    number: int
    purpose: Purpose
    day: date
    folder: Path
    report: str

    @property
    def docx(self) -> bytes:
        """The draft's Word file, as bytes."""
        return read_file(self.folder / f"{self.report}.docx", most=_LARGEST)

    def slip(self, member: str) -> Path:
        """The path of a member's blank slip."""
        return self.folder / _SLIPS / f"{member}.docx"


@dataclass(frozen=True)
class KeptSlip:
    """A slip as it came: member, number of the draft, version, day, file (relative to the period's folder)."""

    member: str
    draft: int
    version: int
    received: date
    file: str
    sha256: str
    folder: Path

    @property
    def docx(self) -> bytes:
        """The bytes that are read: the slip itself, or the DOCX that was made of an older format."""
        converted = self.folder / _CONVERTED
        kept = converted if converted.is_file() else self.folder / Path(self.file).name
        return read_file(kept, most=_LARGEST)


class OpinionStore:
    """The drafts and slips of a period's opinion round, in the period's folder."""

    def __init__(self, period_folder: Path) -> None:
        self.place = period_folder / "y-kien"
        self._received = self.place / "nhan"

    # ---------------------------------------------------------------------------------------------------------- drafts
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that were shown, the oldest first. Unreadable: somebody changed a kept file."""
        return tuple(self._drafts())

    def _drafts(self) -> Iterator[Draft]:
        for folder in versions_in(self.place, prefix=_DRAFT):
            try:
                about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
                number, day = int(folder.name.removeprefix(_DRAFT)), date.fromisoformat(about["day"])
                yield Draft(number, about["purpose"], day, folder, about["report"])
            except _SPOILT as error:
                raise _changed(folder) from error

    def keep_draft(
        self,
        report: str,
        docx: bytes,
        *,
        records: Mapping[str, bytes],
        slips: Mapping[str, bytes],
        purpose: Purpose,
        day: date,
    ) -> Draft:
        """Keep the draft as the next version, with the blank slips that go out with it."""
        drafts = self.drafts()
        number = drafts[-1].number + 1 if drafts else 1
        about = json.dumps({"report": report, "purpose": purpose, "day": day.isoformat()}, ensure_ascii=False)
        files = {
            _ABOUT: about.encode(),
            f"{report}.docx": docx,
            **{f"{name}{KEPT_RECORD}": data for name, data in records.items()},
            **{f"{_SLIPS}/{member}.docx": data for member, data in slips.items()},
        }
        folder = keep_version(self.place, number, files, prefix=_DRAFT)
        return Draft(number, purpose, day, folder, report)

    def add_slips(self, draft: Draft, slips: Mapping[str, bytes]) -> None:
        """Keep blank slips for members who were added after the draft went out; existing slips stay as they are."""
        for member, data in slips.items():
            put_new(draft.slip(member), data)

    # ----------------------------------------------------------------------------------------------------------- slips
    def slips(self, member: str) -> tuple[KeptSlip, ...]:
        """The slips of a member, the oldest first. Unreadable: somebody changed a kept file."""
        return tuple(self._slips(member))

    def _slips(self, member: str) -> Iterator[KeptSlip]:
        for folder in versions_in(self._received / member):
            try:
                about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
                yield KeptSlip(
                    member=member,
                    draft=int(about["draft"]),
                    version=int(folder.name),
                    received=date.fromisoformat(about["received"]),
                    file=f"y-kien/nhan/{member}/{folder.name}/{about['file']}",
                    sha256=about["sha256"],
                    folder=folder,
                )
            except _SPOILT as error:
                raise _changed(folder) from error

    def keep_slip(
        self, member: str, data: bytes, *, name: str, draft: int, received: date, converted: bytes | None = None
    ) -> KeptSlip:
        """Keep a slip as the member's next version; the same bytes as before make no new version."""
        before = self.slips(member)
        digest = hashlib.sha256(data).hexdigest()
        if before and before[-1].sha256 == digest:
            return before[-1]
        kept = safe_name(name, otherwise="phieu")
        about = {"draft": str(draft), "received": received.isoformat(), "file": kept, "sha256": digest}
        files = {kept: data, _ABOUT: json.dumps(about, ensure_ascii=False).encode()}
        if converted is not None:
            files[_CONVERTED] = converted
        keep_version(self._received / member, len(before) + 1, files)
        return self.slips(member)[-1]


def _changed(folder: Path) -> Unreadable:
    return Unreadable(
        f"{folder / _ABOUT}: nội dung đã bị sửa hoặc hỏng, không đọc được.",
        f"Lấy lại thư mục {folder} từ bản sao lưu; bản đã gửi và phiếu đã nhận không sửa tay.",
    )
