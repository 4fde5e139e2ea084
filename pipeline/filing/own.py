"""Files that only the program uses (kho riêng), below a folder `.vanthu`: manifests, ledgers, caches.

No person writes there, so a file is replaced whole, without asking whose it is. Versions of what came in or went out
are put in place by one rename of a folder and never replaced.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
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


def append_own(target: Path, text: str, *, durable: bool = False) -> None:
    """Append to a file of our own; `durable`: when this returns, the text is on the disk even if the power fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as stream:
        stream.write(text)
        if durable:
            stream.flush()
            os.fsync(stream.fileno())


def remove_own(target: Path) -> None:
    """Remove a file of our own, if it is there."""
    target.unlink(missing_ok=True)


def keep_version(home: Path, number: int, files: Mapping[str, bytes], *, prefix: str = "") -> Path:
    """Put files (by relative name) in place as one version, by a single rename; OSError when the version is there already."""
    target = home / f"{prefix}{number}"
    keep_folder(target, files)
    return target


def keep_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Put files (by relative name) in place as one folder, by a single rename; OSError when the folder is there already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".nhan-{token_hex(4)}"
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


class Ledger:
    """The digests of what we wrote to the files of one folder (sổ đã ghi), by name, in a file of our own.

    A line is written each time before a file is put in place, so that at no moment the proof is missing; a ledger that
    is lost or damaged proves nothing.
    """

    def __init__(self, where: Path) -> None:
        self._place = where
        self._known = _read(where)

    @classmethod
    def in_folder(cls, folder: Path) -> Ledger:
        """The ledger of a folder in its usual place."""
        return cls(folder / FOLDER / _LEDGER)

    @property
    def names(self) -> frozenset[str]:
        """The names of files that were written."""
        return frozenset(self._known)

    def proof(self, name: str) -> Proof:
        """The proof by which a file of this name is known as ours."""
        return Proof(frozenset(self._known.get(name, ())))

    def every_proof(self) -> Proof:
        """The proof by which any file of the folder is known as ours: all digests together."""
        return Proof(frozenset(digest for known in self._known.values() for digest in known))

    def note(self, name: str, data: bytes) -> None:
        """Note the digest of what is about to be written to a file."""
        digest = digest_of(data)
        if digest not in self._known.get(name, ())[-1:]:
            self._known[name] = _latest(self._known.get(name, ()), digest)
            append_own(self._place, f"{json.dumps({name: digest}, ensure_ascii=False)}\n")

    def close(self, *, gone: Iterable[str] = ()) -> None:
        """Write the ledger whole without the names in `gone`; a folder to which nothing was written gets none."""
        for name in gone:
            self._known.pop(name, None)
        if not self._known and not self._place.exists():
            return
        write_own(self._place, (f"{json.dumps(self._known, ensure_ascii=False, sort_keys=True)}\n".encode(),))


def _latest(known: tuple[str, ...], digest: str) -> tuple[str, ...]:
    return (*(noted for noted in known if noted != digest), digest)[-_MOST_KNOWN:]


def _read(where: Path) -> dict[str, tuple[str, ...]]:
    """The digests of a ledger's file, by name; a line that was cut off is ignored."""
    known: dict[str, tuple[str, ...]] = {}
    try:
        text = where.read_text("utf-8", errors="replace")
    except OSError:
        return known
    for line in (text, *text.splitlines()):
        for name, digest in _noted(line):
            known[name] = _latest(known.get(name, ()), digest)
    return known


def _noted(line: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(line)
    except ValueError:
        return
    for name, said in found.items() if isinstance(found, dict) else ():
        digests = said if isinstance(said, list) else [said]
        if Path(name).name == name:
            yield from ((name, digest) for digest in digests if isinstance(digest, str))
