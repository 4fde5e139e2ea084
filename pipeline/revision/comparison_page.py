"""A comparison as a self-contained web page (trang đối chiếu): two columns, what stayed folded away; and the list of papers.

Nothing is fetched and nothing runs: no scripts, one style sheet in the page whose hash the policy names.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import groupby

import jinja2

from pipeline.revision.version_compare import Change, Comparison, Line

# Paragraphs shown around a change, and the fewest that are worth folding.
_CONTEXT = 1
_FEWEST_FOLDED = 3
_MARKS = {Change.SAME: "", Change.CHANGED: "đổi", Change.ADDED: "thêm", Change.REMOVED: "bỏ"}


@dataclass(frozen=True, kw_only=True)
class PageHead:
    """What stands above a comparison: the paper, where both versions come from, the file with tracked changes."""

    title: str
    old: str
    new: str
    redline: str = ""
    index: str = ""


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """One paper in the list: id, subject, result, summary, whether it is trouble; names of its files, "" for none."""

    id: str
    subject: str
    result: str
    summary: str
    page: str = ""
    redline: str = ""
    trouble: bool = False


@dataclass(frozen=True)
class Group:
    """Lines shown, or lines folded away."""

    lines: tuple[Line, ...]
    folded: bool


def comparison_page(comparison: Comparison, head: PageHead) -> str:
    """The page of one paper."""
    style = _text("style.css")
    return (
        _environment()
        .get_template("comparison.html.j2")
        .render(
            policy=_policy(style),
            style=style,
            head=head,
            summary=comparison.summary,
            groups=grouped(comparison.lines),
            marks={change.name: mark for change, mark in _MARKS.items()},
        )
    )


def list_page(rows: Sequence[IndexRow], *, title: str, old: str, new: str) -> str:
    """The list of the papers compared, each with its result and its files."""
    style = _text("style.css")
    return (
        _environment()
        .get_template("list.html.j2")
        .render(policy=_policy(style), style=style, rows=rows, title=title, old=old, new=new)
    )


def grouped(lines: Sequence[Line]) -> tuple[Group, ...]:
    """Lines with words: changes with one paragraph around them, the rest folded."""
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


def _policy(style: str) -> str:
    """The content security policy: this style sheet, nothing else."""
    digest = base64.b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> jinja2.Environment:
    names = ("comparison.html.j2", "list.html.j2", "head.html.j2")
    return jinja2.Environment(
        loader=jinja2.DictLoader({name: _text(name) for name in names}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _text(name: str) -> str:
    return resources.files("pipeline.revision").joinpath("web", name).read_text(encoding="utf-8")
