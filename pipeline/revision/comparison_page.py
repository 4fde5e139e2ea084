"""A comparison as a self-contained web page (trang đối chiếu): two columns, unchanged text folded; and the list of papers.

The page has no scripts and fetches nothing; its one style sheet is inside, with its hash in the policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pipeline.revision.version_compare import Change, Comparison, Line
from pipeline.web.page_shell import PageShell

_PAGES: Final = PageShell("pipeline.revision", ("comparison.html.j2", "list.html.j2"))
# Paragraphs shown around a change, and the fewest that are worth folding.
_CONTEXT = 1
_FEWEST_FOLDED = 3
_MARKS = {Change.SAME: "", Change.CHANGED: "đổi", Change.ADDED: "thêm", Change.REMOVED: "bỏ"}


@dataclass(frozen=True, kw_only=True)
class PageHead:
    """What the head of a comparison page names: the paper, the sources of both versions, the file with tracked changes."""

    title: str
    old: str
    new: str
    redline: str = ""
    index: str = ""


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """One paper in the list: id, subject, result, summary; names of its files, "" for none.

    `trouble`: whether it could not be compared.
    """

    id: str
    subject: str
    result: str
    summary: str
    page: str = ""
    redline: str = ""
    trouble: bool = False


@dataclass(frozen=True)
class Group:
    """Lines shown, or with `folded` lines folded away."""

    lines: tuple[Line, ...]
    folded: bool


def comparison_page(comparison: Comparison, head: PageHead) -> str:
    """The page of one paper."""
    values: dict[str, object] = {
        "head": head,
        "summary": comparison.summary,
        "groups": grouped(comparison.lines),
        "marks": {change.name: mark for change, mark in _MARKS.items()},
    }
    return _PAGES.render("comparison.html.j2", values)


def list_page(rows: Sequence[IndexRow], *, title: str, old: str, new: str) -> str:
    """The list of the papers compared, each with its result and links to its files."""
    return _PAGES.render("list.html.j2", {"rows": rows, "title": title, "old": old, "new": new})


def grouped(lines: Sequence[Line]) -> tuple[Group, ...]:
    """The lines with words in groups: changes with one paragraph around them, the others folded."""
    told = [line for line in lines if not line.blank]
    near = [False] * len(told)
    for number, line in enumerate(told):
        if line.change is not Change.SAME:
            for other in range(max(0, number - _CONTEXT), min(len(told), number + _CONTEXT + 1)):
                near[other] = True
    found: list[Group] = []
    for shown, group in groupby(zip(near, told, strict=True), key=lambda pair: pair[0]):
        inside = tuple(line for _, line in group)
        folded = not shown and len(inside) >= _FEWEST_FOLDED
        if not folded and found and not found[-1].folded:
            found[-1] = Group((*found[-1].lines, *inside), folded=False)
        else:
            found.append(Group(inside, folded=folded))
    return tuple(found)
