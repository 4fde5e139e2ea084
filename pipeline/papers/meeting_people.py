"""The people of a meeting as its papers name them (người dự họp): chairs, secretaries, present and absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pipeline.papers.official_document import Block, BlockKind
from pipeline.papers.people_order import by_given_name
from pipeline.papers.recipients import party_name
from pipeline.papers.signature import acting_title, full_title, title_in
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency, Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import AtTime, Meeting, Proxy
from pipeline.records.meeting_held import came, conclusion_speakers, expected, held
from pipeline.records.office import Office
from pipeline.text import ensure_final, in_sentence


def person_and_title(office: Office, body: Agency | Committee, key: str) -> str:
    """Name and titles: `Ông Nguyễn Văn A, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo`; at an agency's meeting only the post."""
    person = office.person(key)
    titles = [full_title(office, person)]
    if isinstance(body, Committee) and body.member(key):
        titles.append(title_in(body, person))
    return f"{person.addressed}, {', '.join(titles)}"


def speaker(office: Office, body: Agency | Committee, party: str) -> str:
    """A speaker with titles where `party` is the id of a person, else the words as written."""
    entity = office.by_id.get(party)
    return person_and_title(office, body, party) if isinstance(entity, Person) else party_name(office, party)


def planned_chairs(office: Office, meeting: Meeting) -> str:
    """Who is to lead the meeting, for the invitation."""
    body = office.body(meeting.body)
    return _in_one_sentence(person_and_title(office, body, key) for key in (meeting.chair, *meeting.co_chairs))


def chairs_named(office: Office, meeting: Meeting) -> str:
    """Whoever led the meeting from its beginning, with titles."""
    body, took_place = office.body(meeting.body), held(meeting)
    return _in_one_sentence(person_and_title(office, body, key) for key in (took_place.chair, *took_place.co_chairs))


def _in_one_sentence(people: Iterable[str]) -> str:
    """`Ông A, Chủ tịch; bà B, Phó Chủ tịch`: the first with a capital at the start of a line, the others without."""
    first, *others = people
    return "; ".join((first, *map(in_sentence, others)))


def chairs_in_turn(office: Office, meeting: Meeting, saying: Saying) -> str:
    """All who chaired the meeting, each later one with the hour from which."""
    body = office.body(meeting.body)
    later = (
        saying.say("biên bản", "chủ trì từ lúc", nguoi=person_and_title(office, body, change.person), luc=change.at)
        for change in meeting.actual.chair_changes
    )
    return _in_one_sentence((chairs_named(office, meeting), *later))


def chairs_in_notice(office: Office, meeting: Meeting, saying: Saying) -> str:
    """All who chaired, for the opening sentence of the notice."""
    body = office.body(meeting.body)
    later = (
        saying.say(
            "thông báo kết luận", "chủ trì từ lúc", nguoi=person_and_title(office, body, change.person), luc=change.at
        )
        for change in meeting.actual.chair_changes
    )
    return _in_one_sentence((chairs_named(office, meeting), *later))


def name_in_sentence(meeting: Meeting, saying: Saying) -> str:
    """The name of a meeting inside a sentence: `cuộc họp giao ban tuần 25` for `Họp giao ban tuần 25`.

    “Họp” alone is a verb.
    """
    return saying.say("cuộc họp", "tên giữa câu", ten=meeting.name, la_viec=meeting.name.casefold().startswith("họp "))


def secretaries_named(office: Office, meeting: Meeting, saying: Saying) -> str:
    """All who wrote the minutes; each further one with the part that he wrote."""
    body = office.body(meeting.body)
    others = (
        saying.say("biên bản", "thư ký phần", nguoi=person_and_title(office, body, other.person), phan=other.part)
        for other in meeting.part_secretaries
    )
    return _in_one_sentence((person_and_title(office, body, held(meeting).secretary), *others))


def concluding(office: Office, meeting: Meeting, saying: Saying) -> str:
    """Who concluded the meeting: `Trưởng Ban Lê Quang Thiệu`; several names are joined."""
    body = office.body(meeting.body)
    names = [
        saying.say(
            "thông báo kết luận",
            "người kết luận",
            chuc_danh=acting_title(office, body, key),
            chu_tri=office.person(key).name,
        )
        for key in conclusion_speakers(meeting)
    ]
    return saying.say("thông báo kết luận", "những người kết luận", nguoi=names)


def is_committee_as_a_whole(office: Office, meeting: Meeting) -> bool:
    """Whether the meeting is one of all members of a committee, who can then be invited by its name."""
    return isinstance(office.body(meeting.body), Committee) and not meeting.attendance.members


def invited(office: Office, meeting: Meeting, saying: Saying) -> tuple[str, ...]:
    """The invited: members (as a body or by name, without the chairs), the other party, guests."""
    body = office.body(meeting.body)
    if is_committee_as_a_whole(office, meeting):
        members = [saying.say("giấy mời", "khách mời là thành viên", ban=body.name)]
    else:
        leading = {meeting.chair, *meeting.co_chairs}
        members = [
            person_and_title(office, body, key)
            for key in _ordered(office, meeting, expected(office, meeting))
            if key not in leading
        ]
    other = (meeting.other_party,) if meeting.other_party else ()
    return (*members, *(speaker(office, body, guest) for guest in (*other, *meeting.attendance.guests)))


def _ordered(office: Office, meeting: Meeting, people: tuple[str, ...]) -> tuple[str, ...]:
    """The people in the order that the record asks for."""
    if meeting.attendance.by_given_name != "có":
        return people
    return by_given_name(office, office.body(meeting.body), people)


def attendance_blocks(office: Office, meeting: Meeting, saying: Saying) -> tuple[Block, ...]:
    """The attendance as numbered groups: present, late, left early, absent with and without leave, represented, guests."""
    groups = [*_member_groups(office, meeting, saying), *_guest_groups(office, meeting, saying)]
    return tuple(_numbered_lists([(title(), items) for title, items in groups if items]))


_Group = tuple[Callable[[], str], list[str]]


def _member_groups(office: Office, meeting: Meeting, saying: Saying) -> Iterator[_Group]:
    attendance = meeting.attendance
    name = partial(person_and_title, office, office.body(meeting.body))
    present, total = came(office, meeting), len(expected(office, meeting))
    absent = [
        saying.say("biên bản", "người vắng mặt", nguoi=name(item.person), ly_do=item.reason)
        for item in attendance.absent
    ]
    silent = list(map(name, attendance.without_vote))
    unexcused = list(map(name, attendance.absent_without_leave))
    proxies = [_proxy(name, item, saying) for item in attendance.proxies]
    here = partial(saying.say, "biên bản", "thành viên có mặt", co_mat=len(present), tong=total)
    yield here, list(map(name, _ordered(office, meeting, present)))
    yield partial(saying.say, "biên bản", "đến muộn"), _at_times(name, attendance.late, saying)
    yield partial(saying.say, "biên bản", "về sớm"), _at_times(name, attendance.early, saying)
    yield partial(saying.say, "biên bản", "không biểu quyết"), silent
    yield partial(saying.say, "biên bản", "vắng mặt", vang=len(absent)), absent
    yield partial(saying.say, "biên bản", "vắng không lý do", vang=len(unexcused)), unexcused
    yield partial(saying.say, "biên bản", "ủy quyền", uy_quyen=len(proxies)), proxies


def _guest_groups(office: Office, meeting: Meeting, saying: Saying) -> Iterator[_Group]:
    attendance, took_place = meeting.attendance, held(meeting)
    name = partial(speaker, office, office.body(meeting.body))
    delegates = {item.party: item.person for item in attendance.delegates}
    guests = [
        saying.say("biên bản", "người đại diện", co_quan=name(guest), nguoi=name(delegates[guest]))
        if guest in delegates
        else name(guest)
        for guest in dict.fromkeys((*took_place.guests, *delegates))
    ]
    other = meeting.other_party and party_name(office, meeting.other_party)
    yield partial(saying.say, "biên bản", "bên làm việc", ben=other or ""), list(map(name, attendance.other_side))
    yield partial(saying.say, "biên bản", "khách mời"), guests
    yield partial(saying.say, "biên bản", "khách mời vắng"), [name(guest) for guest in took_place.missed]
    yield partial(saying.say, "biên bản", "dự thêm"), list(map(name, attendance.added))


def _proxy(name: Callable[[str], str], item: Proxy, saying: Saying) -> str:
    return saying.say(
        "biên bản",
        "người dự thay",
        nguoi_thay=item.substitute,
        nguoi=name(item.person),
        bieu_quyet=item.votes == "có",
    )


def _at_times(name: Callable[[str], str], items: Iterable[AtTime], saying: Saying) -> list[str]:
    return [saying.say("biên bản", "người và giờ", nguoi=name(item.person), luc=item.at) for item in items]


def _numbered_lists(groups: list[tuple[str, list[str]]]) -> Iterator[Block]:
    for number, (title, items) in enumerate(groups, start=1):
        yield Block(kind=BlockKind.CLAUSE_TITLE, label=f"{number}.", text=title)
        for position, item in enumerate(items, start=1):
            mark = "." if position == len(items) else ";"
            yield Block(kind=BlockKind.DASH, label="-", text=ensure_final(item, mark))
