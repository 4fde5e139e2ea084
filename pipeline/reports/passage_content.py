"""What a unit wrote, as blocks of the compiled report (đoạn của đơn vị): paragraphs, sub-titles, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pipeline.reports.heading_ranks import numbered
from pipeline.reports.submission import OPENING, Passage, Rows

Block = str | Mapping[str, Any]
_MOST_COLUMNS: Final = 12
_LONGEST_TITLE: Final = 20  # words
_FIGURE: Final = re.compile(r"[\d.,%\s–-]*")
# How a report begins before it says anything: why it is written, and that it follows.
_LEAD: Final = re.compile(
    r"^(?:thực hiện|căn cứ|theo|phúc đáp|tiếp theo|trên cơ sở|kính gửi)\b|như sau\s*[:.]?$|^[^.!?;:]{0,120}$",
    re.IGNORECASE,
)


def blocks_of(passage: Passage, running: Callable[[str], str]) -> Iterator[Block]:
    """The blocks of a passage in order.

    `running` makes a line fit into running text; a line of which it leaves nothing is dropped.
    """
    if passage.led and passage.paragraphs and (words := running(_title(passage.title))):
        yield words
    tables = {table.first: made for table in passage.tables if (made := _table(table)) is not None}
    rows = {table.first: len(table.cells) for table in passage.tables}
    left = 0
    for at, text in enumerate(passage.paragraphs):
        if at in tables:
            yield {"bảng": tables[at]}
            left = rows[at]
        left -= 1
        if left >= 0 or (passage.title == OPENING and _LEAD.search(text)):
            continue
        following = passage.paragraphs[at + 1] if at + 1 < len(passage.paragraphs) else ""
        if words := running(_title(text) if _is_title(text, following) else text):
            yield words


def _is_title(text: str, following: str) -> bool:
    """Whether a numbered line is the title of the next: it does not end like a sentence, and the next has another rank."""
    found, other = numbered(text), numbered(following)
    short = len(text.split()) <= _LONGEST_TITLE and text[-1:].isalnum()
    return bool(found and following and short and (other is None or other.rank != found.rank))


def _title(text: str) -> str:
    return text if text.endswith((".", ":", ";")) else f"{text}:"


def _table(rows: Rows) -> Mapping[str, Any] | None:
    """A table for paper; None if the rows make no table, so that they stay lines."""
    heads, *body = rows.cells
    if not body or not all(heads) or not 1 < len(heads) <= _MOST_COLUMNS:
        return None
    if any(len(row) > len(heads) for row in body):
        return None
    full = [[*row, *[""] * (len(heads) - len(row))] for row in body]
    columns = [
        {"tên": head, "kiểu": "giữa" if all(_FIGURE.fullmatch(row[at]) for row in full) else "chữ"}
        for at, head in enumerate(heads)
    ]
    return {"cột": columns, "hàng": full}
