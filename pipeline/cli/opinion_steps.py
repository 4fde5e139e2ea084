"""What the commands `vanthu reports opinions …` print when drafts go out and slips come back, and their exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.opinion_rounds import OpinionsAsked, OpinionsTaken, ask_opinions, collect_opinions
from pipeline.cli import show
from pipeline.cli.received_files import print_received, received_json
from pipeline.cli.written_files import show_conflicts, tell
from pipeline.reports.opinions.opinion_papers import letter_id
from pipeline.reports.opinions.receive_slip import Taken

_FINDINGS = 1


def ask(
    folder: Path, period: str, *, templates: Path, on: date, again: bool, take: str | None, json_wanted: bool
) -> None:
    """Keep the draft as it is shown, write letter and slips, print what was written."""
    with show.ProgressBar() as bar:
        asked = ask_opinions(folder, period, templates=templates, on=on, again=again, take=take, on_progress=bar.follow)
    if json_wanted:
        show.as_json(
            {
                "draft": asked.draft.number,
                "folder": str(asked.draft.folder),
                "slips": [str(slip) for slip in asked.slips],
                "letter": asked.letter.as_json(),
            }
        )
    else:
        _print_asked(asked)


def _print_asked(asked: OpinionsAsked) -> None:
    draft, letter = asked.draft, asked.letter
    click.echo(f"Bản dự thảo {draft.number} được giữ tại {draft.folder}/ (tệp Word gửi kèm: {draft.report}.docx)")
    click.echo(f"{len(asked.slips)} phiếu lấy ý kiến: {draft.slip('x').parent}/")
    tell([letter])
    click.echo(f"Công văn lấy ý kiến: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(f"Dựng công văn: vanthu build {asked.opened.round.folder} --only {letter_id(asked.opened.opinions)}")


def collect(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    templates: Path,
    member: str | None,
    day: date,
    json_wanted: bool,
) -> int:
    """Read and keep slips, write the record of opinions, print a table; gives 1 when a file was refused, else 0."""
    with show.ProgressBar() as bar:
        result = collect_opinions(
            folder, period, files, templates=templates, member=member, day=day, on_progress=bar.follow
        )
    if json_wanted:
        record = result.record.as_json() if result.record else None
        show.as_json({**received_json(result.files, _taken_values), "record": record})
    else:
        _print_taken(result)
    return _FINDINGS if result.files.refused else 0


def _taken_values(taken: Taken) -> dict[str, object]:
    return {
        "member": taken.kept.member,
        "version": taken.kept.version,
        "again": taken.again,
        "stance": taken.slip.stance,
        "opinions": len(taken.slip.said),
        "questions": len(taken.slip.questions),
    }


def _print_taken(result: OpinionsTaken) -> None:
    names = {member.id: member.called for member in result.opened.opinions.members}

    def row(taken: Taken) -> tuple[str, ...]:
        return (
            names[taken.kept.member],
            f"bản {taken.kept.version}" + (" (đã nhận)" if taken.again else ""),
            taken.slip.stance,
            str(len(taken.slip.said)),
            str(len(taken.slip.questions)),
        )

    print_received(result.files, ("Thành viên", "Bản", "Ý kiến chung", "Góp ý", "Câu hỏi"), row)
    click.echo(f"Nhận {len(result.files.taken)} phiếu, không nhận {len(result.files.refused)}.")
    if result.record is not None:
        tell([result.record])
        click.echo(f"Ý kiến góp ý: {result.record.path} ({result.record.what})")
