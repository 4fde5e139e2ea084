"""Checks of meetings (cuộc họp): chairs, secretaries, times, conclusions, statements. Attendance: `check_attendance`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from pipeline.finding import Finding
from pipeline.records.base import is_slug
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import away, came, held
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_MOST_SIGNATURES = 6
_SAME_DAY_ONLY = "DL-536"


def _leading(meeting: Meeting) -> Iterator[tuple[str, Path]]:
    """Everybody who chaired the meeting or a part of it, with the place that says so."""
    actual = meeting.actual
    yield (actual.chair, ("thực tế", "chủ trì")) if actual.chair else (meeting.chair, ("chủ trì",))
    again, planned = actual.co_chairs is not None, ("đồng chủ trì",)
    for position, key in enumerate(held(meeting).co_chairs):
        yield key, (*(("thực tế", *planned) if again else planned), position)
    for position, change in enumerate(actual.chair_changes):
        yield change.person, ("thực tế", "đổi chủ trì", position, "cán bộ")


def _writing(meeting: Meeting) -> Iterator[tuple[str, Path]]:
    actual = meeting.actual
    yield (actual.secretary, ("thực tế", "thư ký")) if actual.secretary else (meeting.secretary, ("thư ký",))
    for position, other in enumerate(meeting.part_secretaries):
        yield other.person, ("thư ký từng phần", position, "cán bộ")


def held_on(view: View) -> Iterator[tuple[View, Meeting]]:
    """Every meeting, with the office as it was on its day."""
    for meeting in view.office.meetings:
        yield view.on(held(meeting).day), meeting


def _outside(view: View, meeting: Meeting, key: str) -> str:
    """The name of the list in which a person should be and is not; "" where he is, or where it is unknown."""
    if view.person(key) is None or key in meeting.attendance.members:
        return ""
    committee = view.committee(meeting.body)
    if committee is None:
        return "danh sách thành viên của cuộc họp" if meeting.attendance.members else ""
    return "" if view.membership(committee.id, key) else f"danh sách thành viên của {quote(committee.name)}"


def chairs(view: View) -> Iterator[Finding]:
    """Finds chairs who do not belong to the body or were not present (PLIII.M1.9)."""
    for meeting in view.office.meetings:
        gone, writers = away(meeting), [key for key, _ in _writing(meeting)]
        for key, path in _leading(meeting):
            name, at = view.name(key), view.at(meeting.id, *path)
            if missing := _outside(view, meeting, key):
                words = f"“Chủ trì” là {quote(name)}, không có tên trong {missing}"
                hint = "Ghi người chủ trì là thành viên, hoặc thêm người này vào danh sách thành viên."
                yield error("DL-501", at, words, hint=hint)
            if where := gone.get(key):
                words = f"Chủ trì vắng mặt: {quote(name)} vừa chủ trì cuộc họp vừa có tên ở mục “{where}”"
                hint = "Sửa người chủ trì (người chủ trì khác với dự kiến thì ghi ở “thực tế: chủ trì”), hoặc xóa "
                hint += "người này khỏi danh sách đó."
                yield error("DL-502", at, words, hint=hint, citation="PLIII.M1.9")
            if key in writers:
                words = f"{quote(name)} vừa là chủ trì vừa là thư ký; biên bản phải có hai chữ ký"
                place = dict(_writing(meeting))[key]
                hint = "Ghi thư ký là người khác."
                yield error("DL-503", view.at(meeting.id, *place), words, hint=hint, citation="PLIII.M1.9")


def secretaries(view: View) -> Iterator[Finding]:
    """Finds secretaries who were not present; warns of one who is no member."""
    for meeting in view.office.meetings:
        for key, path in _writing(meeting):
            name, at = view.name(key), view.at(meeting.id, *path)
            if where := away(meeting).get(key):
                words = f"Thư ký vắng mặt: {quote(name)} ghi biên bản nhưng có tên ở mục “{where}”"
                hint = "Sửa thư ký, hoặc xóa người này khỏi danh sách đó."
                yield error("DL-504", at, words, hint=hint, citation="PLIII.M1.9")
            elif missing := _outside(view, meeting, key):
                words = f"“Thư ký” là {quote(name)}, không có tên trong {missing}"
                yield warning("DL-505", at, words, hint="Bỏ qua nếu thư ký được mời ngoài danh sách thành viên.")


def heads_who_do_not_lead(view: View) -> Iterator[Finding]:
    """Asks whether the head was present, where the record does not say so and somebody else chaired."""
    for there, meeting in held_on(view):
        committee = there.committee(meeting.body)
        head = committee.head.person if committee is not None and committee.head is not None else ""
        attendance = meeting.attendance
        told = {*attendance.present, *(item.person for item in (*attendance.late, *attendance.early))}
        if (
            committee is None
            or not head
            or not (meeting.minutes or meeting.notice)
            or head in {*held(meeting).chairs, *told}
        ):
            continue
        if head in came(there.office, meeting) and committee.member(held(meeting).chair):
            name = quote(view.name(head))
            leader = quote(view.name(held(meeting).chair))
            words = f"{leader} chủ trì, còn người đứng đầu {name} được tính là có mặt vì không ghi vắng"
            hint = f"Nếu vắng: ghi “{head}” ở “thành phần: vắng mặt” kèm lý do. Nếu có dự: ghi mục “có mặt” đủ tên "
            hint += "người dự, hoặc “đồng chủ trì” nếu cùng chủ trì."
            yield warning("DL-531", view.at(meeting.id, "thành phần"), words, hint=hint)


def concluding(view: View) -> Iterator[Finding]:
    """Finds notices that do not say who concluded although the chair changed, or name somebody who did not chair."""
    for meeting in view.office.meetings:
        if meeting.notice is None:
            continue
        said, leading = meeting.notice.concluded_by, held(meeting).chairs
        if said is None and meeting.actual.chair_changes:
            last = meeting.actual.chair_changes[-1].person
            words = (
                f"Chủ trì đổi giữa chừng; thông báo ghi người kết luận là {quote(view.name(last))}, chủ trì cuối cùng"
            )
            hint = f"Ghi rõ ở mục “thông báo”: người kết luận: {last}"
            yield warning("DL-537", view.at(meeting.id, "thông báo"), words, hint=hint)
        elif said is not None and said not in leading:
            words = f"“Người kết luận” là {quote(view.name(said))}, không chủ trì phần nào của cuộc họp"
            hint = "Sửa người kết luận, hoặc ghi người này ở “đồng chủ trì”, “thực tế: đổi chủ trì”."
            yield error("DL-538", view.at(meeting.id, "thông báo", "người kết luận"), words, hint=hint)


def signatures(view: View) -> Iterator[Finding]:
    """Finds minutes with more than six signatures, or without that of the other party."""
    for meeting in view.office.meetings:
        if meeting.minutes is None:
            continue
        signed = meeting.minutes.other_side
        count = len(held(meeting).chairs) + len(held(meeting).secretaries) + (signed is not None)
        if count > _MOST_SIGNATURES:
            words = f"Biên bản có {count} người ký, mẫu có chỗ cho {_MOST_SIGNATURES} người"
            hint = "Bớt người ở “đồng chủ trì”, “thư ký từng phần”."
            yield error("DL-545", view.at(meeting.id, "biên bản"), words, hint=hint)
        if signed is None and meeting.other_party is not None:
            words = "Biên bản làm việc với một bên khác nhưng chưa ghi ai ký thay mặt bên ấy"
            hint = "Ghi ở mục “biên bản”: đại diện bên làm việc: Ông …; bỏ qua nếu bên ấy không ký."
            yield warning("DL-540", view.at(meeting.id, "biên bản"), words, hint=hint)
        elif signed is not None and meeting.other_party is None:
            words = "Có “Đại diện bên làm việc” ký biên bản nhưng không có mục “Làm việc với”"
            hint = "Thêm mục “làm việc với: …” của cuộc họp, hoặc xóa người ký này."
            yield error("DL-541", view.at(meeting.id, "biên bản", "đại diện bên làm việc"), words, hint=hint)


def times(view: View) -> Iterator[Finding]:
    """Finds meetings that end before they begin, minutes without an end (PLIII.M1.9), and events outside the hours."""
    for meeting in view.office.meetings:
        for start, end, path in _hours(meeting):
            if end <= start:
                words = f"“Giờ kết thúc” {end:%H:%M} không sau “Giờ bắt đầu” {start:%H:%M}"
                hint = "Sửa lại một trong hai giờ (ghi theo 24 giờ: 16:30)."
                yield error("DL-509", view.at(meeting.id, *path, "giờ kết thúc"), words, hint=hint)
        if meeting.minutes is not None and held(meeting).end is None:
            words = "Có mục “Biên bản” nhưng thiếu “Giờ kết thúc”; biên bản phải ghi cuộc họp kết thúc lúc nào"
            hint = "Thêm vào: giờ kết thúc: 16:30"
            yield error("DL-510", view.at(meeting.id, "biên bản"), words, hint=hint, citation="PLIII.M1.9")
        yield from _outside_the_hours(view, meeting)
        yield from _sittings(view, meeting)


def _hours(meeting: Meeting) -> Iterator[tuple[time, time, Path]]:
    if meeting.end is not None:
        yield meeting.start, meeting.end, ()
    took_place = held(meeting)
    if (meeting.actual.start or meeting.actual.end) and took_place.end is not None:
        yield took_place.start, took_place.end, ("thực tế",)
    for position, sitting in enumerate(meeting.actual.sittings):
        yield sitting.start, sitting.end, ("thực tế", "họp tiếp", position)


def _outside_the_hours(view: View, meeting: Meeting) -> Iterator[Finding]:
    """Finds hours at which nothing of the meeting can have happened; with several sittings none is reported."""
    took_place, attendance = held(meeting), meeting.attendance
    lists: tuple[tuple[Path, tuple[time | None, ...]], ...] = (
        (("thành phần", "đến muộn"), tuple(item.at for item in attendance.late)),
        (("thành phần", "về sớm"), tuple(item.at for item in attendance.early)),
        (("thực tế", "đổi chủ trì"), tuple(item.at for item in meeting.actual.chair_changes)),
        (("biểu quyết",), tuple(vote.at for vote in meeting.votes)),
    )
    if meeting.actual.sittings or took_place.end is None:
        return
    for path, hours in lists:
        for position, at in enumerate(hours):
            if at is not None and not took_place.start <= at <= took_place.end:
                words = f"“{str(path[-1]).capitalize()}”: lúc {at:%H:%M} nằm ngoài giờ họp "
                words += f"{took_place.start:%H:%M}-{took_place.end:%H:%M}"
                place = view.at(meeting.id, *path, position, "lúc")
                yield error(_SAME_DAY_ONLY, place, words, hint="Sửa lại giờ này, hoặc giờ bắt đầu, kết thúc.")


def _sittings(view: View, meeting: Meeting) -> Iterator[Finding]:
    before, hour = held(meeting).day, held(meeting).end
    for position, sitting in enumerate(meeting.actual.sittings):
        if sitting.day < before or (sitting.day == before and hour is not None and sitting.start < hour):
            words = (
                f"“Họp tiếp” {position + 1}: {sitting.day:%d/%m/%Y} {sitting.start:%H:%M} trước khi buổi trước kết thúc"
            )
            place = view.at(meeting.id, "thực tế", "họp tiếp", position, "ngày họp")
            yield error("DL-539", place, words, hint="Ghi các buổi theo thứ tự, sửa ngày hoặc giờ.")
        before, hour = sitting.day, sitting.end


def conclusions(view: View) -> Iterator[Finding]:
    """Finds notices of conclusions without conclusions."""
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
        if meeting.notice.date is not None and meeting.notice.date < held(meeting).last_day:
            issued, day = meeting.notice.date, held(meeting).last_day
            words = f"Thông báo kết luận ban hành {issued:%d/%m/%Y}, trước ngày họp {day:%d/%m/%Y}"
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


def statements(view: View) -> Iterator[Finding]:
    """Finds speakers who were not present, and statements without words."""
    for meeting in view.office.meetings:
        gone = away(meeting)
        for position, statement in enumerate(meeting.statements):
            path = ("phát biểu", position)
            if not statement.words:
                words = f"Phát biểu {position + 1} không có ý kiến nào"
                yield error("DL-518", view.at(meeting.id, *path, "ý kiến"), words, hint="Ghi ý kiến hoặc xóa mục này.")
            if is_slug(statement.speaker) and gone.get(statement.speaker, "").startswith("vắng"):
                where = gone[statement.speaker]
                words = f"{quote(view.name(statement.speaker))} phát biểu nhưng có tên ở mục “{where}”"
                yield error(
                    "DL-519", view.at(meeting.id, *path, "người phát biểu"), words, hint="Sửa một trong hai chỗ."
                )
        if not meeting.agenda:
            words = "“Chương trình” của cuộc họp không có mục nào"
            yield error("DL-520", view.at(meeting.id, "chương trình"), words, hint="Ghi ít nhất một nội dung họp.")
