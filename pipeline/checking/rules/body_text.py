"""The running text of a paper (phần lời văn): which paragraphs the rules on the body judge, and how breaches are gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach
from pipeline.decree.type_names import WITHOUT_ARTICLES
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Element, Paper, Part, PartKind, Unit, UnitKind

RUNNING = frozenset({UnitKind.TEXT, UnitKind.ARTICLE, UnitKind.CLAUSE, UnitKind.POINT, UnitKind.DASH})
JUDGED_PARTS = frozenset({PartKind.MAIN, PartKind.ATTACHED})
MOST_BREACHES = 5

_NUMBERED = frozenset({UnitKind.ARTICLE, UnitKind.CLAUSE, UnitKind.POINT})
_ARTICLE_LABEL = re.compile(r"^\s*điều\s+\d+[a-zđ]?\s*[.:]?", re.IGNORECASE)
_ARTICLE_MARK = re.compile(r"^điều\s+\d+[a-zđ]?\s*(?:[.:]|$)", re.IGNORECASE)
# How far an opened quotation mark is believed to reach.
_LONGEST_QUOTATION = 60


def judged_parts(paper: Paper) -> Iterator[Part]:
    """The main paper and the documents attached to it; not annexes (forms and tables of any look) nor blocks of copies."""
    return (part for part in paper.parts if part.kind in JUDGED_PARTS)


def is_attached(paper: Paper, part: Part) -> bool:
    """Whether a part is issued with the paper. One with a number and without “(Kèm theo …)” is a paper of its own."""
    if part.kind is not PartKind.ATTACHED:
        return False
    has_reference = paper.component(Element.ATTACHED_REFERENCE, part.index) is not None
    return has_reference or paper.component(Element.NUMBER, part.index) is None


def running(paper: Paper, kinds: frozenset[UnitKind] = RUNNING) -> tuple[tuple[Unit, Paragraph], ...]:
    """Units of running text with their paragraphs: outside tables, without captions set in the middle or to the right."""
    parts = {part.index for part in judged_parts(paper)}
    pairs = ((unit, paper.paragraph(unit.paragraph)) for unit in paper.units if unit.part in parts)
    return tuple(
        (unit, paragraph)
        for unit, paragraph in pairs
        if unit.kind in kinds and paragraph.cell is None and not _apart(unit, paragraph)
    )


def _apart(unit: Unit, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a caption, a unit of measure or the like: not numbered, not set from the left margin."""
    return unit.kind not in _NUMBERED and paragraph.alignment in {"center", "right"}


def continues_line(paper: Paper, paragraph: Paragraph) -> bool:
    """Whether a paragraph is only the next line of the one above, after a manual line break."""
    if paragraph.origin is None or paragraph.index == 0:
        return False
    return paper.paragraph(paragraph.index - 1).origin == paragraph.origin


def text_paragraphs(paper: Paper, *, tables: bool = False) -> Iterator[Paragraph]:
    """Bases and text of every part but the block of a copy; words in tables of figures only where asked for."""
    for component in paper.components:
        if component.element not in {Element.BASIS, Element.BODY}:
            continue
        if paper.parts[component.part].kind is PartKind.COPY:
            continue
        for paragraph in paper.paragraphs(component):
            if tables or paragraph.cell is None or not paper.facts.tables[paragraph.cell.table].ruled:
                yield paragraph


def units_in(paper: Paper, part: Part) -> tuple[Unit, ...]:
    """The units of one part that are its own: neither quoted from another text nor the beginning of a citation."""
    quoted = quoted_units(paper, part)
    own = (unit for unit in paper.units if unit.part == part.index and unit.paragraph not in quoted)
    return tuple(unit for unit in own if unit.kind is not UnitKind.ARTICLE or is_article(paper, unit))


def copies_articles(paper: Paper, units: Sequence[Unit]) -> bool:
    """Whether the articles among these units are words of another text, copied without quotation marks."""
    first = next((unit for unit in units if unit.kind is UnitKind.ARTICLE), None)
    if first is None or first.number == "1":
        return False
    return paper.type_name in WITHOUT_ARTICLES and paper.parts[first.part].kind is PartKind.MAIN


def is_article(paper: Paper, unit: Unit) -> bool:
    """Whether a paragraph that begins with “Điều 5” is an article, not the beginning of a sentence that cites one."""
    paragraph = paper.paragraph(unit.paragraph)
    return bool(_ARTICLE_MARK.match(paragraph.plain)) or label_is_bold(paragraph, _ARTICLE_LABEL) is True


def label_is_bold(paragraph: Paragraph, pattern: re.Pattern[str] = _ARTICLE_LABEL) -> bool | None:
    """Whether the words that `pattern` matches at the start of a paragraph are bold; None where the file does not say."""
    text = "".join(run.text for run in paragraph.runs)
    found = pattern.match(text)
    if not found:
        return None
    position = 0
    looks = []
    for run in paragraph.runs:
        if position < found.end() and run.text[: found.end() - position].strip():
            looks.append(run.bold)
        position += len(run.text)
    return None if None in looks or not looks else all(looks)


def quoted_units(paper: Paper, part: Part) -> frozenset[int]:
    """Paragraphs that stand in quotation marks running over several: the words of another text, as amendments have them."""
    inside: set[int] = set()
    paragraphs = [paper.paragraph(unit.paragraph) for unit in paper.units if unit.part == part.index]
    position = 0
    while position < len(paragraphs):
        end = _closing(paragraphs, position)
        if end is None:
            position += 1
            continue
        inside.update(
            paragraph.index for paragraph in paragraphs[position + (not _starts_quoted(paragraphs[position])) : end + 1]
        )
        position = end + 1
    return frozenset(inside)


def _starts_quoted(paragraph: Paragraph) -> bool:
    return paragraph.plain[:1] in '“"'


def _closing(paragraphs: Sequence[Paragraph], start: int) -> int | None:
    """The position of the paragraph that closes the quotation which the one at `start` leaves open, None if none."""
    depth = _opened(paragraphs[start].text)
    if depth <= 0:
        return None
    for position in range(start + 1, min(start + _LONGEST_QUOTATION, len(paragraphs))):
        text = paragraphs[position].text
        if "“" not in text and "”" not in text and text.count('"') % 2:
            return position
        depth += text.count("“") - text.count("”")
        if depth <= 0:
            return position
    return None


def _opened(text: str) -> int:
    """How many quotation marks a paragraph opens without closing them."""
    if "“" in text or "”" in text:
        return text.count("“") - text.count("”")
    return text.count('"') % 2


def gathered(paragraphs: Sequence[Paragraph], *, what: str, expected: str, hint: str) -> Breach:
    """One breach for all paragraphs that have the same thing wrong; it names the first and says how many there are.

    `what` goes on after “Đoạn “…”” or “12 đoạn”: `lùi đầu dòng 0 mm`.
    """
    first = paragraphs[0]
    name = f"“{shortened(first.plain)}”"
    found = f"Đoạn {name} {what}" if len(paragraphs) == 1 else f"{len(paragraphs)} đoạn {what}, đầu tiên là đoạn {name}"
    return Breach(found=found, expected=expected, hint=hint, paragraph=first.index)


def few(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """The first breaches, no more than a reader takes in; the last of them says how many more there are."""
    every = tuple(breaches)
    if len(every) <= MOST_BREACHES:
        return every
    last = every[MOST_BREACHES - 1]
    more = len(every) - MOST_BREACHES
    return (*every[: MOST_BREACHES - 1], replace(last, found=f"{last.found} (và {more} chỗ khác như vậy)"))


def all_italic(paragraph: Paragraph) -> bool | None:
    """Whether all printed text of a paragraph is italic; None where the file does not say."""
    looks = {run.italic for run in paragraph.inked}
    return None if None in looks or not looks else looks == {True}
