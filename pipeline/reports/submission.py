"""What one unit sent for one period (báo cáo gửi về): every figure with its cell, every text, every open question."""

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
READER: Final = 1
_OF_WORDS: Final = (".docx", ".doc", ".rtf", ".odt", ".pdf")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: file (relative to the period's folder), sheet, cell; of a DOCX the paragraph."""

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
        """The place without the file, which is another one in the next version: `ô E9 (Biểu 1)`."""
        return f"ô {self.cell} ({self.sheet})" if self.sheet not in {"", IN_WORDS} and self.cell else self.cell


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure of a unit: the value (None: said not to exist), the text in the cell, the remark beside it.

    `words` instead of a value for indicators that are answered with words.
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
    """One cell of a repeated row: its words, a figure's value; `asked`: nobody can say yet what it is."""

    column: str
    text: str
    source: Source
    value: Decimal | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of a table of repeated rows (dự án, hệ thống, văn bản), with its filled-in cells, by the table's id."""

    table: str
    cells: tuple[RowCell, ...]

    def cell(self, column: str) -> RowCell | None:
        """What stands in a column; None where nothing does."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table within a passage: its rows of cells, which as lines are so many paragraphs of it from `first` on."""

    first: int
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of narrative of a unit, under a section of the outline (None: none of them).

    `led`: its title says more than the name of the section and belongs to the text.
    """

    section: str | None
    title: str
    paragraphs: tuple[str, ...]
    source: Source
    led: bool = False
    tables: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful reading: what stands in the cell, why it is doubtful, what it may mean. Open until it is corrected.

    `indicator` is None when it is not even certain which one is meant; `remark` is what the unit wrote beside the cell.
    `about`: the unit it is about where that is not the one it is kept with, `THE_FILE` where it is about none.
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
        """Whether it is about a file of several units and not about one of them."""
        return self.about == THE_FILE


@dataclass(frozen=True)
class Submission:
    """One version of what a unit sent. `version` counts from 1; the highest holds, the others are kept.

    `basis` is the digest of the records by which it was read (`layout.reading_basis`).
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
        """Whether it is a report in words and not a form."""
        return self.file.lower().endswith(_OF_WORDS)

    def as_json(self) -> dict[str, Any]:
        """The kept form."""
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
    """A submission from its kept form; KeyError, TypeError or ValueError where it is not one."""
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
