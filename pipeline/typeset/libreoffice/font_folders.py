"""Finding fonts in folders (tìm phông trong thư mục) where there is no fontconfig: Windows has two such folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

FACES: Final = ("regular", "bold", "italic", "bold italic")
"""The faces that papers use."""

ACCEPTED: Final = frozenset({"Times New Roman", "Liberation Serif", "Tinos"})
"""Times New Roman, and the two designs with exactly its widths that have all Vietnamese letters."""

# Of each design the files of the four faces; the first design that is whole wins.
_DESIGNS: Final = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    tuple(f"LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")),
    tuple(f"Tinos-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")),
)
# Ơ, Ư, Ấ, ữ: the first Liberation Serif has the widths and the name, but not the Vietnamese letters.
_LETTERS: Final = frozenset({0x1A0, 0x1AF, 0x1EA4, 0x1EEF})


def windows_font_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """The font folders of a Windows: for all users, then for this one."""
    root = environment.get("SystemRoot") or environment.get("windir") or r"C:\Windows"
    folders = [Path(root, "Fonts")]
    if own := environment.get("LOCALAPPDATA"):
        folders.append(Path(own, "Microsoft", "Windows", "Fonts"))
    return tuple(folders)


def faces_in(folders: Sequence[Path]) -> dict[str, tuple[str, Path]]:
    """Family and file of each face, from the first accepted family that is complete; else from what there is."""
    best: dict[str, tuple[str, Path]] = {}
    for names in _DESIGNS:
        found = dict(_faces(names, folders))
        if len(found) == len(FACES):
            return found
        best = best or found
    return best


def _faces(names: Iterable[str], folders: Sequence[Path]) -> Iterator[tuple[str, tuple[str, Path]]]:
    for face, name in zip(FACES, names, strict=True):
        for file in (entry for folder in folders for entry in _entries(folder) if entry.name.lower() == name.lower()):
            if family := _family(file):
                yield face, (family, file)
                break


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _family(file: Path) -> str:
    """The accepted family to which a font file belongs; "" for another one, or one without the Vietnamese letters."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - only where no fontconfig answers

    try:
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            family = font["name"].getDebugName(1) or ""
            return family if family in ACCEPTED and set(font.getBestCmap() or ()) >= _LETTERS else ""
    except (OSError, TTLibError, KeyError):
        return ""
