"""What `vanthu templates wording` prints (danh sách lời văn): every line of the wording with an example of its result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.errors import Refused
from pipeline.papers.wording import Wording, shipped_wording
from pipeline.papers.wording_examples import examples
from pipeline.papers.wording_line import WordingLine


def wording_lines(wording: Wording) -> Iterator[str]:
    """The list, line by line: groups, places, the sentence, its values, an example for each case; errors of faulty lines."""
    for group, lines in groupby(wording.lines.values(), key=lambda line: line.group):
        yield f"[{group}]"
        for line in lines:
            own = " (câu của cơ quan)" if _is_changed(line) else ""
            yield f"  {line.place}{own}"
            yield f"    câu:     {line.source}"
            yield from _examples(wording, line)
        yield ""


def _is_changed(line: WordingLine) -> bool:
    """Whether a line differs from the program's own: a file that was copied out holds all lines."""
    ours = shipped_wording().lines.get((line.group, line.place))
    return ours is None or ours.source != line.source


def _examples(wording: Wording, line: WordingLine) -> Iterator[str]:
    given = examples().get((line.group, line.place), ({},))
    if names := ", ".join(given[0]):
        yield f"    giá trị: {names}"
    try:
        said = [wording.say(line.group, line.place, **values) for values in given]
    except Refused as refusal:
        yield f"    LỖI:     {refusal.message}"
        return
    if said != [line.source]:
        yield from (f"    ví dụ:   {text}" for text in said)
