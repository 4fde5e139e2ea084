"""The skeleton of a new record (khung hồ sơ): which record is meant, for which office, with ids that are there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.decree.paper_types import PaperTypes
from pipeline.errors import UsageError
from pipeline.filing.writer import must_be_new
from pipeline.records.office import kinds_of
from pipeline.workspace.closest import closest, plain_letters
from pipeline.workspace.home import records_home, schemas_of
from pipeline.workspace.ids import Ids, ids_of
from pipeline.workspace.kinds import schema_name
from pipeline.workspace.load import load
from pipeline.workspace.origins import NOT_MADE, ORIGINS, Origin
from pipeline.workspace.skeleton import skeleton

_ONE_FOR_EACH_FOLDER = "văn phòng"


@dataclass(frozen=True, kw_only=True)
class NewRecord:
    """The skeleton of a record.

    `text`: YAML with comments; `words`: a remark for the user where the paper asked for comes from a record of another
    kind; `missing`: the kinds of records that the skeleton refers to and the office has none of; `schemas_wanted`: the
    folder where an editor would look for schemas, where it has none.
    """

    text: str
    words: str = ""
    missing: tuple[str, ...] = ()
    schemas_wanted: Path | None = None


def new_record(kind: str, day: date, *, folder: Path | None = None, output: Path | None = None) -> NewRecord:
    """The skeleton of a record of a kind, or of the record that a paper so named comes from; written to `output`, if given.

    `folder`: the office whose ids it takes, by itself the one around `output`, or around the current folder; `day`: on
    which its people are in office. UsageError: no such kind, `output` is there, the office has its only record of the kind.
    """
    home = folder if folder is not None else records_home(output.parent if output else Path())
    ids = _ids(home, day, asked=folder is not None)
    origin = _origin(kind, ids.types)
    if output is not None and (output.exists() or output.is_symlink()):
        raise UsageError(f"Tệp {output} đã có", "Chọn tên khác; phần mềm không ghi đè tệp của bạn.")
    if origin.kind == _ONE_FOR_EACH_FOLDER and home is not None and _has_office(home):
        raise UsageError(f"Thư mục {home} đã có hồ sơ “loại: {_ONE_FOR_EACH_FOLDER}”", "Sửa tệp ấy; mỗi bộ chỉ có một.")
    schema, wanting = schemas_of(_folder(output, home), home)
    if wanting is None and not (there := _folder(output, home) / schema).joinpath(schema_name(origin.kind)).is_file():
        wanting = there.resolve()  # those of an office's own types come with the next `vanthu schema`
    text = skeleton(origin.kind, ids, fields=origin.fields, choice=origin.choice, schema=schema)
    if output is not None:
        must_be_new(output, text.encode("utf-8"))
    return NewRecord(text=text, words=origin.words, missing=_missing(text, ids), schemas_wanted=wanting)


def _folder(output: Path | None, home: Path | None) -> Path:
    """The folder in which the new record will lie."""
    return output.parent if output else home or Path()


def _origin(written: str, types: PaperTypes) -> Origin:
    """The kind of record that was named, or the record from which the paper that was named is made."""
    name = " ".join(unicodedata.normalize("NFC", written).lower().split())
    known = tuple(kinds_of(types))
    if name in known:
        attached = f"{name} kèm theo"
        words = f'{name.capitalize()} ban hành kèm theo quyết định thì gõ: vanthu new "{attached}"'
        return Origin(name, (), words if attached in ORIGINS else "")
    if name in ORIGINS:
        return ORIGINS[name]
    near = closest(name, (*known, *ORIGINS, *NOT_MADE))
    if near in NOT_MADE and plain_letters(near) == plain_letters(name):
        raise UsageError(f"Phần mềm chưa lập được “{near}”", "Các loại lập được: vanthu new (không ghi loại).")
    # What cannot be made is not proposed, though it may be the nearest name.
    hint = f'Có phải “{near}”? Gõ: vanthu new "{near}". ' if near and near not in NOT_MADE else ""
    raise UsageError(f"Không có loại hồ sơ “{written}”", f"{hint}Các loại: {', '.join(known)}.")


def _ids(home: Path | None, day: date, *, asked: bool) -> Ids:
    """The ids of the office; of one that only lies there and cannot be read, none."""
    if home is None:
        return Ids()
    try:
        return ids_of(load(home).office, day)
    except UsageError:
        if asked and not home.is_dir():
            raise
        return Ids()


def _has_office(home: Path) -> bool:
    try:
        return load(home).office.settings is not None
    except UsageError:
        return False


def _missing(text: str, ids: Ids) -> tuple[str, ...]:
    """Kinds of records whose ids in the skeleton no record of the office has yet."""
    used = {line.rpartition(" ")[2] for line in text.splitlines() if not line.lstrip().startswith("#")}
    return tuple(dict.fromkeys(kind for key, kind in ids.made_by.items() if key in used))
