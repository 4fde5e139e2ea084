"""Building on save (canh thư mục): a build after each change of the records or templates, with a LibreOffice standing by."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from pipeline.app.build_values import BuildOptions, BuildResult
from pipeline.app.building import build
from pipeline.app.folder_changes import folder_changes
from pipeline.app.standing_by import StandingBy
from pipeline.building.prepare import prepare_office
from pipeline.papers.wording import office_wording
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import office_templates
from pipeline.typeset.libreoffice.soffice import find_engine

_USUAL: Final = BuildOptions()


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of a watch: the result of the build, or the exception that stopped it; and how long it took in seconds."""

    result: BuildResult | None = None
    problem: Exception | None = None
    seconds: float


def watch(
    folder: Path, output: Path, options: BuildOptions = _USUAL, *, on_ready: Callable[[], object] = lambda: None
) -> Generator[Round]:
    """Build at once, then after each save below the folder or its templates, for as long as the caller goes on asking.

    `on_ready` is called once, when the first build is over and saves are waited for. Whatever stops a round is in the
    round (VanthuError, OSError, or a fault of this program's), and the watch goes on. Close the generator, or leave it by
    Ctrl-C: nothing is half-written, and LibreOffice is put away.

    UsageError: a folder is not there at the start. EnvironmentMissing: there is no LibreOffice.
    """
    with StandingBy(find_engine()) as standing_by:
        saves = folder_changes(folder, options.templates, besides=output)
        next(saves)
        again = partial(build, folder, output, options, standing_by=standing_by)
        yield _round(again)
        yield from _troubled(standing_by.get_ready)
        yield from _troubled(partial(_warm_up, folder, options))
        on_ready()
        for _ in saves:
            yield _round(again)
            yield from _troubled(standing_by.get_ready)


def _round(build_again: Callable[[], BuildResult]) -> Round:
    started = time.monotonic()
    try:
        result = build_again()
    except Exception as problem:  # noqa: BLE001 - what stops one build, even a bug, must not end the watch
        return Round(problem=problem, seconds=time.monotonic() - started)
    return Round(result=result, seconds=time.monotonic() - started)


def _troubled(step: Callable[[], object]) -> Generator[Round]:
    """Do one step between builds; yields a round with the exception where it fails."""
    started = time.monotonic()
    try:
        step()
    except Exception as problem:  # noqa: BLE001 - as above
        yield Round(problem=problem, seconds=time.monotonic() - started)


def _warm_up(folder: Path, options: BuildOptions) -> None:
    """Prepare the templates ahead, which the first save would otherwise have to wait for."""
    prepared = prepare_office(
        folder, draft=options.draft, wording=office_wording(folder, options.templates), on=options.on
    )
    templates = office_templates(folder, options.templates)
    for document in {paper.type.layout: paper for paper in prepared.documents}.values():
        make_docx(document, templates=templates, profile=prepared.profile)
