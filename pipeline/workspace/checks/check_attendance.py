"""Attendance of meetings (thành phần dự họp) and votes: the lists compared with each other and with the votes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.finding import Finding
from pipeline.records.meeting import Meeting, Vote
from pipeline.records.meeting_held import away, came, expected, held, need, share, voters
from pipeline.workspace.checks.check_meetings import held_on
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View


def attendance(view: View) -> Iterator[Finding]:
    """Finds people in two lists, and people in lists of members who are no members."""
    for meeting in view.office.meetings:
        yield from _lists(view, meeting)
        listed, key = meeting.attendance.present, held(meeting).chair
        if listed and key not in listed and key not in away(meeting):
            words = f"Mục “Có mặt” không có tên người chủ trì {quote(view.name(key))}"
            at = view.at(meeting.id, "thành phần", "có mặt")
            yield warning("DL-508", at, words, hint="Thêm người chủ trì vào danh sách.")


def _lists(view: View, meeting: Meeting) -> Iterator[Finding]:
    shown = meeting.attendance
    lists: tuple[tuple[str, list[tuple[Path, str]]], ...] = (
        ("có mặt", [((), person) for person in shown.present]),
        ("vắng mặt", [(("cán bộ",), item.person) for item in shown.absent]),
        ("vắng không lý do", [((), person) for person in shown.absent_without_leave]),
        ("ủy quyền", [(("cán bộ",), item.person) for item in shown.proxies]),
    )
    first: dict[str, str] = {}
    named = {*shown.present, *away(meeting)}
    known = {*shown.members, held(meeting).chair, held(meeting).secretary}
    known |= {person for person in named if view.membership(meeting.body, person)}
    for key, entries in lists:
        for position, (inner, person) in enumerate(entries):
            at = view.at(meeting.id, "thành phần", key, position, *inner)
            if person in first:
                twice = first[person] == key
                where = f"hai lần ở mục “{key}”" if twice else f"ở cả mục “{first[person]}” và “{key}”"
                words = f"{quote(view.name(person))} có tên {where} của thành phần dự họp"
                yield error("DL-506", at, words, hint="Giữ một chỗ đúng, xóa chỗ kia.")
            elif _knows_members(view, meeting) and view.person(person) and person not in known:
                words = f"{quote(view.name(person))} có tên ở mục “{key}” nhưng không phải thành viên của "
                words += quote(view.name(meeting.body))
                yield warning("DL-507", at, words, hint="Người ngoài ban thì ghi ở mục “khách mời”.")
            first.setdefault(person, key)


def _knows_members(view: View, meeting: Meeting) -> bool:
    """Whether the members of the meeting are known: an agency may invite anybody."""
    return bool(meeting.attendance.members) or view.committee(meeting.body) is not None


def members_of_agencies(view: View) -> Iterator[Finding]:
    """Asks where an agency's meeting has no list of members, so that all people of its records would count."""
    for there, meeting in held_on(view):
        shown = meeting.attendance
        if (
            there.agency(meeting.body) is None
            or shown.members
            or shown.present
            or not (meeting.minutes or meeting.notice)
        ):
            continue
        names = ", ".join(quote(view.name(key)) for key in came(there.office, meeting)) or "không có ai"
        words = f"Cuộc họp của cơ quan chưa ghi ai phải dự; văn bản tính có mặt: {names}"
        hint = "Ghi ở mục “thành phần”: thành viên: [mã cán bộ, mã cán bộ]"
        yield warning("DL-535", view.at(meeting.id, "thành phần"), words, hint=hint)


def hours_of_people(view: View) -> Iterator[Finding]:
    """Finds people who came late, left early or have no vote, and are not among those present."""
    for there, meeting in held_on(view):
        shown, gone = meeting.attendance, away(meeting)
        inside = {*came(there.office, meeting), *held(meeting).chairs, *held(meeting).secretaries}
        lists: tuple[tuple[str, list[tuple[Path, str]]], ...] = (
            ("đến muộn", [(("cán bộ",), item.person) for item in shown.late]),
            ("về sớm", [(("cán bộ",), item.person) for item in shown.early]),
            ("không biểu quyết", [((), person) for person in shown.without_vote]),
        )
        for key, entries in lists:
            for position, (inner, person) in enumerate(entries):
                if view.person(person) is None or person in inside:
                    continue
                where = f"có tên ở mục “{gone[person]}”" if person in gone else "không có tên trong những người dự họp"
                words = f"{quote(view.name(person))} ghi ở mục “{key}” nhưng {where}"
                at = view.at(meeting.id, "thành phần", key, position, *inner)
                yield error("DL-542", at, words, hint="Sửa một trong hai chỗ.")


def proxies(view: View) -> Iterator[Finding]:
    """Finds proxies without an opinion in writing, and absences with leave without a proper reason."""
    for meeting in view.office.meetings:
        for position, proxy in enumerate(meeting.attendance.proxies):
            if proxy.opinion is None:
                words = f"{quote(view.name(proxy.person))} ủy quyền dự thay nhưng chưa có “Ý kiến bằng văn bản”"
                at = view.at(meeting.id, "thành phần", "ủy quyền", position)
                yield warning(
                    "DL-530", at, words, hint="Bỏ qua nếu quy chế không đòi hỏi; biên bản không ghi ý kiến nào."
                )
        for position, item in enumerate(meeting.attendance.absent):
            if item.reason.casefold().startswith("không"):
                words = f"Lý do vắng là {quote(item.reason)}, nhưng mục này in dưới “Vắng mặt có lý do”"
                at = view.at(meeting.id, "thành phần", "vắng mặt", position, "lý do")
                hint = f"Nếu vắng không lý do thì ghi “{item.person}” ở mục “vắng không lý do”."
                yield warning("DL-532", at, words, hint=hint)


def other_parties(view: View) -> Iterator[Finding]:
    """Finds people of another party without that party, and people who came for an agency that was not invited."""
    for meeting in view.office.meetings:
        shown = meeting.attendance
        if shown.other_side and meeting.other_party is None:
            words = "Có mục “Bên làm việc” nhưng không ghi làm việc với ai"
            at = view.at(meeting.id, "thành phần", "bên làm việc")
            yield error("DL-543", at, words, hint="Thêm mục của cuộc họp: làm việc với: tên hoặc mã cơ quan")
        for position, item in enumerate(shown.delegates):
            if item.party not in held(meeting).guests:
                words = f"{quote(view.name(item.party))} có người đại diện nhưng không có ở khách mời đã đến"
                at = view.at(meeting.id, "thành phần", "đại diện", position, "cơ quan")
                yield error(
                    "DL-544", at, words, hint="Thêm cơ quan này vào “khách mời”, hoặc ghi người ấy ở “dự thêm”."
                )


def votes(view: View) -> Iterator[Finding]:
    """Finds more votes than people who could vote at that hour, and a required share without its basis."""
    for there, meeting in held_on(view):
        for position, vote in enumerate(meeting.votes):
            yield from _counted(there, meeting, position, vote)
            at = view.at(meeting.id, "biểu quyết", position, "tỷ lệ cần")
            if vote.needed is not None and vote.basis is None:
                words = f"Biểu quyết {position + 1} có “Tỷ lệ cần” nhưng không ghi tính trên số nào"
                hint = "Thêm vào: tính trên: thành viên có mặt (hoặc: tổng số thành viên)"
                yield error("DL-533", at, words, hint=hint)
            elif vote.needed is None and vote.basis is not None:
                words = f"Biểu quyết {position + 1} có “Tính trên” nhưng không ghi “Tỷ lệ cần”"
                place = view.at(meeting.id, "biểu quyết", position, "tính trên")
                yield error("DL-533", place, words, hint="Thêm vào: tỷ lệ cần: quá nửa")
            elif vote.needed is not None and vote.needed != "quá nửa" and not 0 < share(vote.needed) <= 1:
                words = f"Biểu quyết {position + 1}: “Tỷ lệ cần” {quote(vote.needed)} không phải một phần của tất cả"
                yield error("DL-546", at, words, hint="Ghi quá nửa, toàn bộ, 2/3 hoặc 60%.")


def _counted(there: View, meeting: Meeting, position: int, vote: Vote) -> Iterator[Finding]:
    total = vote.in_favour + vote.against + vote.other
    at = there.at(meeting.id, "biểu quyết", position, "đồng ý")
    if min(vote.in_favour, vote.against, vote.other) < 0:
        return
    if total == 0:
        words = f"Biểu quyết {position + 1} không có phiếu nào"
        yield error("DL-517", at, words, hint="Ghi số phiếu hoặc xóa mục này.")
        return
    if not expected(there.office, meeting) and not came(there.office, meeting):
        return
    here = voters(there.office, meeting, vote.at)
    by_proxy = len(set(here) - set(came(there.office, meeting)))
    when = f" lúc {vote.at:%H:%M}" if vote.at else ""
    unsaid = sum(1 for proxy in meeting.attendance.proxies if proxy.votes is None)
    if total > len(here):
        words = (
            f"Biểu quyết {position + 1} có {total} phiếu nhưng{when} chỉ có {len(here) - by_proxy} thành viên có mặt"
        )
        words += " được biểu quyết" if meeting.attendance.without_vote else ""
        words += f" và {by_proxy} người dự thay được biểu quyết" if by_proxy else ""
        if total <= len(here) + unsaid:
            hint = "Nếu người dự thay được bỏ phiếu thì ghi ở mục “ủy quyền”: được biểu quyết: có"
            yield warning("DL-548", at, words, hint=hint)
        else:
            yield error("DL-516", at, words, hint="Kiểm tra lại số phiếu và mục “thành phần”.")
    elif total < len(here) and need(there.office, meeting, vote) is not None:
        words = f"Biểu quyết {position + 1} có {total} phiếu, trong khi{when} có {len(here)} người được biểu quyết"
        hint = "Ghi số người không bỏ phiếu vào “ý kiến khác”, hoặc sửa mục “thành phần”."
        yield warning("DL-534", at, words, hint=hint)
