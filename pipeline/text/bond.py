"""How firmly the pieces of a text hold together on a line (độ liền), and the pieces themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from pipeline.text.lexicon import lexicon_form

_OPENING, _CLOSING = "“\"'([{‘«", ".,;:!?)]}”\"'’…»"


class Bond(IntEnum):
    """How firmly a piece holds to the one before it."""

    NONE = 0  # a line may end here
    DOUBT = 1  # perhaps one word: it depends on how the text is read
    GROUP = 2  # a date, a title with a name: whole where it fits on a line
    NAME = 3  # a name of a person or a place
    WORD = 4  # one word, a number with what it counts: parted only where it is wider than the line


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two blanks: `core` without the marks around it, `form` as the lexicon spells it.

    `opened`, `closed`: whether marks part it from the piece before and after.
    """

    written: str
    core: str
    form: str
    opened: bool
    closed: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: `Thanh`, `Y`."""
        return self.core[:1].isupper() and (len(self.core) == 1 or self.core[1:].islower())

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.core[:1].islower()


def pieces_of(words: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces of a text cut at its blanks."""
    cores = [word.strip(_OPENING + _CLOSING) for word in words]
    return tuple(
        Piece(
            word,
            core,
            lexicon_form(core),
            opened=bool(word) and word[0] in _OPENING,
            closed=bool(word) and word[-1] in _CLOSING,
        )
        for word, core in zip(words, cores, strict=True)
    )


def apart(before: Piece, after: Piece) -> bool:
    """Whether a mark stands between two pieces, or one of them is empty."""
    return before.closed or after.opened or not before.core or not after.core
