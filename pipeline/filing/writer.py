"""The one writer of files that a person may edit (ghi tệp): it never replaces a person's content, not even in a crash.

A file in place is ours only when its content proves it (`Proof`). What is signed stays under its name. What is not
provably ours is kept beside, under a name made from its content. Both are decided by what lies there at the rename, not
before:

1. the new content is written to `.NAME.XXXXXXXX.dang-ghi`, which nobody else opens;

2. where there is no file, it gets its name only if there is still none;

3. else it changes places with the file there, in one system call. What was exchanged gets the name
`.NAME.XXXXXXXX.doi-cho`; it is looked at, and removed if ours, kept beside if a person's, put back if signed or if a
program still has it open for writing.

So an editor that saves by renaming, or a tool that writes a new file over the old one, does so either before the
exchange, and its file is found in what was exchanged, or after it, and replaces ours. Editors that write in place and
have the file open are detected by a lease that the system refuses (Linux, local drives). A kill leaves `.doi-cho`;
`recover` puts such a file back on the next run.

Where there is no exchange (other systems, some drives), the file in place is moved out first, then looked at: for a
moment there is no file of that name, but nothing is lost. Windows refuses to move an open file. Only on a drive with
neither renaming without replacing nor hard links is there a window of two system calls in which a file that newly
appears is replaced.

Permissions: a new file gets what the umask leaves of 0666, a replaced one keeps its own.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Final

from pipeline.errors import UsageError
from pipeline.filing import system
from pipeline.filing.look import NO_PROOF, Look, Proof, Whose, digest_of, look

_STAGED: Final = "dang-ghi"
_WAITING: Final = "doi-cho"
_LEFTOVER: Final = re.compile(rf"\.(?P<name>.+)\.[0-9a-f]{{8}}\.(?P<kind>{_STAGED}|{_WAITING})", re.DOTALL)
_ATTEMPTS: Final = 20
# What would be read as a record of the office must not be found under a name beside.
_READ_AS_RECORDS: Final = frozenset({".yaml", ".yml"})


class Outcome(StrEnum):
    """What happened when one file was to be put in place."""

    NEW = "lập mới"
    SAME = "không đổi"
    REPLACED = "thay bản cũ"
    REMOVED = "bỏ, không còn cần"
    CHANGED = "đã sửa, để nguyên"
    SIGNED = "đã ký số, để nguyên"
    UNREADABLE = "không đọc được, để nguyên"
    BUSY = "đang mở trong chương trình khác, để nguyên"
    FOUND = "lấy lại sau lần chạy bị ngắt"


_LEFT: Final = frozenset({Outcome.CHANGED, Outcome.SIGNED, Outcome.UNREADABLE, Outcome.BUSY})


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What happened to one file.

    `size`, `modified`: of what we put in place; `beside`: where a person's file was kept; `known`: whether its content
    was known as ours.
    """

    path: Path
    outcome: Outcome
    size: int = 0
    modified: int = 0
    beside: tuple[Path, ...] = ()
    known: bool = False
    """Whether the program is known to have written this file before: then what is kept beside is an edit of it."""

    @property
    def in_place(self) -> bool:
        """Whether our content is in place now."""
        return self.outcome not in _LEFT


def put(target: Path, data: bytes, proof: Proof = NO_PROOF, *, beside: bool = True) -> Filed:
    """Write a file. What is not ours is kept beside, or with `beside=False` left where it is (CHANGED)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = _Work(target, data, proof, beside=beside)
    try:
        for _ in range(_ATTEMPTS):
            if (filed := work.attempt()) is not None:
                return filed
        return work.filed(Outcome.BUSY)
    finally:
        work.clean()


def put_new(target: Path, data: bytes) -> bool:
    """Write a file only where there is nothing yet; whether it was done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = _Work(target, data, NO_PROOF, beside=False)
    try:
        return work.place()
    finally:
        work.clean()


def must_be_new(target: Path, data: bytes) -> None:
    """Write a file where there is nothing yet. UsageError: something is there."""
    if not put_new(target, data):
        raise UsageError(f"Tệp {target} đã có", "Chọn tên khác; phần mềm không ghi đè tệp của bạn.")


def take_away(target: Path, proof: Proof, *, beside: bool = False) -> Filed:
    """Remove a file that is ours. Any other stays, or with `beside` is moved to the name under which it is kept."""
    known = bool(proof.digests) or proof.seal is not None
    seen = look(target, proof)
    if seen.whose is Whose.NOBODYS:
        return Filed(path=target, outcome=Outcome.REMOVED)
    goes = {Whose.OURS, Whose.EMPTY, *([Whose.PERSONS] if beside else [])}
    if seen.whose not in goes:
        return Filed(path=target, outcome=_left(seen), known=known)
    waiting = _beside(target, _WAITING)
    try:
        target.rename(waiting)
    except OSError as problem:
        if isinstance(problem, FileNotFoundError):
            return Filed(path=target, outcome=Outcome.REMOVED)
        if isinstance(problem, PermissionError) and os.name == "nt":
            return Filed(path=target, outcome=Outcome.BUSY)
        raise
    busy, seen = system.being_written(waiting), look(waiting, proof)
    if busy or seen.whose not in goes:
        kept = () if system.place(waiting, target) else (_keep(waiting, target),)
        return Filed(path=target, outcome=Outcome.BUSY if busy else _left(seen), beside=kept, known=known)
    kept = (_keep(waiting, target),) if seen.whose is Whose.PERSONS else ()
    if not kept:
        waiting.unlink(missing_ok=True)
    return Filed(path=target, outcome=Outcome.REMOVED, beside=kept, known=known)


# ----------------------------------------------------------------------------------------------------------- one writing
class _Work:
    """The writing of one file: staged content, proof, and the files kept beside so far."""

    def __init__(self, target: Path, data: bytes, proof: Proof, *, beside: bool) -> None:
        self.target, self.data, self.beside = target, data, beside
        self.digest = digest_of(data)
        self.given = proof
        self.proof = proof.and_of(self.digest)
        self.staged = _beside(target, _STAGED)
        self.waiting = _beside(target, _WAITING)
        self.kept: list[Path] = []
        self.size = self.modified = 0

    def attempt(self) -> Filed | None:
        """Look at what is in place, then put the file there; None when another file has appeared meanwhile."""
        seen = look(self.target, self.given)
        if seen.digest == self.digest:
            self.size, self.modified = seen.size, seen.modified
            return self.filed(Outcome.SAME)
        if seen.whose in {Whose.SIGNED, Whose.UNREADABLE} or (seen.whose is Whose.PERSONS and not self.beside):
            return self.filed(_left(seen))
        self.stage(seen.mode)
        if seen.whose is Whose.NOBODYS:
            return self.filed(Outcome.REPLACED if self.kept else Outcome.NEW) if self.place() else None
        self.staged.rename(self.waiting)
        try:
            if system.exchange(self.waiting, self.target):
                return self.settle()
        except FileNotFoundError:
            self.waiting.rename(self.staged)
            return None
        self.waiting.rename(self.staged)
        return self.by_turns()

    def stage(self, mode: int | None = None) -> None:
        """Write the content to the staging file, once; with the permissions of the file that it replaces."""
        if not self.staged.exists():
            handle = os.open(self.staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            with os.fdopen(handle, "wb") as stream:
                stream.write(self.data)
        if mode is not None:
            with suppress(OSError):  # drives without permissions
                self.staged.chmod(mode)
        seen = self.staged.stat()
        self.size, self.modified = seen.st_size, seen.st_mtime_ns

    def place(self) -> bool:
        """Give the staged file its name if no file has it; whether it was done."""
        self.stage()
        return system.place(self.staged, self.target)

    def settle(self) -> Filed:
        """After the exchange: deal with the file that was exchanged."""
        seen, busy = self.came_out()
        if busy or seen.whose in {Whose.SIGNED, Whose.UNREADABLE} or (seen.whose is Whose.PERSONS and not self.beside):
            self.kept += _put_back(self.waiting, self.target, self.proof)
            return self.filed(Outcome.BUSY if busy else _left(seen))
        if seen.whose is Whose.PERSONS:
            self.kept.append(_keep(self.waiting, self.target))
        else:
            self.waiting.unlink(missing_ok=True)
        return self.filed(Outcome.REPLACED)

    def by_turns(self) -> Filed | None:
        """Without an exchange: move the file in place out, look at it, and put ours in."""
        try:
            self.target.rename(self.waiting)
        except FileNotFoundError:
            return None
        except PermissionError:
            # Windows: a program has it open.
            if os.name != "nt":
                raise
            return self.filed(Outcome.BUSY)
        seen, busy = self.came_out()
        if busy or seen.whose in {Whose.SIGNED, Whose.UNREADABLE} or (seen.whose is Whose.PERSONS and not self.beside):
            if not system.place(self.waiting, self.target):
                self.kept.append(_keep(self.waiting, self.target))
            return self.filed(Outcome.BUSY if busy else _left(seen))
        placed = self.place()
        # What came out is disposed of only now: until here it would be put back after a kill.
        if seen.whose is Whose.PERSONS:
            self.kept.append(_keep(self.waiting, self.target))
        else:
            self.waiting.unlink(missing_ok=True)
        return self.filed(Outcome.REPLACED) if placed else None

    def came_out(self) -> tuple[Look, bool]:
        """Whose the moved file is, and whether a program is still writing it. The writer is asked for first."""
        busy = system.being_written(self.waiting)
        return look(self.waiting, self.proof), busy

    def filed(self, outcome: Outcome) -> Filed:
        """The result with this outcome."""
        return Filed(
            path=self.target,
            outcome=outcome,
            size=self.size,
            modified=self.modified,
            beside=tuple(self.kept),
            known=bool(self.given.digests) or self.given.seal is not None,
        )

    def clean(self) -> None:
        """Remove our staging files; what may be a person's stays."""
        self.staged.unlink(missing_ok=True)
        if os.path.lexists(self.waiting) and look(self.waiting, self.proof).whose is Whose.OURS:
            self.waiting.unlink(missing_ok=True)


def _left(seen: Look) -> Outcome:
    """The outcome for a file that stays where it is."""
    if seen.whose is Whose.SIGNED:
        return Outcome.SIGNED
    return Outcome.UNREADABLE if seen.whose is Whose.UNREADABLE else Outcome.CHANGED


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{token_hex(4)}.{kind}")


def _put_back(waiting: Path, target: Path, proof: Proof) -> list[Path]:
    """Put a file that was moved out back in its place; a file that has replaced ours there meanwhile is kept beside."""
    try:
        exchanged = system.exchange(waiting, target)
    except FileNotFoundError:
        exchanged = False
    if not exchanged:
        # Ours goes out of the way under a name of its own, then the person's file gets its place.
        out = _beside(target, _WAITING)
        with suppress(FileNotFoundError):
            target.rename(out)
        back = [] if system.place(waiting, target) else [_keep(waiting, target)]
        return [*back, *_disposed(out, target, proof)]
    return _disposed(waiting, target, proof)


def _disposed(waiting: Path, target: Path, proof: Proof) -> list[Path]:
    """Remove a moved file that is ours, keep another one beside; gives where it is kept."""
    busy, seen = system.being_written(waiting), look(waiting, proof)
    if seen.whose is Whose.NOBODYS:
        return []
    if not busy and seen.whose in {Whose.OURS, Whose.EMPTY}:
        waiting.unlink(missing_ok=True)
        return []
    return [_keep(waiting, target)]


def kept_name(target: Path, content: str) -> Path:
    """The path for keeping a person's file of this content (its SHA-256): beside, with an ending not read as a record."""
    mark = f"sua-tay-{content[:8]}"
    if target.suffix.lower() in _READ_AS_RECORDS:
        return target.with_name(f"{target.name}.{mark}")
    return target.with_name(f"{target.stem}.{mark}{target.suffix}")


def _keep(waiting: Path, target: Path) -> Path:
    """Keep a file beside its place, under a name made from its content; equal content is kept once."""
    seen = look(waiting)
    name = kept_name(target, seen.digest or "khong-doc")
    number = 1
    place = name
    while not system.place(waiting, place):
        if seen.mode is not None and look(place).digest == seen.digest and not system.being_written(waiting):
            waiting.unlink(missing_ok=True)
            return place
        number += 1
        place = name.with_name(f"{name.stem}-{number}{name.suffix}")
    return place


# -------------------------------------------------------------------------------------------------- after a run was killed
def recover(folder: Path, proof: Proof = NO_PROOF, *, name: str | None = None, age: float = 0) -> tuple[Filed, ...]:
    """Put back the files that killed runs left moved out in a folder, and remove what they left half-written.

    With `name`, those of this file alone. `age`: only what is older than so many seconds, for a folder without a lock.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.startswith("."))
    except OSError:
        return ()
    found: list[Filed] = []
    for leftover in names:
        matched = _LEFTOVER.fullmatch(leftover)
        if matched is None or (name is not None and matched["name"] != name) or _is_young(folder / leftover, age):
            continue
        if matched["kind"] == _STAGED:
            (folder / leftover).unlink(missing_ok=True)
        elif (filed := _given_back(folder / leftover, folder / matched["name"], proof)) is not None:
            found.append(filed)
    return tuple(found)


def _is_young(path: Path, age: float) -> bool:
    if not age:
        return False
    try:
        return time.time() - path.lstat().st_ctime < age
    except OSError:
        return True


def _given_back(waiting: Path, target: Path, proof: Proof) -> Filed | None:
    """Put one file back under its name if no file or only ours is there, else keep it beside; None when it was ours."""
    with suppress(OSError):
        if waiting.samefile(target) and not waiting.is_symlink() and not target.is_symlink():
            waiting.unlink()
            return None
    seen, here = look(waiting, proof), look(target, proof)
    if seen.whose in {Whose.OURS, Whose.EMPTY} and here.whose is not Whose.NOBODYS:
        waiting.unlink(missing_ok=True)
        return None
    if here.whose is Whose.NOBODYS and system.place(waiting, target):
        return None if seen.whose in {Whose.OURS, Whose.EMPTY} else Filed(path=target, outcome=Outcome.FOUND)
    if seen.whose is Whose.SIGNED and here.whose in {Whose.OURS, Whose.EMPTY}:
        kept = _put_back(waiting, target, proof)
        return Filed(path=target, outcome=Outcome.FOUND, beside=tuple(kept))
    return Filed(path=target, outcome=Outcome.FOUND, beside=(_keep(waiting, target),))
