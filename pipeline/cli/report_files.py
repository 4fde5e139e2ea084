"""The files that `vanthu reports` writes (tệp của kỳ báo cáo): forms, records that people edit, annexes that nobody edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import click

from pipeline.batch.output import write_file
from pipeline.cli import show
from pipeline.errors import Refused
from pipeline.reports.renewal import Conflict, Keep, Renewal, renew
from pipeline.reports.round import Round
from pipeline.workspace.acceptance import unaccepted
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.writing import is_as_written, is_readable, record_text, sealed_text

_KEPT: Final = (
    "Phần mềm lập, người dùng sửa được: lập lại thì chỗ sửa tay vẫn giữ."
    "\nDựng ra DOCX, PDF: vanthu build THƯ_MỤC --only {id}"
)
_MACHINE: Final = "Phần mềm lập từ số liệu các đơn vị; không sửa ở đây. Sửa số: hồ sơ “loại: điều chỉnh số liệu”."
_EDITED: Final = ".sua-tay"
_FACSIMILE: Final = 12  # lines of a conflict that are shown


@dataclass(frozen=True)
class Put:
    """A file that was written or left alone, what happened to it, and the places that wait for a person's word."""

    path: Path
    what: str
    conflicts: tuple[Conflict, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        conflicts = [{"line": one.line, "person": one.person, "machine": one.machine} for one in self.conflicts]
        return {"file": str(self.path), "what": self.what} | ({"conflicts": conflicts} if conflicts else {})


def put(path: Path, data: bytes) -> Put:
    """Write a file that is the program's alone."""
    if not path.exists():
        write_file(path, data)
        return Put(path, "lập mới")
    if path.read_bytes() == data:
        return Put(path, "không đổi")
    write_file(path, data)
    return Put(path, "thay bản cũ")


def counted(written: Iterable[Put]) -> str:
    """How many files met which fate: `50 không đổi`."""
    counts: dict[str, int] = {}
    for one in written:
        counts[one.what] = counts.get(one.what, 0) + 1
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "không có"


def accept(of: Round, texts: Mapping[Path, str | None]) -> None:
    """Nothing, or Refused: with these texts the folder would have errors. To be asked before any of them is written."""
    faults = unaccepted(of.folder, texts)
    if not faults:
        return
    show.findings(faults)
    places = "; ".join(dict.fromkeys(one.place for one in of.collected.unprintable()))
    raise Refused(
        "hồ sơ vừa lập sẽ làm thư mục có lỗi nên không ghi; các tệp cũ giữ nguyên."
        + (f" Chữ không dùng được có ở: {places}." if places else ""),
        f"Đọc lại báo cáo đã nhận: vanthu reports reread {of.folder} {of.period.id}"
        if places
        else "Sửa các chỗ nêu trên (hồ sơ, đề cương hoặc phần đã sửa tay trong tệp) rồi chạy lại.",
        faults,
    )


def renewed(
    of: Round,
    name: str,
    record: Mapping[str, Any],
    *,
    take: str | None = None,
    along: Mapping[Path, str | None] = MappingProxyType({}),
) -> Put:
    """Write a record that people may edit: what they changed stays. Refused where the folder would not accept it.

    `along`: texts of other files that are written together with it.

    While places wait for a person's word, the text that both sides started from is kept, so that they are found again.
    """
    path = of.store.place / f"{name}.yaml"
    origin, beside = of.store.place / ".goc" / f"{name}.yaml", path.with_suffix(".yaml.moi")
    text = schema_line(of, record) + record_text(record, comment=_KEPT.format(id=record["mã"]))
    done = renew(
        text, last=read_text(origin), present=read_text(path), keep=Keep(take) if take else None, sound=is_readable
    )
    if along or done.what is not Renewal.SAME:
        accept(of, {**along, path: done.text})
    if done.what is not Renewal.SAME:
        write_file(path, done.text.encode())
    if done.conflicts:
        write_file(beside, text.encode())
    else:
        write_file(origin, text.encode())
        beside.unlink(missing_ok=True)
    return Put(path, str(done.what), done.conflicts)


def show_conflicts(one: Put) -> None:
    """Each place with both wordings, and what to do."""
    if not one.conflicts:
        return
    click.echo(f"{len(one.conflicts)} chỗ trong {one.path.name} cả người và máy cùng sửa; đang giữ bản của người:")
    for number, conflict in enumerate(one.conflicts, start=1):
        click.echo(f"  {number}. từ dòng {conflict.line}")
        _show_side("người", conflict.person)
        _show_side("máy  ", conflict.machine)
    click.echo("  → Sửa thẳng trong tệp cho đúng rồi chạy lại với --take người; hoặc lấy hết bản máy: --take máy.")
    click.echo(f"    Bản máy lập đầy đủ: {one.path.with_suffix('.yaml.moi')}")


def _show_side(whose: str, lines: tuple[str, ...]) -> None:
    for line in lines[:_FACSIMILE] or ("(bỏ)",):
        click.echo(f"     {whose} | {line.rstrip()}")
    if len(lines) > _FACSIMILE:
        click.echo(f"     {whose} | … còn {len(lines) - _FACSIMILE} dòng")


def annex_texts(of: Round, records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[Path, str | None]:
    """The annexes, a file each; None for those of the last time that are no longer made."""
    folder = of.store.place / "phu-luc"
    made = {
        folder / f"{name}.yaml": schema_line(of, record, depth=3) + sealed_text(record, comment=_MACHINE)
        for name, record in records
    }
    return {**made, **dict.fromkeys(sorted(set(folder.glob("*.yaml")) - made.keys()))}


def machine_made(texts: Mapping[Path, str | None]) -> tuple[Put, ...]:
    """Write the annexes. Those of the last time that are no longer made go; what somebody edited is kept beside."""
    written = []
    for path, text in texts.items():
        if text is None:
            continue
        aside = _put_aside(path, text)
        done = put(path, text.encode())
        written.append(Put(path, f"lập mới, bản sửa tay ở {aside.name}") if aside else done)
    for path in (one for one, text in texts.items() if text is None):
        if aside := _put_aside(path, ""):
            written.append(Put(path, f"không còn, bản sửa tay ở {aside.name}"))
        else:
            path.unlink()
            written.append(Put(path, "bỏ, không còn cần"))
    return tuple(written)


def _put_aside(path: Path, text: str) -> Path | None:
    """Rename a file that is neither what is to be written nor what the program wrote; where it is now."""
    present = read_text(path)
    if present is None or present == text or is_as_written(present):
        return None
    target = path.with_suffix(f".yaml{_EDITED}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_suffix(f".yaml{_EDITED}-{number}")
    return path.rename(target)


def schema_line(of: Round, record: Mapping[str, Any], *, depth: int = 2) -> str:
    """The line by which an editor finds the schema, where the office has schemas."""
    if not (of.folder / ".schema").is_dir():
        return ""
    return f"# yaml-language-server: $schema={'../' * depth}.schema/{schema_name(record['loại'])}\n"


def read_text(path: Path) -> str | None:
    """The text of a file, None where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else None
