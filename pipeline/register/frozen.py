"""Frozen papers (bản lưu): what was issued, kept in `da-ban-hanh/<id>/` beside the records; no build ever touches it.

The folder holds the Word file, the PDF with its number, the PDF as it was signed where that is another, the PDF with
the agency's signature once that is handed in, the record's text at the time, and `ban-hanh.json`: number, day, digests,
and the values of the whole paper, so that a later change of any record can be found and named. It is put in place by
one rename: all or nothing. Losing the output folder loses none of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pipeline.filing.own import keep_folder, write_own
from pipeline.papers.official_document import OfficialDocument

FOLDER: Final = "da-ban-hanh"
NOTE: Final = "ban-hanh.json"
_FORM: Final = 1
# What is about a paper and not on it.
_ABOUT: Final = frozenset({"id", "enclosed", "apart", "source", "issued", "wording", "draft"})


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """One issued paper as it was kept.

    `sent`: SHA-256 of the PDF that went out; `files`: SHA-256 of each file by name; `values`: all values of the paper;
    `place`: the folder that holds it.
    """

    paper: str
    number: int
    symbol: str
    day: date
    sent: str
    files: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    place: Path = field(default=Path(), compare=False)

    @property
    def pdf(self) -> Path:
        """The path of the PDF with its number."""
        return self.place / f"{self.paper}.pdf"

    @property
    def sealed(self) -> Path:
        """The path of the PDF with the agency's signature, which exists once it was handed in."""
        return self.place / f"{self.paper}-da-dong-dau.pdf"

    @property
    def docx(self) -> Path:
        """The path of the Word file."""
        return self.place / f"{self.paper}.docx"

    @property
    def damaged(self) -> tuple[str, ...]:
        """The names of the files that are missing or no longer as they were kept."""
        return tuple(name for name, digest in self.files.items() if _digest(self.place / name) != digest)

    def holds(self, pdf: bytes) -> bool:
        """Whether a PDF is this paper: one of its files, or one of them with signatures appended."""
        if sha256(pdf).hexdigest() in self.files.values():
            return True
        names = [name for name in self.files if name.endswith(".pdf")]
        return any(_continues(pdf, self.place / name) for name in names)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _continues(pdf: bytes, earlier: Path) -> bool:
    try:
        kept = earlier.read_bytes()
    except OSError:
        return False
    return bool(kept) and pdf.startswith(kept)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One part of a paper that differs from the issued one: its field, and some of its words before and now."""

    part: str
    before: str
    now: str


def values_of(document: OfficialDocument) -> dict[str, Any]:
    """The values of a paper that reach its pages, in a form for JSON."""
    printed = {name: value for name, value in asdict(document).items() if name not in _ABOUT}
    return dict(json.loads(json.dumps(printed, default=_plain, ensure_ascii=False)))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)


def freeze(folder: Path, frozen: Frozen, files: Mapping[str, bytes]) -> Frozen:
    """Keep a paper with its files in a folder of records. FileExistsError: it was kept before."""
    target = folder / FOLDER / frozen.paper
    kept = replace(frozen, files={name: sha256(data).hexdigest() for name, data in files.items()}, place=target)
    keep_folder(target, {**files, NOTE: _note(kept)})
    return kept


def keep_sealed(frozen: Frozen, pdf: bytes) -> Frozen:
    """Add the PDF with the agency's signature to a frozen paper; interrupted, it changes nothing."""
    kept = replace(frozen, files={**frozen.files, frozen.sealed.name: sha256(pdf).hexdigest()})
    write_own(frozen.sealed, [pdf])
    write_own(frozen.place / NOTE, [_note(kept)])
    return kept


def _note(frozen: Frozen) -> bytes:
    note = {
        "form": _FORM,
        "paper": frozen.paper,
        "number": frozen.number,
        "symbol": frozen.symbol,
        "day": frozen.day.isoformat(),
        "sent": frozen.sent,
        "files": frozen.files,
        "values": frozen.values,
    }
    return (json.dumps(note, ensure_ascii=False, indent=1) + "\n").encode()


def frozen_paper(folder: Path, paper: str) -> Frozen | None:
    """The frozen copy of a paper by its id; None where there is none or it cannot be read."""
    place = folder / FOLDER / paper
    try:
        raw = json.loads((place / NOTE).read_text("utf-8"))
        return Frozen(
            paper=str(raw["paper"]),
            number=int(raw["number"]),
            symbol=str(raw["symbol"]),
            day=date.fromisoformat(raw["day"]),
            sent=str(raw["sent"]),
            files=dict(raw["files"]),
            values=dict(raw["values"]),
            place=place,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def frozen_papers(folder: Path, papers: Collection[str]) -> Mapping[str, Frozen]:
    """The frozen copies of these papers, by id."""
    if not (folder / FOLDER).is_dir():
        return {}
    return {key: found for key in papers if (found := frozen_paper(folder, key)) is not None}


def differences(frozen: Frozen, document: OfficialDocument) -> tuple[Difference, ...]:
    """The parts of a paper, as its records now give it, that differ from the frozen ones; parts not kept then do not count.

    Nor do fields of parts that were not kept, where they are at their default: they are of a newer program.
    """
    now = {name: _as_kept(getattr(document, name), frozen.values.get(name)) for name in values_of(document)}
    return tuple(
        Difference(part=name, before=before, now=after)
        for name, value in now.items()
        if name in frozen.values and frozen.values[name] != value
        for before, after in [next(_different(frozen.values[name], value), ("", ""))]
    )


def _as_kept(value: object, kept: object) -> object:
    """A value in the form for JSON, without fields at their default that the kept one does not have."""
    if is_dataclass(value) and isinstance(kept, dict):
        return {
            item.name: _as_kept(part, kept.get(item.name))
            for item in fields(value)
            if (part := getattr(value, item.name)) != item.default or item.name in kept
        }
    if isinstance(value, tuple) and isinstance(kept, list):
        return [_as_kept(part, kept[place] if place < len(kept) else None) for place, part in enumerate(value)]
    return json.loads(json.dumps(value, default=_plain, ensure_ascii=False))


def _different(before: object, now: object) -> Iterator[tuple[str, str]]:
    """Pairs of words, before and now, from the first difference between two values on."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in {**before, **now}:
            yield from _different(before.get(key), now.get(key))
    elif isinstance(before, list) and isinstance(now, list):
        for place in range(max(len(before), len(now))):
            old, new = (side[place] if place < len(side) else None for side in (before, now))
            yield from _different(old, new)
    elif before != now:
        yield _words(before), _words(now)


def _words(value: object) -> str:
    if isinstance(value, dict):
        return next((found for found in (_words(part) for part in value.values()) if found), "")
    if isinstance(value, list):
        return " ".join(found for found in map(_words, value) if found)
    return "" if value is None or isinstance(value, bool) else str(value)
