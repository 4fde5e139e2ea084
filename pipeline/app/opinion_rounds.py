"""An opinion round (lấy ý kiến): drafts and slips out, filled slips into the record, the submission with its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pipeline.app.drafts import revision, same_words
from pipeline.app.inspect import convert_older, read_limited
from pipeline.app.opinion_desk import Opened, called, drafted_from, open_opinions
from pipeline.app.progress import Listener, ignore
from pipeline.app.receiving import Collected, collect_each, spread
from pipeline.app.records_lock import records_lock
from pipeline.app.report_files import (
    WrittenFile,
    accept,
    keep_copy,
    put,
    renewed,
    replace_edited,
    schema_line,
    text_of,
)
from pipeline.errors import Faulty, Unreadable, UsageError, VanthuError
from pipeline.finding import Finding, has_errors
from pipeline.intake.confined import Confined
from pipeline.intake.file import shown
from pipeline.reading.file_kind import FileKind, kind_of
from pipeline.reports.opinions.open_points import open_points
from pipeline.reports.opinions.opinion_papers import Submission, opinion_letter, submission_letter
from pipeline.reports.opinions.opinion_round import Heard
from pipeline.reports.opinions.opinion_store import Draft
from pipeline.reports.opinions.opinion_tables import dossier_annexes
from pipeline.reports.opinions.receive_slip import Taken, read_kept, receive_slip
from pipeline.reports.opinions.record import opinions_record, plain
from pipeline.reports.opinions.slip_words import opinion_slip
from pipeline.reports.renewal import Renewal, renew
from pipeline.workspace.load import load
from pipeline.workspace.writing import record_text, sealed_text

_SUFFIXES: Final = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf"})
_OPINIONS: Final = "y-kien"
_SECRETARY: Final = (
    "Phần mềm ghi từ phiếu của thành viên; người tổng hợp ghi thêm “xử lý” (tiếp thu, giải trình) và “nội dung xử lý”,"
    "\ntrả lời câu hỏi ở “trả lời”. Nhận thêm phiếu thì chỗ đã ghi vẫn giữ."
)
_MACHINE: Final = (
    "Phần mềm lập từ ý kiến góp ý và hai bản báo cáo; không sửa ở đây. Lập lại: vanthu reports opinions submit."
)


@dataclass(frozen=True, kw_only=True)
class OpinionsAsked:
    """The state after members were asked: the draft that is shown, with a slip for each member, and the letter."""

    opened: Opened
    draft: Draft
    letter: WrittenFile

    @property
    def slips(self) -> tuple[Path, ...]:
        """The path of each member's slip."""
        return tuple(self.draft.slip(member.id) for member in self.opened.opinions.members)


@dataclass(frozen=True, kw_only=True)
class OpinionsTaken:
    """The state after slips were collected: what became of each file, and the record of opinions (None: no slip yet)."""

    opened: Opened
    files: Collected[Taken]
    record: WrittenFile | None


@dataclass(frozen=True, kw_only=True)
class OpinionStatus:
    """The state of a round: its drafts, the answer of each member, and whether the report has changed since.

    `draft`: the last draft that went out for opinions. `last`: the number of the last draft that was kept, also one
    made for the submission. `changed`: whether the report differs from that draft.
    """

    opened: Opened
    draft: Draft
    heard: tuple[Heard, ...]
    last: int
    """The number of the last draft that was kept."""
    changed: bool


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """The submission: letter, tables, and the report with tracked changes against the draft that members saw first.

    `shown`: that draft; `changed`: how many places differ; `points`: findings on what is still open.
    """

    opened: Opened
    shown: Draft
    letter: WrittenFile
    tables: WrittenFile
    redline: WrittenFile
    changed: int
    points: tuple[Finding, ...]


def ask_opinions(
    folder: Path,
    period: str,
    *,
    templates: Path,
    on: date,
    again: bool = False,
    take: str | None = None,
    on_progress: Listener = ignore,
) -> OpinionsAsked:
    """Keep the compiled report as a draft of a day, write the letter that asks for opinions and a slip for each member.

    `again`: ask about a report that was changed since it was shown. `take`: whose wording stays where a person and
    the program changed the same place of the letter (`người`, `máy`); None leaves the question open. UsageError: the
    report was shown and has changed since, or the day lies behind the last day for opinions. Faulty: records or
    templates have errors.
    """
    with records_lock(folder, on_progress):
        opened = open_opinions(folder, period, templates, on_progress)
        opinion_round, store = opened.opinions, opened.opinions.store
        due = opinion_round.call.due
        subject = called(opened)
        docx = opened.desk.docx(opened.report)
        asked = [draft for draft in store.drafts() if draft.purpose == "lấy ý kiến"]
        unchanged = bool(asked) and same_words(asked[-1].docx, docx)
        if asked and not unchanged and not again:
            raise UsageError(
                f"báo cáo đã sửa sau khi gửi lấy ý kiến (bản {asked[-1].number}).",
                "Muốn lấy ý kiến lại về bản đã sửa thì thêm --again; muốn trình thì dùng vanthu reports opinions submit.",
            )
        if on > due:
            raise UsageError(
                f"ngày gửi {on:%d/%m/%Y} sau hạn góp ý {due:%d/%m/%Y}.",
                "Sửa “hạn góp ý” của kỳ báo cáo, hoặc dùng --on.",
            )
        number = asked[-1].number if unchanged else len(store.drafts()) + 1
        slips = _slips(opened, number, subject)
        if unchanged:
            draft = asked[-1]
            store.add_slips(draft, slips)
        else:
            records = drafted_from(opened)
            draft = store.keep_draft(opened.report, docx, records=records, slips=slips, purpose="lấy ý kiến", day=on)
        record = opinion_letter(opinion_round, subject=subject, on=draft.day)
        return OpinionsAsked(opened=opened, draft=draft, letter=renewed(opened.round, "lay-y-kien", record, take=take))


def _slips(opened: Opened, number: int, subject: str) -> dict[str, bytes]:
    """The slip of each member about a draft, as Word files."""
    opinion_round = opened.opinions
    return {
        member.id: opened.desk.slip(opinion_slip(opinion_round, member, draft=number, subject=subject))
        for member in opinion_round.members
    }


def collect_opinions(
    folder: Path,
    period: str,
    files: tuple[Path, ...],
    *,
    templates: Path,
    day: date,
    member: str | None = None,
    on_progress: Listener = ignore,
) -> OpinionsTaken:
    """Read and keep the filled slips that came on a day (DOCX or older formats), then write the record of opinions.

    `member`: whose slip it is, for a single file that does not say so. A file that cannot be read does not stop the
    other files; what people wrote into the record stays. UsageError: nobody was asked yet, or a member was named for
    several files.
    """
    with records_lock(folder, on_progress):
        opened = open_opinions(folder, period, templates, on_progress)
        opened.opinions.asked()
        chosen = tuple(spread(files, _SUFFIXES, on_progress))
        if member is not None and len(chosen) > 1:
            raise UsageError("--member chỉ dùng khi nhận một tệp.", "Nhận từng tệp, mỗi tệp một --member.")
        contents = dict(_contents(chosen))

        def take(file: Path, room: Confined) -> Taken | VanthuError:
            content = contents[file]
            if isinstance(content, VanthuError):
                return content
            data, converted = content
            name = shown(file.name)
            return receive_slip(
                opened.opinions, data, name=name, day=day, member=member, converted=converted, room=room
            )

        collected = collect_each(chosen, take, on_progress)
        return OpinionsTaken(opened=opened, files=collected, record=_write_opinions(opened))


def _contents(files: tuple[Path, ...]) -> Iterator[tuple[Path, tuple[bytes, bytes | None] | VanthuError]]:
    """For each file its bytes, with the DOCX made of an older format (else None); or the error why it cannot be read."""
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


def _write_opinions(opened: Opened) -> WrittenFile | None:
    """Write the record of opinions with the last slips; what people wrote into it stays, comments too."""
    opinion_round = opened.opinions
    latest = {member.id: kept[-1] for member in opinion_round.members if (kept := opinion_round.store.slips(member.id))}
    if not latest:
        return None
    present = opinion_round.record
    known = {slip.member: slip.version or 0 for slip in (present.slips if present else ())}
    fresh = {
        key: (slip, read_kept(opinion_round, slip)) for key, slip in latest.items() if slip.version > known.get(key, 0)
    }
    record = opinions_record(opinion_round.period, present, opinion_round.members, fresh)
    path = (
        opened.round.folder / opened.loaded.office.files[present.id]
        if present
        else opinion_round.folder / f"{_OPINIONS}.yaml"
    )
    there = path.read_bytes() if path.is_file() else None
    text, before = _text(opened, record), None if there is None else text_of(there)
    base = _text(opened, plain(present)) if present else None
    done = renew(text, base=base, theirs=before)
    if done.what is Renewal.SAME:
        return WrittenFile(path, done.what)
    if done.what is Renewal.MERGED and not _says(opened.round.folder, path, done.text, record):
        done = renew(text, base=None, theirs=before)
    accept(opened.round, {path: text if done.what is Renewal.CONFLICT else done.text})
    if done.what is Renewal.CONFLICT and before is not None:
        # Nothing that was decided is lost, it is in the data; comments may be, so the old file stays beside.
        copy = keep_copy(path, there or b"")
        return WrittenFile(path, f"viết lại; bản trước ở {copy.name}", findings=replace_edited(path, text, there))
    return WrittenFile(path, done.what, findings=replace_edited(path, done.text, there))


def _text(opened: Opened, record: Mapping[str, Any]) -> str:
    return schema_line(opened.round, record) + record_text(record, comment=_SECRETARY)


def _says(folder: Path, path: Path, text: str, record: Mapping[str, Any]) -> bool:
    """Whether the folder, read with `text` in place of the file at `path`, has exactly this record of opinions."""
    file = path.resolve().relative_to(folder.resolve()).as_posix()
    loaded = load(folder, instead={file: text})
    own = (finding for finding in loaded.findings if finding.file == file)
    return not has_errors(own) and any(plain(opinion) == record for opinion in loaded.office.opinions)


def opinion_status(
    folder: Path, period: str, *, templates: Path, on: date, on_progress: Listener = ignore
) -> OpinionStatus:
    """Who has answered by a day and when, and what is still to be done. UsageError: nobody was asked yet."""
    opened = open_opinions(folder, period, templates, on_progress)
    draft = opened.opinions.asked()[-1]
    heard = tuple(opened.opinions.heard(on=on))
    last = opened.opinions.store.drafts()[-1]
    changed = not same_words(last.docx, opened.desk.docx(opened.report))
    return OpinionStatus(opened=opened, draft=draft, heard=heard, last=last.number, changed=changed)


def submit_report(
    folder: Path,
    period: str,
    *,
    templates: Path,
    on: date,
    incomplete: bool = False,
    take: str | None = None,
    on_progress: Listener = ignore,
) -> Submitted:
    """Write the submission of a day: its letter, and tables of opinions taken up, opinions explained, and changes made.

    `incomplete`: write it although some opinions are not settled yet. `take`: as for `ask_opinions`. Faulty: opinions
    are still open.
    """
    with records_lock(folder, on_progress):
        opened = open_opinions(folder, period, templates, on_progress)
        opinion_round, store = opened.opinions, opened.opinions.store
        first = opinion_round.asked()[0]
        points = tuple(open_points(opinion_round, opened.loaded.locate, on=on))
        if points and not incomplete:
            raise Faulty(
                f"còn {len(points)} chỗ chưa xử lý trong ý kiến góp ý.",
                "Ghi “xử lý”, “nội dung xử lý”, “trả lời” vào hồ sơ rồi chạy lại; hoặc thêm --incomplete để bảng ghi rõ "
                "“Chưa xử lý”.",
                points,
            )
        docx = opened.desk.docx(opened.report)
        if not same_words(store.drafts()[-1].docx, docx):
            store.keep_draft(opened.report, docx, records=drafted_from(opened), slips={}, purpose="trình", day=on)
        moved = opinion_round.wording.say("bản so sánh", "đoạn chuyển chỗ")
        found = revision(first.docx, docx, date=f"{on.isoformat()}T00:00:00Z", moved=moved)
        annexes = dossier_annexes(opinion_round, opinion_round.heard(on=on), found.changed)
        text = schema_line(opened.round, annexes) + sealed_text(annexes, comment=_MACHINE)
        place = opinion_round.folder / "phu-luc-trinh.yaml"
        subject = called(opened)
        record = submission_letter(opinion_round, Submission(subject, found.changed, on))
        return Submitted(
            opened=opened,
            shown=first,
            letter=renewed(opened.round, "to-trinh", record, take=take, along={place: text}),
            tables=put(place, text.encode()),
            redline=put(store.place / "so-sanh.docx", found.redline),
            changed=len(found.changed),
            points=points,
        )
