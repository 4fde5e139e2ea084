"""Checks of papers and meetings that name somebody outside his time (ngoài thời gian): a warning with the days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.finding import Finding
from pipeline.records.base import Target
from pipeline.records.meeting import Meeting
from pipeline.records.meeting_held import held, issue_day
from pipeline.records.office import Paper
from pipeline.records.span import Span, day_words
from pipeline.workspace.findings_at import label, quote, warning
from pipeline.workspace.record_shape import Form, Shape, walk
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_NAMED = frozenset({Target.AGENCY, Target.PERSON, Target.COMMITTEE, Target.BODY, Target.PARTY})
# Fields of a meeting and of its parts that name members of the committee, and who signs in its name.
_AS_MEMBERS = frozenset(
    {"chủ trì", "đồng chủ trì", "đổi chủ trì", "thư ký", "thư ký từng phần", "người kết luận", "ký"}
)
_PRESENT = frozenset(
    {"thành viên", "có mặt", "đến muộn", "về sớm", "vắng mặt", "vắng không lý do", "ủy quyền", "không biểu quyết"}
)
_PARTS = frozenset({"giấy mời", "thông báo", "thực tế"})
_HINT = "Sửa mã hoặc ngày; đúng như đã ghi thì bỏ qua. Ngày của người, cơ quan ghi ở mục “từ”, “đến”, “kế nhiệm”."


def outside_their_time(view: View) -> Iterator[Finding]:
    """Finds people and bodies named by a paper or meeting that were not in office or did not exist on its day."""
    if not view.office.history.turns:
        return
    for record in (*view.office.papers, *view.office.meetings):
        entry = view.known.get(record.id)
        if entry is None:
            continue
        shape = Shape(Form.RECORD, model=type(record))
        for visit in walk(view.sources[entry.file].data, shape):
            refers = visit.shape.refers
            if refers is not None and refers.target in _NAMED and isinstance(visit.value, str):
                yield from _named(view, record, visit.path, visit.value.strip())


def _named(view: View, record: Paper | Meeting, path: Path, key: str) -> Iterator[Finding]:
    day = _day(view, record, path)
    spans = _spans(view, key)
    at = view.at(record.id, *path)
    when = day_words(day) if _is_fixed(record, path) else "của văn bản"
    if spans and not any(span.holds(day) for span in spans):
        known = view.name(key)
        words = f"{label(path)} là {quote(known)}, nhưng ngày {when} {_state(view, key, spans)}"
        yield warning("DL-747", at, words, hint=_HINT)
        return
    body = record.body if isinstance(record, Meeting) else record.issuer
    committee = view.on(day).committee(body)
    if committee is None or not _as_member(record, path) or committee.member(key) is not None:
        return
    if membership := view.membership(body, key):
        words = f"{label(path)} là {quote(view.name(key))}, nhưng ngày {when} không phải thành viên của "
        words += f"{quote(committee.name)} (là thành viên {_all(membership)})"
        yield warning("DL-748", at, words, hint=_HINT)


def _day(view: View, record: Paper | Meeting, path: Path) -> date:
    """The day for which a field holds: the day of issue, or for the other fields of a meeting its day."""
    if isinstance(record, Meeting):
        part = {"giấy mời": record.invitation, "thông báo": record.notice}.get(str(path[0]))
        return held(record).day if part is None else issue_day(record, part, view.day)
    return record.day(view.day)


def _is_fixed(record: Paper | Meeting, path: Path) -> bool:
    """Whether the day is in the record; a day from the command line is not named in messages."""
    if isinstance(record, Meeting):
        part = {"giấy mời": record.invitation, "thông báo": record.notice}.get(str(path[0]))
        return part is None or part.date is not None
    return record.date is not None


def _spans(view: View, key: str) -> Sequence[Span] | None:
    """The days of the person, agency or committee with this id; None for texts and groups."""
    history = view.office.history
    if view.person(key) is not None:
        return history.spans(lambda day: history.serves(key, day))
    if view.agency(key) is not None or view.committee(key) is not None:
        return history.spans(lambda day: history.exists(key, day))
    return None


def _state(view: View, key: str, spans: Sequence[Span]) -> str:
    person = view.person(key) is not None
    return f"{'không giữ chức vụ' if person else 'không hoạt động'} ({'giữ chức vụ' if person else 'hoạt động'} {_all(spans)})"


def _all(spans: Sequence[Span]) -> str:
    return "; ".join(span.words for span in spans)


def _as_member(record: Paper | Meeting, path: Path) -> bool:
    named = tuple(part for part in path if isinstance(part, str))
    if not isinstance(record, Meeting):
        return named == ("ký", "người ký")
    if named[0] == "thành phần":
        return named[1] in _PRESENT
    field = named[1] if named[0] in _PARTS else named[0]
    return field in _AS_MEMBERS
