"""The wording of a meeting's papers: time and place, course, votes, conclusions. Follows office practice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from pipeline.papers.meeting_people import (
    chairs_in_notice,
    concluding,
    is_committee_as_a_whole,
    name_in_sentence,
    person_and_title,
    speaker,
)
from pipeline.papers.official_document import Block, BlockKind
from pipeline.papers.recipients import party_name
from pipeline.papers.task_words import task_sentence
from pipeline.papers.wording import Saying
from pipeline.records.meeting import Meeting, Vote
from pipeline.records.meeting_held import Need, came, expected, gathering, held, need
from pipeline.records.office import Office
from pipeline.text import ensure_final, format_date, in_sentence, to_roman


def moment(saying: Saying, at: time, day: date) -> str:
    """Hour and day in words: `14 giờ 00, ngày 15 tháng 3 năm 2024`."""
    return saying.say("cuộc họp", "giờ, ngày", luc=at, ngay=day)


def sittings_said(meeting: Meeting, saying: Saying) -> str:
    """When the meeting began; if it was adjourned, also when, and when and where it continued."""
    took_place = held(meeting)
    said = [moment(saying, took_place.start, took_place.day)]
    broken = took_place.end and moment(saying, took_place.end, took_place.day)
    for sitting in meeting.actual.sittings:
        again = moment(saying, sitting.start, sitting.day)
        said.append(saying.say("biên bản", "họp tiếp", dung=broken or "", luc=again, dia_diem=sitting.place))
        broken = moment(saying, sitting.end, sitting.day)
    return "; ".join(said)


def closing_said(meeting: Meeting, saying: Saying) -> str:
    """When the meeting ended, as far as the record says."""
    took_place = held(meeting)
    end = moment(saying, took_place.last_end, took_place.last_day) if took_place.last_end else ""
    return saying.say("biên bản", "kết thúc", hop=gathering(meeting), luc=end)


def form_said(meeting: Meeting, saying: Saying) -> str:
    """The form of the meeting: `họp mở rộng, trực tuyến`; "" where the record says nothing."""
    forms = [form for form in (meeting.form, meeting.mode) if form]
    return saying.say("cuộc họp", "hình thức", hinh_thuc=forms) if forms else ""


def course_blocks(office: Office, meeting: Meeting, saying: Saying) -> tuple[Block, ...]:
    """The course of the meeting for the minutes: opening, reports, opinions, votes, the chair's conclusions."""
    sections = (
        (partial(saying.say, "biên bản", "mục khai mạc"), _paragraphs(meeting.opening)),
        (
            partial(saying.say, "biên bản", "mục nội dung trình bày", hop=gathering(meeting)),
            _agenda(office, meeting, saying),
        ),
        (partial(saying.say, "biên bản", "mục ý kiến phát biểu"), _statements(office, meeting, saying)),
        (partial(saying.say, "biên bản", "mục ý kiến bằng văn bản"), _opinions(office, meeting, saying)),
        (partial(saying.say, "biên bản", "mục biểu quyết"), _votes(office, meeting, saying)),
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
    """The items that were presented; items without a presenter (discussion, conclusion) have sections of their own."""
    body = office.body(meeting.body)
    return [
        _dash(saying.say("biên bản", "trình bày", nguoi=speaker(office, body, item.presenter), noi_dung=item.topic))
        for item in held(meeting).agenda
        if item.presenter
    ]


def _dash(text: str) -> Block:
    return Block(kind=BlockKind.DASH, label="-", text=ensure_final(text, "."))


def _statements(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    body = office.body(meeting.body)
    blocks: list[Block] = []
    for statement in meeting.statements:
        first, *rest = statement.words
        who = speaker(office, body, statement.speaker)
        blocks.append(_dash(saying.say("biên bản", "phát biểu", nguoi=who, loi=first)))
        blocks.extend(_paragraphs(tuple(rest)))
    return blocks


def _opinions(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    body = office.body(meeting.body)
    return [
        _dash(
            saying.say(
                "biên bản",
                "ý kiến bằng văn bản",
                nguoi=person_and_title(office, body, item.person),
                y_kien=item.opinion,
            )
        )
        for item in meeting.attendance.proxies
        if item.opinion
    ]


def vote_sentence(vote: Vote, saying: Saying, needed: Need | None = None) -> str:
    """One vote as a sentence: `…: 24/25 thành viên đồng ý (96%); 01/25 thành viên không đồng ý (4%).`.

    `needed`: the majority that the rules of the body require; with it the sentence says whether the vote is carried.
    """
    total = vote.in_favour + vote.against + vote.other
    said = (
        vote.in_favour and saying.say("biên bản", "số phiếu đồng ý", so=vote.in_favour, tong=total),
        vote.against and saying.say("biên bản", "số phiếu không đồng ý", so=vote.against, tong=total),
        vote.other and saying.say("biên bản", "số phiếu ý kiến khác", so=vote.other, tong=total),
    )
    return saying.say(
        "biên bản",
        "biểu quyết",
        noi_dung=vote.question,
        luc=vote.at,
        ket_qua=[text for text in said if text],
        can=_needed(vote, needed, saying) if needed else "",
        dat=needed is not None and vote.in_favour >= needed.votes,
    )


def _needed(vote: Vote, needed: Need, saying: Saying) -> str:
    """The required majority in words: `quá nửa tổng số thành viên (15/28)`."""
    return saying.say(
        "biên bản", "số phiếu cần", ty_le=vote.needed, co_so=vote.basis, so=needed.votes, tong=needed.total
    )


def _votes(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    return [
        Block(kind=BlockKind.DASH, label="-", text=vote_sentence(vote, saying, need(office, meeting, vote)))
        for vote in meeting.votes
    ]


def _conclusions(office: Office, meeting: Meeting, saying: Saying) -> list[Block]:
    blocks, body = _paragraphs(meeting.assessment), office.body(meeting.body)
    for position, task in enumerate(meeting.conclusions, start=1):
        said = saying.say("biên bản", "kết luận", thu_tu=position, viec=task_sentence(office, body, task, saying))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=said))
    return blocks


def conclusion_blocks(
    office: Office, meeting: Meeting, proposals: tuple[Block, ...], saying: Saying
) -> Iterator[Block]:
    """The text of the notice: opening, assessment, tasks, answers to proposals; empty sections are left out."""
    yield from _paragraphs(_opening(office, meeting, saying))
    body = office.body(meeting.body)
    tasks = [
        Block(kind=BlockKind.CLAUSE, label=f"{number}.", text=task_sentence(office, body, task, saying))
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
    took_place = held(meeting)
    spoke = {said.speaker for said in meeting.statements} - set(took_place.chairs)
    return (
        saying.say(
            "thông báo kết luận",
            "mở đầu",
            ngay=[format_date(day) for day in took_place.days],
            dia_diem=took_place.place,
            chu_tri=chairs_in_notice(office, meeting, saying),
            cuoc_hop=name_in_sentence(meeting, saying),
            hop=gathering(meeting),
            tham_du=_took_part(office, meeting, saying),
        ),
        saying.say(
            "thông báo kết luận",
            "lời dẫn kết luận",
            bao_cao=_reported(office, meeting),
            phat_bieu=bool(spoke),
            so_phat_bieu=len(spoke),
            hop=gathering(meeting),
            nguoi=concluding(office, meeting, saying),
        ),
    )


def _reported(office: Office, meeting: Meeting) -> list[str]:
    """The names of those who reported to whoever concluded, without the latter."""
    took_place = held(meeting)
    presenters = (item.presenter for item in took_place.agenda if item.presenter not in took_place.chairs)
    return list(dict.fromkeys(party_name(office, presenter) for presenter in presenters if presenter))


def _took_part(office: Office, meeting: Meeting, saying: Saying) -> list[str]:
    """Those who took part: members (as a body only where all came), the other party, guests who came."""
    body, took_place, attendance = office.body(meeting.body), held(meeting), meeting.attendance
    present, total = came(office, meeting), expected(office, meeting)
    whole = is_committee_as_a_whole(office, meeting)
    said: list[str] = []
    if whole:
        missing = len(set(total) - set(present))
        said.append(
            saying.say(
                "thông báo kết luận",
                "các thành viên dự họp",
                ban=body.called,
                vang=missing,
                co_mat=len(present),
                tong=len(total),
            )
        )
    elif attendance.members or attendance.present:
        said += [in_sentence(person_and_title(office, body, key)) for key in present if key not in took_place.chairs]
    said += [in_sentence(proxy.substitute) for proxy in attendance.proxies]
    other = attendance.other_side or ((meeting.other_party,) if meeting.other_party else ())
    came_too = dict.fromkeys((*other, *took_place.guests, *attendance.added))
    return said + [in_sentence(speaker(office, body, guest)) for guest in came_too]
