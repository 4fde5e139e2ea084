"""Taking in one slip (nhận phiếu): whose it is, about which draft, kept as the next version of the member."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.intake.confined import Confined
from pipeline.intake.file import read_file
from pipeline.intake.text import one_line
from pipeline.reports.opinions.members import Asked
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.opinions.opinion_store import KeptSlip
from pipeline.reports.opinions.returned_slip import OpenedSlip, OpenQuestion, ReturnedSlip, open_slip, read_slip
from pipeline.reports.opinions.slip_words import Code
from pipeline.reports.returned_archive import inspect_archive
from pipeline.reports.typed_names import plain_name

_LARGEST = 20 * 2**20
_GIVEN = "Xác định đúng người rồi nhận lại với --member MÃ."


@dataclass(frozen=True)
class Taken:
    """A slip that was taken in; `again`: the same file was already kept for the member."""

    kept: KeptSlip
    slip: ReturnedSlip
    again: bool = False


def receive_slip(  # noqa: PLR0913 - what a clerk says of a file
    opinion_round: OpinionRound,
    data: bytes,
    *,
    name: str,
    day: date,
    member: str | None = None,
    converted: bytes | None = None,
    room: Confined | None = None,
) -> Taken:
    """Read a slip and keep it. Unreadable: it cannot be opened, is not filled in, or its member is not certain.

    `member`: the id that the clerk names; it counts more than what the file says. `converted`: the DOCX made of an
    older format. `room`: the separate process in which the file is opened (None: this process).
    """
    name = one_line(PurePath(name).name)
    content = data if converted is None else converted
    opened = _opened(content, name) if room is None else room.call(_opened, content, name)
    code = _code(opinion_round, opened, member)
    asked = _member(opinion_round, opened, code, given=member)
    slip = _read(opinion_round, opened, code)
    before = opinion_round.store.slips(asked.id)
    kept = opinion_round.store.keep_slip(asked.id, data, name=name, draft=code.draft, received=day, converted=converted)
    return Taken(kept, slip, again=kept in before)


def _opened(content: bytes, name: str) -> OpenedSlip:
    inspect_archive(content, name)
    return open_slip(content, name)


def read_kept(opinion_round: OpinionRound, kept: KeptSlip) -> ReturnedSlip:
    """Read a kept slip again."""
    name = PurePath(kept.file).name
    return _read(opinion_round, open_slip(kept.docx, name), Code(opinion_round.period.id, kept.draft, kept.member))


def _read(opinion_round: OpinionRound, opened: OpenedSlip, code: Code) -> ReturnedSlip:
    drafts = opinion_round.asked()
    draft = next(draft for draft in drafts if draft.number == code.draft)
    blank = draft.slip(code.member)
    if not blank.is_file():
        raise Unreadable(
            f"{opened.name}: chưa lập phiếu cho “{code.member}” về bản dự thảo {code.draft}.",
            "Chạy lại vanthu reports opinions ask để lập phiếu còn thiếu, rồi nhận lại.",
        )
    slip = read_slip(opened, read_file(blank, most=_LARGEST))
    if code.draft != drafts[-1].number:
        words = f"phiếu góp ý cho bản dự thảo {code.draft}; bản đang lấy ý kiến là bản {drafts[-1].number}"
        slip = replace(slip, questions=(*slip.questions, OpenQuestion(str(code), words)))
    return slip


def _code(opinion_round: OpinionRound, opened: OpenedSlip, given: str | None) -> Code:
    code = opened.code
    drafts = opinion_round.asked()
    if code is None and given is not None:
        return Code(opinion_round.period.id, drafts[-1].number, given)
    if code is None:
        raise Unreadable(f"{opened.name}: không có mã phiếu, không rõ phiếu của ai.", _GIVEN)
    if code.period != opinion_round.period.id:
        names = {period.id: period.name for period in opinion_round.office.periods}
        other = f"kỳ “{names[code.period]}”" if code.period in names else f"kỳ mang mã “{code.period}”"
        raise Unreadable(
            f"{opened.name}: phiếu của {other}, không phải của kỳ “{opinion_round.period.name}”.",
            "Nhận phiếu vào đúng kỳ báo cáo.",
        )
    if code.draft not in {draft.number for draft in drafts}:
        raise Unreadable(
            f"{opened.name}: phiếu ghi bản dự thảo {code.draft}, bản này chưa gửi lấy ý kiến.",
            "Kiểm tra dòng mã phiếu; đề nghị thành viên dùng phiếu đã gửi.",
        )
    return Code(code.period, code.draft, given or code.member)


def _member(opinion_round: OpinionRound, opened: OpenedSlip, code: Code, *, given: str | None) -> Asked:
    asked = next((member for member in opinion_round.members if member.id == code.member), None)
    if asked is None:
        raise Unreadable(
            f"{opened.name}: “{code.member}” không nằm trong danh sách lấy ý kiến của kỳ “{opinion_round.period.name}”.",
            "Kiểm tra mã, hoặc thêm vào mục “lấy ý kiến” của kỳ báo cáo.",
        )
    if given is None and opened.who and plain_name(asked.signs) not in plain_name(opened.who):
        raise Unreadable(
            f"{opened.name}: phiếu phát cho {asked.name} nhưng ghi người cho ý kiến là “{opened.who}”.", _GIVEN
        )
    return asked
