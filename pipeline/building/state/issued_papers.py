"""Issued papers in the plan of a build (văn bản đã ban hành): never built; changes of their records are reported once.

Recording number, day, state and digest changes no paper. A real change is found by comparison with the frozen copy
where there is one, else with the manifest. What was reported is noted in the output folder; a further change is
reported again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.building.state.fingerprint import digest, printed
from pipeline.building.state.manifest import Entry
from pipeline.filing.locks import FOLDER
from pipeline.filing.own import write_own
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.waiting import waiting_forms
from pipeline.register.frozen import Difference, Frozen, differences

_TOLD: Final = "da-bao.json"
_MOST_WORDS: Final = 60


def parts_changed(document: OfficialDocument, entry: Entry) -> tuple[str, ...]:
    """The fields of an issued paper that differ from the build, apart from a number and day written since."""
    before = entry.paper_inputs.data
    ways = [
        tuple(name for name, value in printed(form).items() if before.get(name) != value)
        for form in waiting_forms(document)
    ]
    return min(ways, key=len)


def since_frozen(document: OfficialDocument, frozen: Frozen) -> tuple[Difference, ...]:
    """The differences from the frozen copy; a record that has lost its number or day counts as the same paper."""
    given = replace(document, number=replace(document.number, number=document.number.number or frozen.number))
    if given.place_date is not None and given.place_date.day is None:
        given = replace(given, place_date=replace(given.place_date, day=frozen.day))
    return min((differences(frozen, form) for form in (document, given)), key=len)


def said(difference: Difference, part: str) -> str:
    """A difference in words, such as `chữ ký (trước: “Nguyễn Hữu Bằng”, nay: “Trương Gia Bảo”)`; `part` names what differs."""
    before, now = (_short(words) for words in (difference.before, difference.now))
    return f"{part} (trước: {before}, nay: {now})"


def _short(words: str) -> str:
    if not words.strip():
        return "không có"
    line = " ".join(words.split())
    return f"“{line if len(line) <= _MOST_WORDS else f'{line[:_MOST_WORDS].rstrip()}…'}”"


def mark_of(parts: Iterable[tuple[str, str]]) -> str:
    """A short hash of a change (name and value of each part), by which it is known whether it was reported before."""
    return digest(*(f"{name}={value}" for name, value in parts))[:16]


def told_changes(folder: Path) -> Mapping[str, str]:
    """The changes of issued papers that were reported: the mark of the change, by id of the paper."""
    try:
        raw = json.loads((folder / FOLDER / _TOLD).read_text("utf-8"))
        return {str(key): str(value) for key, value in raw.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def note_told(folder: Path, changes: Sequence[tuple[str, str]], asked: Iterable[str]) -> None:
    """Store which changes were reported.

    `changes`: id and mark of each; `asked`: all papers looked at. A paper looked at that has no change any more is
    forgotten, so that a later change is reported.
    """
    before = told_changes(folder)
    now = {key: value for key, value in before.items() if key not in set(asked)} | dict(changes)
    if now != before:
        text = json.dumps(now, ensure_ascii=False, sort_keys=True, indent=0) + "\n"
        write_own(folder / FOLDER / _TOLD, (text.encode(),))
