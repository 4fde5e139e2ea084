"""What must still be done before the report is submitted (chỗ chưa xử lý), with places in the record of opinions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Protocol

from pipeline.finding import Finding, Severity
from pipeline.records.opinions import Opinion, SlipEntry
from pipeline.reports.opinions.opinion_round import OpinionRound

_QUOTED: Final = 60


class Located(Protocol):
    """A place in a file."""

    @property
    def file(self) -> str | None:
        """The name of the file; None if it is not known."""

    @property
    def line(self) -> int | None:
        """The line, counted from 1; None if it is not known."""

    @property
    def column(self) -> int | None:
        """The column, counted from 1; None if it is not known."""


Locate = Callable[[str, tuple[str | int, ...]], Located]


def open_points(opinion_round: OpinionRound, locate: Locate, *, on: date) -> tuple[Finding, ...]:
    """A finding for everything unsettled in the entries that came by a day; `locate` gives the place of a value."""
    record = opinion_round.record
    if record is None:
        return ()
    names = {member.id: member.called for member in opinion_round.members}
    found = []
    for number, entry in enumerate(record.slips):
        if entry.received <= on and entry.member in names:
            for path, code, message, hint in _of_entry(entry, names[entry.member]):
                place = locate(record.id, ("phiếu", number, *path))
                found.append(
                    Finding(
                        code=code,
                        severity=Severity.ERROR,
                        message=message,
                        file=place.file,
                        line=place.line,
                        column=place.column,
                        hint=hint,
                    )
                )
    return tuple(found)


_Point = tuple[tuple[str | int, ...], str, str, str]


def _of_entry(entry: SlipEntry, who: str) -> Iterator[_Point]:
    if entry.stance == "chưa rõ":
        hint = "Hỏi lại thành viên rồi ghi “ý kiến chung”."
        yield ("ý kiến chung",), "YK-01", f"{who}: chưa rõ ý kiến chung", hint
    for number, opinion in enumerate(entry.opinions):
        if not opinion.settled:
            yield (("góp ý", number), *_unsettled(opinion, who))
    for number, question in enumerate(entry.questions):
        if question.answer is None:
            words = f"{who}: {question.doubt} ({_quoted(question.text)})"
            yield (
                ("câu hỏi", number),
                "YK-04",
                words,
                "Xem phiếu, sửa góp ý nếu cần, rồi ghi “trả lời” cho câu hỏi này.",
            )


def _unsettled(opinion: Opinion, who: str) -> tuple[str, str, str]:
    if opinion.disposition is None:
        hint = "Ghi “xử lý: tiếp thu” hoặc “xử lý: giải trình”, kèm “nội dung xử lý”."
        return "YK-02", f"{who}: góp ý chưa xử lý ({_quoted(opinion.text)})", hint
    words = f"{who}: góp ý ghi “{opinion.disposition}” nhưng thiếu “nội dung xử lý” ({_quoted(opinion.text)})"
    return "YK-03", words, "Ghi đã tiếp thu vào đâu, hoặc giải trình thế nào."


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + '…'}”"
