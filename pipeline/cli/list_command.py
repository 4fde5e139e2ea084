"""The command `vanthu list`: thin, like all commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import show
from pipeline.cli.arguments import folder_argument, json_option, on_option, today
from pipeline.cli.vietnamese import Command

if TYPE_CHECKING:
    from datetime import date

    from pipeline.app.paper_list import ListedPaper

_FINDINGS = 1
_HEAD = ("Mã", "Loại", "Số, ký hiệu", "Ngày", "Người ký", "Tình trạng", "Trích yếu", "Tệp nguồn")


@click.command("list", cls=Command)
@folder_argument
@click.option("--year", type=int, default=None, metavar="NĂM", help="Chỉ văn bản của năm này.")
@click.option("--number", type=int, default=None, metavar="SỐ", help="Chỉ văn bản mang số này.")
@click.option(
    "--state",
    default="",
    metavar="CHỮ",
    help="Chỉ văn bản có tình trạng này: đã ban hành, chờ ký, chưa ban hành, bị thay thế…",
)
@click.option("--signer", default="", metavar="TÊN", help="Chỉ văn bản người này ký.")
@click.option(
    "--find", "words", default="", metavar="CHỮ", help="Chỉ văn bản có đủ các chữ này; gõ không dấu cũng tìm được."
)
@on_option
@json_option
def list_papers(
    folder: Path,
    year: int | None,
    number: int | None,
    state: str,
    signer: str,
    words: str,
    on: date | None,
    json_wanted: bool,
) -> None:
    """Liệt kê, lọc, tìm văn bản: số, ngày, người ký, tình trạng.

    Ví dụ: vanthu list ho-so --year 2024 --state "da ban hanh" --find "chuyen doi so"
    """
    from pipeline.app.paper_list import ListOptions  # noqa: PLC0415 - records load only for commands that read them
    from pipeline.app.paper_list import list_papers as listed  # noqa: PLC0415

    options = ListOptions(year=year, number=number, state=state, signer=signer, words=words, on=today(on))
    found = listed(folder, options)
    prepared = found.prepared
    if prepared.faulty:
        show.findings(prepared.findings)
    if json_wanted:
        left = {"not_made": show.unmade_as_json(prepared.unmade)} if prepared.unmade else {}
        show.as_json({"documents": [_values(paper) for paper in found.papers], **left})
    elif prepared.documents or not prepared.faulty:
        show.table(_HEAD, [_row(paper) for paper in found.papers], flexible=6)
    if not json_wanted:
        show.unmade(prepared.unmade)
        show.offices_inside(folder, prepared.offices_inside)
    sys.exit(_FINDINGS if prepared.faulty else 0)


def _row(paper: ListedPaper) -> tuple[str, ...]:
    day = f"{paper.day:%d/%m/%Y}" if paper.day else ""
    return (paper.id, paper.type, paper.symbol, day, paper.signer, paper.state, paper.subject, paper.file)


def _values(paper: ListedPaper) -> dict[str, object]:
    return {
        "id": paper.id,
        "type": paper.slug,
        "subject": paper.subject,
        "file": paper.file,
        "number": paper.number,
        "symbol": paper.symbol or None,
        "date": paper.day.isoformat() if paper.day else None,
        "signer": paper.signer,
        "state": paper.state,
        "year": paper.year,
    }
