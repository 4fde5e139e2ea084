"""Versions of files that came in or went out (các bản lưu): numbered folders, each written whole and never replaced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pipeline.intake.text import settle

_MOST_NAME: Final = 80


def versions_in(home: Path, *, prefix: str = "") -> tuple[Path, ...]:
    """The folders of versions in a folder, by number: subfolders named by a number after the prefix."""
    found = [path for path in home.iterdir() if _number(path, prefix)] if home.is_dir() else []
    return tuple(sorted(found, key=lambda path: _number(path, prefix)))


def _number(folder: Path, prefix: str) -> int:
    digits = folder.name.removeprefix(prefix)
    return int(digits) if folder.name.startswith(prefix) and digits.isdecimal() else 0


def safe_name(name: str, *, otherwise: str) -> str:
    """A file's name, shortened and without signs that could lead out of the folder or hide the file."""
    plain = re.sub(r"[^\w.() -]+", "_", settle(Path(name).name)[0]).strip(". ")
    stem, suffix = Path(plain).stem[:_MOST_NAME].strip(), Path(plain).suffix.lower()
    return f"{stem or otherwise}{suffix}"
