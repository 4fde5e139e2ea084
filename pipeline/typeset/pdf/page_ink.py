"""What stands where on a page of LibreOffice's PDF (chữ trên trang): read off its content, which LibreOffice writes in one way.

Each piece of text has its place, its size, and the name of its Word style, by which it is tagged. Page numbers and footers are
artifacts and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    rb"/(?P<tag>[^\s<>/\[\]()]+)\s*(?:<<[^>]*>>)?\s*(?:BMC|BDC)"
    rb"|(?P<end>\bEMC\b)"
    rb"|\bBT\s+(?:[-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ )?(?P<x>[-\d.]+) (?P<y>[-\d.]+) T[dm] /\S+ (?P<size>[\d.]+) Tf"
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ARTIFACT = "Artifact"
# A letter reaches so far below its baseline, as a share of its size.
_DESCENT = 0.22
_SAME_LINE = 1.0  # points: baselines of one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text: left edge, baseline, size (points, from the lower left corner of the page), and style."""

    x: float
    baseline: float
    size: float
    style: str

    @property
    def bottom(self) -> float:
        """The lower edge of its letters."""
        return self.baseline - _DESCENT * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class InkOfPage:
    """The pieces of one page in the order of the file; height of the page in points."""

    height: float
    pieces: tuple[Piece, ...]

    @property
    def lowest(self) -> float | None:
        """The lower edge of the lowest text; None on an empty page."""
        return min((piece.bottom for piece in self.pieces), default=None)

    def lines_above(self, height: float) -> int:
        """How many lines of text stand above a height."""
        return count_lines(piece.baseline for piece in self.pieces if piece.baseline > height)


def count_lines(baselines: Iterator[float]) -> int:
    """The number of lines that have these baselines."""
    found, last = 0, float("inf")
    for baseline in sorted(baselines, reverse=True):
        if last - baseline > _SAME_LINE:
            found += 1
            last = baseline
    return found


def pieces_of(content: bytes) -> tuple[Piece, ...]:
    """The pieces of text in the content of a page, without artifacts."""
    found: list[Piece] = []
    style, nested = "", 0
    for token in _TOKEN.finditer(content):
        if token["tag"] is not None:
            # Marked content does not nest for LibreOffice, but for artifacts inside artifacts.
            nested = nested + 1 if style == _ARTIFACT else 0
            style = _ARTIFACT if nested else _plain(token["tag"])
        elif token["end"] is not None:
            nested, style = (nested - 1, style) if nested else (0, "")
        elif style != _ARTIFACT:
            found.append(Piece(x=float(token["x"]), baseline=float(token["y"]), size=float(token["size"]), style=style))
    return tuple(found)


@lru_cache(maxsize=256)
def _plain(name: bytes) -> str:
    """The name of a tag as written in Word."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name).decode("utf-8", "replace")
