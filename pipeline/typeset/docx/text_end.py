"""The end of the main text for LibreOffice (phần cuối): its last lines stay with the signature.

The Word file says "keep with next" on the last paragraph, and Word moves its last lines along. LibreOffice moves the
whole paragraph, or nothing when that is too long. So in the copy for LibreOffice a long last paragraph is cut at the
end of a line: the head justified to its very end, the tail without indent. The PDF shows one paragraph; the Word file
that the office keeps is not changed.

The line ends are not left to LibreOffice: later versions draw the words of a justified line closer together, so that
lines end elsewhere, and the last line of the head could be two words drawn apart over the whole width. The lines of
both parts are broken by explicit breaks where the words in their own widths require it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.end_marks import ended_tables, put_end_marks
from pipeline.typeset.docx.fit import text_area
from pipeline.typeset.docx.join import GALLERY, without_gallery
from pipeline.typeset.docx.keep_with_next import kept_paragraphs, put_marks
from pipeline.typeset.docx.linebreak import filled_starts
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.waiting_places import WaitingBlank, put_waiting_marks
from pipeline.typeset.docx.wordml import parse, serialize, set_property, style_of, text_of, w

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
# A paragraph of so many lines may move as a whole: the gap it leaves is small.
_MOVES_WHOLE = 3
# The tail takes so many lines.
_TAIL_LINES = 2
# Points left free on each line of the head, so that rounding never takes its last word to the next line.
_SLACK = 0.5


@dataclass(frozen=True)
class _Word:
    """A word with its width in points and the index of its run."""

    text: str
    width: float
    run: int


def ready_for_libreoffice(
    docx: bytes,
    *,
    profile: Profile,
    blanks: tuple[WaitingBlank, ...] = (),
    heights: Mapping[int, float] = MappingProxyType({}),
) -> bytes:
    """The Word file with a long last paragraph cut, and with marks on what must not end or begin a page.

    Also with marks on the blanks in which number and day are still to be written. `heights`: in points, of the last rows of
    tables that must go to the next page, by the tables' numbers. The same bytes when there is nothing of these.
    """
    package = read_package(docx)
    root = parse(package[_DOCUMENT])
    kept, ended = kept_paragraphs(root, package[_STYLES]), ended_tables(root)
    # The first long one before the signature, however many short ones stand between.
    cut = any(_cut(paragraph, profile) for paragraph in _with_signature(root))
    waits = put_waiting_marks(root, blanks)
    if not (cut or kept or waits or ended):
        return docx
    put_end_marks(root, ended, heights)
    put_marks(root, kept)
    styles = without_gallery(package[_STYLES], _styles_in(package))
    return write_package({**package, _DOCUMENT: serialize(root), _STYLES: styles}, compressed=False)


def _styles_in(package: Mapping[str, bytes]) -> frozenset[str]:
    """The styles of the gallery that any part of the file names."""
    parts = [data for name, data in package.items() if name.startswith("word/") and name != _STYLES]
    return frozenset(style for style in GALLERY if any(f'"{style}"'.encode() in data for data in parts))


def _with_signature(root: etree._Element) -> list[etree._Element]:
    """The paragraphs of text kept with the signature table, from the last one upwards."""
    kept: list[etree._Element] = []
    for gap in root.iter(w("p")):
        if style_of(gap) != "KhoangKy":
            continue
        for before in next(gap.iterancestors(w("tbl"))).itersiblings(preceding=True):
            if before.tag != w("p") or before.find(f"{w('pPr')}/{w('keepNext')}") is None:
                break
            if text_of(before):
                kept.append(before)
        break
    return kept


def _cut(paragraph: etree._Element, profile: Profile) -> bool:
    """Cut the paragraph in two, the second part after it; False when it is short or not plain text."""
    runs = paragraph.findall(w("r"))
    if not runs or any(len(run.findall(w("t"))) != 1 for run in runs):
        return False
    size = profile.number("body.size")
    words = _words(runs, size)
    starts = filled_starts(
        [word.width for word in words],
        text_area(profile, landscape=False).width - _SLACK,
        text_width(" ", size),
        indent=profile.number("body.first_line_indent") * POINTS_PER_MM,
    )
    if len(starts) <= _MOVES_WHOLE:
        return False
    place = starts[-_TAIL_LINES]
    if words[place].run != len(runs) - 1:
        return False
    _part(paragraph, words, starts, place)
    return True


def _part(paragraph: etree._Element, words: list[_Word], starts: list[int], place: int) -> None:
    """Move the words from `place` on into a new paragraph that continues this one; lines begin at `starts`."""
    tail = deepcopy(paragraph)
    paragraph.addnext(tail)
    *others, last = tail.findall(w("r"))
    for run in others:
        tail.remove(run)
    _set_lines(last, _lines_of(words, place, len(words), starts), before="", after="")
    first = 0
    for number, run in enumerate(paragraph.findall(w("r"))):
        end = min(place, first + sum(1 for word in words if word.run == number))
        text = text_of(run)
        # Between two runs on one line stands the blank that one of them has; at the end of a line none.
        before = " " if text[:1] == " " and first not in starts else ""
        after = " " if text[-1:] == " " and end not in starts and end < place else ""
        lines = _lines_of(words, first, end, starts)
        _set_lines(run, [[], *lines] if first and first in starts else lines, before=before, after=after)
        first = end
    set_property(paragraph, "keepNext", val="0")
    set_property(paragraph, "jc", val="distribute")
    set_property(tail, "spacing", before="0")
    set_property(tail, "ind", firstLine="0")


def _lines_of(words: list[_Word], first: int, end: int, starts: list[int]) -> list[list[_Word]]:
    """The words from `first` to `end`, one list a line."""
    inner = [start for start in starts if first < start < end]
    return [words[left:right] for left, right in pairwise([first, *inner, end])]


def _set_lines(run: etree._Element, lines: list[list[_Word]], *, before: str, after: str) -> None:
    """Put these lines of words into a run, with line breaks between them."""
    text = run.find(w("t"))
    if text is None:
        return
    run.remove(text)
    for number, line in enumerate(lines):
        if number:
            etree.SubElement(run, w("br"))
        if line:
            piece = deepcopy(text)
            piece.text = " ".join(word.text for word in line)
            run.append(piece)
    pieces = run.findall(w("t"))
    if pieces:
        pieces[0].text = before + (pieces[0].text or "")
        pieces[-1].text = (pieces[-1].text or "") + after


def _words(runs: list[etree._Element], size: float) -> list[_Word]:
    return [
        _Word(text=text, width=text_width(text, size, bold=run.find(f"{w('rPr')}/{w('b')}") is not None), run=number)
        for number, run in enumerate(runs)
        for text in text_of(run).split(" ")
        if text
    ]
