"""The public names of a matter's file (tên lộ ra ngoài của một hồ sơ): its ids and numbers, which others depend on.

A meeting or a paper is checked against the office's lists and committees; against other meetings and papers only where
ids must be unique and where numbers run in one series. As long as its public names stay the same, an edit of one file
cannot affect another.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.records.meeting_held import held
from pipeline.workspace.load import Loaded
from pipeline.workspace.view import View


def public_names(loaded: Loaded) -> Mapping[str, str]:
    """The public names of each file that holds one meeting or one paper, by file. Other files concern the whole folder."""
    files = {loaded.known[record.id].file for record in (*loaded.office.meetings, *loaded.office.papers)}
    shown: dict[str, list[str]] = {file: [] for file in files}
    for entry in loaded.known.values():
        if entry.file in shown:
            shown[entry.file].append(f"{entry.kind} {entry.key}")
    view = View(office=loaded.office, known=loaded.known, sources=loaded.sources)
    for paper in view.issued():
        if paper.issue.number is not None:
            shown[loaded.known[paper.owner].file].append(
                f"{paper.issuer} {paper.kind} {paper.unit} {paper.issue.number} {paper.issue.date}"
            )
    for meeting in loaded.office.meetings:
        if meeting.minutes is not None and meeting.minutes.number is not None:
            shown[loaded.known[meeting.id].file].append(f"{meeting.body} {meeting.minutes.number} {held(meeting).day}")
    return {file: "; ".join(sorted(words)) for file, words in shown.items()}
