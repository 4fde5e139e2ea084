"""What `vanthu reports opinions status` and `submit` print (theo dõi ý kiến, trình báo cáo)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.opinion_rounds import OpinionStatus, Submitted, opinion_status, submit_report
from pipeline.cli import show
from pipeline.cli.written_files import show_conflicts, tell
from pipeline.reports.opinions.opinion_round import Heard
from pipeline.reports.opinions.opinion_tables import submission_id


def show_status(folder: Path, period: str, *, templates: Path, on: date, json_wanted: bool) -> None:
    """Print who answered, when, and what is still to be done."""
    with show.ProgressBar() as bar:
        status = opinion_status(folder, period, templates=templates, on=on, on_progress=bar.follow)
    if json_wanted:
        show.as_json(
            {
                "draft": status.draft.number,
                "sent": status.draft.day.isoformat(),
                "due": status.opened.opinions.call.due.isoformat(),
                "changed_since": status.changed,
                "members": [_heard_json(reply) for reply in status.heard],
            }
        )
    else:
        _print_status(status)


def _print_status(status: OpinionStatus) -> None:
    rows = [
        (
            reply.member.called,
            reply.entry.stance if reply.entry else "chưa cho ý kiến",
            _when(reply),
            str(len(reply.opinions)),
            str(sum(not item.settled for item in reply.opinions)),
            str(sum(item.answer is None for item in reply.entry.questions) if reply.entry else 0),
        )
        for reply in status.heard
    ]
    show.table(("Thành viên", "Ý kiến chung", "Ngày nhận", "Góp ý", "Chưa xử lý", "Câu hỏi"), rows)
    draft, due = status.draft, status.opened.opinions.call.due
    answered = sum(reply.entry is not None for reply in status.heard)
    click.echo(
        f"Bản dự thảo {draft.number}, gửi {draft.day:%d/%m/%Y}, hạn góp ý {due:%d/%m/%Y}: "
        f"{answered}/{len(status.heard)} thành viên đã cho ý kiến."
    )
    if status.changed:
        click.echo(f"Báo cáo đã sửa sau bản {status.last}.")


def _when(reply: Heard) -> str:
    if reply.entry is None:
        return "–"
    return f"{reply.entry.received:%d/%m/%Y}" + (f" (muộn {reply.days_late} ngày)" if reply.days_late else "")


def _heard_json(reply: Heard) -> dict[str, object]:
    entry = reply.entry
    return {
        "member": reply.member.id,
        "name": reply.member.called,
        "stance": entry.stance if entry else None,
        "received": entry.received.isoformat() if entry else None,
        "days_late": reply.days_late,
        "opinions": len(reply.opinions),
        "unsettled": sum(not item.settled for item in reply.opinions),
        "questions": sum(item.answer is None for item in entry.questions) if entry else 0,
    }


def submit(
    folder: Path, period: str, *, templates: Path, on: date, incomplete: bool, take: str | None, json_wanted: bool
) -> None:
    """Write the submission with its annexes and print what was written.

    Faulty: an opinion has no disposition yet and `incomplete` is not set.
    """
    with show.ProgressBar() as bar:
        done = submit_report(
            folder, period, templates=templates, on=on, incomplete=incomplete, take=take, on_progress=bar.follow
        )
    if json_wanted:
        show.as_json(
            {
                "submission": done.letter.as_json(),
                "annexes": done.tables.as_json(),
                "redline": done.redline.as_json(),
                "changed": done.changed,
                "open": [point.as_json() for point in done.points],
            }
        )
    else:
        _print_submitted(done)


def _print_submitted(done: Submitted) -> None:
    letter, tables = done.letter, done.tables
    tell([letter, tables, done.redline])
    click.echo(f"Tờ trình: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(f"Bảng tiếp thu, giải trình và bản so sánh ({done.changed} chỗ đổi): {tables.path} ({tables.what})")
    click.echo(f"Tệp Word đánh dấu sửa đổi so với bản {done.shown.number}: {done.redline.path}")
    if done.points:
        click.echo(f"Còn {len(done.points)} chỗ chưa xử lý, bảng ghi rõ “Chưa xử lý”.")
    folder = done.opened.round.folder
    click.echo(f"Dựng cả bộ thành một tệp PDF: vanthu build {folder} --only {submission_id(done.opened.opinions)}")
