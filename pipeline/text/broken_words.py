"""Words that a line end cuts in two (từ bị ngắt dòng): a measure on printed lines, for titles and table cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.bond import Bond
from pipeline.text.word_bonds import bonds_of


@dataclass(frozen=True, slots=True)
class BrokenWord:
    """What a line end parts: `whole` as it reads on one line, `shown` with a stroke at the end of the line."""

    whole: str
    shown: str
    bond: Bond


def broken_words(lines: Sequence[str], *, least: Bond = Bond.WORD) -> tuple[BrokenWord, ...]:
    """What the ends of the printed lines of one text part although it holds together at least as firmly as `least`.

    Only what is certain: a syllable that may or may not belong to the word before is never reported.
    """
    words: list[str] = []
    ends: list[int] = []
    for line in lines:
        if words:
            ends.append(len(words))
        words += line.split()
    bonds = bonds_of(tuple(words))
    return tuple(_broken(words, bonds, end) for end in ends if end < len(words) and bonds[end] >= least)


def _broken(words: Sequence[str], bonds: Sequence[Bond], end: int) -> BrokenWord:
    bond = bonds[end]
    first, last = end - 1, end + 1
    while bonds[first] >= bond:
        first -= 1
    while last < len(words) and bonds[last] >= bond:
        last += 1
    before, after = " ".join(words[first:end]), " ".join(words[end:last])
    return BrokenWord(whole=f"{before} {after}", shown=f"{before} / {after}", bond=bond)
