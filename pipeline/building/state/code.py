"""The part of the program that can affect the bytes of a paper (mã nguồn làm nên văn bản): the imports of a module, hashed.

A module counts when it can be reached by imports, at the top of a file or inside a function; data files count with the
package that holds them. The versions of the libraries imported on the way count, and Python's and zlib's own.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pipeline

_FROM: Final = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)", re.MULTILINE)
_IMPORT: Final = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_COMMENT: Final = re.compile(r"#[^\n]*")
_NAMED: Final = re.compile(r"with_name\(\"(\w+)\.py\"\)")
_DATA: Final = frozenset({".toml", ".json"})
# Modules of libraries -> the names they are installed under; whatever is not here bears its own name.
_DISTRIBUTIONS: Final = {"docx": "python-docx", "fontTools": "fonttools", "yaml": "pyyaml"}
# What LibreOffice's own Python brings: its version is LibreOffice's.
_OF_LIBREOFFICE: Final = frozenset({"com", "uno"})


@dataclass(frozen=True, kw_only=True)
class Code:
    """What can be reached from one module: the program's files, by path below `pipeline`, and the names of libraries."""

    files: Mapping[str, bytes]
    libraries: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) over the files, the libraries' versions, Python's (major.minor) and zlib's."""
        total = sha256()
        for name, data in sorted(self.files.items()):
            total.update(f"{name}\0{len(data)}\0".encode() + data)
        python, deflate = machine()
        below = (f"python {python}", f"zlib {deflate}")
        for line in (*(f"{name} {version(name)}" for name in self.libraries), *below):
            total.update(f"{line}\0".encode())
        return total.hexdigest()


def machine() -> tuple[str, str]:
    """The versions of Python (major.minor) and zlib, which affect the bytes of files although no import names them."""
    return f"{sys.version_info.major}.{sys.version_info.minor}", zlib.ZLIB_RUNTIME_VERSION


@cache
def fingerprint(root: str, *, without: str = "") -> str:
    """The hash of all that the module `root` (dotted name) can reach, computed once a process; see `reached`."""
    return reached(root, without=without).fingerprint


def reached(root: str, *, without: str = "", place: Path | None = None) -> Code:
    """All that a module can reach by imports.

    `root`: dotted name; `without`: a module that is left out, with what is reached through it alone; `place`: the folder of
    the package `pipeline` (default: the one that runs).
    """
    home = place or Path(pipeline.__file__).parent
    files: dict[str, bytes] = {}
    libraries: set[str] = set()
    waiting, seen = [root], {without}
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        if (path := _path(home, module)) is None:
            continue
        name = path.relative_to(home).as_posix()
        files[name] = path.read_bytes()
        if path.name == "__init__.py":
            files.update(_data(path.parent, home))
        text = files[name].decode("utf-8")
        for imported in (*_imports(text), *_started(text, module), module.rpartition(".")[0]):
            top = imported.partition(".")[0]
            if top == "pipeline":
                waiting.append(imported)
            elif top and top not in sys.stdlib_module_names and top not in _OF_LIBREOFFICE:
                libraries.add(_DISTRIBUTIONS.get(top, top))
    return Code(files=files, libraries=tuple(sorted(libraries)))


def _path(home: Path, module: str) -> Path | None:
    """The file of a module (dotted name); None for a name of something inside a module."""
    below = home.joinpath(*module.split(".")[1:])
    package, plain = below / "__init__.py", below.with_suffix(".py")
    if package.is_file():
        return package
    return plain if plain.is_file() else None


def _imports(text: str) -> Collection[str]:
    """Every name that a source text imports, dotted: of `from a import b` both `a` and `a.b`, which may be a module."""
    found: set[str] = set()
    for source, names in _FROM.findall(text):
        plain = _COMMENT.sub("", names).strip("() \n")
        found.add(source)
        found.update(f"{source}.{name.split(' as ')[0].strip()}" for name in plain.split(",") if name.strip())
    for names in _IMPORT.findall(text):
        found.update(name.split(" as ")[0].strip() for name in names.split(","))
    return found


def _started(text: str, module: str) -> Collection[str]:
    """The modules beside this one that its text starts as programs of their own, so that no import names them."""
    return {f"{module.rpartition('.')[0]}.{name}" for name in _NAMED.findall(text)}


def _data(folder: Path, home: Path) -> dict[str, bytes]:
    """The data files of a package by name: those in its folder, and in subfolders of it that hold no code."""
    folders = [folder, *(inner for inner in folder.iterdir() if inner.is_dir() and not any(inner.glob("*.py")))]
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for kept_in in folders
        for path in kept_in.iterdir()
        if path.suffix in _DATA
    }
