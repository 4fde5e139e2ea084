"""The wording of a meeting's papers: who came, what was said, voted and concluded. Follows office practice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from pipeline.papers.official_document import Block, BlockKind
from pipeline.papers.recipients import party_name
from pipeline.papers.signature import full_title, title_in
from pipeline.papers.task_words import task_sentence
from pipeline.papers.wording import Saying
from pipeline.records.agency import Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting, Vote
from pipeline.records.office import Office
from pipeline.text import ensure_final, in_sentence, to_roman


def moment(saying: Saying, at: time, day: date) -> str:
    """`14 giờ 00, ngày 15 tháng 3 năm 2024`."""
    return saying.say("cuộc họp", "giờ, ngày", luc=at, ngay=day)


def person_and_title(office: Office, committee: Committee, key: str) -> str:
    """`Ông Nguyễn Văn A, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo`."""
    person = office.person(key)
    titles = [full_title(office, person)]
    if committee.member(key):
        titles.append(title_in(committee, person))
    return f"{person.addressed}, {', '.join(titles)}"


def speaker(office: Office, committee: Committee, party: str) -> str:
    """A speaker with titles when a person of the records, otherwise as named."""
    entity = office.by_id.get(party)
    return person_and_title(office, committee, party) if isinstance(entity, Person) else party_name(office, party)


def present_members(office: Office, meeting: Meeting) -> tuple[str, ...]:
    """Ids of the members who came: those listed, or all who are neither absent nor represented."""
    if meeting.attendance.present:
        return meeting.attendance.present
    away = {item.person for item in meeting.attendance.absent}
    away |= {item.person for item in meeting.attendance.proxies}
    members = office.committee(meeting.committee).members
    return tuple(member.person for member in members if member.person not in away)


def members_invited(office: Office, meeting: Meeting, saying: Saying) -> tuple[str, ...]:
    """The members as a body, then the guests."""
    committee = office.committee(meeting.committee)
    guests = tuple(speaker(office, committee, guest) for guest in meeting.attendance.guests)
    return (saying.say("giấy mời", "khách mời là thành viên", ban=committee.name), *guests)


def attendance_blocks(office: Office, meeting: Meeting, saying: Saying) -> tuple[Block, ...]:
    """Present, absent with leave, represented, guests; each group under a numbered heading."""
    committee = office.committee(meeting.committee)
    attendance, total = meeting.attendance, len(committee.members)
    present = [person_and_title(office, committee, key) for key in present_members(office, meeting)]
    absent = [
        saying.say(
            "biên bản", "người vắng mặt", nguoi=person_and_title(office, committee, item.person), ly_do=item.reason
        )
        for item in attendance.absent
    ]
    proxies = [
        saying.say(
            "biên bản",
            "người dự thay",
            nguoi_thay=item.substitute,
            nguoi=person_and_title(office, committee, item.person),
        )
        for item in attendance.proxies
    ]
    guests = [speaker(office, committee, guest) for guest in attendance.guests]
    groups = (
        (partial(saying.say, "biên bản", "thành viên có mặt", co_mat=len(present), tong=total), present),
        (partial(saying.say, "biên bản", "vắng mặt", vang=len(absent)), absent),
        (partial(saying.say, "biên bản", "ủy quyền", uy_quyen=len(proxies)), proxies),
        (partial(saying.say, "biên bản", "khách mời"), guests),
    )
    return tuple(_numbered_lists([(title(), items) for title, items in groups if items]))


def _numbered_lists(groups: list[tuple[str, list[str]]]) -> Iterator[Block]:
    for number, (title, items) in enumerate(groups, start=1):
        yield Block(kind=BlockKind.CLAUSE_TITLE, label=f"{number}.", text=title)
        for position, item in enumerate(items, start=1):
            mark = "." if position == len(items) else ";"
            yield Block(kind=BlockKind.DASH, label="-", text=ensure_final(item, mark))


def course_blocks(office: Office, meeting: Meeting, saying: Saying) -> tuple[Block, ...]:
    """The course of the meeting for the minutes: opening, reports, opinions, votes, the chair's conclusions."""
    sections = (
        (partial(saying.say, "biên bản", "mục khai mạc"), _paragraphs(meeting.opening)),
        (partial(saying.say, "biên bản", "mục nội dung trình bày"), _agenda(office, meeting, saying)),
        (partial(saying.say, "biên bản", "mục ý kiến phát biểu"), _statements(office, meeting, saying)),
        (partial(saying.say, "biên bản", "mục ý kiến bằng văn bản"), _opinions(office, meeting, saying)),
        (partial(saying.say, "biên bản", "mục biểu quyết"), _votes(meeting, saying)),
        (partial(saying.say, "biên bản", "mục kết luận"), _conclusions(office, meeting, saying)),
    )
    return tuple(_sections([(title(), blocks) for title, blocks in sections if blocks]))


def _sections(sections: list[tuple[str, list[Block]]]) -> Iterator[Block]:
    for number, (title, blocks) in enumerate(sections, start=1):
        yield Block(kind=BlockKind.CLAUSE_TITLE, label=f"{number}.", text=title)
        yield from blocks


def _paragraphs(texts: tuple[str, ...]) -> list[Block]:
    # A paragraph that ends with a mark of its own, such as the colon before a list, keeps it.
    return [
        Block(kind=BlockKind.PARAGRAPH, text=text if text.endswith((":", ".", "!", "?")) else ensure_final(text, "."))
        for text in texts
    ]


def _agenda(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    """What was presented; items without a presenter (discussion, conclusion) have sections of their own."""
    committee = office.committee(meeting.committee)
    return [
        _dash(
            saying.say("biên bản", "trình bày", nguoi=speaker(office, committee, item.presenter), noi_dung=item.topic)
        )
        for item in meeting.agenda
        if item.presenter
    ]


def _dash(text: str) -> Block:
    return Block(kind=BlockKind.DASH, label="-", text=ensure_final(text, "."))


def _statements(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    committee = office.committee(meeting.committee)
    blocks: list[Block] = []
    for statement in meeting.statements:
        first, *rest = statement.words
        who = speaker(office, committee, statement.speaker)
        blocks.append(_dash(saying.say("biên bản", "phát biểu", nguoi=who, loi=first)))
        blocks.extend(_paragraphs(tuple(rest)))
    return blocks


def _opinions(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    committee = office.committee(meeting.committee)
    return [
        _dash(
            saying.say(
                "biên bản",
                "ý kiến bằng văn bản",
                nguoi=person_and_title(office, committee, item.person),
                y_kien=item.opinion,
            )
        )
        for item in meeting.attendance.proxies
    ]


def vote_sentence(vote: Vote, saying: Saying) -> str:
    """One vote: `…: 24/25 thành viên đồng ý (96%); 01/25 thành viên không đồng ý (4%).`."""
    total = vote.in_favour + vote.against + vote.other
    said = (
        vote.in_favour and saying.say("biên bản", "số phiếu đồng ý", so=vote.in_favour, tong=total),
        vote.against and saying.say("biên bản", "số phiếu không đồng ý", so=vote.against, tong=total),
        vote.other and saying.say("biên bản", "số phiếu ý kiến khác", so=vote.other, tong=total),
    )
    return saying.say("biên bản", "biểu quyết", noi_dung=vote.question, ket_qua=[text for text in said if text])


def _votes(meeting: Meeting, saying: Saying) -> list[Block]:
    return [Block(kind=BlockKind.DASH, label="-", text=vote_sentence(vote, saying)) for vote in meeting.votes]


def _conclusions(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    blocks, committee = _paragraphs(meeting.assessment), office.committee(meeting.committee)
    for position, task in enumerate(meeting.conclusions, start=1):
        said = saying.say("biên bản", "kết luận", thu_tu=position, viec=task_sentence(office, committee, task, saying))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=said))
    return blocks


def conclusion_blocks(
    office: Office, meeting: Meeting, proposals: tuple[Block, ...], saying: Saying
) -> Iterator[Block]:
    """The notice: opening, assessment, tasks, answers to proposals; sections without content are left out."""
    yield from _paragraphs(_opening(office, meeting, saying))
    committee = office.committee(meeting.committee)
    tasks = [
        Block(kind=BlockKind.CLAUSE, label=f"{number}.", text=task_sentence(office, committee, task, saying))
        for number, task in enumerate(meeting.conclusions, start=1)
    ]
    sections = (
        (partial(saying.say, "thông báo kết luận", "mục đánh giá"), _paragraphs(meeting.assessment)),
        (partial(saying.say, "thông báo kết luận", "mục nhiệm vụ"), tasks),
        (partial(saying.say, "thông báo kết luận", "mục kiến nghị"), list(proposals)),
    )
    filled = [(title(), blocks) for title, blocks in sections if blocks]
    for number, (title, blocks) in enumerate(filled, start=1):
        yield Block(kind=BlockKind.ROMAN, label=f"{to_roman(number)}.", text=title)
        yield from blocks


def _opening(office: Office, meeting: Meeting, saying: Saying) -> tuple[str, str]:
    committee, person = office.committee(meeting.committee), office.person(meeting.chair)
    members = saying.say("thông báo kết luận", "các thành viên dự họp", ban=committee.short_name)
    guests = [in_sentence(speaker(office, committee, guest)) for guest in meeting.attendance.guests]
    presenters = dict.fromkeys(party_name(office, item.presenter) for item in meeting.agenda if item.presenter)
    return (
        saying.say(
            "thông báo kết luận",
            "mở đầu",
            ngay=meeting.day,
            dia_diem=meeting.place,
            chu_tri=person_and_title(office, committee, meeting.chair),
            cuoc_hop=meeting.name,
            tham_du=[members, *guests],
        ),
        saying.say(
            "thông báo kết luận",
            "lời dẫn kết luận",
            bao_cao=list(presenters),
            chuc_danh=title_in(committee, person),
            chu_tri=person.name,
        ),
    )
