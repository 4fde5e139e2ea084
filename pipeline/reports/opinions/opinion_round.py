"""An opinion round (đợt lấy ý kiến): who is asked, which drafts were shown, what came, and the record of opinions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.papers.wording import Wording, shipped_wording
from pipeline.records.office import Office
from pipeline.records.opinions import Opinion, OpinionCall, Opinions, SlipEntry
from pipeline.records.reporting import Period
from pipeline.reports.opinions.members import Asked, members
from pipeline.reports.opinions.opinion_store import Draft, OpinionStore


@dataclass(frozen=True)
class Heard:
    """A member with the entry in the record of opinions; None if nothing came."""

    member: Asked
    entry: SlipEntry | None
    days_late: int = 0

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """The member's opinions without those that a newer slip replaced."""
        return tuple(opinion for opinion in self.entry.opinions if opinion.counts) if self.entry else ()


@dataclass(frozen=True)
class OpinionRound:
    """The opinion round of a period; `folder` is the period's folder."""

    office: Office
    folder: Path
    period: Period
    wording: Wording = field(default_factory=shipped_wording)

    @cached_property
    def store(self) -> OpinionStore:
        """The drafts and slips that are kept."""
        return OpinionStore(self.folder)

    @cached_property
    def members(self) -> tuple[Asked, ...]:
        """Everybody who is asked, in order."""
        return members(self.office, self.period)

    @property
    def call(self) -> OpinionCall:
        """Who is asked, and until when. UsageError: the period's record does not say."""
        if self.period.opinions is None:
            raise UsageError(
                f"kỳ báo cáo “{self.period.id}” chưa ghi lấy ý kiến của ai.",
                "Thêm vào hồ sơ kỳ báo cáo mục “lấy ý kiến” với “thành viên” và “hạn góp ý”.",
            )
        return self.period.opinions

    def asked(self) -> tuple[Draft, ...]:
        """The drafts that went out for opinions, the oldest first. UsageError: there are none."""
        found = tuple(draft for draft in self.store.drafts() if draft.purpose == "lấy ý kiến")
        if not found:
            raise UsageError(
                f"kỳ báo cáo “{self.period.id}” chưa gửi lấy ý kiến.", "Chạy trước: vanthu reports opinions ask."
            )
        return found

    @property
    def record(self) -> Opinions | None:
        """The record of opinions; None before the first slip came. Refused: the record has an error."""
        self.office.require_all("ý kiến góp ý", self.period.id)
        return next((opinion for opinion in self.office.opinions if opinion.period == self.period.id), None)

    def heard(self, *, on: date | None = None) -> tuple[Heard, ...]:
        """Every member in order, with the entry of what came (only up to the day `on`, if given)."""
        entries = {
            slip.member: slip
            for slip in (self.record.slips if self.record else ())
            if on is None or slip.received <= on
        }
        due = self.call.due
        return tuple(
            Heard(member, entry, max(0, (entry.received - due).days) if entry else 0)
            for member in self.members
            for entry in (entries.get(member.id),)
        )
