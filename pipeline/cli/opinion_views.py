"""Where an opinion round stands, and its submission (theo dõi ý kiến, trình báo cáo)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipeline.app.drafts import revision, same_words
from pipeline.cli import show
from pipeline.cli.desk_lock import writes_records
from pipeline.cli.opinion_desk import called, drafted_from, open_opinions
from pipeline.cli.report_files import put, renewed, schema_line, show_conflicts, tell
from pipeline.errors import Refused
from pipeline.reports.opinions.open_points import open_points
from pipeline.reports.opinions.opinion_papers import Submission, submission_letter
from pipeline.reports.opinions.opinion_round import Heard
from pipeline.reports.opinions.opinion_tables import dossier_annexes, submission_id
from pipeline.workspace.writing import sealed_text

_MACHINE = "Phần mềm lập từ ý kiến góp ý và hai bản báo cáo; không sửa ở đây. Lập lại: vanthu reports opinions submit."


def show_status(folder: Path, period: str, *, templates: Path, on: date, json_wanted: bool) -> None:
    """Who answered, when, what is still to be done."""
    opened = open_opinions(folder, period, templates)
    of = opened.opinions
    draft = of.asked()[-1]
    heard = of.heard(on=on)
    answered = sum(one.entry is not None for one in heard)
    changed = not same_words(of.store.drafts()[-1].docx, opened.desk.docx(opened.report))
    if json_wanted:
        show.as_json(
            {
                "draft": draft.number,
                "sent": draft.day.isoformat(),
                "due": of.call.due.isoformat(),
                "changed_since": changed,
                "members": [_heard_json(one) for one in heard],
            }
        )
        return
    rows = [
        (
            one.member.called,
            one.entry.stance if one.entry else "chưa cho ý kiến",
            _when(one),
            str(len(one.opinions)),
            str(sum(not item.settled for item in one.opinions)),
            str(sum(item.answer is None for item in one.entry.questions) if one.entry else 0),
        )
        for one in heard
    ]
    show.table(("Thành viên", "Ý kiến chung", "Ngày nhận", "Góp ý", "Chưa xử lý", "Câu hỏi"), rows)
    click.echo(
        f"Bản dự thảo {draft.number}, gửi {draft.day:%d/%m/%Y}, hạn góp ý {of.call.due:%d/%m/%Y}: "
        f"{answered}/{len(heard)} thành viên đã cho ý kiến."
    )
    if changed:
        click.echo(f"Báo cáo đã sửa sau bản {of.store.drafts()[-1].number}.")


def _when(one: Heard) -> str:
    if one.entry is None:
        return "–"
    return f"{one.entry.received:%d/%m/%Y}" + (f" (muộn {one.days_late} ngày)" if one.days_late else "")


def _heard_json(one: Heard) -> dict[str, object]:
    entry = one.entry
    return {
        "member": one.member.id,
        "name": one.member.called,
        "stance": entry.stance if entry else None,
        "received": entry.received.isoformat() if entry else None,
        "days_late": one.days_late,
        "opinions": len(one.opinions),
        "unsettled": sum(not item.settled for item in one.opinions),
        "questions": sum(item.answer is None for item in entry.questions) if entry else 0,
    }


@writes_records
def submit(
    folder: Path, period: str, *, templates: Path, on: date, incomplete: bool, take: str | None, json_wanted: bool
) -> None:
    """Write the submission with its annexes. Refused: opinions without a disposition, unless they may be `incomplete`."""
    opened = open_opinions(folder, period, templates)
    of = opened.opinions
    shown = of.asked()[0]
    points = open_points(of, opened.loaded.locate, on=on)
    if points and not incomplete:
        show.findings(points)
        raise Refused(
            f"còn {len(points)} chỗ chưa xử lý trong ý kiến góp ý.",
            "Ghi “xử lý”, “nội dung xử lý”, “trả lời” vào hồ sơ rồi chạy lại; hoặc thêm --incomplete để bảng ghi rõ "
            "“Chưa xử lý”.",
            points,
        )
    docx = opened.desk.docx(opened.report)
    if not same_words(of.store.drafts()[-1].docx, docx):
        of.store.keep_draft(opened.report, docx, records=drafted_from(opened), slips={}, purpose="trình", day=on)
    moved = of.wording.say("bản so sánh", "đoạn chuyển chỗ")
    found = revision(shown.docx, docx, date=f"{on.isoformat()}T00:00:00Z", moved=moved)
    annexes = dossier_annexes(of, of.heard(on=on), found.changed)
    text = schema_line(opened.round, annexes) + sealed_text(annexes, comment=_MACHINE)
    place = of.folder / "phu-luc-trinh.yaml"
    subject = called(opened.desk.paper(opened.report))
    record = submission_letter(of, Submission(subject, found.changed, on))
    letter = renewed(opened.round, "to-trinh", record, take=take, along={place: text})
    tables = put(place, text.encode())
    marked = put(of.store.place / "so-sanh.docx", found.redline)
    if json_wanted:
        show.as_json(
            {
                "submission": letter.as_json(),
                "annexes": tables.as_json(),
                "redline": marked.as_json(),
                "changed": len(found.changed),
                "open": [one.as_json() for one in points],
            }
        )
        return
    tell([letter, tables, marked])
    click.echo(f"Tờ trình: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(
        f"Bảng tiếp thu, giải trình và bản so sánh ({len(found.changed)} chỗ đổi): {tables.path} ({tables.what})"
    )
    click.echo(f"Tệp Word đánh dấu sửa đổi so với bản {shown.number}: {marked.path}")
    if points:
        click.echo(f"Còn {len(points)} chỗ chưa xử lý, bảng ghi rõ “Chưa xử lý”.")
    click.echo(f"Dựng cả bộ thành một tệp PDF: vanthu build {opened.round.folder} --only {submission_id(of)}")
