"""Where findings stand on the pages shown (vị trí phát hiện trên ảnh trang), also for a paper that was a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.checking.entries import Entry
from pipeline.reading.facts import Box, PaperFacts, Paragraph
from pipeline.text import normalize_tone_style, to_nfc

# Shorter texts stand in too many places to be found by how they begin.
_TELLING = 12


def placed(found: Sequence[Entry], *, checked: PaperFacts, shown: PaperFacts) -> Mapping[int, Box]:
    """The box of each entry, by its number; entries without a place are left out.

    `checked` is what was judged, `shown` the PDF in the pictures. Paragraphs are matched by their text, in order; one
    that the PDF cuts or orders differently is looked for by its text alone, and given up where that is not unique.
    """
    boxes = {paragraph.index: paragraph.box for paragraph in checked.paragraphs if paragraph.box is not None}
    if checked is not shown and not boxes:
        boxes = _matched(checked.paragraphs, shown.paragraphs)
    return {
        entry.number: box
        for entry in found
        if (box := entry.box or boxes.get(-1 if entry.near is None else entry.near))
    }


def _matched(checked: Sequence[Paragraph], shown: Sequence[Paragraph]) -> dict[int, Box]:
    left = [(paragraph, key) for paragraph in checked if (key := _key(paragraph))]
    right = [(paragraph, key) for paragraph in shown if paragraph.box is not None and (key := _key(paragraph))]
    matcher = SequenceMatcher(None, [key for _, key in left], [key for _, key in right], autojunk=False)
    boxes: dict[int, Box] = {}
    used: set[int] = set()
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            target = right[block.b + step][0]
            if target.box is not None:
                boxes[left[block.a + step][0].index] = target.box
                used.add(target.index)
    free = [(paragraph, key) for paragraph, key in right if paragraph.index not in used]
    for entry, key in left:
        if entry.index not in boxes and (box := _alone(key, free)):
            boxes[entry.index] = box
    return boxes


def _alone(key: str, free: Sequence[tuple[Paragraph, str]]) -> Box | None:
    """The box of the only paragraph whose text is `key`, or begins with, contains or continues it; None where several do."""
    same = [paragraph.box for paragraph, other in free if other == key]
    if not same and len(key) >= _TELLING:
        same = [
            paragraph.box
            for paragraph, other in free
            if len(other) >= _TELLING and (other.startswith(key) or key.startswith(other) or key in other)
        ]
    return same[0] if len(same) == 1 else None


def _key(paragraph: Paragraph) -> str:
    """The text of a paragraph without blanks, which a PDF may set differently, for comparing."""
    return "".join(normalize_tone_style(to_nfc(paragraph.text)).split())
