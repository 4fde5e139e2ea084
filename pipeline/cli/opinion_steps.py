"""The opinion round goes out and comes back (lấy ý kiến): drafts and slips out, filled slips into the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from pipeline.app.drafts import same_words
from pipeline.app.inspect import convert_older, read_limited
from pipeline.cli import show
from pipeline.cli.desk_lock import writes_records
from pipeline.cli.opinion_desk import Opened, called, drafted_from, open_opinions
from pipeline.cli.report_files import (
    Put,
    accept,
    keep_copy,
    renewed,
    replace_edited,
    schema_line,
    show_conflicts,
    tell,
    text_of,
)
from pipeline.cli.reporting_steps import spread
from pipeline.errors import Unreadable, UsageError, VanthuError
from pipeline.finding import has_errors
from pipeline.intake.confined import Confined, stumbled
from pipeline.intake.file import shown
from pipeline.reading.file_kind import FileKind, kind_of
from pipeline.reports.opinions.opinion_papers import letter_id, opinion_letter
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.opinions.opinion_store import Draft
from pipeline.reports.opinions.receive_slip import Taken, read_kept, receive_slip
from pipeline.reports.opinions.record import opinions_record, plain
from pipeline.reports.opinions.slip_words import opinion_slip
from pipeline.reports.renewal import Renewal, renew
from pipeline.workspace.load import load
from pipeline.workspace.writing import record_text

_FINDINGS = 1
_SUFFIXES: Final = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf"})
_OPINIONS = "y-kien"
_SECRETARY = (
    "Phần mềm ghi từ phiếu của thành viên; người tổng hợp ghi thêm “xử lý” (tiếp thu, giải trình) và “nội dung xử lý”,"
    "\ntrả lời câu hỏi ở “trả lời”. Nhận thêm phiếu thì chỗ đã ghi vẫn giữ."
)


@writes_records
def ask(
    folder: Path, period: str, *, templates: Path, on: date, again: bool, take: str | None, json_wanted: bool
) -> None:
    """Keep the draft as it is shown, write the letter and the slips. UsageError: it was shown and has changed since."""
    opened = open_opinions(folder, period, templates)
    of = opened.opinions
    due = of.call.due
    subject = called(opened.desk.paper(opened.report))
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
    slips = {one.id: opened.desk.slip(opinion_slip(of, one, draft=number, subject=subject)) for one in of.members}
    if unchanged:
        draft = asked[-1]
        of.store.add_slips(draft, slips)
    else:
        draft = of.store.keep_draft(
            opened.report, docx, records=drafted_from(opened), slips=slips, purpose="lấy ý kiến", day=on
        )
    letter = renewed(opened.round, "lay-y-kien", opinion_letter(of, subject=subject, on=draft.day), take=take)
    _print_asked(opened, draft, letter, json_wanted=json_wanted)


def _print_asked(opened: Opened, draft: Draft, letter: Put, *, json_wanted: bool) -> None:
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
    tell([letter])
    click.echo(f"Công văn lấy ý kiến: {letter.path} ({letter.what})")
    show_conflicts(letter)
    click.echo(f"Dựng công văn: vanthu build {opened.round.folder} --only {letter_id(opened.opinions)}")


@writes_records
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
    opened = open_opinions(folder, period, templates)
    of = opened.opinions
    of.asked()
    chosen = tuple(spread(files, _SUFFIXES))
    if member is not None and len(chosen) > 1:
        raise UsageError("--member chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --member.")
    taken: list[tuple[Path, Taken]] = []
    refused: list[tuple[Path, VanthuError]] = []
    with Confined() as room:
        for file, content in _contents(chosen):
            found = _received(of, file, content, day, member, room)
            if isinstance(found, VanthuError):
                refused.append((file, found))
            else:
                taken.append((file, found))
    record = _write_opinions(opened)
    _print_taken(opened, taken, refused, record, json_wanted=json_wanted)
    return _FINDINGS if refused else 0


def _received(
    of: OpinionRound,
    file: Path,
    content: tuple[bytes, bytes | None] | VanthuError,
    day: date,
    member: str | None,
    room: Confined,
) -> Taken | VanthuError:
    """One slip taken in, or why not: no file stops another."""
    if isinstance(content, VanthuError):
        return content
    data, converted = content
    try:
        return receive_slip(of, data, name=shown(file.name), day=day, member=member, converted=converted, room=room)
    except Unreadable as error:
        return error
    except (OSError, VanthuError):  # of the place where it is to be kept
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of one file
        return stumbled(error)


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


def _write_opinions(opened: Opened) -> Put | None:
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
    there = path.read_bytes() if path.is_file() else None
    text, before = _text(opened, record), None if there is None else text_of(there)
    last = _text(opened, plain(present)) if present else None
    done = renew(text, last=last, present=before)
    if done.what is Renewal.SAME:
        return Put(path, done.what)
    if done.what is Renewal.MERGED and not _says(opened.round.folder, path, done.text, record):
        done = renew(text, last=None, present=before)
    accept(opened.round, {path: text if done.what is Renewal.CONFLICT else done.text})
    if done.what is Renewal.CONFLICT and before is not None:
        # Nothing that was decided is lost, it is in the data; comments may be, so the old file stays beside.
        copy = keep_copy(path, there or b"")
        return Put(path, f"viết lại; bản trước ở {copy.name}", findings=replace_edited(path, text, there))
    return Put(path, done.what, findings=replace_edited(path, done.text, there))


def _text(opened: Opened, record: Mapping[str, Any]) -> str:
    return schema_line(opened.round, record) + record_text(record, comment=_SECRETARY)


def _says(folder: Path, path: Path, text: str, record: Mapping[str, Any]) -> bool:
    """Whether the folder, read with this text in it, has exactly this record of opinions."""
    file = path.resolve().relative_to(folder.resolve()).as_posix()
    loaded = load(folder, instead={file: text})
    own = (one for one in loaded.findings if one.file == file)
    return not has_errors(own) and any(plain(one) == record for one in loaded.office.opinions)


def _print_taken(
    opened: Opened,
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
        tell([record])
        click.echo(f"Ý kiến góp ý: {record.path} ({record.what})")
