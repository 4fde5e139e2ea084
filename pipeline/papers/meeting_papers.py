"""The three papers of a meeting: invitation (mẫu 1.7), minutes (1.9), notice of conclusions (1.4), from one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import TypeVar

from pipeline.papers.heads import document_number, issued, letterhead, place_and_date
from pipeline.papers.meeting_words import (
    attendance_blocks,
    conclusion_blocks,
    course_blocks,
    members_invited,
    moment,
    person_and_title,
)
from pipeline.papers.numbered_structure import number_blocks, with_end_mark
from pipeline.papers.official_document import Block, BlockKind, Invitation, Minutes, OfficialDocument, SignatureBlock
from pipeline.papers.recipient_lines import as_above, members_line, names_of, reported_to
from pipeline.papers.recipients import party_name, recipients
from pipeline.papers.roster import with_rosters
from pipeline.papers.signature import other_title, seal_for, signature_block, title_in
from pipeline.papers.types import document_type
from pipeline.papers.wording import Saying, Wording, shipped_wording
from pipeline.records.meeting import InvitationPart, Meeting, MinutesPart, NoticePart
from pipeline.records.office import Office
from pipeline.text import ensure_final

_Part = TypeVar("_Part", InvitationPart, MinutesPart, NoticePart)


def compose_meeting(
    office: Office, meeting: Meeting, wording: Wording | None = None, *, on: date | None = None
) -> Iterator[OfficialDocument]:
    """The papers that the record of one meeting asks for."""
    for _, make in meeting_papers(office, meeting, wording, on=on):
        yield make()


def meeting_papers(
    office: Office, meeting: Meeting, wording: Wording | None = None, *, on: date | None = None
) -> Iterator[tuple[str, Callable[[], OfficialDocument]]]:
    """The id of each paper that the record of one meeting asks for, and what composes it.

    Each takes what held on its day: that of its issue (`on` where it has none), minutes that of the meeting. What the
    notice says of the meeting is as it was there. `wording`: that of the office, else the one that came with the program.
    """
    there = office.on(meeting.day)
    if meeting.invitation:
        yield (
            meeting.invitation.id or f"{meeting.id}-giay-moi",
            partial(_written, _invitation, office.on(meeting.invitation.day(on)), meeting, meeting.invitation, wording),
        )
    if meeting.minutes:
        yield (
            meeting.minutes.id or f"{meeting.id}-bien-ban",
            partial(_written, _minutes, there, meeting, meeting.minutes, wording),
        )
    if meeting.notice:
        yield (
            meeting.notice.id or f"{meeting.id}-thong-bao",
            partial(
                _written, partial(_notice, there), office.on(meeting.notice.day(on)), meeting, meeting.notice, wording
            ),
        )


def _written(
    make: Callable[[Office, Meeting, _Part, Saying], OfficialDocument],
    office: Office,
    meeting: Meeting,
    part: _Part,
    wording: Wording | None,
) -> OfficialDocument:
    """One paper, with the lines of the wording that it uses."""
    saying = Saying(wording or shipped_wording())
    return replace(make(office, meeting, part, saying), wording=dict(saying.used))


def _invitation(office: Office, meeting: Meeting, part: InvitationPart, saying: Saying) -> OfficialDocument:
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["giấy mời"])
    invitees = tuple(party_name(office, party) for party in part.invited) or members_invited(office, meeting, saying)
    agenda = tuple(
        item.topic
        if item.presenter is None
        else saying.say(
            "giấy mời",
            "nội dung có người trình bày",
            noi_dung=item.topic,
            nguoi_trinh_bay=party_name(office, item.presenter),
        )
        for item in meeting.agenda
    )
    notes = part.notes or (saying.say("giấy mời", "lời đề nghị"),)
    return OfficialDocument(
        id=part.id or f"{meeting.id}-giay-moi",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=place_and_date(office, committee, part),
        subject=saying.say("giấy mời", "trích yếu", cuoc_hop=meeting.name),
        body=with_end_mark(tuple(Block(kind=BlockKind.PARAGRAPH, text=ensure_final(note, ".")) for note in notes)),
        signatures=(signature_block(office, committee, part.signing),),
        recipients=recipients(office, part.recipients, saying, opening=(as_above(saying),)),
        invitation=Invitation(
            host=committee.name,
            invitees=invitees,
            event=meeting.name,
            chair=person_and_title(office, committee, meeting.chair),
            time=saying.say("giấy mời", "thời gian", luc=meeting.start, ngay=meeting.day),
            place=meeting.place,
            agenda=agenda,
            notes=(),
        ),
        urgency=(part.urgency or "").upper(),
        circulation=(part.circulation or "").upper(),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        issued=issued(part),
    )


def _minutes(office: Office, meeting: Meeting, part: MinutesPart, saying: Saying) -> OfficialDocument:
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["biên bản"])
    return OfficialDocument(
        id=part.id or f"{meeting.id}-bien-ban",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=None,
        subject=meeting.name,
        body=course_blocks(office, meeting, saying),
        signatures=(
            _officer(office, meeting, meeting.secretary, saying.say("biên bản", "thư ký"), seal=False),
            _officer(office, meeting, meeting.chair, saying.say("biên bản", "chủ tọa"), seal=part.seal == "có"),
        ),
        recipients=recipients(
            office,
            part.recipients.model_copy(update={"unit": saying.say("biên bản", "đơn vị lưu")}),
            saying,
            leading=(
                *reported_to(office, committee, saying, chair=meeting.chair),
                members_line(committee, saying),
            ),
            derived=meeting.attendance.guests,
        ),
        minutes=Minutes(
            start=moment(saying, meeting.start, meeting.day),
            place=meeting.place,
            attendance=attendance_blocks(office, meeting, saying),
            chair=person_and_title(office, committee, meeting.chair),
            secretary=person_and_title(office, committee, meeting.secretary),
            closing=saying.say("biên bản", "kết thúc", luc=moment(saying, meeting.end or meeting.start, meeting.day)),
        ),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        issued=issued(part),
    )


def _officer(office: Office, meeting: Meeting, key: str, duty: str, *, seal: bool) -> SignatureBlock:
    """Secretary or chair under the minutes; the public post stands above the name where a seal is used (PLIII.M1.9)."""
    committee, person = office.committee(meeting.committee), office.person(key)
    return SignatureBlock(
        lines=(duty,),
        name=person.name,
        other_title=other_title(office, committee, person) if seal else "",
        seal=seal_for(office, committee, person) if seal else None,
    )


def _notice(there: Office, office: Office, meeting: Meeting, part: NoticePart, saying: Saying) -> OfficialDocument:
    """The notice. `there`: the office on the day of the meeting, `office`: on the day of issue."""
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["thông báo"])
    chair = there.person(meeting.chair)
    role = title_in(there.committee(meeting.committee), chair)
    with_tasks = chain.from_iterable((*task.leads, *task.partners) for task in meeting.conclusions)
    members = {member.person for member in there.committee(meeting.committee).members}
    derived = [party for party in (*with_tasks, *meeting.attendance.guests) if party not in members]
    proposals = number_blocks(with_rosters(office, part.proposals, saying), saying)
    closing = saying.say("thông báo kết luận", "kết thúc", ban=committee.name)
    body = (
        *conclusion_blocks(there, meeting, proposals, saying),
        Block(kind=BlockKind.PARAGRAPH, text=closing),
    )
    return OfficialDocument(
        id=part.id or f"{meeting.id}-thong-bao",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=place_and_date(office, committee, part),
        subject=saying.say(
            "thông báo kết luận", "trích yếu", chuc_danh=role, chu_tri=chair.name, cuoc_hop=meeting.name
        ),
        body=with_end_mark(body),
        signatures=(signature_block(office, committee, part.signing),),
        recipients=recipients(
            office,
            part.recipients,
            saying,
            leading=(
                *reported_to(office, committee, saying, chair=meeting.chair, signer=part.signing.person),
                members_line(committee, saying),
            ),
            derived=derived,
            signer=names_of(office, committee, part.signing.person),
        ),
        urgency=(part.urgency or "").upper(),
        circulation=(part.circulation or "").upper(),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        issued=issued(part),
    )
