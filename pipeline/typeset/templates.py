"""The Word templates of an office (mẫu trình bày): one file per official layout, shared blocks each once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.errors import EnvironmentMissing

BLOCK_FOLDER = "khoi"


@dataclass(frozen=True)
class TemplateSet:
    """Layouts and blocks as bytes, by the name of their file without its ending."""

    layouts: tuple[tuple[str, bytes], ...]
    blocks: tuple[tuple[str, bytes], ...]

    def layout(self, name: str) -> bytes:
        """The Word file of one layout; KeyError when the set has none of that name."""
        return dict(self.layouts)[name]

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all templates: the same words on other templates are another paper."""
        digest = hashlib.sha256()
        for name, data in (*self.layouts, *self.blocks):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()


def load_templates(folder: Path) -> TemplateSet:
    """Read the templates of a folder: layouts at the top, blocks in `khoi/`. EnvironmentMissing when there are none."""
    layouts = _read(folder)
    if not layouts:
        raise EnvironmentMissing(
            f"Không tìm thấy mẫu trình bày (.docx) trong thư mục {folder}",
            "Chạy lệnh từ thư mục gốc của phần mềm, hoặc chỉ thư mục mẫu bằng --templates.",
        )
    return TemplateSet(layouts=layouts, blocks=_read(folder / BLOCK_FOLDER))


def _read(folder: Path) -> tuple[tuple[str, bytes], ...]:
    # Word keeps a lock file named ~$... beside an open document.
    found = (path for path in sorted(folder.glob("*.docx")) if not path.name.startswith("~$"))
    return tuple((path.stem, path.read_bytes()) for path in found)
