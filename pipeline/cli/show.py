"""What commands print (trình bày kết quả): tables, findings, progress, JSON."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from pipeline.app import Artefact, Notice, Progress, Step, Written, files_in_place
from pipeline.errors import VanthuError
from pipeline.finding import Finding, Severity, counts

if TYPE_CHECKING:  # these bring LibreOffice and PDF along, which only building needs
    from pipeline.app import BuiltPaper, Decision, Probe
    from pipeline.papers.compose import Unmade

_MINIMUM_WIDTH = 20
_MANY = 60  # papers that a person still reads line by line
_QUIET = frozenset({Written.SAME, Written.PROTECTED})
_BUILT_HEAD = ("Văn bản", "Loại", "Trang", "Tệp", "Ghi", "Phát hiện")
COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.LEGAL_ERROR: "red",
    Severity.LEGAL_WARNING: "yellow",
    Severity.HOUSE_STYLE: "blue",
    Severity.QUALITY: "magenta",
}


def json_text(value: object) -> str:
    """A value as JSON text, with Vietnamese letters unescaped."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_json(value: object) -> None:
    """Print a value as JSON on standard output."""
    click.echo(json_text(value), nl=False)


def waiting(words: str) -> None:
    """Print on standard error what a running command waits for."""
    click.echo(words, err=True)


def findings(found: Iterable[Finding], *, err: bool = True) -> None:
    """Print findings, one paragraph each: place, message, what to do, citation."""
    for finding in found:
        place = finding.file or finding.document or ""
        if finding.line:
            place += f":{finding.line}" + (f":{finding.column}" if finding.column else "")
        label = click.style(f"{finding.severity.label} {finding.code}", fg=COLOURS[finding.severity], bold=True)
        click.echo(f"{place}: {label}: {finding.message}" if place else f"{label}: {finding.message}", err=err)
        if finding.hint:
            click.echo(f"    → {finding.hint}", err=err)
        if finding.citation:
            click.echo(f"    Căn cứ: {finding.citation}", err=err)


def unmade(papers: Sequence[Unmade], output: Path | None = None) -> None:
    """Print the papers that were not made, each with file and line of the error; and whether older files stay in `output`."""
    if not papers:
        return
    click.echo(
        click.style(f"Chưa dựng được {len(papers)} văn bản vì hồ sơ hoặc mẫu có lỗi:", fg="red", bold=True), err=True
    )
    shown = papers[:_MANY]
    for unmade_paper in shown:
        why = unmade_paper.finding
        kept = output is not None and bool(files_in_place(output, unmade_paper.id))
        click.echo(
            f"    {unmade_paper.id}: {why.where} ({why.code}){'; tệp của lần dựng trước vẫn giữ' if kept else ''}",
            err=True,
        )
    if len(shown) < len(papers):
        click.echo(f"    và {len(papers) - len(shown)} văn bản khác", err=True)


def unmade_as_json(papers: Iterable[Unmade]) -> list[dict[str, object]]:
    """The published JSON shape of papers that were not made."""
    return [{"id": paper.id, "file": paper.file or None, "because": paper.finding.as_json()} for paper in papers]


def refused(files: Iterable[tuple[Path, VanthuError]]) -> None:
    """Print the files that were not taken in, each with the reason and the remedy."""
    for file, error in files:
        label = click.style("Không nhận", fg="red", bold=True)
        click.echo(
            f"{label} {error.message if file.name in error.message else f'{file.name}: {error.message}'}", err=True
        )
        if error.remedy:
            click.echo(f"    → {error.remedy}", err=True)


def reasons(decisions: Iterable[Decision]) -> None:
    """Print why each paper is built or not: `cong-van-ubnd: dựng — dữ liệu: co-quan.yaml dòng 14, chức vụ`."""
    for decision in decisions:
        click.echo(f"{click.style(decision.document.id, bold=True)}: {decision.action.value} — {decision.reason}")


def settings(papers: Iterable[BuiltPaper]) -> None:
    """Print how papers are set whose pages called for it: `cong-van-ubnd: dàn trang — thu khoảng trống để ký …`."""
    for paper in papers:
        if paper.setting:
            click.echo(f"{click.style(paper.id, bold=True)}: dàn trang — {paper.setting}")


def built_table(papers: Sequence[BuiltPaper]) -> None:
    """Print the result of a build: paper, type, pages, files, findings.

    In a build of very many papers, those to which nothing happened are only counted.
    """
    shown = (
        [paper for paper in papers if paper.findings or paper.written not in _QUIET] if len(papers) > _MANY else papers
    )
    rows = [
        (
            built_paper.id,
            built_paper.kind,
            str(built_paper.pages) if built_paper.pages else "–",
            _files(built_paper),
            built_paper.written.value,
            counts(built_paper.findings),
        )
        for built_paper in shown
    ]
    if rows:
        table(_BUILT_HEAD, rows)
    if len(shown) < len(papers):
        click.echo(f"{'và ' if rows else ''}{len(papers) - len(shown)} văn bản không đổi")


_TOGETHER = frozenset({Artefact.BUNDLE, Artefact.SET})
_LEFT_ALONE = frozenset({Written.PROTECTED, Written.KEPT})


def _files(row: BuiltPaper) -> str:
    """The files of a paper that are in place, in words."""
    if Artefact.PDF not in row.in_place:
        return "–"
    own = ", ".join(artefact for artefact in row.in_place if artefact not in _TOGETHER)
    if _TOGETHER.isdisjoint(row.in_place):
        return own
    return f"{own}, trọn bộ{' (để nguyên)' if row.bundle in _LEFT_ALONE else ''}"


def probes(found: Iterable[Probe]) -> None:
    """Print what the machine has and lacks, with the command that installs what is missing."""
    for item in found:
        mark = click.style("đủ  " if item.ok else "thiếu", fg="green" if item.ok else "red")
        click.echo(f"{mark}  {item.name}: {item.found}")
        if item.remedy:
            click.echo(f"       → {item.remedy}")
    click.echo(f"       Python {sys.version.split()[0]}")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, flexible: int = 0) -> None:
    """Print columns as wide as their content; on a narrow terminal the column `flexible` is cut, in a pipe none is."""
    widths = [max(map(_cells, column)) for column in zip(head, *rows, strict=True)]
    if sys.stdout.isatty():
        spare = shutil.get_terminal_size().columns - sum(widths) - 2 * (len(widths) - 1)
        widths[flexible] = max(_MINIMUM_WIDTH, widths[flexible] + min(0, spare))
    for number, row in enumerate((head, *rows)):
        line = "  ".join(_fill(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        click.echo(click.style(line, bold=True) if number == 0 else line)


def _cells(text: str) -> int:
    """The number of terminal columns that a text takes; combining marks take none."""
    if unicodedata.is_normalized("NFC", text):
        return len(text)
    return sum(not unicodedata.combining(character) for character in text)


def _fill(text: str, width: int) -> str:
    short = text if _cells(text) <= width else text[: width - 1] + "…"
    return short + " " * (width - _cells(short))


class ProgressBar:
    """A line on standard error that shows progress where that is a terminal. A context manager: leaving it clears the line."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def follow(self, progress: Progress) -> None:
        """Show one step of progress, or what is waited for; a listener for functions of `pipeline.app`."""
        if isinstance(progress, Notice):
            waiting(progress.words)
        elif isinstance(progress, Step) and self._shown:
            click.echo(f"\r\x1b[K[{progress.done}/{progress.total}] {progress.name}", nl=False, err=True)
            if progress.done == progress.total:
                self._clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._clear()

    @staticmethod
    def _clear() -> None:
        click.echo("\r\x1b[K", nl=False, err=True)


def two_columns(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print a list of names, each with its explanation."""
    formatter = click.HelpFormatter(width=max(_MINIMUM_WIDTH, min(shutil.get_terminal_size().columns, 110)))
    with formatter.section(title):
        formatter.write_dl(list(rows))
    click.echo(formatter.getvalue().rstrip())


def offices_inside(folder: Path, inside: Iterable[str]) -> None:
    """Print which folders within a folder are offices of their own, so that nothing in them was read."""
    for place in inside:
        click.echo(f"{folder / place}: có hồ sơ “văn phòng” riêng nên là bộ hồ sơ khác, không đọc ở đây.", err=True)
