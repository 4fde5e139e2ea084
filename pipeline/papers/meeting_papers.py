"""The three papers of a meeting: invitation (mẫu 1.7), minutes (1.9), notice of conclusions (1.4), from one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from pipeline.papers.heads import document_number, issued, letterhead, place_and_date
from pipeline.papers.meeting_words import (
    attendance_blocks,
    conclusion_blocks,
    course_blocks,
    long_moment,
    members_invited,
    moment,
    person_and_title,
)
from pipeline.papers.numbered_structure import number_blocks, with_end_mark
from pipeline.papers.official_document import Block, BlockKind, Invitation, Minutes, OfficialDocument, SignatureBlock
from pipeline.papers.recipients import party_name, recipients
from pipeline.papers.roster import with_rosters
from pipeline.papers.signature import other_title, seal_for, signature_block, title_in
from pipeline.papers.types import document_type
from pipeline.records.meeting import InvitationPart, Meeting, MinutesPart, NoticePart
from pipeline.records.office import Office
from pipeline.text import ensure_final


def compose_meeting(office: Office, meeting: Meeting) -> Iterator[OfficialDocument]:
    """The papers that the record of one meeting asks for."""
    for _, make in meeting_papers(office, meeting):
        yield make()


def meeting_papers(office: Office, meeting: Meeting) -> Iterator[tuple[str, Callable[[], OfficialDocument]]]:
    """The id of each paper that the record of one meeting asks for, and what composes it."""
    if meeting.invitation:
        yield (
            meeting.invitation.id or f"{meeting.id}-giay-moi",
            partial(_invitation, office, meeting, meeting.invitation),
        )
    if meeting.minutes:
        yield meeting.minutes.id or f"{meeting.id}-bien-ban", partial(_minutes, office, meeting, meeting.minutes)
    if meeting.notice:
        yield meeting.notice.id or f"{meeting.id}-thong-bao", partial(_notice, office, meeting, meeting.notice)


def _invitation(office: Office, meeting: Meeting, part: InvitationPart) -> OfficialDocument:
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["giấy mời"])
    invitees = tuple(party_name(office, party) for party in part.invited) or members_invited(office, meeting)
    agenda = tuple(
        item.topic if item.presenter is None else f"{item.topic} ({party_name(office, item.presenter)} trình bày)"
        for item in meeting.agenda
    )
    notes = part.notes or ("Đề nghị các đại biểu sắp xếp công việc, tham dự đúng thời gian, thành phần",)
    return OfficialDocument(
        id=part.id or f"{meeting.id}-giay-moi",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=place_and_date(office, committee, part),
        subject=f"Tham dự {meeting.name}",
        body=with_end_mark(tuple(Block(kind=BlockKind.PARAGRAPH, text=ensure_final(note, ".")) for note in notes)),
        signatures=(signature_block(office, committee, part.signing),),
        recipients=recipients(office, part.recipients, opening=("Như trên",)),
        invitation=Invitation(
            host=committee.name,
            invitees=invitees,
            event=meeting.name,
            chair=person_and_title(office, committee, meeting.chair),
            time=long_moment(meeting.start, meeting.day),
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


def _minutes(office: Office, meeting: Meeting, part: MinutesPart) -> OfficialDocument:
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["biên bản"])
    end = meeting.end or meeting.start
    return OfficialDocument(
        id=part.id or f"{meeting.id}-bien-ban",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=None,
        subject=meeting.name,
        body=course_blocks(office, meeting),
        signatures=(
            _officer(office, meeting, meeting.secretary, "THƯ KÝ", seal=False),
            _officer(office, meeting, meeting.chair, "CHỦ TỌA", seal=part.seal == "có"),
        ),
        recipients=recipients(
            office,
            part.recipients.model_copy(update={"unit": "Hồ sơ"}),
            leading=(f"Các thành viên {committee.short_name}",),
            derived=meeting.attendance.guests,
        ),
        minutes=Minutes(
            start=moment(meeting.start, meeting.day),
            place=meeting.place,
            attendance=attendance_blocks(office, meeting),
            chair=person_and_title(office, committee, meeting.chair),
            secretary=person_and_title(office, committee, meeting.secretary),
            closing=f"Cuộc họp kết thúc vào {moment(end, meeting.day)}./.",
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


def _notice(office: Office, meeting: Meeting, part: NoticePart) -> OfficialDocument:
    committee = office.committee(meeting.committee)
    kind = document_type(office.types.by_name["thông báo"])
    chair = office.person(meeting.chair)
    role = title_in(committee, chair)
    with_tasks = chain.from_iterable((*task.leads, *task.partners) for task in meeting.conclusions)
    members = {member.person for member in committee.members}
    derived = [party for party in (*with_tasks, *meeting.attendance.guests) if party not in members]
    closing = f"{committee.name} thông báo để các cơ quan, đơn vị, cá nhân có liên quan biết, thực hiện."
    body = (
        *conclusion_blocks(office, meeting, number_blocks(with_rosters(office, part.proposals))),
        Block(kind=BlockKind.PARAGRAPH, text=closing),
    )
    return OfficialDocument(
        id=part.id or f"{meeting.id}-thong-bao",
        type=kind,
        letterhead=letterhead(office, committee),
        number=document_number(kind, committee, part.number),
        place_date=place_and_date(office, committee, part),
        subject=f"Kết luận của {role} {chair.name} tại {meeting.name}",
        body=with_end_mark(body),
        signatures=(signature_block(office, committee, part.signing),),
        recipients=recipients(
            office,
            part.recipients,
            leading=(f"{role} (để báo cáo)", f"Các thành viên {committee.short_name}"),
            derived=derived,
        ),
        urgency=(part.urgency or "").upper(),
        circulation=(part.circulation or "").upper(),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        issued=issued(part),
    )
