"""The Word templates of an office (mẫu trình bày): one file per official layout, shared blocks each once."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pipeline.decree.pack_folder import BLOCKS, OFFICE_PACK, shipped_templates
from pipeline.decree.type_table import TABLE_FILE
from pipeline.errors import EnvironmentMissing, Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.file import read_file, shown
from pipeline.typeset.docx.package import read_package

BLOCK_FOLDER = BLOCKS
ATTACHED_LAYOUT = "kem_theo"
ANNEX_LAYOUT = "phu_luc"
SLIP_LAYOUT = "phieu_gop_y"
_MOST_BYTES = 50_000_000
_INCLUDE = re.compile(r"""\binclude\s+(?:["']|&quot;|&apos;)([a-z_]+)""")


@dataclass(frozen=True)
class TemplateSet:
    """Layouts and blocks as bytes, by the name of their file without its ending.

    `table`: the office's table of types as it lies in its folder, for the fingerprint; papers hold what it says of them.
    `places`: the path under which people find each file, by name (`cong_van`, `khoi/ky`); `home`: the folder of files
    that are missing. Sets that differ in these alone are equal.
    """

    layouts: tuple[tuple[str, bytes], ...]
    blocks: tuple[tuple[str, bytes], ...]
    table: bytes = b""
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    home: str = field(default="", compare=False, repr=False)

    def place(self, name: str) -> str:
        """The path under which people find a file of the set, by its name (`khoi/ky`): for messages."""
        return self.places.get(name) or self.at_home(name)

    def at_home(self, name: str) -> str:
        """The path of a file in the folder where the set's own files are, whether or not it is there yet."""
        return f"{self.home}/{name}.docx" if self.home else f"{name}.docx"

    def layout(self, name: str) -> bytes:
        """The Word file of one layout. KeyError: the set has none of that name."""
        return dict(self.layouts)[name]

    @cached_property
    def fingerprint(self) -> str:
        """A hash over all templates: a paper set from other templates is out of date."""
        digest = hashlib.sha256()
        for name, data in (*self.layouts, *self.blocks, (TABLE_FILE, self.table)):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    def used(self, layouts: Iterable[str]) -> dict[str, bytes]:
        """The Word files from which these layouts are set, by name: the layouts and every block in them."""
        blocks, found = dict(self.blocks), {name: self.layout(name) for name in layouts}
        waiting = list(found)
        while waiting:
            for name in self._included[waiting.pop()]:
                if name not in found and name in blocks:
                    found[name] = blocks[name]
                    waiting.append(name)
        return found

    def included(self, name: str) -> tuple[str, ...]:
        """The blocks that a layout or block includes, whether or not they exist."""
        return self._included.get(name, ())

    def circular(self, layout: str) -> str:
        """A block of a layout that includes itself, directly or through others; "" where none does."""
        return next((name for name in self.used([layout]) if self._reaches(name, name)), "")

    def _reaches(self, start: str, goal: str) -> bool:
        seen: set[str] = set()
        waiting = list(self._included.get(start, ()))
        while waiting:
            name = waiting.pop()
            if name == goal:
                return True
            if name not in seen:
                seen.add(name)
                waiting.extend(self._included.get(name, ()))
        return False

    @cached_property
    def _included(self) -> dict[str, tuple[str, ...]]:
        """The names of the blocks that each file includes."""
        return {name: _includes(data) for name, data in (*self.layouts, *self.blocks)}


def _includes(data: bytes) -> tuple[str, ...]:
    try:
        document = read_package(data).get("word/document.xml", b"").decode(errors="replace")
    except DAMAGED_ARCHIVE:
        return ()  # the trial of the templates says what is wrong with it
    return tuple(dict.fromkeys(_INCLUDE.findall(re.sub(r"<[^>]*>", "", document))))


def load_templates(folder: Path) -> TemplateSet:
    """Read the templates of a folder: layouts at the top, blocks in `khoi/`. EnvironmentMissing when there are none."""
    layouts = _read(folder)
    if not layouts:
        raise EnvironmentMissing(
            f"Không tìm thấy mẫu trình bày (.docx) trong thư mục {folder}",
            "Bỏ --templates để dùng mẫu đi kèm phần mềm, hoặc lấy mẫu ra thư mục mới: vanthu templates copy DIR"
            if folder != shipped_templates()
            else "Phần mềm cài thiếu tệp; hãy cài lại.",
        )
    home = folder.name if folder == shipped_templates() else shown(folder).replace("\\", "/")
    return _placed(TemplateSet(layouts=layouts, blocks=_read(folder / BLOCK_FOLDER), home=home))


def office_templates(records: Path, chosen: Path) -> TemplateSet:
    """The templates for the records of an office.

    A folder `chosen` in place of the program's (`--templates`) is used as it is. Else the files in the folder `mau/`
    beside the records replace the program's files of the same name, each alone. The office's table of types counts
    either way.
    """
    whole, own = load_templates(chosen), records / OFFICE_PACK
    table = _content(own / TABLE_FILE) or b""
    if chosen != shipped_templates() or not own.is_dir():
        return replace(whole, table=table)
    theirs = _placed(TemplateSet(layouts=_read(own), blocks=_read(own / BLOCK_FOLDER), home=OFFICE_PACK))
    layouts = {**dict(whole.layouts), **dict(theirs.layouts)}
    blocks = {**dict(whole.blocks), **dict(theirs.blocks)}
    return TemplateSet(
        layouts=tuple(sorted(layouts.items())),
        blocks=tuple(sorted(blocks.items())),
        table=table,
        places={**whole.places, **theirs.places},
        home=OFFICE_PACK,
    )


def _placed(templates: TemplateSet) -> TemplateSet:
    """The set of one folder with the place of each of its files."""
    names = (*dict(templates.layouts), *(f"{BLOCK_FOLDER}/{name}" for name in dict(templates.blocks)))
    return replace(templates, places={name: templates.at_home(name) for name in names})


def _read(folder: Path) -> tuple[tuple[str, bytes], ...]:
    # Word keeps a lock file named ~$... beside an open document, LibreOffice a hidden one.
    found = (path for path in sorted(folder.glob("*.docx")) if not path.name.startswith(("~", ".")))
    return tuple((path.stem, data) for path in found if (data := _content(path)) is not None)


def _content(path: Path) -> bytes | None:
    """The bytes of a template; b"" for what is no file, too large or locked; None if it has just disappeared."""
    try:
        return read_file(path, most=_MOST_BYTES)
    except Unreadable:
        return b"" if os.path.lexists(path) else None
