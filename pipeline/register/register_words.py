"""The words of a printed register (trang sổ văn bản đi): its title, the form's ten columns, its rows."""

from __future__ import annotations

from typing import Final

from pipeline.papers.official_document import Annex, Block, BlockKind, TableColumn, TableContent, TableRow
from pipeline.papers.wording import Wording
from pipeline.register.outgoing import OutgoingRegister

# What the pen fills in needs room; the rest is as wide as its words ask.
_PEN: Final = 18.0


def heads(wording: Wording) -> tuple[str, ...]:
    """The headings of the ten columns of the form (Phụ lục IV, part I)."""
    return (
        wording.say("sổ đăng ký văn bản đi", "cột số, ký hiệu"),
        wording.say("sổ đăng ký văn bản đi", "cột ngày"),
        wording.say("sổ đăng ký văn bản đi", "cột trích yếu"),
        wording.say("sổ đăng ký văn bản đi", "cột người ký"),
        wording.say("sổ đăng ký văn bản đi", "cột nơi nhận"),
        wording.say("sổ đăng ký văn bản đi", "cột bản lưu"),
        wording.say("sổ đăng ký văn bản đi", "cột số bản"),
        wording.say("sổ đăng ký văn bản đi", "cột ngày chuyển"),
        wording.say("sổ đăng ký văn bản đi", "cột ký nhận"),
        wording.say("sổ đăng ký văn bản đi", "cột ghi chú"),
    )


def title(register: OutgoingRegister, wording: Wording) -> str:
    """The title: `Sổ đăng ký văn bản đi năm 2024`."""
    return wording.say("sổ đăng ký văn bản đi", "tên sổ", nam=register.year)


def span(register: OutgoingRegister, wording: Wording) -> str:
    """A line with the first and last day and the number of papers."""
    if not register.rows:
        return wording.say("sổ đăng ký văn bản đi", "chưa có")
    days = [row.entry.day for row in register.rows]
    return wording.say("sổ đăng ký văn bản đi", "khoảng", tu=min(days), den=max(days), so=len(days))


def register_page(register: OutgoingRegister, wording: Wording) -> Annex:
    """The register as a landscape page with one table."""
    names = heads(wording)
    columns = tuple(
        TableColumn(
            name=name, align="center" if place in {0, 1, 6} else "left", width=_PEN if place in {7, 8} else None
        )
        for place, name in enumerate(names)
    )
    numbers = TableRow(cells=tuple(f"({place})" for place in range(1, len(names) + 1)))
    rows = tuple(TableRow(cells=row.cells) for row in register.rows)
    table = Block(kind=BlockKind.TABLE, table=TableContent(columns=columns, rows=(numbers, *rows)))
    return Annex(
        label=register.name.upper(),
        title=title(register, wording).upper(),
        reference=span(register, wording),
        body=(table,),
        landscape=True,
    )
