"""A meeting as it took place (cuộc họp đã diễn ra): the plan, changed by what the record says was different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from math import ceil
from typing import Final, get_args

from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.meeting import AgendaItem, Gathering, InvitationPart, Meeting, NoticePart, Vote
from pipeline.records.office import Office

_SPOKEN: Final[Mapping[str, Gathering]] = {"họp": "cuộc họp", "buổi họp": "cuộc họp", "kỳ họp": "phiên họp"}


@dataclass(frozen=True)
class Held:
    """What took place: days, hours, places, chairs in turn, secretaries, agenda, guests who came and who did not."""

    day: date
    start: time
    end: time | None
    place: str
    chair: str
    co_chairs: tuple[str, ...]
    secretary: str
    agenda: tuple[AgendaItem, ...]
    guests: tuple[str, ...]
    missed: tuple[str, ...]
    last_day: date
    last_end: time | None
    days: tuple[date, ...]
    """Each day of the meeting once, in order."""

    chairs: tuple[str, ...]
    """All who led the meeting or a part of it, each once."""

    secretaries: tuple[str, ...]
    """All who wrote the minutes or a part of them, each once."""


def held(meeting: Meeting) -> Held:
    """The meeting as it took place; what the record does not give again is as planned."""
    actual = meeting.actual
    day = actual.day or meeting.day
    end = actual.end or meeting.end
    chair = actual.chair or meeting.chair
    co_chairs = meeting.co_chairs if actual.co_chairs is None else actual.co_chairs
    secretary = actual.secretary or meeting.secretary
    planned = meeting.attendance.guests
    guests = planned if actual.guests is None else actual.guests
    last = actual.sittings[-1] if actual.sittings else None
    return Held(
        day=day,
        start=actual.start or meeting.start,
        end=end,
        place=actual.place or meeting.place,
        chair=chair,
        co_chairs=co_chairs,
        secretary=secretary,
        agenda=meeting.agenda if actual.agenda is None else actual.agenda,
        guests=guests,
        missed=tuple(guest for guest in planned if guest not in guests),
        last_day=last.day if last else day,
        last_end=last.end if last else end,
        days=tuple(dict.fromkeys((day, *(sitting.day for sitting in actual.sittings)))),
        chairs=tuple(dict.fromkeys((chair, *co_chairs, *(change.person for change in actual.chair_changes)))),
        secretaries=tuple(dict.fromkeys((secretary, *(other.person for other in meeting.part_secretaries)))),
    )


def issue_day(meeting: Meeting, part: InvitationPart | NoticePart, on: date | None) -> date:
    """The day whose facts a paper of a meeting takes (see `Issue.day`).

    While it waits: an invitation goes out by the day for which the meeting is planned, a notice not before it has ended.
    """
    if isinstance(part, InvitationPart):
        return part.day(min(on or date.max, meeting.day))
    return part.day(on and max(on, held(meeting).last_day))


def gathering(meeting: Meeting) -> Gathering:
    """The noun for a meeting (cuộc họp, hội nghị …): as the record gives it, else as its name begins."""
    if meeting.gathering is not None:
        return meeting.gathering
    name = meeting.name.casefold()
    nouns: dict[str, Gathering] = {noun: noun for noun in get_args(Gathering)}
    found = (noun for word, noun in (nouns | dict(_SPOKEN)).items() if name.startswith(f"{word} ") or name == word)
    return next(found, "cuộc họp")


def conclusion_speakers(meeting: Meeting) -> tuple[str, ...]:
    """Who concluded: as the notice says, else the chair at the end, with co-chairs."""
    if meeting.notice is not None and meeting.notice.concluded_by is not None:
        return (meeting.notice.concluded_by,)
    if meeting.actual.chair_changes:
        return (meeting.actual.chair_changes[-1].person,)
    took_place = held(meeting)
    return (took_place.chair, *took_place.co_chairs)


def expected(office: Office, meeting: Meeting) -> tuple[str, ...]:
    """Who was to come: the list in the record, else the members of the committee or the people of the agency.

    Empty where the body is unknown. Chairs and secretaries of an agency's meeting are included.
    """
    if meeting.attendance.members:
        return tuple(dict.fromkeys(meeting.attendance.members))
    body = office.by_id.get(meeting.body)
    if isinstance(body, Committee):
        return tuple(dict.fromkeys(member.person for member in body.members))
    if not isinstance(body, Agency):
        return ()
    office.require_all("cán bộ")
    leading = {*held(meeting).chairs, *held(meeting).secretaries}
    return tuple(person.id for person in office.people if person.agency == body.id or person.id in leading)


def away(meeting: Meeting) -> dict[str, str]:
    """The people who did not come, each with the title of the list that says so."""
    attendance = meeting.attendance
    absent = {item.person: "vắng mặt" for item in attendance.absent}
    absent |= dict.fromkeys(attendance.absent_without_leave, "vắng không lý do")
    return absent | {item.person: "ủy quyền" for item in attendance.proxies}


def came(office: Office, meeting: Meeting) -> tuple[str, ...]:
    """The members who came: those listed as present, or all who are neither absent nor represented."""
    if meeting.attendance.present:
        return tuple(dict.fromkeys(meeting.attendance.present))
    gone = away(meeting)
    return tuple(person for person in expected(office, meeting) if person not in gone)


def voters(office: Office, meeting: Meeting, at: time | None) -> tuple[str, ...]:
    """Who could vote at a time: members present who have a vote, and members whose proxy votes for them."""
    attendance = meeting.attendance
    outside = set(attendance.without_vote)
    if at is not None:
        outside |= {item.person for item in attendance.late if item.at > at}
        outside |= {item.person for item in attendance.early if item.at <= at}
    by_proxy = (proxy.person for proxy in attendance.proxies if proxy.votes == "có")
    return tuple(person for person in dict.fromkeys((*came(office, meeting), *by_proxy)) if person not in outside)


@dataclass(frozen=True)
class Need:
    """The majority that a vote needs: `votes` in favour out of `total`."""

    votes: int
    total: int


def need(office: Office, meeting: Meeting, vote: Vote) -> Need | None:
    """How many votes in favour were needed; None where the record does not say what share was needed, or of whom."""
    if vote.needed is None or vote.basis is None:
        return None
    silent = set(meeting.attendance.without_vote)
    everybody = [person for person in expected(office, meeting) if person not in silent]
    present = vote.basis == "thành viên có mặt"
    total = len(voters(office, meeting, vote.at)) if present else len(everybody)
    if vote.needed == "quá nửa":
        return Need(total // 2 + 1, total)
    return Need(ceil(share(vote.needed) * total), total)


def share(needed: str) -> Fraction:
    """The fraction that a share names: `2/3`, `60%`, or all.

    A fraction with the denominator 0 gives 2, more than all votes, so that no vote reaches it.
    """
    if needed == "toàn bộ":
        return Fraction(1)
    if needed.endswith("%"):
        return Fraction(int(needed[:-1]), 100)
    upper, lower = needed.split("/")
    return Fraction(int(upper), int(lower)) if int(lower) else Fraction(2)
