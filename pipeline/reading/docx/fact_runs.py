"""The runs of a paragraph for the facts: neighbours of one look joined, cut where a file sets two fonts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.reading.docx.inline import Piece
from pipeline.reading.facts import Run

_LAST_ASCII = 0x7F


def runs_of(pieces: list[Piece]) -> tuple[Run, ...]:
    """The runs of a paragraph, neighbours with equal looks joined."""
    parts = (part for piece in pieces for part in _by_font(piece))
    return tuple(
        Run(
            text="".join(text for text, _, _ in group),
            font=font,
            size=size,
            bold=bold,
            italic=italic,
            underline=underline,
            colour=colour,
        )
        for (font, (size, bold, italic, underline, colour)), group in groupby(parts, key=lambda part: part[1:])
    )


def _by_font(piece: Piece) -> Iterator[tuple[str, str | None, tuple[float, bool, bool, bool, str]]]:
    look = piece.look
    key = (look.size, look.bold, look.italic, look.underline, look.colour)
    if look.font == look.other:
        yield piece.text, look.font, key
        return
    for ascii_part, text in _split(piece.text):
        yield text, look.font if ascii_part else look.other, key


def _split(text: str) -> Iterator[tuple[bool, str]]:
    """A text cut into ASCII and other letters, each piece with whether it is ASCII; blanks belong to what is before them."""
    start, kind = 0, None
    for index, character in enumerate(text):
        if character.isspace():
            continue
        found = ord(character) <= _LAST_ASCII
        if kind is not None and found != kind:
            yield kind, text[start:index]
            start = index
        kind = found
    yield kind is not False, text[start:]
