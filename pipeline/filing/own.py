"""Files that are the program's alone (kho riêng): records of builds and of what was written, below a folder `.vanthu`.

No person writes there, so a file is replaced whole, without asking whose it is. Versions of what came in or went out are
put in place by one rename of a folder and never replaced.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Final

from pipeline.filing.locks import FOLDER
from pipeline.filing.look import Proof, digest_of
from pipeline.filing.system import place

_LEDGER: Final = "da-ghi.json"
_MOST_KNOWN: Final = 8


def write_own(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of our own whole, piece by piece: to a temporary file beside it, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = target.with_name(f".{target.name}.{token_hex(4)}.dang-ghi")
    try:
        with staged.open("xb") as stream:
            stream.writelines(pieces)
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)


def append_own(target: Path, text: str) -> None:
    """Add to a file of our own."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as stream:
        stream.write(text)


def remove_own(target: Path) -> None:
    """Remove a file of our own, if it is there."""
    target.unlink(missing_ok=True)


def keep_version(home: Path, number: int, files: Mapping[str, bytes], *, prefix: str = "") -> Path:
    """Put files (by relative name) in place as one version, by a single rename; OSError when the version is there already."""
    home.mkdir(parents=True, exist_ok=True)
    target = home / f"{prefix}{number}"
    temporary = home / f".nhan-{token_hex(4)}"
    temporary.mkdir()
    try:
        for name, data in files.items():
            (temporary / name).parent.mkdir(exist_ok=True)
            (temporary / name).write_bytes(data)
        placed = place(temporary, target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    if not placed:
        shutil.rmtree(temporary, ignore_errors=True)
        raise FileExistsError(f"{target}: đã có bản này")
    return target


class Ledger:
    """What we wrote to the files of one folder (sổ đã ghi): the last digests by name, in a file of our own.

    Noted before a file is put in place, so that no moment is without proof; a ledger that is lost or damaged proves nothing.
    """

    def __init__(self, where: Path) -> None:
        self._place = where
        self._known = _read(where)

    @classmethod
    def of(cls, folder: Path) -> Ledger:
        """The ledger of a folder in its usual place."""
        return cls(folder / FOLDER / _LEDGER)

    @property
    def names(self) -> frozenset[str]:
        """Files that were written."""
        return frozenset(self._known)

    def proof(self, name: str) -> Proof:
        """By what a file of this name is known as ours."""
        return Proof(frozenset(self._known.get(name, ())))

    def every_proof(self) -> Proof:
        """By what any file of the folder is known as ours."""
        return Proof(frozenset(digest for known in self._known.values() for digest in known))

    def note(self, contents: Mapping[str, bytes]) -> None:
        """Note what is about to be written."""
        for name, data in contents.items():
            digest = digest_of(data)
            before = [one for one in self._known.get(name, ()) if one != digest]
            self._known[name] = (*before, digest)[-_MOST_KNOWN:]
        self._save()

    def forget(self, names: Iterable[str]) -> None:
        """Files that are no longer there."""
        for name in names:
            self._known.pop(name, None)
        self._save()

    def _save(self) -> None:
        write_own(self._place, (json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True).encode(),))


def _read(where: Path) -> dict[str, tuple[str, ...]]:
    """Digests by name; of an older form there was one."""
    try:
        found = json.loads(where.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    known = {name: (one,) if isinstance(one, str) else one for name, one in found.items()}
    return {
        name: tuple(digests)
        for name, digests in known.items()
        if Path(name).name == name
        and isinstance(digests, list | tuple)
        and all(isinstance(one, str) for one in digests)
    }
