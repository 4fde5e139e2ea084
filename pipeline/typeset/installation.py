"""What this machine has (môi trường cài đặt): LibreOffice, the font of the decree, the tools for looking at pages."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.soffice import INSTALL, Engine, ask, find_engine

FACES: Final = ("regular", "bold", "italic", "bold italic")
"""The faces that papers use; the keys of `font_files`."""

_STYLES: Final = dict(zip(FACES, ("", ":bold", ":italic", ":bold:italic"), strict=True))
# Times New Roman, and the two designs with exactly its widths that have all Vietnamese letters.
_ACCEPTED: Final = frozenset({"Times New Roman", "Liberation Serif", "Tinos"})
# Ơ, Ư, Ấ, ữ: the first Liberation Serif has the widths and the name, but not the Vietnamese letters.
_LETTERS: Final = ":charset=1a0 1af 1ea4 1eef"
_FONT_PACKAGE: Final = "sudo apt install fontconfig fonts-liberation2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One thing looked for: what was found and, if it is not `ok`, the remedy. Only what is `required` stops work."""

    name: str
    ok: bool
    found: str
    remedy: str = ""
    required: bool = True


def _match(face: str, command: Sequence[str]) -> tuple[str, str]:
    """Family and file that fontconfig gives for a face of Times New Roman; empty if it does not answer."""
    answer = ask(*command, "--format=%{family}\t%{file}", f"Times New Roman{_STYLES[face]}{_LETTERS}")
    family, _, file = answer.partition("\t")
    return family.partition(",")[0], file


def missing_fonts(*, fc_match: Sequence[str] = ("fc-match",)) -> tuple[str, ...]:
    """The faces for which this machine has neither Times New Roman nor a font with the same widths."""
    return tuple(face for face in FACES if _match(face, fc_match)[0] not in _ACCEPTED)


def font_files(*, fc_match: Sequence[str] = ("fc-match",)) -> dict[str, Path]:
    """The font file behind each face of Times New Roman, as LibreOffice will see it.

    EnvironmentMissing: a face would be set in a font with other widths (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
    Mục I, khoản 4 asks for Times New Roman), which would silently change every page.
    """
    found = {face: _match(face, fc_match) for face in FACES}
    wrong = {face: family for face, (family, _) in found.items() if family not in _ACCEPTED}
    if wrong:
        shown = "; ".join(f"{face}: {family or 'không có'}" for face, family in wrong.items())
        message = f"Máy này thiếu phông chữ Times New Roman hoặc phông tương đương Liberation Serif ({shown})."
        raise EnvironmentMissing(message, f"Cài đặt bằng lệnh: {_FONT_PACKAGE}")
    return {face: Path(file) for face, (_, file) in found.items()}


def probe() -> tuple[Probe, ...]:
    """Everything that conversion needs or likes to have on this machine; raises nothing."""
    return (*_probe_engine(), _probe_fonts(), _probe_poppler())


def _probe_engine() -> tuple[Probe, ...]:
    try:
        engine = find_engine()
    except EnvironmentMissing as error:
        return (Probe(name="LibreOffice", ok=False, found=error.message, remedy=error.remedy),)
    office = Probe(name="LibreOffice", ok=True, found=f"phiên bản {engine.version} ({engine.command[0]})")
    return (office, _probe_bridge(engine))


def _probe_bridge(engine: Engine) -> Probe:
    return Probe(
        name="Cầu nối UNO (chuyển PDF nhanh hơn)",
        ok=bool(engine.bridge),
        found=" ".join(engine.bridge) or "không có",
        remedy="" if engine.bridge else "Không bắt buộc; cài đặt bằng lệnh: sudo apt install python3-uno",
        required=False,
    )


def _probe_fonts() -> Probe:
    name = "Phông chữ Times New Roman"
    try:
        files = font_files()
    except EnvironmentMissing as error:
        return Probe(name=name, ok=False, found=error.message, remedy=error.remedy)
    return Probe(name=name, ok=True, found=str(files["regular"]))


def _probe_poppler() -> Probe:
    path = shutil.which("pdftoppm")
    return Probe(
        name="poppler-utils (xem trang PDF)",
        ok=path is not None,
        found=path or "không có",
        remedy="" if path else f"Không bắt buộc; cài đặt bằng lệnh: {INSTALL}",
        required=False,
    )
