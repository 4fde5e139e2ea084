"""Printing what `vanthu reports collect` did with each file (kết quả nhận báo cáo): what it is, whose, why it waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from pipeline.app.report_intake import ReportsTaken, TakenFile
from pipeline.cli import show
from pipeline.reports.proposal import Fate
from pipeline.reports.submission import Submission
from pipeline.text import upper_first

_HEAD = ("Tệp", "Đơn vị", "Là", "Kết quả", "Thay đổi", "Số liệu", "Đoạn văn", "Câu hỏi")
_LABELS = {Fate.WAITS: ("Chờ quyết định", "yellow"), Fate.REFUSED: ("Không nhận", "red")}


def print_taken(result: ReportsTaken, *, dry_run: bool) -> None:
    """Print a table of all files; then each that waits or is refused, with the reason and what resolves it."""
    if result.files:
        show.table(_HEAD, [_row(taken) for taken in result.files])
    _print_left(result.left)
    counts = {fate: sum(taken.proposal.fate is fate for taken in result.files) for fate in Fate}
    said = ", ".join(f"{word} {counts[fate]}" for word, fate in _COUNTED if counts[fate] or fate in _ALWAYS)
    counted = f"{said}; {result.questions} câu hỏi."
    click.echo(f"Xem thử, chưa nhận gì: {counted}" if dry_run else upper_first(counted))
    if result.questions:
        reporting_round = result.period
        click.echo(f"Xem câu hỏi: vanthu reports check {reporting_round.folder} {reporting_round.period.id}")


_COUNTED = (
    ("nhận", Fate.TAKEN),
    ("đã nhận trước", Fate.KNOWN),
    ("giữ kèm", Fate.BESIDE),
    ("chờ quyết định", Fate.WAITS),
    ("không nhận", Fate.REFUSED),
)
_ALWAYS = frozenset({Fate.TAKEN, Fate.REFUSED})


def _row(taken: TakenFile) -> Sequence[str]:
    proposal = taken.proposal
    opened, fate = proposal.opened, proposal.fate
    version = f", bản {proposal.version}" if proposal.version and fate is Fate.TAKEN else ""
    if fate is Fate.KNOWN:
        version = f" (bản {proposal.version})" if proposal.version else ""
    read = opened.returned if fate in {Fate.TAKEN, Fate.KNOWN} else None
    counts = (len(read.figures), len(read.passages), len(read.questions)) if read else ("", "", "")
    return (
        taken.name,
        opened.unit.called if opened.unit else "",
        opened.sort.value,
        f"{fate.value}{version}",
        proposal.changes,
        *map(str, counts),
    )


def _print_left(left: Iterable[TakenFile]) -> None:
    """Print the files that wait or are refused; a reason that several share is printed once."""
    said: set[str] = set()
    for taken in left:
        why = taken.proposal.why
        label, colour = _LABELS[taken.proposal.fate]
        message = why.message if why else "cần xem lại"
        if message in said:
            continue
        said.add(message)
        place = "" if taken.proposal.opened.name in message else f"{taken.name}: "
        where = f" ({taken.name})" if not place and "/" in taken.name else ""
        click.echo(f"{click.style(label, fg=colour, bold=True)} {place}{message}{where}", err=True)
        if why is not None and why.remedy:
            click.echo(f"    → {why.remedy}", err=True)


# ------------------------------------------------------------------------------------------------------------------ JSON
def taken_json(result: ReportsTaken) -> dict[str, object]:
    """The published JSON shape of a collection: files grouped by what became of them."""
    by_fate = {fate: [taken for taken in result.files if taken.proposal.fate is fate] for fate in Fate}
    known = by_fate[Fate.KNOWN]
    reports = [taken for taken in known if isinstance(taken.kept, Submission) or taken.proposal.version]
    beside = [taken for taken in known if taken not in reports]
    return {
        "received": [_report_json(taken) for taken in (*by_fate[Fate.TAKEN], *reports)],
        "beside": [{**_file_json(taken), "again": taken in beside} for taken in (*by_fate[Fate.BESIDE], *beside)],
        "waiting": [_left_json(taken) for taken in by_fate[Fate.WAITS]],
        "refused": [_left_json(taken) for taken in by_fate[Fate.REFUSED]],
    }


def _file_json(taken: TakenFile) -> dict[str, object]:
    proposal = taken.proposal
    unit = proposal.opened.unit
    return {
        "file": str(taken.path) if "/" not in taken.name else taken.name,
        "unit": unit.id if unit else None,
        "sort": proposal.opened.sort.value,
        "changes": proposal.changes,
    }


def _report_json(taken: TakenFile) -> dict[str, object]:
    proposal, kept = taken.proposal, taken.kept
    said = kept if isinstance(kept, Submission) else proposal.opened.returned
    return {
        **_file_json(taken),
        "version": kept.version if isinstance(kept, Submission) else proposal.version,
        "again": proposal.fate is Fate.KNOWN,
        "figures": len(said.figures) if said else 0,
        "passages": len(said.passages) if said else 0,
        "questions": len(said.questions) if said else 0,
    }


def _left_json(taken: TakenFile) -> dict[str, object]:
    why = taken.proposal.why
    return {**_file_json(taken), "message": why.message if why else "", "remedy": why.remedy if why else ""}
