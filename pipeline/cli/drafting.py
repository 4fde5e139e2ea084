"""What `vanthu new` does: find out which record is meant, for which office, and write it with ids that are there."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from pipeline.cli import show
from pipeline.cli.arguments import quoted, today
from pipeline.decree.paper_types import PaperTypes
from pipeline.errors import UsageError
from pipeline.filing.writer import must_be_new
from pipeline.records.office import kinds_of
from pipeline.workspace.closest import closest, plain_letters
from pipeline.workspace.home import records_home, schemas_of
from pipeline.workspace.ids import Ids, ids_of
from pipeline.workspace.kinds import about_kind, kinds
from pipeline.workspace.load import load
from pipeline.workspace.origins import NOT_MADE, ORIGINS, Origin
from pipeline.workspace.skeleton import skeleton

_ONE_FOR_EACH_FOLDER = "văn phòng"


def list_kinds() -> None:
    """Every kind with what it is for, and the papers that come from a record of another kind."""
    show.two_columns("Loại hồ sơ", ((kind, about_kind(kind)) for kind in kinds()))
    click.echo()
    show.two_columns(
        "Văn bản lập từ hồ sơ loại khác", ((name, f"từ “{origin.kind}”") for name, origin in ORIGINS.items())
    )
    click.echo('\nLấy khung: vanthu new "LOẠI" -o TỆP.yaml. Lập bộ hồ sơ mới: vanthu init THƯ_MỤC')


def write_skeleton(written: str, *, folder: Path | None, output: Path | None) -> None:
    """Write or print the skeleton; what else is to be known goes to the error stream. UsageError for an unknown kind."""
    home = folder if folder is not None else records_home(output.parent if output else Path())
    ids = _ids(home, asked=folder is not None)
    origin = _origin(written, ids.types)
    if output is not None and (output.exists() or output.is_symlink()):
        raise UsageError(f"Tệp {output} đã có", "Chọn tên khác; phần mềm không ghi đè tệp của bạn.")
    if origin.kind == _ONE_FOR_EACH_FOLDER and home is not None and _has_office(home):
        raise UsageError(f"Thư mục {home} đã có hồ sơ “loại: {_ONE_FOR_EACH_FOLDER}”", "Sửa tệp ấy; mỗi bộ chỉ có một.")
    schema, wanting = schemas_of(output.parent if output else home or Path(), home)
    text = skeleton(origin.kind, ids, fields=origin.fields, choice=origin.choice, schema=schema)
    if output is None:
        click.echo(text, nl=False)
    else:
        must_be_new(output, text.encode("utf-8"))
        click.echo(f"Đã ghi {output}")
    if origin.words:
        click.echo(origin.words, err=True)
    _say_what_is_missing(text, ids)
    if wanting is not None:
        click.echo(f"Để trình soạn thảo gợi ý khi gõ: vanthu schema --output {quoted(_shown(wanting))}", err=True)


def _origin(written: str, types: PaperTypes) -> Origin:
    """The kind that is meant, or the record that what is meant comes from."""
    name = " ".join(unicodedata.normalize("NFC", written).lower().split())
    known = tuple(kinds_of(types))
    if name in known:
        return Origin(name, (), "")
    if name in ORIGINS:
        return ORIGINS[name]
    near = closest(name, (*known, *ORIGINS, *NOT_MADE))
    if near in NOT_MADE and plain_letters(near) == plain_letters(name):
        raise UsageError(f"Phần mềm chưa lập được “{near}”", "Các loại lập được: vanthu new (không ghi loại).")
    # What cannot be made is not proposed, though it may be the nearest name.
    hint = f'Có phải “{near}”? Gõ: vanthu new "{near}". ' if near and near not in NOT_MADE else ""
    raise UsageError(f"Không có loại hồ sơ “{written}”", f"{hint}Các loại: {', '.join(known)}.")


def _ids(home: Path | None, *, asked: bool) -> Ids:
    """The ids of the office; of one that only lies there and cannot be read, none."""
    if home is None:
        return Ids()
    try:
        return ids_of(load(home).office, today(None))
    except UsageError:
        if asked and not home.is_dir():
            raise
        return Ids()


def _has_office(home: Path) -> bool:
    try:
        return load(home).office.settings is not None
    except UsageError:
        return False


def _say_what_is_missing(text: str, ids: Ids) -> None:
    """Ids in the skeleton that no record of the office has yet."""
    used = {line.rpartition(" ")[2] for line in text.splitlines() if not line.lstrip().startswith("#")}
    for kind in dict.fromkeys(kind for key, kind in ids.made_by.items() if key in used):
        click.echo(f'Bộ hồ sơ chưa có {kind} nào dùng được ở đây; lập trước: vanthu new "{kind}"', err=True)


def _shown(place: Path) -> Path:
    """The path from where the user stands, if it lies below."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place
