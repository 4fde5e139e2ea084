"""What a unit sent for a period (báo cáo gửi về): every figure with its cell, every text, every open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

# What stands for the sheet of a report in words; its "cell" is then the paragraph.
IN_WORDS: Final = "văn bản"
# Passages that belong to no section and are not printed under one: letterhead and signature; what is before all headings.
FRAME: Final = "Phần thể thức"
OPENING: Final = "Mở đầu"
# Whom a question is about that belongs to no unit, but to a file that speaks of several.
THE_FILE: Final = "*"
# By which reading of the program a version was read: goes up whenever files are read otherwise than before (the readings that the
# sample office keeps show it), so that an office is told which of its kept readings to make anew.
READER: Final = 2
_OF_WORDS: Final = (".docx", ".doc", ".rtf", ".odt", ".pdf")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: file (relative to the period's folder), sheet and cell; in a DOCX, the paragraph."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        if self.sheet == IN_WORDS:
            return f"{self.file}, {self.cell}" if self.cell else self.file
        where = f", trang “{self.sheet}”" if self.sheet else ""
        return f"{self.file}{where}" + (f", ô {self.cell}" if self.cell else "")

    @property
    def cell_of_sheet(self) -> str:
        """Sheet and cell without the file, which differs in the next version: `ô E9 (Biểu 1)`."""
        return f"ô {self.cell} ({self.sheet})" if self.sheet not in {"", IN_WORDS} and self.cell else self.cell


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of a unit: its value (None: the unit says there is none), the cell's text, the remark beside it.

    `words`: the answer of an indicator that is answered in words.
    """

    indicator: str
    column: str
    value: Decimal | None
    text: str
    source: Source
    remark: str = ""
    words: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of a repeated row: its words, and the value of a figure; `asked`: the cell could not be read for certain."""

    column: str
    text: str
    source: Source
    value: Decimal | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a table of repeated rows (dự án, hệ thống, văn bản): the table's id, and the filled-in cells."""

    table: str
    cells: tuple[RowCell, ...]

    def cell(self, column: str) -> RowCell | None:
        """The cell in a column; None if it is empty."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table within a passage: its rows, which stand as lines in the passage's paragraphs from number `first` on."""

    first: int
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a unit's text under a section of the outline (None: under none).

    `led`: its title says more than the section's name and is printed with the text.
    """

    section: str | None
    title: str
    paragraphs: tuple[str, ...]
    source: Source
    led: bool = False
    tables: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful reading: what stands in the cell, why it is doubtful, and what it may mean.

    `indicator` is None if it is not known which indicator is meant. `remark`: what the unit wrote beside the cell.
    `about`: the id of the unit that the question is about if it is kept with another unit; `THE_FILE` if it is about
    a whole file.
    """

    code: str
    indicator: str | None
    column: str
    text: str
    doubt: str
    choices: tuple[str, ...]
    source: Source
    remark: str = ""
    about: str = ""

    @property
    def of_file(self) -> bool:
        """Whether the question is about a file of several units, not about a single unit."""
        return self.about == THE_FILE


@dataclass(frozen=True)
class Submission:
    """A version of what a unit sent; versions count from 1, and the highest holds.

    `basis`: the digest of the records by which it was read (`form_layout.reading_basis`). `received_before`: earlier
    days of receipt that were corrected.
    """

    unit: str
    period: str
    version: int
    received: date
    file: str
    sha256: str
    basis: str
    figures: tuple[Reported, ...] = ()
    passages: tuple[Passage, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: tuple[ListedRow, ...] = ()
    received_before: tuple[str, ...] = ()
    """Days that stood in place of `received` until somebody set it right."""

    reader: int = 0
    """The `READER` that read it; 0: one from before they were numbered."""

    @property
    def in_words(self) -> bool:
        """Whether it is a report in words and no form."""
        return self.file.lower().endswith(_OF_WORDS)

    def as_json(self) -> dict[str, Any]:
        """The plain data that is kept of it."""
        content = asdict(self)
        content["received"] = self.received.isoformat()
        for item in content["figures"]:
            item["value"] = None if item["value"] is None else str(item["value"])
        for item in content["passages"]:  # as they were kept before there were any
            for name in [name for name in ("led", "tables") if not item[name]]:
                del item[name]
        for item in content["questions"]:
            for name in [name for name in ("remark", "about") if not item[name]]:
                del item[name]
        for row in content["rows"]:
            for cell in row["cells"]:
                cell["value"] = None if cell["value"] is None else str(cell["value"])
        for name in [name for name in ("rows", "received_before", "reader") if not content[name]]:
            del content[name]
        return content


def submission_from(content: Mapping[str, Any]) -> Submission:
    """A submission from the plain data that was kept. KeyError, TypeError, ValueError: the data is none."""
    return Submission(
        unit=str(content["unit"]),
        period=str(content["period"]),
        version=int(content["version"]),
        received=date.fromisoformat(content["received"]),
        file=str(content["file"]),
        sha256=str(content["sha256"]),
        basis=str(content["basis"]),
        figures=tuple(
            Reported(
                **{
                    **item,
                    "value": None if item["value"] is None else Decimal(item["value"]),
                    "source": Source(**item["source"]),
                }
            )
            for item in content["figures"]
        ),
        passages=tuple(
            Passage(
                **{
                    **item,
                    "paragraphs": tuple(item["paragraphs"]),
                    "source": Source(**item["source"]),
                    "tables": tuple(_rows(table) for table in item.get("tables", ())),
                }
            )
            for item in content["passages"]
        ),
        questions=tuple(
            Question(**{**item, "choices": tuple(item["choices"]), "source": Source(**item["source"])})
            for item in content["questions"]
        ),
        rows=tuple(_listed(row) for row in content.get("rows", ())),
        received_before=tuple(content.get("received_before", ())),
        reader=int(content.get("reader", 0)),
    )


def _listed(item: Mapping[str, Any]) -> ListedRow:
    cells = (
        RowCell(
            **{
                **cell,
                "value": None if cell["value"] is None else Decimal(cell["value"]),
                "source": Source(**cell["source"]),
            }
        )
        for cell in item["cells"]
    )
    return ListedRow(str(item["table"]), tuple(cells))


def _rows(item: Mapping[str, Any]) -> Rows:
    return Rows(int(item["first"]), tuple(tuple(str(cell) for cell in row) for row in item["cells"]))
