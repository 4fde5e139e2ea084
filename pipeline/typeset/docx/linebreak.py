"""Breaking names and titles into lines (ngắt dòng): few, about even, between words.

Vietnamese writes a space between the syllables of one word, so a renderer would break `Ban Chỉ / đạo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.text.bond import Bond
from pipeline.text.metrics import text_width
from pipeline.text.number_bonds import JOINERS
from pipeline.text.word_bonds import bonds_of

# Words after which or before which a title breaks naturally.
_OPENERS = frozenset("của tại về và trên cho do đối năm tỉnh thành thuộc theo trong để kèm ban từ đến với xây".split())
INSIDE_WORD = 100.0
"""The cost of a break that is only made where a line cannot hold the word."""

_INSIDE_NAME, _INSIDE_GROUP, _IN_DOUBT = 60.0, 40.0, 14.0
_BETWEEN_CAPITALS, _AFTER_OPENER, _PLAIN, _BEFORE_OPENER = 9.0, 6.0, 2.0, 0.0
# So many numbers of lines are looked at, from the fewest that fit: one more where that leaves a word whole.
_MORE_LINES = 4
_BOND_COSTS = {Bond.WORD: INSIDE_WORD, Bond.NAME: _INSIDE_NAME, Bond.GROUP: _INSIDE_GROUP, Bond.DOUBT: _IN_DOUBT}


@dataclass(frozen=True, order=True)
class _Lines:
    """A way to break a text: first by the words it breaks, then by its cost."""

    broken: int
    cost: float
    starts: tuple[int, ...]


def filled_starts(widths: Sequence[float], room: float, space: float, *, indent: float = 0.0) -> list[int]:
    """The index of the first word of each line, with as many words on a line as fit, as every renderer does.

    `widths` of the words, `room` of a line, `space` of a blank, `indent` of the first line, in points. No word is
    broken.
    """
    starts, used = [0], indent + (widths[0] if widths else 0.0)
    for index, width in enumerate(widths[1:], start=1):
        if used > 0 and used + space + width > room:
            starts.append(index)
            used = width
        else:
            used += space + width
    return starts


def balanced_lines(text: str, limit: float, size: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """Break a text into the fewest lines that fit `limit` points, even in length, breaking between words that may part.

    A syllable wider than the limit stands alone on its line.
    """
    words = text.split(" ")
    widths = [text_width(word, size, bold=bold, italic=italic) for word in words]
    space = text_width(" ", size, bold=bold, italic=italic)
    total = sum(widths) + space * (len(words) - 1)
    if total <= limit:
        return [text]
    costs, found, looked = break_costs(words), None, 0
    for count in range(2, len(words) + 1):
        way = _best(costs, widths, space, limit, count)
        if way is None:
            continue
        found, looked = way if found is None or way.broken < found.broken else found, looked + 1
        if not found.broken or looked == _MORE_LINES:
            break
    return _cut(words, found.starts) if found else words


def _cut(words: list[str], starts: tuple[int, ...]) -> list[str]:
    return [" ".join(words[start:end]) for start, end in pairwise((*starts, len(words)))]


def _best(costs: Sequence[float], widths: Sequence[float], space: float, limit: float, count: int) -> _Lines | None:
    """The cheapest way to break the words into exactly `count` lines, or None when they do not fit."""
    ideal = (sum(widths) + space * (len(widths) - count)) / count
    best: list[dict[int, _Lines]] = [{} for _ in range(len(widths) + 1)]
    best[0][0] = _Lines(0, 0.0, ())
    for start in range(len(widths)):
        for lines, before in best[start].items():
            if lines == count:
                continue
            width = -space
            broken, cost = before.broken + (costs[start] >= INSIDE_WORD), before.cost + costs[start]
            for end in range(start + 1, len(widths) + 1):
                width += widths[end - 1] + space
                if width > limit and end > start + 1:
                    break
                way = _Lines(broken, cost + ((width - ideal) / ideal * 10) ** 2, (*before.starts, start))
                if lines + 1 not in best[end] or way < best[end][lines + 1]:
                    best[end][lines + 1] = way
    return best[-1].get(count)


def break_costs(words: Sequence[str]) -> list[float]:
    """The cost of a line break before each word: 0 before a word that opens a phrase, 100 inside a word."""
    return [
        _BOND_COSTS.get(bond) or _plain_cost(words, position) for position, bond in enumerate(bonds_of(tuple(words)))
    ]


def _plain_cost(words: Sequence[str], position: int) -> float:
    if position == 0:
        return 0.0
    before, after = words[position - 1], words[position]
    if before in JOINERS:
        return _PLAIN
    if before.lower() in _OPENERS:
        return _AFTER_OPENER
    if after.lower() in _OPENERS or (after[:1].isupper() and before.islower()):
        return _BEFORE_OPENER
    return _BETWEEN_CAPITALS if after[:1].isupper() else _PLAIN
