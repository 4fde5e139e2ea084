"""Checks of numbers (số): sensible ranges, and each number once in its series and year (Đ.15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.decree.profile import first_day
from pipeline.finding import Finding
from pipeline.intake.figure import read_figure
from pipeline.records.meeting_held import held
from pipeline.workspace.findings_at import error, label, warning
from pipeline.workspace.record_shape import Form
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import View

_LARGEST: dict[str, int] = {"số": 99_999, "năm": 2100, "số bản lưu": 999, "số bản phát hành": 99_999}
# The years of the regulations that the program has.
_SMALLEST: dict[str, int] = {"năm": first_day().year, "đồng": 0, "đồng ý": 0, "không đồng ý": 0, "ý kiến khác": 0}
_SMALLEST_OTHERWISE = 1
CLASH = "DL-902"
_LARGEST_OTHERWISE = 10**15


@dataclass(frozen=True)
class _Numbered:
    """One number given to a paper: series, number, day, place in the file, id of the record. `sent`: issued already."""

    series: tuple[str, int, str, str]
    number: int
    day: date
    at: Place
    owner: str
    sent: bool


def ranges(view: View) -> Iterator[Finding]:
    """Finds numbers, counts and years that are impossible."""
    for source, visit in view.visits():
        if visit.shape.form not in {Form.NUMBER, Form.MONEY} or not isinstance(visit.value, str):
            continue
        key = str(visit.path[-1])
        least, most = _SMALLEST.get(key, _SMALLEST_OTHERWISE), _LARGEST.get(key, _LARGEST_OTHERWISE)
        value = visit.value.strip()
        if visit.shape.form is Form.MONEY and (read := read_figure(value)).is_read:
            value = f"{read.value:f}"
        if value.lstrip("-").isdecimal() and len(value) < 20 and not least <= int(value) <= most:  # noqa: PLR2004
            shown = f"{least} đến {most}" if most < _LARGEST_OTHERWISE else f"{least} trở lên"
            words = f"{label(visit.path)} ghi {value}; chỉ nhận số từ {shown}"
            yield error("DL-901", source.place(visit.path), words, hint="Kiểm tra lại con số.")


def series(view: View) -> Iterator[Finding]:
    """Finds numbers given twice in one series and year, and numbers against the order of days (Đ.15)."""
    groups: dict[tuple[str, int, str, str], list[_Numbered]] = defaultdict(list)
    for item in _numbered(view):
        groups[item.series].append(item)
    for items in groups.values():
        first: dict[int, _Numbered] = {}
        for item in items:
            if item.number in first:
                issuer, year, kind, _ = item.series
                other = first[item.number].at
                words = f"Số {item.number:02d} của {kind} năm {year} ({view.name(issuer)}) đã dùng ở {other}"
                yield error(
                    CLASH,
                    item.at,
                    words,
                    hint="Sửa một trong hai số; số không được trùng trong năm.",
                    citation="Đ.15",
                )
            first.setdefault(item.number, item)
        ordered = sorted(first.values(), key=lambda item: item.number)
        for before, after in pairwise(ordered):
            if after.day < before.day:
                words = f"Số {after.number:02d} ngày {after.day:%d/%m/%Y} "
                words += f"lại trước số {before.number:02d} ngày {before.day:%d/%m/%Y}"
                yield warning("DL-903", after.at, words, hint="Kiểm tra lại số hoặc ngày ban hành.", citation="Đ.15")


def clashing(view: View) -> Mapping[Place, tuple[str, ...]]:
    """The places of numbers that several papers have, each with the ids of those papers, none of which is known to be right.

    A paper that was issued keeps its number and is not among them.
    """
    groups: dict[tuple[tuple[str, int, str, str], int], list[_Numbered]] = defaultdict(list)
    for item in _numbered(view):
        groups[item.series, item.number].append(item)
    return {
        item.at: tuple(numbered_paper.owner for numbered_paper in items if not numbered_paper.sent)
        for items in groups.values()
        if len(items) > 1
        for item in items
    }


def _series(view: View, issuer: str, year: int, kind: str, unit: str = "") -> tuple[str, int, str, str]:
    """The key of a series: of types that the office numbers together, else of each type, of letters for each unit (Đ.15.1c)."""
    settings = view.office.settings
    shared = settings.shared_series(issuer, kind) if settings else None
    return (issuer, year, shared, "") if shared else (issuer, year, kind, unit)


def _numbered(view: View) -> Iterator[_Numbered]:
    for paper in view.issued():
        issue = paper.issue
        if issue.number is not None and issue.date is not None:
            key = _series(view, paper.issuer, issue.date.year, paper.kind, paper.unit)
            yield _Numbered(
                key,
                issue.number,
                issue.date,
                view.at(paper.owner, *paper.path, "số"),
                paper.owner,
                issue.state == "đã ban hành",
            )
    for meeting in view.office.meetings:
        if meeting.minutes is not None and meeting.minutes.number is not None:
            key = _series(view, meeting.body, held(meeting).day.year, "biên bản")
            yield _Numbered(
                key,
                meeting.minutes.number,
                held(meeting).day,
                view.at(meeting.id, "biên bản", "số"),
                meeting.id,
                meeting.minutes.state == "đã ban hành",
            )
