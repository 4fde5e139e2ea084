"""What this machine has (môi trường cài đặt): LibreOffice, the decree's font, tools for page pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import EnvironmentMissing
from pipeline.typeset.libreoffice.font_folders import ACCEPTED, FACES, faces_in, windows_font_folders
from pipeline.typeset.libreoffice.soffice import INSTALL, Engine, ask, find_engine

_STYLES: Final = dict(zip(FACES, ("", ":bold", ":italic", ":bold:italic"), strict=True))
# Ơ, Ư, Ấ, ữ: the first Liberation Serif has the widths and the name, but not the Vietnamese letters.
_LETTERS: Final = ":charset=1a0 1af 1ea4 1eef"
_FONT_REMEDY: Final = "Cài đặt bằng lệnh: sudo apt install fontconfig fonts-liberation2"
_WINDOWS_FONTS: Final = "Times New Roman có sẵn trong Windows: cài lại phông này, hoặc cài phông Liberation Serif."


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """The result for one program or font: what was found, and the remedy if it is not `ok`. Only `required` ones stop work."""

    name: str
    ok: bool
    found: str
    remedy: str = ""
    required: bool = True


def _match(face: str, command: Sequence[str]) -> tuple[str, str]:
    """Family and file that fontconfig gives for a face of Times New Roman; "" if it does not answer."""
    answer = ask(*command, "--format=%{family}\t%{file}", f"Times New Roman{_STYLES[face]}{_LETTERS}")
    family, _, file = answer.partition("\t")
    return family.partition(",")[0], file


def font_files(*, fc_match: Sequence[str] = ("fc-match",), folders: Sequence[Path] | None = None) -> dict[str, Path]:
    """The font file for each face of Times New Roman, as LibreOffice will find it.

    Asks fontconfig, or searches `folders` where there is none (by default those of Windows). EnvironmentMissing: a face
    would be set in a font with other widths (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4 asks for Times
    New Roman), which would silently change every page.
    """
    if folders is None and os.name == "nt":
        folders = windows_font_folders(os.environ)
    if folders is not None:
        there = faces_in(folders)
        found = {face: there.get(face, ("", "")) for face in FACES}
    else:
        found = {face: _match(face, fc_match) for face in FACES}
    wrong = {face: family for face, (family, _) in found.items() if family not in ACCEPTED}
    if wrong:
        shown = "; ".join(f"{face}: {family or 'không có'}" for face, family in wrong.items())
        message = f"Máy này thiếu phông chữ Times New Roman hoặc phông tương đương Liberation Serif ({shown})."
        raise EnvironmentMissing(message, _WINDOWS_FONTS if folders is not None else _FONT_REMEDY)
    return {face: Path(file) for face, (_, file) in found.items()}


def probe() -> tuple[Probe, ...]:
    """Everything that conversion needs or can use on this machine; raises nothing."""
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
        remedy="" if engine.bridge else _optional("sudo apt install python3-uno"),
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
        remedy="" if path else _optional(INSTALL),
        required=False,
    )


def _optional(command: str) -> str:
    return "Không bắt buộc." if os.name == "nt" else f"Không bắt buộc; cài đặt bằng lệnh: {command}"
