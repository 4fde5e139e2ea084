"""Comparing two versions (so sánh hai bản): paragraph by paragraph as values, and a one-line summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.revision.atoms import Atom, Kind
from pipeline.revision.blocks import Block, Paragraph, Row, Table, Version, open_version
from pipeline.revision.match import Pair, match_blocks, match_rows
from pipeline.revision.rewording import Stretch, reworded

_DRAWN = "[hình vẽ]"
_LONGEST_QUOTE = 60
_CONTEXT_WORDS = 2
# Smaller tables lay out the head and the signature of a paper; nobody calls them tables.
_FEWEST_ROWS = 3


class Change(Enum):
    """What happened to a paragraph (đoạn)."""

    SAME = "giữ nguyên"
    CHANGED = "đổi"
    ADDED = "thêm"
    REMOVED = "bỏ"


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words of one version; `marked`: whether only this version has them."""

    text: str
    marked: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph of both versions: its pieces on either side, its place (such as a cell of a table).

    `moved`: added here and removed elsewhere, word for word (or the other way round).
    """

    change: Change
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    place: str = ""
    moved: bool = False

    @property
    def blank(self) -> bool:
        """Whether neither version has a word here."""
        return not (text_of(self.old) + text_of(self.new)).strip()


@dataclass(frozen=True)
class Comparison:
    """Two versions of a paper, paragraph by paragraph, in the order of the new one."""

    lines: tuple[Line, ...]

    def count(self, change: Change) -> int:
        """The number of paragraphs with words to which this happened; paragraphs that only moved are counted apart."""
        return sum(line.change is change and not line.blank and not line.moved for line in self.lines)

    @property
    def moved(self) -> int:
        """The number of paragraphs that only moved."""
        return sum(line.moved and line.change is Change.ADDED for line in self.lines)

    @property
    def differs(self) -> bool:
        """Whether any word differs."""
        return any(line.change is not Change.SAME and not line.blank for line in self.lines)

    @property
    def new_words(self) -> int:
        """The number of words that only the new version has."""
        return sum(_words(line.new) for line in self.lines if not line.moved)

    @property
    def old_words(self) -> int:
        """The number of words that only the old version has."""
        return sum(_words(line.old) for line in self.lines if not line.moved)

    @property
    def summary(self) -> str:
        """A line in Vietnamese: counts of paragraphs and words, and the first change quoted."""
        if not self.differs:
            return "không đổi chữ nào"
        counts = [
            f"đổi {self.count(Change.CHANGED)} đoạn, thêm {self.count(Change.ADDED)}, bỏ {self.count(Change.REMOVED)}"
        ]
        counts += [f"chuyển chỗ {self.moved}"] if self.moved else []
        words = f"{self.new_words} từ mới" if self.new_words or not self.old_words else f"bỏ {self.old_words} từ"
        return f"{', '.join(counts)}; {words}: {self._first()}"

    def _first(self) -> str:
        told = [line for line in self.lines if line.change is not Change.SAME and not line.blank]
        changed = next((line for line in told if line.change is Change.CHANGED), told[0])
        before, after = _quoted(changed.old), _quoted(changed.new)
        if before and after:
            return f"{before} → {after}"
        return f"bỏ {before}" if before else f"thêm {after}"


def compare(old: bytes, new: bytes) -> Comparison:
    """Compare the words of two Word files. Unreadable for a file that is damaged or none."""
    return compare_versions(open_version(old, "bản cũ"), open_version(new, "bản mới"))


def compare_versions(old: Version, new: Version) -> Comparison:
    """Compare two opened versions."""
    return Comparison(_with_moves(tuple(_lines(match_blocks(old.blocks, new.blocks)))))


def text_of(pieces: Sequence[Piece]) -> str:
    """The text of one side of a line."""
    return "".join(piece.text for piece in pieces)


def _lines(pairs: Sequence[Pair[Block]], place: str = "") -> Iterator[Line]:
    tables = 0
    for pair in pairs:
        old, new = pair.old, pair.new
        if not isinstance(old, Table) and not isinstance(new, Table):
            yield _line(old, new, place)
            continue
        before, after = (table if isinstance(table, Table) else None for table in (old, new))
        rows = max(len(table.rows) for table in (before, after) if table is not None)
        named = rows >= _FEWEST_ROWS and not place
        tables += named
        yield from _table_lines(before, after, f"Bảng {tables}" if named else "", place)


def _table_lines(old: Table | None, new: Table | None, name: str, place: str) -> Iterator[Line]:
    number = 0
    for pair in match_rows(old.rows if old else (), new.rows if new else ()):
        number += pair.new is not None or new is None
        row = f"{name}, hàng {number}" if name else place
        for cell, cells in enumerate(_cells(pair), start=1):
            yield from _lines(cells, f"{row}, cột {cell}" if name else place)


def _cells(pair: Pair[Row]) -> Iterator[list[Pair[Block]]]:
    if pair.old is not None and pair.new is not None:
        for old, new in zip(pair.old.cells, pair.new.cells, strict=True):
            yield match_blocks(old, new)
    elif pair.old is not None:
        for cell in pair.old.cells:
            yield [Pair(block, None) for block in cell]
    elif pair.new is not None:
        for cell in pair.new.cells:
            yield [Pair(None, block) for block in cell]


def _line(old: Paragraph | None, new: Paragraph | None, place: str) -> Line:
    if old is not None and new is not None and old.key == new.key:
        return Line(change=Change.SAME, old=_whole(old, marked=False), new=_whole(new, marked=False), place=place)
    if old is not None and new is not None:
        stretches = reworded(old.atoms, new.atoms)
        change = Change.SAME if all(stretch.same for stretch in stretches) else Change.CHANGED
        before, after = _pieces(stretches, old=True), _pieces(stretches, old=False)
        return Line(change=change, old=before, new=after, place=place)
    if old is not None:
        return Line(change=Change.REMOVED, old=_whole(old), new=(), place=place)
    return Line(change=Change.ADDED, old=(), new=_whole(new) if new else (), place=place)


def _pieces(stretches: Sequence[Stretch], *, old: bool) -> tuple[Piece, ...]:
    pieces = (Piece(_shown(stretch.old if old else stretch.new), marked=not stretch.same) for stretch in stretches)
    return tuple(piece for piece in pieces if piece.text)


def _whole(paragraph: Paragraph, *, marked: bool = True) -> tuple[Piece, ...]:
    text = _shown(paragraph.whole)
    return (Piece(text, marked=marked),) if text else ()


def _shown(atoms: Sequence[Atom]) -> str:
    return "".join(_DRAWN if atom.kind is Kind.DRAWN else atom.text for atom in atoms)


def _words(pieces: Sequence[Piece]) -> int:
    return sum(any(map(str.isalnum, word)) for piece in pieces if piece.marked for word in piece.text.split())


def _quoted(pieces: Sequence[Piece]) -> str:
    """The first marked words, with two words before them, in Vietnamese quotation marks; "" for none."""
    before = ""
    for piece in pieces:
        if piece.marked and piece.text.strip():
            lead = before.split()[-_CONTEXT_WORDS:]
            glue = " " if lead and before[-1:].isspace() else ""
            text = " ".join((" ".join(lead) + glue + piece.text).split())
            return f"“{text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + '…'}”"
        before += piece.text
    return ""


def _with_moves(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with those marked as moved that are removed in one place and added in another, unless very short."""
    gone: dict[str, int] = {}
    for line in lines:
        if line.change is Change.REMOVED and len(text_of(line.old).split()) > _FEWEST_ROWS:
            gone[text_of(line.old)] = gone.get(text_of(line.old), 0) + 1
    moved: dict[str, int] = {}
    found = []
    for line in lines:
        text = text_of(line.new)
        if line.change is Change.ADDED and moved.get(text, 0) < gone.get(text, 0):
            moved[text] = moved.get(text, 0) + 1
            line = Line(change=line.change, old=line.old, new=line.new, place=line.place, moved=True)  # noqa: PLW2901
        found.append(line)
    for number, line in enumerate(found):
        text = text_of(line.old)
        if line.change is Change.REMOVED and moved.get(text, 0):
            moved[text] -= 1
            found[number] = Line(change=line.change, old=line.old, new=line.new, place=line.place, moved=True)
    return tuple(found)
