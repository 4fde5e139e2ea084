"""The content of an opinion slip (nội dung phiếu lấy ý kiến): a choice, a table of opinions, room for more, and a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.papers.heads import letterhead, place_of
from pipeline.papers.official_document import DAY_BLANK, Block, BlockKind, TableColumn, TableContent, TableRow
from pipeline.papers.opinion_slip import OpinionSlip
from pipeline.records.opinions import Stance
from pipeline.reports.opinions.members import Asked
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.text import format_month

STANCES: Final[Mapping[Stance, str]] = {
    "thống nhất toàn bộ": "Thống nhất toàn bộ nội dung dự thảo",
    "thống nhất và có ý kiến": "Thống nhất và có ý kiến góp ý như dưới đây",
    "không thống nhất": "Không thống nhất, lý do và ý kiến như dưới đây",
}
MARK_HEAD: Final = "Chọn"
STANCE_HEAD: Final = "Ý kiến chung"
NUMBER, AT, TEXT, REASON = "TT", "Mục, đoạn của dự thảo", "Nội dung góp ý", "Lý do, căn cứ"
HEADS: Final = (NUMBER, AT, TEXT, REASON)
WHO: Final = "Người cho ý kiến:"
OTHERS: Final = "Ý kiến khác (nếu có):"
_ROWS: Final = 6
_CODE: Final = re.compile(r"Mã\s+phiếu\s*:\s*([a-z0-9-]+)\s*/\s*bản\s*(\d+)\s*/\s*([a-z0-9-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Code:
    """Which slip it is: the ids of period and member, and the number of the draft."""

    period: str
    draft: int
    member: str

    def __str__(self) -> str:
        return f"{self.period}/bản {self.draft}/{self.member}"


def code_in(text: str) -> Code | None:
    """The code in a text; None if there is none."""
    found = _CODE.search(" ".join(text.split()))
    return Code(found[1].lower(), int(found[2]), found[3].lower()) if found else None


def opinion_slip(opinion_round: OpinionRound, member: Asked, *, draft: int, subject: str) -> OpinionSlip:
    """The slip of a member about a draft; `subject` is the report's."""
    office, period, wording = opinion_round.office, opinion_round.period, opinion_round.wording
    compiler = office.agency(period.compiler)
    due = period.opinions.due if period.opinions else period.due
    mail = compiler.contact.email if compiler.contact else ""
    return OpinionSlip(
        code=str(Code(period.id, draft, member.id)),
        letterhead=letterhead(office, compiler),
        subject=wording.say("phiếu lấy ý kiến", "trích yếu", bao_cao=subject),
        body=(
            Block(kind=BlockKind.PARAGRAPH, text=f"{WHO} {member.introduced}."),
            Block(kind=BlockKind.CLAUSE, label="1.", text=wording.say("phiếu lấy ý kiến", "mục ý kiến chung")),
            _stances(),
            Block(kind=BlockKind.CLAUSE, label="2.", text=wording.say("phiếu lấy ý kiến", "mục góp ý cụ thể")),
            _opinions(),
            Block(kind=BlockKind.CLAUSE, label="3.", text=OTHERS),
            Block(kind=BlockKind.PARAGRAPH),
            Block(
                kind=BlockKind.PARAGRAPH,
                text=wording.say("phiếu lấy ý kiến", "gửi về", co_quan=compiler.name, han=due, thu=mail),
            ),
        ),
        place_date=f"{place_of(office, compiler)}, ngày{DAY_BLANK}tháng {format_month(due.month)} năm {due.year}",
        name=member.signs,
    )


def _stances() -> Block:
    columns = (TableColumn(name=MARK_HEAD, align="center", width=18), TableColumn(name=STANCE_HEAD))
    rows = tuple(TableRow(cells=("", label)) for label in STANCES.values())
    return Block(kind=BlockKind.TABLE, table=TableContent(columns=columns, rows=rows))


def _opinions() -> Block:
    columns = (
        TableColumn(name=NUMBER, align="center", width=12),
        TableColumn(name=AT, width=38),
        TableColumn(name=TEXT, width=70),
        TableColumn(name=REASON, width=45),
    )
    rows = tuple(TableRow(cells=(str(number), "", "", "")) for number in range(1, _ROWS + 1))
    return Block(kind=BlockKind.TABLE, table=TableContent(columns=columns, rows=rows))
