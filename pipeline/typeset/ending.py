"""The end of the main text as LibreOffice needs it (phần cuối): its last lines go with the signature.

The Word file says "keep with next" on the last paragraph, and Word moves its last lines along. LibreOffice moves the
whole paragraph, or nothing when that is too long. So the copy that goes to LibreOffice has a long last paragraph cut at
the end of a line: the head set to the full width to its very end, the tail without indent. The PDF shows one paragraph;
the Word file that the office keeps is not touched.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.law.profile import Profile
from pipeline.text.metrics import POINTS_PER_MM, text_width
from pipeline.typeset.fit import text_area
from pipeline.typeset.package import read_package, write_package
from pipeline.typeset.wordml import parse, serialize, set_property, style_of, text_of, w

_DOCUMENT = "word/document.xml"
# A paragraph of so many lines may move as a whole: the gap it leaves is small.
_MOVES_WHOLE = 3
# The tail takes two lines or more, up to these, wherever the end of the line before is surest.
_MOST_TAIL_LINES = 5


@dataclass(frozen=True)
class _Word:
    """A word with its width in points and the run that it stands in."""

    text: str
    width: float
    run: int


def ready_for_libreoffice(docx: bytes, *, profile: Profile) -> bytes:
    """The Word file with a long last paragraph cut before its last lines; the same bytes when there is none."""
    package = read_package(docx)
    root = parse(package[_DOCUMENT])
    # The first long one before the signature, however many short ones stand between.
    if not any(_cut(paragraph, profile) for paragraph in _kept_paragraphs(root)):
        return docx
    return write_package({**package, _DOCUMENT: serialize(root)})


def _kept_paragraphs(root: etree._Element) -> list[etree._Element]:
    """The paragraphs of words kept with the signature table, from the last one back."""
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
    """Cut the paragraph in two, the second part following it; False when it is short or not plain words."""
    runs = paragraph.findall(w("r"))
    if not runs or any(len(run.findall(w("t"))) != 1 for run in runs):
        return False
    size = profile.number("body.size")
    words = _words(runs, size)
    lines = _Lines(
        words=words,
        width=text_area(profile, landscape=False).width,
        space=text_width(" ", size),
        indent=profile.number("body.first_line_indent") * POINTS_PER_MM,
    )
    starts = lines.starts()
    if len(starts) <= _MOVES_WHOLE:
        return False
    candidates = range(max(2, len(starts) - _MOST_TAIL_LINES), len(starts) - 1)
    place = starts[max(candidates, key=lambda line: lines.sureness(starts, line))]
    if words[place].run != len(runs) - 1:
        return False
    _part(paragraph, words, place)
    return True


def _part(paragraph: etree._Element, words: list[_Word], place: int) -> None:
    """Move the words from `place` on into a paragraph of their own that continues this one."""
    tail = deepcopy(paragraph)
    paragraph.addnext(tail)
    *others, last = tail.findall(w("r"))
    for run in others:
        tail.remove(run)
    _set_words(last, words[place:], lead="")
    final = paragraph.findall(w("r"))[-1]
    # A run that follows a label begins with the space between them.
    lead = " " if text_of(final).startswith(" ") else ""
    _set_words(final, [word for word in words[:place] if word.run == words[place].run], lead=lead)
    set_property(paragraph, "keepNext", val="0")
    set_property(paragraph, "jc", val="distribute")
    set_property(tail, "spacing", before="0")
    set_property(tail, "ind", firstLine="0")


def _set_words(run: etree._Element, words: list[_Word], *, lead: str) -> None:
    text = run.find(w("t"))
    if text is not None:
        text.text = lead + " ".join(word.text for word in words)


def _words(runs: list[etree._Element], size: float) -> list[_Word]:
    return [
        _Word(text=text, width=text_width(text, size, bold=run.find(f"{w('rPr')}/{w('b')}") is not None), run=number)
        for number, run in enumerate(runs)
        for text in text_of(run).split(" ")
        if text
    ]


@dataclass(frozen=True)
class _Lines:
    """Words set on lines of `width` points, the first one indented."""

    words: list[_Word]
    width: float
    space: float
    indent: float

    def starts(self) -> list[int]:
        """Index of the first word of each line: as many words on a line as fit, as every renderer does."""
        starts, used = [0], self.indent + self.words[0].width
        for index, word in enumerate(self.words[1:], start=1):
            if used + self.space + word.width > self.width:
                starts.append(index)
                used = word.width
            else:
                used += self.space + word.width
        return starts

    def sureness(self, starts: list[int], line: int) -> float:
        """How far, in points, the break before a line is from falling one word earlier or later."""
        before = self.words[starts[line - 1] : starts[line]]
        used = sum(word.width for word in before) + self.space * (len(before) - 1)
        used += self.indent if line == 1 else 0.0
        return min(self.width - used, used + self.space + self.words[starts[line]].width - self.width)
