"""`OfficialDocument` (văn bản): one frozen value holding every word of one paper, after the decree's diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pipeline.decree.in_force import IN_FORCE
from pipeline.papers.later_fields import later, tells_later_fields
from pipeline.papers.types import DocumentType
from pipeline.text import format_date, format_month

# Room for the stamp: no-break spaces, so that a line never breaks inside the blank (PLI.P1.II.3c, 4b; nd30 SK-02).
NUMBER_BLANK = "\u00a0" * 10
DAY_BLANK = "\u00a0" * 10


class BlockKind(StrEnum):
    """The kind of a paragraph of the text (phần, chương, điều, khoản, điểm …); PLI.P1.II.6đ."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ROMAN = "roman"
    ARTICLE_TITLE = "article_title"
    ARTICLE = "article"
    CLAUSE_TITLE = "clause_title"
    CLAUSE = "clause"
    POINT = "point"
    DASH = "dash"
    PLUS = "plus"
    PARAGRAPH = "paragraph"
    TABLE_TITLE = "table_title"
    TABLE_UNIT = "table_unit"
    TABLE = "table"
    CHART_TITLE = "chart_title"
    CHART = "chart"
    END = "end"


@tells_later_fields
@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """A column (cột): heading, alignment (`left`, `center`, `right`), width in mm or None for a width by content.

    `group`: the heading that it shares with its neighbours, printed above their own; "" for none.
    """

    name: str
    align: Literal["left", "center", "right"] = "left"
    width: float | None = None
    group: str = later(default="")


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row of cells (hàng), a line for each paragraph of a cell; bold for totals."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class TableContent:
    """A table (bảng): a head of one or two rows that repeats on every page, and rows that do not split.

    `compared`: the last two columns are an old and a new version; the words that differ are marked.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    compared: bool = False

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The upper row of the head: each shared heading with its number of columns, ("", 1) for a column without one."""
        runs: list[tuple[str, int]] = []
        for column in self.columns:
            if column.group and runs and runs[-1][0] == column.group:
                runs[-1] = (column.group, runs[-1][1] + 1)
            else:
                runs.append((column.group, 1))
        return tuple(runs)


@dataclass(frozen=True, kw_only=True)
class ChartContent:
    """A bar chart (biểu đồ): labels, and named rows of figures; `upright`: vertical bars, else horizontal ones."""

    title: str
    unit: str
    upright: bool
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, table or chart of the text: `label` is the number or letter (`Điều 1.`, `a)`), `text` the words."""

    kind: BlockKind
    label: str = ""
    text: str = ""
    table: TableContent | None = None
    chart: ChartContent | None = None


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Names of the superior and the issuing body in capitals (cơ quan chủ quản, ban hành); a line or more each."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentNumber:
    """Number and symbol (số, ký hiệu); the number is blank until the clerk gives one."""

    number: int | None
    symbol: str

    @property
    def text(self) -> str:
        """The number as printed: `05/QĐ-UBND`, or a blank before the slash; below 10 with a zero (PLI.P1.II.3c)."""
        return f"{NUMBER_BLANK if self.number is None else f'{self.number:02d}'}/{self.symbol}"


@dataclass(frozen=True, kw_only=True)
class PlaceAndDate:
    """Place and time of issue (địa danh và thời gian ban hành); the day may still be blank. PLI.P1.II.4."""

    place: str
    month: date
    day: date | None = None

    @property
    def date_text(self) -> str:
        """The date as printed: `ngày 05 tháng 02 năm 2024`, with a blank for an unknown day."""
        if self.day is not None:
            return format_date(self.day)
        return f"ngày {DAY_BLANK} tháng {format_month(self.month.month)} năm {self.month.year}"

    @property
    def text(self) -> str:
        """Place and date as printed: `Thanh Giang, ngày 05 tháng 02 năm 2024`."""
        return f"{self.place}, {self.date_text}"


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The seal that goes over a signature (con dấu): whose it is, as the tooltip of its field says."""

    owner: str


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """One signer (7a, 7b of the diagram): lines of power and title, a second title, the name, the seal."""

    lines: tuple[str, ...]
    name: str
    other_title: str = ""
    seal: Seal | None = None

    @property
    def role(self) -> str:
        """The last line of authority: the title under which this person signs."""
        return self.lines[-1]


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """The recipients (nơi nhận), without dashes and closing marks; the archive line; the drafter's mark."""

    entries: tuple[str, ...]
    archive: str
    drafter: str = ""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """The fields of an invitation (mẫu 1.7): host, invitees, event, chair, time, place, agenda, notes."""

    host: str
    invitees: tuple[str, ...]
    event: str
    chair: str
    time: str
    place: str
    agenda: tuple[str, ...]
    notes: tuple[str, ...]
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The fixed fields of mẫu 1.9; the course of the meeting itself is the body of the document."""

    start: str
    place: str
    attendance: tuple[Block, ...]
    chair: str
    secretary: str
    gathering: str
    closing: str
    form: str = ""


@tells_later_fields
@dataclass(frozen=True, kw_only=True)
class AttachedDocument:
    """A document issued with the decision (văn bản kèm theo), mẫu 1.3: no number, no date.

    `letterhead`: whether the head of the decision stands above it; `signatures`: what it is closed with. Both as the
    regulation of its day has them: today a head and no signature, before 05 March 2020 a signature and no head.
    """

    type_name: str
    subject: str
    reference: str
    body: tuple[Block, ...]
    letterhead: bool = later(default=True)
    signatures: tuple[SignatureBlock, ...] = later(default=())


@dataclass(frozen=True, kw_only=True)
class Annex:
    """An annex (phụ lục), mẫu 2.1 and 2.2."""

    label: str
    title: str
    reference: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class OfficialDocument:
    """One paper (văn bản), complete: equal values give equal paper."""

    id: str
    type: DocumentType
    letterhead: Letterhead
    number: DocumentNumber
    place_date: PlaceAndDate | None
    subject: str
    body: tuple[Block, ...]
    signatures: tuple[SignatureBlock, ...]
    recipients: Recipients
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    power: str = ""
    invitation: Invitation | None = None
    minutes: Minutes | None = None
    attached: tuple[AttachedDocument, ...] = ()
    annexes: tuple[Annex, ...] = ()
    contact: tuple[str, ...] = ()
    urgency: str = ""
    circulation: str = ""
    draft: bool = False
    regulation: str = IN_FORCE
    """The id of the regulation under which it is set: that of its day."""
    one_page: bool = False
    """Whether its main text is to be set on a single page (gọn trong 1 trang)."""
    own: tuple[tuple[str, str], ...] = ()
    """Fields of an office's own (thêm), name and text, in the order of the record; its templates print them."""
    enclosed: tuple[str, ...] = field(default=(), compare=False)
    """Ids of the papers that go out with this one (kèm theo), those that they enclose too; nothing of it is printed."""
    apart: bool = field(default=False, compare=False)
    """Whether they go out as separate files (nhiều tệp), each signed, and not as one PDF."""
    source: str = field(default="", compare=False)
    wording: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The lines of the wording that it uses: name of the line -> its hash."""
    issued: str | None = field(default=None, compare=False)

    @property
    def signer(self) -> str:
        """The name under which the paper counts as signed: the last signer; of minutes the first chair, after the secretary."""
        leading = self.signatures[:2] if self.minutes is not None else self.signatures
        return leading[-1].name if leading else ""

    @property
    def headline(self) -> str:
        """Type and subject in one line, as in the outline and in the PDF's title."""
        return f"{self.type.name}: {self.subject}"
