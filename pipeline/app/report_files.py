"""The files that `vanthu reports` writes (tệp của kỳ báo cáo): forms, records that people edit, annexes that nobody edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pipeline.app.own_files import OwnFiles
from pipeline.errors import Faulty, UsageError
from pipeline.filing.look import NO_PROOF, Proof, digest_of
from pipeline.filing.own import write_own
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import Filed, Outcome, kept_name, put_new
from pipeline.filing.writer import put as file_away
from pipeline.finding import Finding
from pipeline.reports.renewal import Conflict, Keep, Renewal, Renewed, renew
from pipeline.reports.reporting_round import Round
from pipeline.workspace.acceptance import unaccepted
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.writing import is_as_written, is_readable, record_text, sealed_text

_KEPT: Final = (
    "Phần mềm lập, người dùng sửa được: lập lại thì chỗ sửa tay vẫn giữ."
    "\nDựng ra DOCX, PDF: vanthu build THƯ_MỤC --only {id}"
)
_MACHINE: Final = "Phần mềm lập từ số liệu các đơn vị; không sửa ở đây. Sửa số: hồ sơ “loại: điều chỉnh số liệu”."
_TRIES: Final = 5


@dataclass(frozen=True)
class WrittenFile:
    """A file that was written or left alone: its path, what happened, and the conflicts that a person must settle."""

    path: Path
    what: str
    conflicts: tuple[Conflict, ...] = ()

    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The result as plain data, for `--json`."""
        conflicts = [
            {"line": conflict.line, "person": conflict.theirs, "machine": conflict.ours} for conflict in self.conflicts
        ]
        found = [finding.as_json() for finding in self.findings]
        return (
            {"file": str(self.path), "what": self.what}
            | ({"conflicts": conflicts} if conflicts else {})
            | ({"findings": found} if found else {})
        )


def put(path: Path, data: bytes) -> WrittenFile:
    """Write a file that only the program edits.

    If somebody changed the old file, it is kept beside the new one; a signed file is not replaced.
    """
    return put_all(path.parent, [(path.name, data)])[0]


def put_all(folder: Path, files: Iterable[tuple[str, bytes]], about: About | None = None) -> tuple[WrittenFile, ...]:
    """Write many files of one folder as `put` writes one file."""
    own = OwnFiles(folder, about=about)
    back = own.findings
    written = [_put(own.put(name, data), own) for name, data in files]
    own.close()
    if back and written:
        written[0] = replace(written[0], findings=(*back, *written[0].findings))
    return tuple(written)


def _put(filed: Filed, own: OwnFiles) -> WrittenFile:
    what = filed.outcome.value
    if filed.beside:
        what = f"lập mới, bản sửa tay ở {', '.join(path.name for path in filed.beside)}"
    return WrittenFile(filed.path, what, findings=own.told(filed))


def accept(reporting_round: Round, texts: Mapping[Path, str | None]) -> None:
    """Check that the folder stays free of errors with these texts in place; raise Faulty if it does not.

    To be called before any of the texts is written. None stands for a file that is removed.
    """
    faults = unaccepted(reporting_round.folder, texts)
    if not faults:
        return
    places = "; ".join(dict.fromkeys(unprintable.place for unprintable in reporting_round.collected.unprintable()))
    raise Faulty(
        "hồ sơ vừa lập sẽ làm thư mục có lỗi nên không ghi; các tệp cũ giữ nguyên."
        + (f" Chữ không dùng được có ở: {places}." if places else ""),
        f"Đọc lại báo cáo đã nhận: vanthu reports reread {reporting_round.folder} {reporting_round.period.id}"
        if places
        else "Sửa các chỗ nêu trên (hồ sơ, đề cương hoặc phần đã sửa tay trong tệp) rồi chạy lại.",
        faults,
    )


def renewed(
    reporting_round: Round,
    name: str,
    record: Mapping[str, Any],
    *,
    take: str | None = None,
    along: Mapping[Path, str | None] = MappingProxyType({}),
) -> WrittenFile:
    """Write a record that people may edit; their changes stay in it.

    `along`: texts of other files that are written together with the record. Faulty: the folder would have errors with
    the new text. While there are conflicts, the common base of both versions is kept, so that the conflicts are found
    again on the next run.
    """
    path = reporting_round.store.place / f"{name}.yaml"
    base, beside = reporting_round.store.place / ".goc" / f"{name}.yaml", path.with_suffix(".yaml.moi")
    text = schema_line(reporting_round, record) + record_text(record, comment=_KEPT.format(id=record["mã"]))
    own = OwnFiles(path.parent)
    keep = Keep(take) if take else None

    def merged(theirs: str | None) -> Renewed:
        done = renew(text, base=_base(base), theirs=theirs, keep=keep, sound=is_readable)
        if along or done.what is not Renewal.SAME:
            accept(reporting_round, {**along, path: done.text})
        return done

    done, kept = _settled(path, merged, keep)
    if done.conflicts:
        own.put(beside.name, text.encode())
    else:
        write_own(base, (text.encode(),))
        own.take_away(beside.name)
    own.close()
    what = f"{done.what}; bản trước ở {kept.name}" if kept else str(done.what)
    return WrittenFile(path, what, done.conflicts, own.findings)


def _base(place: Path) -> str | None:
    """The text that the program wrote last; None if it was deleted or is damaged."""
    try:
        return read_text(place)
    except UnicodeDecodeError:
        return None


def _settled(path: Path, merged: Callable[[str | None], Renewed], keep: Keep | None) -> tuple[Renewed, Path | None]:
    """Write the merged text of a file, and say where a copy of the old text is kept (None: no copy).

    If somebody saves the file meanwhile, it is merged again. A copy is kept if lines of a person give way to the
    program's lines. UsageError: the file cannot be replaced.
    """
    for _ in range(_TRIES):
        before = path.read_bytes() if path.is_file() else None
        done = merged(None if before is None else text_of(before))
        if done.what is Renewal.SAME:
            return done, None
        kept = kept_name(path, digest_of(before)) if before is not None and keep is Keep.OURS else None
        if kept is not None and before is not None and done.what is not Renewal.RENEWED:
            put_new(kept, before)
        else:
            kept = None
        filed = file_away(path, done.text.encode(), _merged_from(before), beside=False)
        if filed.in_place:
            return done, kept
        if filed.outcome is not Outcome.CHANGED:
            break
    raise UsageError(f"{path}: {filed.outcome}.", "Lưu và đóng tệp ấy rồi chạy lại lệnh.")


def _merged_from(before: bytes | None) -> Proof:
    """A proof that a new text may replace the file: it was merged from exactly these bytes (None: there was no file)."""
    return NO_PROOF if before is None else Proof(frozenset({digest_of(before)}))


def text_of(data: bytes) -> str:
    """The text of UTF-8 bytes, with every kind of line ending turned into a newline."""
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def replace_edited(path: Path, text: str, before: bytes | None) -> tuple[Finding, ...]:
    """Write a record into which the old content `before` was merged; what somebody saved since then is kept beside it."""
    filed = file_away(path, text.encode(), _merged_from(before))
    return findings_of(filed, About(series="BC-32"))


def keep_copy(path: Path, data: bytes) -> Path:
    """Keep a content of a file beside that file, under a name that is free; the path of the copy."""
    place = kept_name(path, digest_of(data))
    put_new(place, data)
    return place


def annex_texts(reporting_round: Round, records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[Path, str | None]:
    """The text of each annex by its path; None for an annex of the last run that is no longer made."""
    folder = reporting_round.store.place / "phu-luc"
    made = {
        folder / f"{name}.yaml": schema_line(reporting_round, record, depth=3) + sealed_text(record, comment=_MACHINE)
        for name, record in records
    }
    return {**made, **dict.fromkeys(sorted(set(folder.glob("*.yaml")) - made.keys()))}


def machine_made(reporting_round: Round, texts: Mapping[Path, str | None]) -> tuple[WrittenFile, ...]:
    """Write the annexes and delete those that are no longer made; an annex that somebody edited is kept beside."""
    own = OwnFiles(reporting_round.store.place / "phu-luc", proof=Proof(seal=_is_annex))
    written = [_put(own.put(path.name, text.encode()), own) for path, text in texts.items() if text is not None]
    for path in (file for file, text in texts.items() if text is None):
        filed = own.take_away(path.name, beside=True)
        aside = ", ".join(file.name for file in filed.beside)
        what = f"không còn, bản sửa tay ở {aside}" if aside else filed.outcome.value
        written.append(WrittenFile(path, what, findings=own.told(filed)))
    own.close()
    return tuple(written)


def _is_annex(data: bytes) -> bool:
    """Whether the bytes are an annex that the program wrote, by the mark in it."""
    try:
        return is_as_written(text_of(data))
    except UnicodeDecodeError:
        return False


def schema_line(reporting_round: Round, record: Mapping[str, Any], *, depth: int = 2) -> str:
    """The comment line by which an editor finds the record's schema; empty if the office has no schemas."""
    if not (reporting_round.folder / ".schema").is_dir():
        return ""
    return f"# yaml-language-server: $schema={'../' * depth}.schema/{schema_name(record['loại'])}\n"


def read_text(path: Path) -> str | None:
    """The text of a file; None if there is no file."""
    return text_of(path.read_bytes()) if path.is_file() else None
