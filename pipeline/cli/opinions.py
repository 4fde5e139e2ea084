"""What the commands `vanthu reports opinions …` do between reading their options and giving their exit codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from pipeline.batch.drafts import Desk, revision, same_words
from pipeline.batch.file_kind import FileKind, kind_of
from pipeline.batch.inspect import convert_older, read_limited
from pipeline.batch.output import write_file
from pipeline.batch.prepare import house_profile
from pipeline.cli import show
from pipeline.cli.report_files import Put, put, read_text, renewed, schema_line, show_conflicts
from pipeline.cli.reporting import open_folder, spread
from pipeline.documents.types import TYPES_BY_NAME
from pipeline.errors import Refused, Unreadable, UsageError, VanthuError
from pipeline.finding import has_errors
from pipeline.records.office import Paper
from pipeline.reports.compiled import report_id
from pipeline.reports.opinions.open_points import open_points
from pipeline.reports.opinions.papers import Submission, letter_id, opinion_letter, submission_letter
from pipeline.reports.opinions.receive import Taken, read_kept, receive_slip
from pipeline.reports.opinions.record import opinions_record, plain
from pipeline.reports.opinions.round import Heard, OpinionRound
from pipeline.reports.opinions.slip import opinion_slip
from pipeline.reports.opinions.store import Draft
from pipeline.reports.opinions.tables import dossier_annexes, submission_id
from pipeline.reports.renewal import Renewal, renew
from pipeline.reports.round import Round
from pipeline.text import lower_first
from pipeline.typeset.templates import load_templates
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.writing import record_text

_FINDINGS = 1
_SUFFIXES: Final = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf"})
_OPINIONS = "y-kien"
_SECRETARY = (
    "Phần mềm ghi từ phiếu của thành viên; người tổng hợp ghi thêm “xử lý” (tiếp thu, giải trình) và “nội dung xử lý”,"
    "\ntrả lời câu hỏi ở “trả lời”. Nhận thêm phiếu thì chỗ đã ghi vẫn giữ."
)
_MACHINE = "Phần mềm lập từ ý kiến góp ý và hai bản báo cáo; không sửa ở đây. Lập lại: vanthu reports opinions submit."


@dataclass(frozen=True)
class _Opened:
    """A folder that was read, with the round of one period, and what Word files are made with."""

    loaded: Loaded
    round: Round
    opinions: OpinionRound
    desk: Desk

    @property
    def report(self) -> str:
        """The id of the compiled report."""
        return report_id(self.round.period)


def _open(folder: Path, period: str, templates: Path) -> _Opened:
    loaded, of = open_folder(folder, period)
    profile, problems = house_profile(loaded)
    if has_errors(problems):
        show.findings(problems)
        raise Refused("hồ sơ còn lỗi nên chưa làm được.", "Sửa các lỗi trên rồi chạy lại.", problems)
    desk = Desk(loaded.office, profile, load_templates(templates))
    return _Opened(loaded, of, OpinionRound(loaded.office, of.store.place, of.period), desk)


# -------------------------------------------------------------------------------------------------------------------- ask
def ask(
    folder: Path, period: str, *, templates: Path, on: date, again: bool, take: str | None, json_wanted: bool
) -> None:
    """Keep the draft as it is shown, write the letter and the slips. UsageError: it was shown and has changed since."""
    opened = _open(folder, period, templates)
    of = opened.opinions
    due = of.call.due
    subject = _called(opened.desk.paper(opened.report))
    docx = opened.desk.docx(opened.report)
    asked = [one for one in of.store.drafts() if one.purpose == "lấy ý kiến"]
    unchanged = bool(asked) and same_words(asked[-1].docx, docx)
    if asked and not unchanged and not again:
        raise UsageError(
            f"báo cáo đã sửa sau khi gửi lấy ý kiến (bản {asked[-1].number}).",
            "Muốn lấy ý kiến lại về bản đã sửa thì thêm --again; muốn trình thì dùng vanthu reports opinions submit.",
        )
    if on > due:
        raise UsageError(
            f"ngày gửi {on:%d/%m/%Y} sau hạn góp ý {due:%d/%m/%Y}.", "Sửa “hạn góp ý” của kỳ báo cáo, hoặc dùng --on."
        )
    number = asked[-1].number if unchanged else len(of.store.drafts()) + 1
    slips = {
        one.id: opened.desk.slip(opinion_slip(opened.loaded.office, of.period, one, draft=number, subject=subject))
        for one in of.members
    }
    if unchanged:
        draft = asked[-1]
        of.store.add_slips(draft, slips)
    else:
        draft = of.store.keep_draft(
            opened.report, docx, records=_records(opened), slips=slips, purpose="lấy ý kiến", day=on
        )
    letter = renewed(opened.round, "lay-y-kien", opinion_letter(of, subject=subject, on=draft.day), take=take)
    _print_asked(opened, draft, letter, json_wanted=json_wanted)


def _called(report: Paper) -> str:
    """The report as other papers speak of it: `Báo cáo kết quả …`."""
    return f"{TYPES_BY_NAME[report.kind].name} {lower_first(report.subject)}"


def _records(opened: _Opened) -> Mapping[str, bytes]:
    """The files that the report is made of, as they are."""
    office = opened.loaded.office
    files, period = office.files, opened.round.period.id
    annexes = [one.id for one in office.annex_sets if one.period == period and one.paper is None]
    ids = [key for key in (opened.report, *annexes) if key in files]
    found = [opened.round.folder / files[key] for key in ids]
    return {one.name: one.read_bytes() for one in found}


def _print_asked(opened: _Opened, draft: Draft, letter: Put, *, json_wanted: bool) -> None:
    slips = [draft.slip(one.id) for one in opened.opinions.members]
    if json_wanted:
        show.as_json(
            {
                "draft": draft.number,
                "folder": str(draft.folder),
                "slips": [str(one) for one in slips],
                "letter": letter.as_json(),
            }
        )
        return
    click.echo(f"Bản dự thảo {draft.number} được giữ tại {draft.folder}/ (tệp Word gửi kèm: {draft.report}.docx)")
    click.echo(f"{len(slips)} phiếu lấy ý kiến: {draft.slip('x').parent}/")
    click.echo(f"Công văn lấy ý kiến: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(f"Dựng công văn: vanthu build {opened.round.folder} --only {letter_id(opened.opinions)}")


# ---------------------------------------------------------------------------------------------------------------- collect
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
    """Read and keep the slips, write the record of opinions; 1 when a file was refused."""
    opened = _open(folder, period, templates)
    of = opened.opinions
    of.asked()
    chosen = tuple(spread(files, _SUFFIXES))
    if member is not None and len(chosen) > 1:
        raise UsageError("--member chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --member.")
    taken: list[tuple[Path, Taken]] = []
    refused: list[tuple[Path, VanthuError]] = []
    for file, content in _contents(chosen):
        if isinstance(content, VanthuError):
            refused.append((file, content))
            continue
        data, converted = content
        try:
            found = receive_slip(of, data, name=file.name, day=day, member=member, converted=converted)
            taken.append((file, found))
        except Unreadable as error:
            refused.append((file, error))
    record = _write_opinions(opened)
    _print_taken(opened, taken, refused, record, json_wanted=json_wanted)
    return _FINDINGS if refused else 0


def _contents(files: tuple[Path, ...]) -> Iterator[tuple[Path, tuple[bytes, bytes | None] | VanthuError]]:
    """The bytes of each file, with the DOCX made of an older one; or why it cannot be read."""
    found: dict[Path, bytes | VanthuError] = {}
    older: dict[Path, FileKind] = {}
    for file in files:
        try:
            data = read_limited(file)
            kind = kind_of(data)
            found[file] = data
        except Unreadable as error:
            found[file] = error
            continue
        if kind is FileKind.PDF:
            words = "tệp PDF không nhận được vào phiếu; phiếu điền trên tệp Word."
            hint = "Đề nghị gửi tệp Word; bản giấy, bản quét thì ghi tay vào hồ sơ “loại: ý kiến góp ý”."
            found[file] = Unreadable(words, hint)
        elif kind.needs_conversion:
            older[file] = kind
    converted = convert_older(older)
    for file in files:
        content = found[file]
        if isinstance(content, VanthuError):
            yield file, content
        elif isinstance(made := converted.get(file), VanthuError):
            yield file, made
        else:
            yield file, (content, made)


def _write_opinions(opened: _Opened) -> Put | None:
    """Write the record of opinions with the last slips; what people wrote into it stays, comments too."""
    of = opened.opinions
    latest = {one.id: kept[-1] for one in of.members if (kept := of.store.slips(one.id))}
    if not latest:
        return None
    present = of.record
    known = {one.member: one.version or 0 for one in (present.slips if present else ())}
    fresh = {key: (one, read_kept(of, one)) for key, one in latest.items() if one.version > known.get(key, 0)}
    record = opinions_record(of.period, present, of.members, fresh)
    path = opened.round.folder / opened.loaded.office.files[present.id] if present else of.folder / f"{_OPINIONS}.yaml"
    text, before = _text(opened, record), read_text(path)
    last = _text(opened, plain(present)) if present else None
    done = renew(text, last=last, present=before)
    if done.what is Renewal.SAME:
        return Put(path, done.what)
    write_file(path, done.text.encode())
    if done.what is Renewal.MERGED and not _says(opened.round.folder, record):
        done = renew(text, last=None, present=before)
    if done.what is Renewal.CONFLICT and before is not None:
        # Nothing that was decided is lost, it is in the data; comments may be, so the old file stays beside.
        write_file(path.with_suffix(".yaml.cu"), before.encode())
        write_file(path, text.encode())
        return Put(path, f"viết lại; bản trước ở {path.name}.cu")
    return Put(path, done.what)


def _text(opened: _Opened, record: Mapping[str, Any]) -> str:
    return schema_line(opened.round, record) + record_text(record, comment=_SECRETARY)


def _says(folder: Path, record: Mapping[str, Any]) -> bool:
    """Whether the folder, read again, has exactly this record of opinions."""
    loaded = load(folder)
    return not has_errors(loaded.findings) and any(plain(one) == record for one in loaded.office.opinions)


def _print_taken(
    opened: _Opened,
    taken: list[tuple[Path, Taken]],
    refused: list[tuple[Path, VanthuError]],
    record: Put | None,
    *,
    json_wanted: bool,
) -> None:
    if json_wanted:
        show.as_json(
            {
                "received": [
                    {
                        "file": str(file),
                        "member": one.kept.member,
                        "version": one.kept.version,
                        "again": one.again,
                        "stance": one.slip.stance,
                        "opinions": len(one.slip.said),
                        "questions": len(one.slip.doubts),
                    }
                    for file, one in taken
                ],
                "refused": [{"file": str(file), "message": one.message, "remedy": one.remedy} for file, one in refused],
                "record": record.as_json() if record else None,
            }
        )
        return
    names = {one.id: one.called for one in opened.opinions.members}
    rows = [
        (
            file.name,
            names[one.kept.member],
            f"bản {one.kept.version}" + (" (đã nhận)" if one.again else ""),
            one.slip.stance,
            str(len(one.slip.said)),
            str(len(one.slip.doubts)),
        )
        for file, one in taken
    ]
    if rows:
        show.table(("Tệp", "Thành viên", "Bản", "Ý kiến chung", "Góp ý", "Câu hỏi"), rows)
    show.refused(refused)
    click.echo(f"Nhận {len(taken)} phiếu, không nhận {len(refused)}.")
    if record is not None:
        click.echo(f"Ý kiến góp ý: {record.path} ({record.what})")


# ----------------------------------------------------------------------------------------------------------------- status
def show_status(folder: Path, period: str, *, templates: Path, on: date, json_wanted: bool) -> None:
    """Who answered, when, what is still to be done."""
    opened = _open(folder, period, templates)
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


# ----------------------------------------------------------------------------------------------------------------- submit
def submit(
    folder: Path, period: str, *, templates: Path, on: date, incomplete: bool, take: str | None, json_wanted: bool
) -> None:
    """Write the submission with its annexes. Refused: opinions without a disposition, unless they may be `incomplete`."""
    opened = _open(folder, period, templates)
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
        of.store.keep_draft(opened.report, docx, records=_records(opened), slips={}, purpose="trình", day=on)
    found = revision(shown.docx, docx, date=f"{on.isoformat()}T00:00:00Z")
    annexes = dossier_annexes(of, of.heard(on=on), found.changed)
    text = schema_line(opened.round, annexes) + record_text(annexes, comment=_MACHINE)
    tables = put(of.folder / "phu-luc-trinh.yaml", text.encode())
    marked = put(of.store.place / "so-sanh.docx", found.redline)
    subject = _called(opened.desk.paper(opened.report))
    letter = renewed(opened.round, "to-trinh", submission_letter(of, Submission(subject, found.changed, on)), take=take)
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
    click.echo(f"Tờ trình: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(
        f"Bảng tiếp thu, giải trình và bản so sánh ({len(found.changed)} chỗ đổi): {tables.path} ({tables.what})"
    )
    click.echo(f"Tệp Word đánh dấu sửa đổi so với bản {shown.number}: {marked.path}")
    if points:
        click.echo(f"Còn {len(points)} chỗ chưa xử lý, bảng ghi rõ “Chưa xử lý”.")
    click.echo(f"Dựng cả bộ thành một tệp PDF: vanthu build {opened.round.folder} --only {submission_id(of)}")
