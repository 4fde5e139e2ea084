"""Building after an edit of a few files among thousands (sửa vài tệp): only what the edit concerns is read.

Exact, not approximate: where an edit could concern another file - an id, a number, a file of the whole office, a
finding that is an error - the whole folder is read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.building.prepare import Prepared, prepare_office
from pipeline.building.state.build_cache import BuildCache, BuiltPaper
from pipeline.papers.wording import Wording
from pipeline.workspace.load import ordered

# Findings about the order of numbers in a series, which lie between files.
_BETWEEN_FILES = frozenset({"DL-903"})


def prepare_edited(
    folder: Path, known: BuildCache, *, draft: bool, wording: Wording | None = None, on: date | None = None
) -> Prepared | None:
    """The papers of the edited files alone, with the findings of the whole folder; None where all of it has to be read."""
    if not known.edited or any(file not in known.public_names for file in known.edited):
        return None
    untouched = known.public_names.keys() - set(known.edited)
    prepared = prepare_office(folder, draft=draft, besides=untouched, wording=wording, on=on)
    before = {row.id: row.file for row in known.rows if row.file in known.edited}
    same = (
        not prepared.faulty
        # A merged PDF is made anew with any of its papers: then more than the edited files is concerned.
        and not any(before.keys() & {row.id, *row.enclosed} for row in known.rows if row.enclosed)
        and not any(document.enclosed for document in prepared.documents)
        and all(prepared.public_names.get(file) == known.public_names[file] for file in known.edited)
        and {document.id: document.source for document in prepared.documents} == before
        and not any(finding.code in _BETWEEN_FILES and finding.file in known.edited for finding in known.findings)
    )
    if not same:
        return None
    others = (finding for finding in known.findings if finding.file not in prepared.sources)
    return replace(prepared, findings=ordered((*prepared.findings, *others)), partial=True)


def untouched_papers(known: BuildCache) -> tuple[BuiltPaper, ...]:
    """The papers of the files that were not edited."""
    return tuple(row for row in known.rows if row.file not in known.edited)
