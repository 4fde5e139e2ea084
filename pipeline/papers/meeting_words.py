"""The wording of a meeting's papers: who came, what was said, voted and concluded. Follows office practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time

from pipeline.papers.official_document import Block, BlockKind
from pipeline.papers.recipients import in_sentence, party_name
from pipeline.papers.signature import full_title, title_in
from pipeline.records.agency import Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import Conclusion, Meeting, Vote
from pipeline.records.office import Office
from pipeline.text import ensure_final, format_date, format_number, lower_first, to_roman

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def moment(at: time, day: date) -> str:
    """`14 giờ 00, ngày 15 tháng 3 năm 2024`."""
    return f"{at.hour} giờ {at.minute:02d}, {format_date(day)}"


def long_moment(at: time, day: date) -> str:
    """`14 giờ 00, thứ Sáu, ngày 15 tháng 3 năm 2024`; weekdays as in PLII.V.8c."""
    return f"{at.hour} giờ {at.minute:02d}, {_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def person_and_title(office: Office, committee: Committee, key: str) -> str:
    """`Ông Nguyễn Văn A, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo`."""
    person = office.person(key)
    titles = [full_title(office, person)]
    if committee.member(key):
        titles.append(title_in(committee, person))
    return f"{person.honorific} {person.name}, {', '.join(titles)}"


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


def members_invited(office: Office, meeting: Meeting) -> tuple[str, ...]:
    """The members as a body, then the guests."""
    committee = office.committee(meeting.committee)
    guests = tuple(speaker(office, committee, guest) for guest in meeting.attendance.guests)
    return (f"Các thành viên {committee.name}", *guests)


def attendance_blocks(office: Office, meeting: Meeting) -> tuple[Block, ...]:
    """Present, absent with leave, represented, guests; each group under a numbered heading."""
    committee = office.committee(meeting.committee)
    attendance, total = meeting.attendance, len(committee.members)
    present = [person_and_title(office, committee, key) for key in present_members(office, meeting)]
    groups = (
        (f"Thành viên có mặt: {len(present):02d}/{total:02d}", present),
        (
            f"Vắng mặt có lý do: {len(attendance.absent):02d}",
            [f"{person_and_title(office, committee, item.person)} ({item.reason})" for item in attendance.absent],
        ),
        (
            f"Ủy quyền dự thay: {len(attendance.proxies):02d}",
            [
                f"{item.substitute}, dự thay {in_sentence(person_and_title(office, committee, item.person))}"
                for item in attendance.proxies
            ],
        ),
        ("Khách mời", [speaker(office, committee, guest) for guest in attendance.guests]),
    )
    return tuple(_numbered_lists([(title, items) for title, items in groups if items]))


def _numbered_lists(groups: list[tuple[str, list[str]]]) -> Iterator[Block]:
    for number, (title, items) in enumerate(groups, start=1):
        yield Block(kind=BlockKind.CLAUSE_TITLE, label=f"{number}.", text=title)
        for position, item in enumerate(items, start=1):
            mark = "." if position == len(items) else ";"
            yield Block(kind=BlockKind.DASH, label="-", text=ensure_final(item, mark))


def course_blocks(office: Office, meeting: Meeting) -> tuple[Block, ...]:
    """The course of the meeting for the minutes: opening, reports, opinions, votes, the chair's conclusions."""
    sections = (
        ("Khai mạc", _paragraphs(meeting.opening)),
        ("Nội dung trình bày tại cuộc họp", _agenda(office, meeting)),
        ("Ý kiến phát biểu", _statements(office, meeting)),
        ("Ý kiến bằng văn bản của thành viên ủy quyền dự thay", _opinions(office, meeting)),
        ("Biểu quyết", _votes(meeting)),
        ("Kết luận của chủ tọa", _conclusions(office, meeting)),
    )
    return tuple(_sections([(title, blocks) for title, blocks in sections if blocks]))


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


def _agenda(office: Office, meeting: Meeting) -> list[Block]:
    """What was presented; items without a presenter (discussion, conclusion) have sections of their own."""
    committee = office.committee(meeting.committee)
    return [
        Block(
            kind=BlockKind.DASH,
            label="-",
            text=ensure_final(f"{speaker(office, committee, item.presenter)} trình bày: {item.topic}", "."),
        )
        for item in meeting.agenda
        if item.presenter
    ]


def _statements(office: Office, meeting: Meeting) -> list[Block]:
    committee = office.committee(meeting.committee)
    blocks: list[Block] = []
    for statement in meeting.statements:
        first, *rest = statement.words
        who = speaker(office, committee, statement.speaker)
        blocks.append(Block(kind=BlockKind.DASH, label="-", text=ensure_final(f"{who}: {first}", ".")))
        blocks.extend(_paragraphs(tuple(rest)))
    return blocks


def _opinions(office: Office, meeting: Meeting) -> list[Block]:
    committee = office.committee(meeting.committee)
    return [
        Block(
            kind=BlockKind.DASH,
            label="-",
            text=ensure_final(f"{person_and_title(office, committee, item.person)}: {item.opinion}", "."),
        )
        for item in meeting.attendance.proxies
    ]


def percent(count: int, total: int) -> str:
    """A share with the decimal comma: `96,2%`, `100%`."""
    tenths = (count * 2000 + total) // (2 * total)
    return f"{format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''}%"


def vote_sentence(vote: Vote) -> str:
    """One vote: `…: 24/25 thành viên đồng ý (96%); 01/25 thành viên không đồng ý (4%).`."""
    total = vote.in_favour + vote.against + vote.other
    counts = (("đồng ý", vote.in_favour), ("không đồng ý", vote.against), ("ý kiến khác", vote.other))
    said = "; ".join(
        f"{count:02d}/{total:02d} thành viên {'có ' if words == 'ý kiến khác' else ''}{words} ({percent(count, total)})"
        for words, count in counts
        if count
    )
    return f"{vote.question.rstrip('.:')}: {said}."


def _votes(meeting: Meeting) -> list[Block]:
    return [Block(kind=BlockKind.DASH, label="-", text=vote_sentence(vote)) for vote in meeting.votes]


def _conclusions(office: Office, meeting: Meeting) -> list[Block]:
    blocks = _paragraphs(meeting.assessment)
    for position, task in enumerate(meeting.conclusions, start=1):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=f"({position}) {task_sentence(office, task)}"))
    return blocks


def task_sentence(office: Office, task: Conclusion) -> str:
    """One task: `Giao Sở A chủ trì, phối hợp với Sở B hoàn thành …; sản phẩm: …; hoàn thành trước ngày …`."""
    joined = _listed(office, task.partners)
    lead = f"Giao {_listed(office, task.leads)}"
    opening = f"{lead} chủ trì, phối hợp với {joined}" if joined else lead
    sentence = f"{opening} {lower_first(task.work.rstrip('.;'))}"
    if task.product:
        sentence += f"; sản phẩm: {lower_first(task.product.rstrip('.;'))}"
    if task.deadline:
        sentence += f"; hoàn thành trước {format_date(task.deadline)}"
    elif task.rhythm:
        sentence += f"; thời hạn: {lower_first(task.rhythm.rstrip('.;'))}"
    return f"{sentence}."


def _listed(office: Office, parties: Iterable[str]) -> str:
    """`Sở A, Sở B và các huyện`."""
    names = [in_sentence(party_name(office, party)) for party in parties]
    return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def conclusion_blocks(office: Office, meeting: Meeting, proposals: tuple[Block, ...]) -> Iterator[Block]:
    """The notice: opening, assessment, tasks, answers to proposals; sections without content are left out."""
    yield from _paragraphs(_opening(office, meeting))
    tasks = [
        Block(kind=BlockKind.CLAUSE, label=f"{number}.", text=task_sentence(office, task))
        for number, task in enumerate(meeting.conclusions, start=1)
    ]
    sections = (
        ("ĐÁNH GIÁ CHUNG", _paragraphs(meeting.assessment)),
        ("NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM", tasks),
        ("VỀ CÁC ĐỀ XUẤT, KIẾN NGHỊ", list(proposals)),
    )
    filled = [(title, blocks) for title, blocks in sections if blocks]
    for number, (title, blocks) in enumerate(filled, start=1):
        yield Block(kind=BlockKind.ROMAN, label=f"{to_roman(number)}.", text=title)
        yield from blocks


def _opening(office: Office, meeting: Meeting) -> tuple[str, ...]:
    committee = office.committee(meeting.committee)
    chair = in_sentence(person_and_title(office, committee, meeting.chair))
    when = format_date(meeting.day).replace("ngày", "Ngày", 1)
    guests = [in_sentence(speaker(office, committee, guest)) for guest in meeting.attendance.guests]
    attended = f"các thành viên {committee.short_name}"
    joined = ", ".join((attended, *guests[:-1])) + (f" và {guests[-1]}" if guests else "")
    presenters = dict.fromkeys(party_name(office, item.presenter) for item in meeting.agenda if item.presenter)
    heard = f"báo cáo của {', '.join(presenters)}, " if presenters else ""
    person = office.person(meeting.chair)
    return (
        f"{when}, tại {meeting.place}, {chair} chủ trì {meeting.name}. Tham dự cuộc họp có {joined}.",
        (
            f"Sau khi nghe {heard}ý kiến phát biểu của các đại biểu dự họp, {title_in(committee, person)} "
            f"{person.name} kết luận như sau:"
        ),
    )
