"""Versions of one paper outside a build (bản dự thảo): its Word file as it is now, against the one that was shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.decree.profile import Profile
from pipeline.errors import UsageError
from pipeline.papers.opinion_slip import OpinionSlip
from pipeline.papers.wording import Wording, shipped_wording
from pipeline.papers.written_papers import compose_paper
from pipeline.records.office import Office, Paper
from pipeline.reports.opinions.opinion_tables import Reworded
from pipeline.revision.blocks import open_version
from pipeline.revision.redline import redline_versions
from pipeline.revision.version_compare import Change, Line, compare_versions, text_of
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.docx_slip import make_slip
from pipeline.typeset.docx.templates import TemplateSet

_AUTHOR: Final = "Văn thư"
_HEADING: Final = re.compile(r"^(?:[IVXLC]+\. |Phụ lục\b)")
# What the program numbers anew when something before it came or went.
_NUMBER: Final = re.compile(r"^(?:[IVXLC]+\.|\d+\.|[a-zđ]\))\s")
# What every version has anew: the line of place and day, the line below an annex's title that names the paper and its day.
_DAY: Final = r"ngày[\s\d]*tháng[\s\d]*năm[\s\d]*"
_DATED: Final = re.compile(rf"[^,.;:()]{{2,60}},\s*{_DAY}|\(Kèm theo .*{_DAY}.*\)", re.DOTALL)
_DRAWN: Final = re.compile(r"\[hình vẽ\]")
_LONGEST_HEADING: Final = 90
_CELL: Final = re.compile(r", cột \d+$")


@dataclass(frozen=True)
class Desk:
    """An office's records with profile, templates and wording: all that is needed to make Word files of its papers."""

    office: Office
    profile: Profile
    templates: TemplateSet
    wording: Wording = field(default_factory=shipped_wording)

    def paper(self, key: str) -> Paper:
        """The record of a paper. UsageError when there is none; Refused: it has an error."""
        self.office.require(key)
        found = next((paper for paper in self.office.papers if paper.id == key), None)
        if found is None:
            raise UsageError(f"chưa có văn bản mã “{key}”.", "Lập trước bằng lệnh: vanthu reports compile.")
        return found

    def docx(self, key: str) -> bytes:
        """The Word file of a paper as the records are now. UsageError when there is no such paper."""
        document = compose_paper(self.office, self.paper(key), self.wording)
        return make_docx(document, templates=self.templates, profile=self.profile)

    def slip(self, slip: OpinionSlip) -> bytes:
        """The Word file of an opinion slip."""
        return make_slip(slip, templates=self.templates, profile=self.profile)


@dataclass(frozen=True)
class Revision:
    """What differs between two versions of a paper: each changed paragraph, and the new file with tracked changes."""

    changed: tuple[Reworded, ...]
    redline: bytes


def revision(old: bytes, new: bytes, *, date: str, moved: str) -> Revision:
    """Compare two Word files: changed paragraphs and the new file with tracked changes.

    `date` (ISO 8601): the date of the tracked changes; `moved`: the words put for a paragraph that only moved.
    """
    before, after = open_version(old, "bản cũ"), open_version(new, "bản mới")
    lines = compare_versions(before, after).lines
    return Revision(
        tuple(_rows_joined(_reworded(lines, moved))), redline_versions(before, after, author=_AUTHOR, date=date)
    )


def same_words(old: bytes, new: bytes) -> bool:
    """Whether two Word files have the same text; formatting does not count, so another program version is no revision."""
    return old == new or not compare_versions(open_version(old, "bản cũ"), open_version(new, "bản mới")).differs


def _reworded(lines: Iterable[Line], moved: str) -> Iterator[Reworded]:
    """Each paragraph whose words differ, with the heading it stands under.

    Numbering, pictures and the paper's date do not count. A paragraph that only moved is listed at its new place with
    the words `moved`. Each side is on one line, as it goes into a cell.
    """
    heading = ""
    for line in lines:
        old, new = (" ".join(text_of(side).split()) for side in (line.old, line.new))
        if _HEADING.match(new) and not line.place:
            heading = new if len(new) <= _LONGEST_HEADING else f"{new[:_LONGEST_HEADING].rstrip()}…"
        if line.change is Change.SAME or line.blank or (line.moved and line.change is Change.REMOVED):
            continue
        if not line.moved and _words(old) == _words(new):
            continue
        place = "; ".join(part for part in (heading, line.place) if part)
        yield Reworded(place, moved if line.moved else old, new)


def _words(text: str) -> str:
    """The words of a paragraph that somebody writes: no number before them, no picture, no day of the paper."""
    words = _DRAWN.sub("", _NUMBER.sub("", text)).strip()
    return re.sub(_DAY, "", words) if _DATED.fullmatch(words) else words


def _rows_joined(found: Iterable[Reworded]) -> Iterator[Reworded]:
    """The changes with those in cells of one table row put together, the cells' words separated by a bar."""
    open_row: Reworded | None = None
    for rewording in found:
        row = replace(rewording, place=_CELL.sub("", rewording.place))
        if open_row is not None and row.place == open_row.place and row.place != rewording.place:
            open_row = Reworded(row.place, _barred(open_row.before, row.before), _barred(open_row.after, row.after))
            continue
        if open_row is not None:
            yield open_row
        open_row = row
    if open_row is not None:
        yield open_row


def _barred(built_paper: str, other: str) -> str:
    return " | ".join(text for text in (built_paper, other) if text)
