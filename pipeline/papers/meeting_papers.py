"""The three papers of a meeting: invitation (mẫu 1.7), minutes (1.9), notice of conclusions (1.4), from one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, zip_longest

from pipeline.decree.profile import regulation_on
from pipeline.papers.heads import document_number, issued, letterhead, place_and_date
from pipeline.papers.meeting_people import (
    attendance_blocks,
    chairs_in_turn,
    concluding,
    invited,
    is_committee_as_a_whole,
    name_in_sentence,
    planned_chairs,
    secretaries_named,
)
from pipeline.papers.meeting_words import closing_said, conclusion_blocks, course_blocks, form_said, sittings_said
from pipeline.papers.numbered_structure import number_blocks, with_end_mark
from pipeline.papers.official_document import Block, BlockKind, Invitation, Minutes, OfficialDocument, SignatureBlock
from pipeline.papers.recipient_lines import as_above, members_line, names_of, participants_line, reported_to
from pipeline.papers.recipients import Line, party_name, recipients
from pipeline.papers.roster import with_rosters
from pipeline.papers.signature import other_title, seal_for, signature_block
from pipeline.papers.types import document_type
from pipeline.papers.wording import Saying, Wording, shipped_wording
from pipeline.records.agency import Person
from pipeline.records.meeting import InvitationPart, Meeting, MeetingPart, MinutesPart, NoticePart
from pipeline.records.meeting_held import conclusion_speakers, expected, gathering, held, issue_day
from pipeline.records.office import Office
from pipeline.text import ensure_final


def compose_meeting(
    office: Office, meeting: Meeting, wording: Wording | None = None, *, on: date | None = None
) -> Iterator[OfficialDocument]:
    """The papers that the record of one meeting asks for."""
    for _, make in meeting_papers(office, meeting, wording, on=on):
        yield make()


def meeting_papers(
    office: Office, meeting: Meeting, wording: Wording | None = None, *, on: date | None = None
) -> Iterator[tuple[str, Callable[[], OfficialDocument]]]:
    """For each paper that the record of a meeting asks for, its id and the function that composes it.

    Each paper takes the facts that held on its day: the day of issue (`on` where it has none), for minutes that of the
    meeting. What the notice says of the meeting is as it was on that day. `wording`: the office's, by default the
    program's.
    """
    for part in meeting.papers.values():
        yield meeting.paper_id(part), partial(_written, office, meeting, part, wording, on)


def _written(
    office: Office, meeting: Meeting, part: MeetingPart, wording: Wording | None, on: date | None
) -> OfficialDocument:
    """Compose one paper of the meeting, with a note of the lines of the wording that it uses."""
    saying = Saying(wording or shipped_wording())
    there = office.on(held(meeting).day)
    match part:
        case InvitationPart():
            day = issue_day(meeting, part, on)
            made = _invitation(office.on(day), meeting, part, saying, regulation_on(day))
        case MinutesPart():
            made = _minutes(there, meeting, part, saying, regulation_on(held(meeting).day))
        case NoticePart():
            made = _notice(there, office, meeting, part, saying, issue_day(meeting, part, on))
    return replace(made, wording=saying.said)


def _invitation(
    office: Office, meeting: Meeting, part: InvitationPart, saying: Saying, regulation: str
) -> OfficialDocument:
    body = office.body(meeting.body)
    kind = document_type(office.types.by_name["giấy mời"], regulation)
    invitees = tuple(party_name(office, party) for party in part.invited) or invited(office, meeting, saying)
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
        id=meeting.paper_id(part),
        type=kind,
        letterhead=letterhead(office, body),
        number=document_number(kind, body, part.number),
        place_date=place_and_date(office, body, part),
        subject=saying.say("giấy mời", "trích yếu", cuoc_hop=name_in_sentence(meeting, saying)),
        body=with_end_mark(tuple(Block(kind=BlockKind.PARAGRAPH, text=ensure_final(note, ".")) for note in notes)),
        signatures=(signature_block(office, body, part.signing),),
        recipients=recipients(office, part.recipients, saying, opening=(as_above(saying),)),
        invitation=Invitation(
            host=body.name,
            invitees=invitees,
            event=name_in_sentence(meeting, saying),
            chair=planned_chairs(office, meeting),
            time=saying.say("giấy mời", "thời gian", luc=meeting.start, ngay=meeting.day),
            place=meeting.place,
            form=form_said(meeting, saying),
            agenda=agenda,
            notes=(),
        ),
        urgency=(part.urgency or "").upper(),
        circulation=(part.circulation or "").upper(),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        one_page=part.one_page == "có",
        issued=issued(part),
        regulation=regulation,
    )


def _minutes(office: Office, meeting: Meeting, part: MinutesPart, saying: Saying, regulation: str) -> OfficialDocument:
    body, took_place = office.body(meeting.body), held(meeting)
    kind = document_type(office.types.by_name["biên bản"], regulation)
    stored = part.recipients.unit or saying.say("biên bản", "đơn vị lưu")
    return OfficialDocument(
        id=meeting.paper_id(part),
        type=kind,
        letterhead=letterhead(office, body),
        number=document_number(kind, body, part.number),
        place_date=None,
        subject=meeting.name,
        body=course_blocks(office, meeting, saying),
        signatures=tuple(_signatures(office, meeting, part, saying)),
        recipients=recipients(
            office,
            part.recipients.model_copy(update={"unit": stored}),
            saying,
            leading=(
                *reported_to(office, body, saying, chairs=took_place.chairs, signers=took_place.chairs),
                _members_line(office, meeting, saying),
            ),
            derived=_others(meeting),
        ),
        minutes=Minutes(
            start=sittings_said(meeting, saying),
            place=took_place.place,
            form=form_said(meeting, saying),
            gathering=gathering(meeting),
            attendance=attendance_blocks(office, meeting, saying),
            chair=chairs_in_turn(office, meeting, saying),
            secretary=secretaries_named(office, meeting, saying),
            closing=closing_said(meeting, saying),
        ),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        one_page=part.one_page == "có",
        issued=issued(part),
        regulation=regulation,
    )


def _others(meeting: Meeting) -> tuple[str, ...]:
    """The recipients of minutes outside the body: the other party, guests who were present, people who were added."""
    other = (meeting.other_party,) if meeting.other_party else ()
    return (*other, *held(meeting).guests, *meeting.attendance.added)


def _members_line(office: Office, meeting: Meeting, saying: Saying) -> Line:
    whole = is_committee_as_a_whole(office, meeting)
    return members_line(office.body(meeting.body), saying) if whole else participants_line(saying)


def _signatures(office: Office, meeting: Meeting, part: MinutesPart, saying: Saying) -> Iterator[SignatureBlock]:
    """The signatures under minutes: secretaries and chairs in pairs while there are both, then the other party's."""
    took_place, sealed = held(meeting), part.seal == "có"
    writers = [_officer(office, meeting, key, saying.say("biên bản", "thư ký")) for key in took_place.secretaries]
    # The seal goes over one signature: of whoever led first.
    leaders = [
        _officer(office, meeting, key, saying.say("biên bản", "chủ tọa"), seal=sealed and key == took_place.chair)
        for key in took_place.chairs
    ]
    yield from (block for pair in zip_longest(writers, leaders) for block in pair if block is not None)
    if part.other_side is not None:
        name = office.by_id.get(part.other_side)
        party = party_name(office, meeting.other_party or "")
        yield SignatureBlock(
            lines=(saying.say("biên bản", "đại diện bên làm việc", ben=party),),
            name=name.name if isinstance(name, Person) else part.other_side,
        )


def _officer(office: Office, meeting: Meeting, key: str, duty: str, *, seal: bool = False) -> SignatureBlock:
    """The signature block of a secretary or chair; with a seal the public post stands above the name (PLIII.M1.9)."""
    body, person = office.body(meeting.body), office.person(key)
    return SignatureBlock(
        lines=(duty,),
        name=person.name,
        other_title=other_title(office, body, person) if seal else "",
        seal=seal_for(office, body, person) if seal else None,
    )


def _notice(
    there: Office, office: Office, meeting: Meeting, part: NoticePart, saying: Saying, day: date
) -> OfficialDocument:
    """The notice of conclusions, issued on `day`. `there`: the office on the day of the meeting."""
    office, regulation = office.on(day), regulation_on(day)
    body = office.body(meeting.body)
    kind = document_type(office.types.by_name["thông báo"], regulation)
    with_tasks = chain.from_iterable((*task.leads, *task.partners) for task in meeting.conclusions)
    members = set(expected(there, meeting))
    derived = [party for party in (*with_tasks, *_others(meeting)) if party not in members]
    proposals = number_blocks(with_rosters(office, part.proposals, saying), saying)
    closing = saying.say("thông báo kết luận", "kết thúc", ban=body.name)
    content = (
        *conclusion_blocks(there, meeting, proposals, saying),
        Block(kind=BlockKind.PARAGRAPH, text=closing),
    )
    return OfficialDocument(
        id=meeting.paper_id(part),
        type=kind,
        letterhead=letterhead(office, body),
        number=document_number(kind, body, part.number),
        place_date=place_and_date(office, body, part),
        subject=saying.say(
            "thông báo kết luận",
            "trích yếu",
            nguoi=concluding(there, meeting, saying),
            cuoc_hop=name_in_sentence(meeting, saying),
        ),
        body=with_end_mark(content),
        signatures=(signature_block(office, body, part.signing),),
        recipients=recipients(
            office,
            part.recipients,
            saying,
            leading=(
                *reported_to(office, body, saying, chairs=conclusion_speakers(meeting), signers=(part.signing.person,)),
                _members_line(office, meeting, saying),
            ),
            derived=derived,
            signer=names_of(office, body, part.signing.person),
        ),
        urgency=(part.urgency or "").upper(),
        circulation=(part.circulation or "").upper(),
        source=office.files.get(meeting.id, ""),
        own=tuple(part.own.items()),
        one_page=part.one_page == "có",
        issued=issued(part),
        regulation=regulation,
    )
