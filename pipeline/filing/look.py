"""Whose a file is (của ai): the program's when its content proves so, signed, or a person's. Without proof it is not ours."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 64
_MOST_SEALED: Final = 64 << 20
# A signature's dictionary lies in the open in every signed PDF, encrypted ones too; names of parts in every ZIP file.
_PDF_SIGNATURE: Final = b"/ByteRange"
_ZIP_SIGNATURES: Final = (b"_xmlsignatures/", b"META-INF/documentsignatures.xml")
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Proof:
    """What proves a file ours: SHA-256 digests of contents that we wrote to its place, or a seal inside the content."""

    digests: frozenset[str] = frozenset()
    seal: Callable[[bytes], bool] | None = None

    def and_of(self, *digests: str) -> Proof:
        """The proof with further digests."""
        return replace(self, digests=self.digests | frozenset(digests))


NO_PROOF: Final = Proof()


def digest_of(data: bytes) -> str:
    """The SHA-256 (hexadecimal) of a content."""
    return sha256(data).hexdigest()


class Whose(Enum):
    """Whose a file is."""

    NOBODYS = auto()
    """There is no such file."""
    EMPTY = auto()
    """Empty, or only zeros, as a power cut leaves a file that was just written."""
    OURS = auto()
    SIGNED = auto()
    PERSONS = auto()
    """Not provably ours; also a link, a folder or a device."""
    UNREADABLE = auto()


@dataclass(frozen=True)
class Look:
    """What was seen of a file at one moment: whose it is, digest, permissions, size, time of change.

    `digest`: SHA-256 of the content; for what is no regular file, a text in its place.
    """

    whose: Whose
    digest: str = ""
    mode: int | None = None
    size: int = 0
    modified: int = 0


def look(path: Path, proof: Proof = NO_PROOF) -> Look:
    """Read a file and say whose it is. A link to a signed file counts as signed, any other link as a person's."""
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return Look(Whose.NOBODYS)
    except OSError:
        return Look(Whose.UNREADABLE)
    if stat.S_ISREG(seen.st_mode):
        return _content(path, proof)
    stand_in = sha256(f"{seen.st_ino} {seen.st_mtime_ns}".encode()).hexdigest()
    if stat.S_ISLNK(seen.st_mode) and _leads_to_a_file(path):
        behind = _content(path, NO_PROOF)
        return behind if behind.whose is Whose.SIGNED else Look(Whose.PERSONS, behind.digest or stand_in)
    return Look(Whose.PERSONS, stand_in)


def _leads_to_a_file(link: Path) -> bool:
    try:
        return link.is_file()
    except OSError:
        return False


def _content(path: Path, proof: Proof) -> Look:
    kept = sha256()
    signed, something, whole = False, False, bytearray()
    try:
        handle = os.open(path, _OPEN)
        with os.fdopen(handle, "rb") as file:
            seen = os.fstat(handle)
            marks: tuple[bytes, ...] | None = None
            tail = b""
            while chunk := file.read(_CHUNK):
                marks = _marks(chunk) if marks is None else marks
                kept.update(chunk)
                something = something or bool(chunk.strip(b"\0"))
                signed = signed or any(mark in tail + chunk for mark in marks)
                tail = chunk[-_OVERLAP:]
                if proof.seal and len(whole) < _MOST_SEALED:
                    whole += chunk
    except OSError:
        return Look(Whose.UNREADABLE)
    digest = kept.hexdigest()
    if not something:
        whose = Whose.EMPTY
    elif signed:
        whose = Whose.SIGNED
    elif digest in proof.digests or (
        proof.seal is not None and len(whole) == seen.st_size and proof.seal(bytes(whole))
    ):
        whose = Whose.OURS
    else:
        whose = Whose.PERSONS
    return Look(whose, digest, stat.S_IMODE(seen.st_mode) & 0o777, seen.st_size, seen.st_mtime_ns)


def _marks(start: bytes) -> tuple[bytes, ...]:
    """The byte strings that show a signature in a file with this beginning; a PDF may begin with other bytes."""
    if start.startswith(b"PK"):
        return _ZIP_SIGNATURES
    return (_PDF_SIGNATURE,) if b"%PDF-" in start[:1024] else ()


def is_signed(data: bytes) -> bool:
    """Whether a PDF, an OOXML or an ODF file holds a signature (chữ ký số)."""
    return any(mark in data for mark in _marks(data))
