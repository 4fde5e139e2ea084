"""Checks of conclusions (kết luận): who leads, by which verb, until when, and the progress of the task."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import Refused
from pipeline.finding import Finding
from pipeline.papers.command import verb_of
from pipeline.records.base import is_slug
from pipeline.records.conclusion import Conclusion
from pipeline.records.deadline import DeadlineKind, read_deadline, unclear_words
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import held
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View


def _all(view: View) -> Iterator[tuple[Meeting, int, Conclusion, Path]]:
    for meeting in view.office.meetings:
        for position, task in enumerate(meeting.conclusions):
            yield meeting, position + 1, task, ("kết luận", position)


def leads(view: View) -> Iterator[Finding]:
    """Finds tasks without a lead, and leads who are partners too."""
    for meeting, number, task, path in _all(view):
        if not task.leads:
            words = f"Kết luận {number} không có “Chủ trì”"
            yield error("DL-521", view.at(meeting.id, *path, "chủ trì"), words, hint="Ghi cơ quan hoặc người chủ trì.")
        for n, partner in enumerate(task.partners):
            if partner in task.leads:
                words = f"Kết luận {number}: {quote(view.name(partner))} vừa chủ trì vừa phối hợp"
                at = view.at(meeting.id, *path, "phối hợp", n)
                yield error("DL-514", at, words, hint="Xóa khỏi mục “phối hợp”.")


def deadlines(view: View) -> Iterator[Finding]:
    """Finds deadlines before the meeting, and deadlines without a certain end."""
    for meeting, number, task, path in _all(view):
        due = task.due
        if due is not None and due.last is not None and due.last < held(meeting).day:
            words = f"Kết luận {number}: “Thời hạn” {due.last:%d/%m/%Y} trước ngày họp {held(meeting).day:%d/%m/%Y}"
            yield error("DL-513", view.at(meeting.id, *path, "thời hạn"), words, hint="Sửa thời hạn hoặc ngày họp.")
        if task.rhythm is None:
            continue
        at = view.at(meeting.id, *path, "thời hạn khác")
        if unclear := unclear_words(task.rhythm):
            words = (
                f"Kết luận {number}: “Thời hạn khác” ghi {quote(task.rhythm)}; {quote(unclear)} không cho biết hết hạn "
            )
            words += "ngày nào"
            yield warning(
                "DL-551", at, words, hint="Ghi “thời hạn” bằng ngày, tháng hoặc quý, ví dụ: trong tháng 4/2024."
            )
        elif task.deadline is None and _has_days(task.rhythm):
            words = f"Kết luận {number}: “Thời hạn khác” ghi {quote(task.rhythm)}, là một thời hạn cụ thể"
            yield warning("DL-552", at, words, hint="Ghi ở mục “thời hạn” để nhiệm vụ được theo dõi đến hạn, quá hạn.")


def verbs(view: View) -> Iterator[Finding]:
    """Asks for the verb where the records do not tell whether the lead takes orders from the body."""
    for meeting, number, task, path in _all(view):
        then = view.on(held(meeting).day)
        giver = then.committee(meeting.body)
        if task.verb is not None or giver is None:
            continue
        try:
            asked = [
                party
                for party in task.leads
                if _is_there(then, party) and not verb_of(then.office, giver, (party,)).known
            ]
        except (KeyError, Refused):  # something is not there or in doubt, and is told where it stands
            continue
        for party in asked:
            words = f"Kết luận {number}: hồ sơ không cho biết {quote(view.name(party))} có nhận nhiệm vụ do "
            words += f"{quote(giver.name)} giao hay không; văn bản ghi “Đề nghị”"
            hint = "Ghi “cách giao: giao” hoặc “cách giao: đề nghị”; hoặc ghi “cấp trên” của cơ quan ấy."
            yield warning("DL-553", view.at(meeting.id, *path, "chủ trì"), words, hint=hint)


def progress(view: View) -> Iterator[Finding]:
    """Finds finished tasks without a day or with one before the meeting, and open tasks with a day."""
    for meeting, number, task, path in _all(view):
        if task.done_on is not None and task.done_on < held(meeting).day:
            words = (
                f"Kết luận {number}: “Ngày xong” {task.done_on:%d/%m/%Y} trước ngày họp {held(meeting).day:%d/%m/%Y}"
            )
            yield error("DL-554", view.at(meeting.id, *path, "ngày xong"), words, hint="Sửa ngày xong hoặc ngày họp.")
        if task.progress == "xong" and task.done_on is None:
            words = f"Kết luận {number}: “Tình trạng” ghi “xong” nhưng thiếu “Ngày xong”; không rõ xong đúng hạn hay quá hạn"
            at = view.at(meeting.id, *path, "tình trạng")
            hint = "Ghi “ngày xong” là ngày việc thực sự xong; chưa rõ ngày nào thì hỏi cơ quan chủ trì."
            yield warning("DL-555", at, words, hint=hint)
        if task.progress in {"chưa", "đang"} and task.done_on is not None:
            words = f"Kết luận {number}: “Tình trạng” ghi {quote(task.progress)} nhưng có “Ngày xong”"
            at = view.at(meeting.id, *path, "tình trạng")
            yield error("DL-556", at, words, hint="Ghi “tình trạng: xong”, hoặc xóa “ngày xong”.")


def _is_there(view: View, party: str) -> bool:
    """Whether a party is a text, or an id that exists; other ids are reported elsewhere."""
    return not is_slug(party) or party in view.office.by_id


def _has_days(text: str) -> bool:
    try:
        read = read_deadline(text)
    except ValueError:
        return False
    return read is not None and read.kind is not DeadlineKind.RHYTHM
