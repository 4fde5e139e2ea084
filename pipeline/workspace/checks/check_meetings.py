"""Meetings (cuộc họp): who leads and writes, who came, when, what was concluded and voted."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.finding import Finding
from pipeline.records.base import is_slug
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.view import View


def _with_committee(view: View) -> Iterator[tuple[Meeting, Committee]]:
    for meeting in view.office.meetings:
        committee = view.on(meeting.day).committee(meeting.committee)
        if committee is not None:
            yield meeting, committee


def _away(meeting: Meeting) -> dict[str, str]:
    """People who did not come, with the list that says so."""
    absent = {item.person: "vắng mặt" for item in meeting.attendance.absent}
    return absent | {item.person: "ủy quyền" for item in meeting.attendance.proxies}


def chairs(view: View) -> Iterator[Finding]:
    """The chair belongs to the committee and was there (PLIII.M1.9)."""
    for meeting, committee in _with_committee(view):
        name, at = view.name(meeting.chair), view.at(meeting.id, "chủ trì")
        if view.person(meeting.chair) and not view.membership(committee.id, meeting.chair):
            words = f"“Chủ trì” là {quote(name)}, không có tên trong danh sách thành viên của {quote(committee.name)}"
            hint = "Ghi người chủ trì là thành viên, hoặc thêm người này vào danh sách thành viên."
            yield error("DL-501", at, words, hint=hint)
        if where := _away(meeting).get(meeting.chair):
            words = f"Chủ trì vắng mặt: {quote(name)} vừa chủ trì cuộc họp vừa có tên ở mục “{where}”"
            yield error(
                "DL-502",
                at,
                words,
                hint="Sửa người chủ trì, hoặc xóa người này khỏi danh sách đó.",
                citation="PLIII.M1.9",
            )
        if meeting.chair == meeting.secretary:
            words = f"{quote(name)} vừa là chủ trì vừa là thư ký; biên bản phải có hai chữ ký"
            yield error(
                "DL-503", view.at(meeting.id, "thư ký"), words, hint="Ghi thư ký là người khác.", citation="PLIII.M1.9"
            )


def secretaries(view: View) -> Iterator[Finding]:
    """The secretary was there; one who is not a member is unusual but possible."""
    for meeting, committee in _with_committee(view):
        name, at = view.name(meeting.secretary), view.at(meeting.id, "thư ký")
        if where := _away(meeting).get(meeting.secretary):
            words = f"Thư ký vắng mặt: {quote(name)} ghi biên bản nhưng có tên ở mục “{where}”"
            yield error(
                "DL-504", at, words, hint="Sửa thư ký, hoặc xóa người này khỏi danh sách đó.", citation="PLIII.M1.9"
            )
        elif view.person(meeting.secretary) and not view.membership(committee.id, meeting.secretary):
            words = f"“Thư ký” là {quote(name)}, không phải thành viên của {quote(committee.name)}"
            yield warning("DL-505", at, words, hint="Bỏ qua nếu thư ký được mời ngoài danh sách thành viên.")


def attendance(view: View) -> Iterator[Finding]:
    """Nobody is in two lists, and the lists hold members."""
    for meeting, committee in _with_committee(view):
        lists = (
            ("có mặt", [((), person) for person in meeting.attendance.present]),
            ("vắng mặt", [(("cán bộ",), item.person) for item in meeting.attendance.absent]),
            ("ủy quyền", [(("cán bộ",), item.person) for item in meeting.attendance.proxies]),
        )
        first: dict[str, str] = {}
        for key, entries in lists:
            for position, (inner, person) in enumerate(entries):
                at = view.at(meeting.id, "thành phần", key, position, *inner)
                if person in first:
                    where = (
                        f"hai lần ở mục “{key}”" if first[person] == key else f"ở cả mục “{first[person]}” và “{key}”"
                    )
                    words = f"{quote(view.name(person))} có tên {where} của thành phần dự họp"
                    yield error("DL-506", at, words, hint="Giữ một chỗ đúng, xóa chỗ kia.")
                elif view.person(person) and not view.membership(committee.id, person):
                    words = f"{quote(view.name(person))} có tên ở mục “{key}” nhưng không phải thành viên của "
                    words += quote(committee.name)
                    hint = "Người ngoài ban thì ghi ở mục “khách mời”."
                    yield warning("DL-507", at, words, hint=hint)
                first.setdefault(person, key)
        present = meeting.attendance.present
        if present and meeting.chair not in present and meeting.chair not in first:
            words = f"Mục “Có mặt” không có tên người chủ trì {quote(view.name(meeting.chair))}"
            yield warning(
                "DL-508", view.at(meeting.id, "thành phần", "có mặt"), words, hint="Thêm người chủ trì vào danh sách."
            )


def times(view: View) -> Iterator[Finding]:
    """A meeting ends after it began; minutes say when it ended (PLIII.M1.9)."""
    for meeting in view.office.meetings:
        if meeting.end is not None and meeting.end <= meeting.start:
            words = f"“Giờ kết thúc” {meeting.end:%H:%M} không sau “Giờ bắt đầu” {meeting.start:%H:%M}"
            yield error(
                "DL-509",
                view.at(meeting.id, "giờ kết thúc"),
                words,
                hint="Sửa lại một trong hai giờ (ghi theo 24 giờ: 16:30).",
            )
        if meeting.minutes is not None and meeting.end is None:
            words = "Có mục “Biên bản” nhưng thiếu “Giờ kết thúc”; biên bản phải ghi cuộc họp kết thúc lúc nào"
            hint = "Thêm vào: giờ kết thúc: 16:30"
            yield error("DL-510", view.at(meeting.id, "biên bản"), words, hint=hint, citation="PLIII.M1.9")


def conclusions(view: View) -> Iterator[Finding]:
    """A notice of conclusions needs conclusions."""
    for meeting in view.office.meetings:
        if meeting.notice is None:
            continue
        if not meeting.conclusions and not meeting.assessment and not meeting.notice.proposals:
            words = "Có mục “Thông báo” (kết luận cuộc họp) nhưng mục “Kết luận” còn trống"
            hint = "Ghi các kết luận: mỗi việc có “việc”, “chủ trì”, “thời hạn”; hoặc xóa mục “thông báo”."
            yield error("DL-511", view.at(meeting.id, "thông báo"), words, hint=hint)
        elif not meeting.conclusions:
            words = "Có mục “Thông báo” (kết luận cuộc họp) nhưng mục “Kết luận” không giao việc nào"
            yield warning("DL-522", view.at(meeting.id, "thông báo"), words, hint="Ghi các việc được giao, nếu có.")
        if meeting.notice.date is not None and meeting.notice.date < meeting.day:
            words = f"Thông báo kết luận ban hành {meeting.notice.date:%d/%m/%Y}, trước ngày họp {meeting.day:%d/%m/%Y}"
            at = view.at(meeting.id, "thông báo", "ngày ban hành")
            yield error("DL-512", at, words, hint="Sửa ngày ban hành hoặc ngày họp.")
    for meeting in view.office.meetings:
        part = meeting.invitation
        if part is not None and part.date is not None and part.date > meeting.day:
            words = f"Giấy mời ban hành {part.date:%d/%m/%Y}, sau ngày họp {meeting.day:%d/%m/%Y}"
            yield error(
                "DL-512",
                view.at(meeting.id, "giấy mời", "ngày ban hành"),
                words,
                hint="Sửa ngày ban hành hoặc ngày họp.",
            )


def votes(view: View) -> Iterator[Finding]:
    """No more votes than members present; members represented by others may vote through them."""
    for meeting, committee in _with_committee(view):
        came = set(meeting.attendance.present) or {member.person for member in committee.members} - set(_away(meeting))
        most = len(came) + len(meeting.attendance.proxies)
        for position, vote in enumerate(meeting.votes):
            total = vote.in_favour + vote.against + vote.other
            at = view.at(meeting.id, "biểu quyết", position, "đồng ý")
            if total > most:
                words = f"Biểu quyết {position + 1} có {total} phiếu nhưng chỉ có {len(came)} thành viên có mặt"
                words += f" và {most - len(came)} người dự thay" if most > len(came) else ""
                yield error("DL-516", at, words, hint="Kiểm tra lại số phiếu và mục “thành phần”.")
            elif total == 0:
                yield error(
                    "DL-517", at, f"Biểu quyết {position + 1} không có phiếu nào", hint="Ghi số phiếu hoặc xóa mục này."
                )


def statements(view: View) -> Iterator[Finding]:
    """Whoever spoke was there, and said something."""
    for meeting in view.office.meetings:
        away = _away(meeting)
        for position, statement in enumerate(meeting.statements):
            path = ("phát biểu", position)
            if not statement.words:
                words = f"Phát biểu {position + 1} không có ý kiến nào"
                yield error("DL-518", view.at(meeting.id, *path, "ý kiến"), words, hint="Ghi ý kiến hoặc xóa mục này.")
            if is_slug(statement.speaker) and away.get(statement.speaker) == "vắng mặt":
                words = f"{quote(view.name(statement.speaker))} phát biểu nhưng có tên ở mục “vắng mặt”"
                yield error(
                    "DL-519", view.at(meeting.id, *path, "người phát biểu"), words, hint="Sửa một trong hai chỗ."
                )
        if not meeting.agenda:
            words = "“Chương trình” của cuộc họp không có mục nào"
            yield error("DL-520", view.at(meeting.id, "chương trình"), words, hint="Ghi ít nhất một nội dung họp.")
