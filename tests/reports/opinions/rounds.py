"""An opinion round of the sample office in an empty folder, for tests that send slips of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pipeline.app.drafts import Desk
from pipeline.decree.profile import load_profile
from pipeline.records.opinions import Opinions
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.opinions.opinion_store import Draft, KeptSlip
from pipeline.reports.opinions.receive_slip import Taken, receive_slip
from pipeline.reports.opinions.record import opinions_record
from pipeline.reports.opinions.returned_slip import ReturnedSlip
from pipeline.reports.opinions.slip_words import opinion_slip
from pipeline.typeset.docx.templates import load_templates
from tests.reports.opinions.filling import Filling, fill
from tests.reports.rounds import office
from tests.sample import TEMPLATES

PERIOD, REPORT = "6t-2024", "6t-2024-tong-hop"
MEMBER, OTHER = "giam-doc-noi-vu", "giam-doc-tai-chinh"
ASKED, DAY = date(2024, 6, 17), date(2024, 6, 19)


@cache
def blank(member: str = MEMBER, draft: int = 1) -> bytes:
    """The blank slip of a member."""
    desk = Desk(office(), load_profile(), load_templates(TEMPLATES))
    opinion_round = OpinionRound(office(), Path(), office().period(PERIOD))
    asked = next(one for one in opinion_round.members if one.id == member)
    return desk.slip(opinion_slip(opinion_round, asked, draft=draft, subject="Báo cáo 6 tháng đầu năm 2024"))


def asked_round(folder: Path, record: Opinions | None = None) -> OpinionRound:
    """A round whose first draft went out to two members; with this record of opinions."""
    opinions = () if record is None else (record,)
    opinion_round = OpinionRound(replace(office(), opinions=opinions), folder, office().period(PERIOD))
    if not opinion_round.store.drafts():
        show_draft(opinion_round)
    return opinion_round


def show_draft(opinion_round: OpinionRound) -> Draft:
    """Send out the next draft."""
    number = len(opinion_round.store.drafts()) + 1
    slips = {member: blank(member, number) for member in (MEMBER, OTHER)}
    return opinion_round.store.keep_draft(
        REPORT, f"bản {number}".encode(), records={}, slips=slips, purpose="lấy ý kiến", day=ASKED
    )


def send(
    opinion_round: OpinionRound, filling: Filling, *, member: str = MEMBER, day: date = DAY, name: str = "phieu.docx"
) -> Taken:
    """A member's slip about the first draft, filled in and taken in."""
    return receive_slip(opinion_round, fill(blank(member), filling), name=name, day=day)


def recorded(opinion_round: OpinionRound, *taken: Taken) -> Opinions:
    """The record of opinions after these slips."""
    slips: Mapping[str, tuple[KeptSlip, ReturnedSlip]] = {one.kept.member: (one.kept, one.slip) for one in taken}
    return Opinions.model_validate(
        opinions_record(opinion_round.period, opinion_round.record, opinion_round.members, slips)
    )
