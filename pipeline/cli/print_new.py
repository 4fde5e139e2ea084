"""What `vanthu new` prints."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.app.drafting import new_record
from pipeline.app.known_types import kinds_known
from pipeline.app.shell_words import quoted
from pipeline.cli import show
from pipeline.cli.arguments import today
from pipeline.workspace.origins import ORIGINS


def list_kinds(folder: Path | None = None) -> None:
    """Print every kind of record with its purpose, and the papers that come from a record of another kind.

    `folder`: the office whose own types are included; by default the one around the current folder.
    """
    show.two_columns("Loại hồ sơ", kinds_known(folder))
    click.echo()
    show.two_columns(
        "Văn bản lập từ hồ sơ loại khác", ((name, f"từ “{origin.kind}”") for name, origin in ORIGINS.items())
    )
    click.echo('\nLấy khung: vanthu new "LOẠI" -o TỆP.yaml. Lập bộ hồ sơ mới: vanthu init THƯ_MỤC')


def write_skeleton(written: str, *, folder: Path | None, output: Path | None) -> None:
    """Write or print the skeleton of a record; remarks go to standard error. UsageError for an unknown kind.

    `written`: the kind as the user typed it.
    """
    record = new_record(written, today(None), folder=folder, output=output)
    if output is None:
        click.echo(record.text, nl=False)
    else:
        click.echo(f"Đã ghi {output}")
    if record.words:
        click.echo(record.words, err=True)
    for kind in record.missing:
        click.echo(f'Bộ hồ sơ chưa có {kind} nào dùng được ở đây; lập trước: vanthu new "{kind}"', err=True)
    if (place := record.schemas_wanted) is not None:
        click.echo(f"Để trình soạn thảo gợi ý khi gõ: vanthu schema --output {quoted(_shown(place))}", err=True)


def _shown(place: Path) -> Path:
    """A path relative to the current folder, where it lies below that."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place
